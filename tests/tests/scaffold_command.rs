//! `counterpoise scaffold` as a user calls it: what is printed and written, that it does what it says, and what it refuses.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use counterpoise_tests::{paths, skip::skip, surface};
use serde_json::Value;

const PODS: &str = r#"http_requests_total{namespace="shop",pod="web-1",service="web"}"#;

fn command(arguments: &[&str]) -> Option<Output> {
    match surface::command() {
        Ok(mut command) => Some(command.args(arguments).env("NO_COLOR", "1").output().unwrap()),
        Err(missing) => {
            skip(&missing);
            None
        }
    }
}

fn scaffold(arguments: &[&str]) -> Option<(i32, String, String)> {
    let output = command(&[&["scaffold"], arguments].concat())?;
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Some((output.status.code().unwrap(), text(output.stdout), text(output.stderr)))
}

/// A folder that is not there yet.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("scaffold").join(name);
    drop(fs::remove_dir_all(&folder));
    fs::create_dir_all(folder.parent().unwrap()).unwrap();
    folder
}

fn yaml(path: &Path) -> Value {
    serde_saphyr::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// The kinds of series and goals, with what must be in the HPA's first metric, as JSON, and the test's replicas.
const KINDS: [(&str, &[&str], &str, i64); 7] = [
    (
        PODS,
        &["--target", "deployment/web", "--average-value", "50"],
        r#"{"type":"Pods","pods":{"metric":{"name":"http_requests_per_second"},"target":{"type":"AverageValue","averageValue":"50"}}}"#,
        3,
    ),
    (
        r#"temperature{kubernetes_namespace="shop",kubernetes_pod_name="web-1"}"#,
        &["--target", "sts/web", "--average-value", "500m", "--min", "4"],
        r#"{"type":"Pods","pods":{"metric":{"name":"temperature"},"target":{"type":"AverageValue","averageValue":"500m"}}}"#,
        4,
    ),
    (
        r#"nginx_requests_total{namespace="shop",ingress="front"}"#,
        &["--target", "deployment/web", "--value", "1.5k"],
        r#"{"type":"Object","object":{"describedObject":{"apiVersion":"networking.k8s.io/v1","kind":"Ingress","name":"front"},"metric":{"name":"nginx_requests_per_second"},"target":{"type":"Value","value":"1500"}}}"#,
        3,
    ),
    (
        r#"sessions{namespace="shop",service="front"}"#,
        &["--target", "deployment/web", "--average-value", "10", "--max", "2"],
        r#"{"type":"Object","object":{"describedObject":{"apiVersion":"v1","kind":"Service","name":"front"},"metric":{"name":"sessions"},"target":{"type":"AverageValue","averageValue":"10"}}}"#,
        2,
    ),
    (
        r#"queue_length{namespace="shop",queue="orders",job="rabbit"}"#,
        &["--target", "deployment/worker", "--average-value", "10"],
        r#"{"type":"External","external":{"metric":{"name":"queue_length","selector":{"matchLabels":{"queue":"orders"}}},"target":{"type":"AverageValue","averageValue":"10"}}}"#,
        3,
    ),
    (
        "jobs_done_total",
        &["--target", "deployment/worker", "-n", "shop", "--value", "7"],
        r#"{"type":"External","external":{"metric":{"name":"jobs_done_per_second"},"target":{"type":"Value","value":"7"}}}"#,
        3,
    ),
    (
        PODS,
        &["--target", "deployment/web", "--average-value", "50", "--type", "object", "--window", "1m"],
        r#"{"type":"Object","object":{"describedObject":{"apiVersion":"v1","kind":"Service","name":"web"},"metric":{"name":"http_requests_per_second"},"target":{"type":"AverageValue","averageValue":"50"}}}"#,
        3,
    ),
];

#[test]
fn what_is_written_passes_its_own_test_and_the_check() {
    for (index, (series, arguments, metric, replicas)) in KINDS.into_iter().enumerate() {
        let folder = folder(&format!("kind-{index}"));
        let into = folder.to_string_lossy().into_owned();
        let Some((status, said, errors)) = scaffold(&[&[series], arguments, &["-o", &into]].concat()) else {
            return;
        };
        assert_eq!(status, 0, "{series}: {said}{errors}");
        let hpa = yaml(&folder.join("hpa.yaml"));
        assert_eq!(hpa["spec"]["metrics"][0], serde_json::from_str::<Value>(metric).unwrap(), "{series}");
        let test = yaml(&folder.join("test.yaml"));
        assert_eq!(test["tests"][0]["hpa_test"][0]["exp_replicas"], replicas, "{series}");
        for command_of in [&["test", &into][..], &["check", "--fail-on", "warning", &into]] {
            let output = command(command_of).unwrap();
            assert!(output.status.success(), "{series}: {}", String::from_utf8_lossy(&output.stdout));
        }
    }
}

#[test]
fn what_is_there_is_not_written_over() {
    let folder = folder("there");
    let into = folder.to_string_lossy().into_owned();
    let arguments = [PODS, "--target", "deployment/web", "--average-value", "50", "-o", &into];
    let Some((status, ..)) = scaffold(&arguments) else { return };
    assert_eq!(status, 0);
    fs::write(folder.join("hpa.yaml"), "mine\n").unwrap();
    let (status, _, errors) = scaffold(&arguments).unwrap();
    assert_eq!((status, errors.contains("is there already")), (2, true), "{errors}");
    assert_eq!(fs::read_to_string(folder.join("hpa.yaml")).unwrap(), "mine\n");
}

#[test]
fn the_values_of_the_chart_are_the_rule_of_the_configuration() {
    let arguments = [PODS, "--target", "deployment/web", "--average-value", "50"];
    let Some((_, whole, _)) = scaffold(&arguments) else { return };
    let (status, values, _) = scaffold(&[&arguments[..], &["--values"]].concat()).unwrap();
    assert_eq!(status, 0);
    let documents = |text: &str| -> Vec<Value> {
        text.split("---\n").skip(1).map(|document| serde_saphyr::from_str(document).unwrap()).collect()
    };
    let (whole, values) = (documents(&whole), documents(&values));
    assert_eq!(values.len(), 2);
    assert_eq!(values[0]["rules"]["custom"], whole[0]["rules"]);
    assert_eq!(values[1], whole[1]);
}

/// The rule that [`PODS`] makes, as it is written.
const RULE: [&str; 7] = [
    r#"- seriesQuery: "http_requests_total{namespace!=\"\",pod!=\"\"}""#,
    "  resources:",
    "    overrides:",
    r#"      "namespace": { resource: "namespace" }"#,
    r#"      "pod": { resource: "pod" }"#,
    r#"  name: {matches: "^http_requests_total$", as: "http_requests_per_second"}"#,
    r#"  metricsQuery: "sum(rate(<<.Series>>{<<.LabelMatchers>>}[2m])) by (<<.GroupBy>>)""#,
];

/// Files without a rule and with it, which stands for `RULE`; the place of it.
const FILES: [(&str, &str, &str); 11] = [
    (
        "rules:\n  default: false\n  custom: [] # mine\n# - seriesQuery: x\n  existing:\n",
        "rules:\n  default: false\n  custom: # mine\n  RULE\n# - seriesQuery: x\n  existing:\n",
        "rules.custom[0]",
    ),
    (
        "rules:\n  custom:\n    - &r {seriesQuery: a}\n    - *r # twice\n\n# end\n",
        "rules:\n  custom:\n    - &r {seriesQuery: a}\n    - *r # twice\n    RULE\n\n# end\n",
        "rules.custom[2]",
    ),
    (
        "rules:\n  custom:\n  - metricsQuery: |\n      a\n      b\n    seriesQuery: a",
        "rules:\n  custom:\n  - metricsQuery: |\n      a\n      b\n    seriesQuery: a\n  RULE\n",
        "rules.custom[1]",
    ),
    ("replicas: 2\n", "replicas: 2\nrules:\n  custom:\n  RULE\n", "rules.custom[0]"),
    ("# 次\n", "# 次\nrules:\n  custom:\n  RULE\n", "rules.custom[0]"),
    ("", "rules:\n  custom:\n  RULE\n", "rules.custom[0]"),
    ("rules:\nother: {}\n", "rules:\n  custom:\n  RULE\nother: {}\n", "rules.custom[0]"),
    (
        "prometheus-adapter:\n  replicas: 1\nother: 1\n",
        "prometheus-adapter:\n  replicas: 1\n  rules:\n    custom:\n    RULE\nother: 1\n",
        "prometheus-adapter.rules.custom[0]",
    ),
    ("rules:\n- seriesQuery: up\n", "rules:\n- seriesQuery: up\nRULE\n", "rules[1]"),
    (
        "rules:\r\n  custom: ~\r\n  default: false\r\n",
        "rules:\r\n  custom:\r\n  RULE\r\n  default: false\r\n",
        "rules.custom[0]",
    ),
    ("externalRules: []\n", "externalRules: []\nrules:\nRULE\n", "rules[0]"),
];

/// `scaffold` with [`PODS`] into a file of some text.
fn into(file: &Path, text: &str, more: &[&str]) -> Option<(i32, String, String)> {
    fs::write(file, text).unwrap();
    let file = file.to_string_lossy();
    let arguments = [PODS, "--target", "deployment/web", "--average-value", "50", "--into", &file];
    scaffold(&[&arguments[..], more].concat())
}

#[test]
fn a_rule_is_added_to_a_file_and_nothing_else_changes() {
    let file = folder("into.yaml");
    let whole: Value = serde_saphyr::from_str(&RULE.join("\n")).unwrap();
    for (before, after, place) in FILES {
        let Some((status, said, told)) = into(&file, before, &[]) else { return };
        assert_eq!(status, 0, "{before}: {told}");
        assert!(told.ends_with(&format!(": added {place}\n")) || told.contains("\nwarning: "), "{told}");
        assert!(said.starts_with("---\n# hpa.yaml\n") && !said.contains("seriesQuery"), "{said}");
        let line = after.lines().find(|line| line.trim() == "RULE").unwrap();
        let (indent, line_end) =
            (line.len() - "RULE".len(), if after.contains('\r') { "\r\n" } else { "\n" });
        let rule = RULE.join(&format!("{line_end}{}", " ".repeat(indent)));
        let written = fs::read_to_string(&file).unwrap();
        assert_eq!(written, after.replace("RULE", &rule));
        // Once more is once.
        let (status, _, told) = into(&file, &written, &[]).unwrap();
        assert_eq!((status, told.contains("is the rule already")), (0, true), "{told}");
        assert_eq!(fs::read_to_string(&file).unwrap(), written);
    }
    // In one line it stays in one line, and JSON stays JSON.
    for text in [r#"{"rules": {"default": false}}"#, r#"{"rules": {"custom": [{"seriesQuery": "a"}]}}"#, "{}"]
    {
        let (status, _, told) = into(&file, text, &[]).unwrap();
        assert_eq!(status, 0, "{text}: {told}");
        let written = fs::read_to_string(&file).unwrap();
        let value: Value = serde_saphyr::from_str(&written).unwrap();
        assert_eq!(value["rules"]["custom"].as_array().unwrap().last().unwrap(), &whole[0], "{written}");
        assert!(text == "{}" || serde_json::from_str::<Value>(&written).is_ok(), "{written}");
    }
}

#[test]
fn a_file_that_takes_no_rule_stays_as_it_is() {
    let file = folder("refused.yaml");
    for (text, why) in [
        ("kind: ConfigMap\napiVersion: v1\n", "it is an object of a cluster"),
        ("- a\n", "it holds no values of a chart"),
        ("rules: 5\n", "what should hold its list is no mapping"),
        ("rules: {custom: x}\n", "what should be its list is none"),
        ("rules:\n  custom: *nothing\n", "unknown anchor"),
        ("rules: [\n", "cannot add a rule"),
        // Its lines would go on.
        ("rules:\n  custom:\n  - seriesQuery: |+\n      a\n\n\n", "has a form that is not known here"),
    ] {
        let Some((status, said, told)) = into(&file, text, &[]) else { return };
        assert_eq!((status, said.as_str(), told.contains(why)), (2, "", true), "{text}: {told}");
        assert_eq!(fs::read_to_string(&file).unwrap(), text);
    }
    let values = "rules:\n  custom: []\n";
    let (status, said, told) = into(&file, values, &["--diff"]).unwrap();
    assert_eq!((status, told.as_str()), (0, ""));
    assert!(said.contains("\n-  custom: []\n+  custom:\n+  - seriesQuery: "), "{said}");
    assert_eq!(fs::read_to_string(&file).unwrap(), values);
    let gone = folder("gone.yaml").to_string_lossy().into_owned();
    let arguments = [PODS, "--target", "deployment/web", "--average-value", "50", "--into", &gone];
    let (status, _, told) = scaffold(&arguments).unwrap();
    assert_eq!((status, told.contains("No such file")), (2, true), "{told}");
}

#[test]
fn templates_of_a_user_stand_in_for_ours_and_are_tried_too() {
    let templates = folder("templates");
    fs::create_dir(&templates).unwrap();
    let name = templates.to_string_lossy().into_owned();
    let arguments = [PODS, "--target", "deployment/web", "--average-value", "50", "--templates", &name];
    fs::write(templates.join("servicemonitor.yaml.hbs"), "kind: PodMonitor\nname: {{json target.name}}\n")
        .unwrap();
    fs::write(templates.join("README.md.hbs"), "{{metric}} at {{goal.amount}}\n").unwrap();
    let Some((status, said, errors)) = scaffold(&arguments) else { return };
    assert_eq!(status, 0, "{errors}");
    assert!(said.contains("# servicemonitor.yaml\nkind: PodMonitor\nname: \"web\"\n"), "{said}");
    assert!(said.contains("# README.md\nhttp_requests_per_second at 50\n"), "{said}");

    // Ours, with room for two pods only, where the test makes three.
    let narrow = fs::read_to_string(paths::root().join("cli/templates/hpa.yaml.hbs")).unwrap();
    let narrow = narrow.replace("maxReplicas: {{max}}", "maxReplicas: 2");
    for (file, template, message) in [
        ("hpa.yaml.hbs", "{{nothing}}", "the template hpa.yaml.hbs cannot be rendered"),
        ("config.yaml.hbs", "rules:\n- seriesQuery: up\n", "the files are not in order"),
        ("hpa.yaml.hbs", &narrow, "the files do not do what they are meant to"),
    ] {
        fs::write(templates.join(file), template).unwrap();
        let (status, said, errors) = scaffold(&arguments).unwrap();
        assert_eq!((status, errors.contains(message)), (2, true), "{said}{errors}");
        fs::remove_file(templates.join(file)).unwrap();
    }
}

#[test]
fn what_does_not_fit_is_told() {
    let target = ["--target", "deployment/web"];
    let cases: [(&[&str], &str); 12] = [
        (&["x{", "--average-value", "1"], "promql.selector"),
        (&[r#"x{pod=~"a"}"#, "--average-value", "1"], "selects series"),
        (&[r#"{pod="a"}"#, "--average-value", "1"], "has no name"),
        (&["x_bucket", "--average-value", "1"], "a histogram's buckets"),
        (&["x", "--average-value", "1"], "no label of a namespace"),
        (&[PODS, "--value", "1"], "use --average-value"),
        (&[PODS, "--average-value", "1q"], "quantity.syntax"),
        (&[PODS, "--average-value", "0"], "not more than 0"),
        (&[PODS, "--average-value", "1", "--min", "3", "--max", "2"], "--min 3 is more than --max 2"),
        (&[PODS, "--average-value", "1", "--adapter", "x"], "is no NAMESPACE/NAME"),
        (&[PODS, "--average-value", "1", "--window", "5x"], "do not do what they are meant to"),
        (&[r#"x{pod="a"}"#, "--average-value", "1", "--type", "pods", "-n", "a"], "no label of a namespace"),
    ];
    for (arguments, message) in cases {
        let Some((status, _, errors)) = scaffold(&[arguments, &target].concat()) else { return };
        assert_eq!((status, errors.contains(message)), (2, true), "{arguments:?}: {errors}");
    }
    let (status, _, errors) = scaffold(&[PODS, "--average-value", "1", "--target", "web"]).unwrap();
    assert_eq!((status, errors.contains("give deployment/NAME")), (2, true), "{errors}");
}
