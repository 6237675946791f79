//! `counterpoise test` as a user calls it: what passes, what fails and how it is told, what is written into files, what cannot be read.

use std::fs;
use std::path::PathBuf;

use counterpoise_tests::prometheus::installed;
use counterpoise_tests::{paths, skip::skip, surface};
use serde_json::{Value, json};

const CONFIG: &str = r#"rules:
- seriesQuery: http_requests_total{namespace!="",pod!=""}
  resources: {overrides: {namespace: {resource: namespace}, pod: {resource: pod}}}
  name: {matches: "^(.*)_total$", as: "${1}_per_second"}
  metricsQuery: sum(rate(<<.Series>>{<<.LabelMatchers>>}[2m])) by (<<.GroupBy>>)
- seriesQuery: nobody_total{namespace!=""}
  resources: {overrides: {namespace: {resource: namespace}}}
  metricsQuery: sum(<<.Series>>{<<.LabelMatchers>>}) by (<<.GroupBy>>)
externalRules:
- seriesQuery: queue_length
  resources: {namespaced: false}
  metricsQuery: sum(<<.Series>>{<<.LabelMatchers>>})
"#;
const HPA: &str = "apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: worker, namespace: shop}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: worker}
  minReplicas: 2
  maxReplicas: 10
  metrics:
  - type: External
    external: {metric: {name: queue_length}, target: {type: AverageValue, averageValue: 10}}
";
const TESTS: &str = r#"# A queue that grows and is worked off.
config: config.yaml
tests:
- name: the queue
  interval: 1m
  start: "2026-05-01T12:00:00Z"
  input_series:
  - series: queue_length
    values: 35x5 12x20 stale _x5
  - series: other_series{pod="a"} # no query asks for it
    values: 1x30
  hpa: hpa.yaml
  scale: {spec: {replicas: 2}, status: {replicas: 2, selector: app=worker}}
  promql_expr_test:
  - expr: queue_length or other_series
    eval_time: 1m
    exp_samples:
    - {labels: 'other_series{pod="a"}', value: 1}
    - {labels: 'queue_length', value: 35}
  - expr: queue_length
    eval_time: 28m # the series has ended
    exp_samples: []
  metric_list_test:
  - eval_time: 1m
    exp_metrics: []
    exp_external_metrics: [queue_length]
  metric_test:
  - request: /apis/external.metrics.k8s.io/v1beta1/namespaces/shop/queue_length
    eval_time: 1m
    exp_promql: sum(queue_length{})
    exp_values: [{value: 35000m}]
  - request: /apis/external.metrics.k8s.io/v1beta1/namespaces/shop/queue_size
    eval_time: 1m
    exp_error: metrics.not-found
  hpa_test:
  - eval_time: 1m
    exp_promql: ['sum(queue_length{})']
    exp_targets: 17500m/10 (avg)
    exp_replicas: 4 # 35 of 10
    exp_events:
    - reason: SuccessfulRescale
  - eval_time: 10m # four stay for five minutes
    exp_replicas: 4
    exp_conditions:
    - {type: AbleToScale, status: "True", reason: ScaleDownStabilized}
  - eval_time: 11m
    exp_replicas: 2
    exp_findings: [metrics.no-series, rules.counter-value] # of a rule that nobody needs
"#;

/// A folder of its own, which goes with it.
struct Folder(PathBuf);

impl Folder {
    fn with(name: &str, files: &[(&str, &str)]) -> Self {
        let folder = std::env::temp_dir().join(format!("counterpoise-test-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        for (file, text) in files {
            fs::write(folder.join(file), text).unwrap();
        }
        Self(folder)
    }

    /// The tests of above with something else in the place of a part of them.
    fn changed(name: &str, part: &str, by: &str) -> Self {
        assert_eq!(TESTS.matches(part).count(), 1, "{part}");
        Self::with(
            name,
            &[("config.yaml", CONFIG), ("hpa.yaml", HPA), ("test.yaml", &TESTS.replace(part, by))],
        )
    }

    fn run(&self, arguments: &[&str]) -> Option<Ran> {
        run(&self.0, arguments)
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.0.join(file)).unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

struct Ran {
    status: i32,
    printed: String,
    said: String,
}

impl Ran {
    fn json(&self) -> Value {
        serde_json::from_str(&self.printed)
            .unwrap_or_else(|error| panic!("{error}: {}{}", self.printed, self.said))
    }
}

/// Calls `counterpoise test` in a folder; `None` where it is not built.
fn run(folder: &std::path::Path, arguments: &[&str]) -> Option<Ran> {
    let mut command = surface::command().map_err(|missing| skip(&missing)).ok()?;
    let output =
        command.arg("test").args(arguments).current_dir(folder).env("NO_COLOR", "1").output().unwrap();
    Some(Ran {
        status: output.status.code().unwrap(),
        printed: String::from_utf8(output.stdout).unwrap(),
        said: String::from_utf8(output.stderr).unwrap(),
    })
}

#[test]
fn what_is_expected_passes() {
    let folder = Folder::changed("passes", "exp_values: [{value: 35000m}]", "exp_values: [{value: 35}]");
    let Some(ran) = folder.run(&["test.yaml"]) else { return };
    assert_eq!((&*ran.printed, &*ran.said), ("test.yaml\n  pass  the queue\n\n1 test passed\n", ""));
    assert_eq!(ran.status, 0);
    let told = folder.run(&["test.yaml", "--output", "json"]).unwrap().json();
    let all = told["files"][0]["tests"][0]["expectations"].as_array().unwrap();
    assert_eq!(all.len(), 15);
    assert!(all.iter().all(|one| one["passed"] == true && one["expected"] == one["came"]), "{told}");
    // Beside others and in a folder.
    let both = folder.run(&[".", "test.yaml"]).unwrap();
    assert!(both.printed.ends_with("\n2 tests passed\n"), "{}", both.printed);
}

#[test]
fn what_differs_is_told_line_by_line_and_why() {
    let folder = Folder::changed(
        "fails",
        "exp_replicas: 4\n    exp_conditions:",
        "exp_replicas: 2\n    exp_conditions:",
    );
    let Some(ran) = folder.run(&["test.yaml"]) else { return };
    assert_eq!((ran.status, &*ran.said), (1, ""));
    assert_eq!(
        ran.printed,
        "test.yaml
  FAIL  the queue
    hpa_test at 10m, exp_replicas (test.yaml:43:19)
      - 2
      + 4
      # current 4 asked for, 4 there
      # maximum 2 replicas: the only proposal
      # stabilization 2 → 4: recent recommendations were higher than current one, applying the highest recent \
         recommendation: 4 instead of 2, until 2026-05-01T12:10:45Z
      # limits 4: the desired count is within the acceptable range
      # desired 4: nothing is written

1 of 1 test failed
"
    );
    let told = folder.run(&["test.yaml", "-o", "json"]).unwrap();
    assert_eq!(told.status, 1);
    let told = told.json();
    let failed: Vec<_> = told["files"][0]["tests"][0]["expectations"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["passed"] == false)
        .map(|one| {
            (one["path"].clone(), one["expected"].clone(), one["came"].clone(), one["span"]["line"].clone())
        })
        .collect();
    assert_eq!(failed, [(json!("tests[0].hpa_test[1].exp_replicas"), json!(2), json!(4), json!(43))]);
    assert_eq!(told["summary"], "1 of 1 test failed");
}

#[test]
fn of_a_list_only_what_differs_is_marked() {
    let folder =
        Folder::changed("list", "'other_series{pod=\"a\"}', value: 1", "'other_series{pod=\"b\"}', value: 1");
    let Some(ran) = folder.run(&["test.yaml"]) else { return };
    let diff = "      - - labels: other_series{pod=\"b\"}
      -   value: 1
        - labels: queue_length
          value: 35
      + - labels: other_series{pod=\"a\"}
      +   value: 1
";
    assert!(ran.printed.contains(diff), "{}", ran.printed);
    assert_eq!(ran.status, 1);
}

#[test]
fn junit_has_a_case_a_test() {
    let folder = Folder::changed("junit", "exp_targets: 17500m/10 (avg)", "exp_targets: <1>/10 (avg)");
    let Some(ran) = folder.run(&["test.yaml", "--junit", "out.xml"]) else { return };
    assert_eq!(ran.status, 1);
    assert_eq!(
        folder.read("out.xml"),
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>
<testsuites name=\"counterpoise\" tests=\"1\" failures=\"1\" errors=\"0\">
  <testsuite name=\"test.yaml\" tests=\"1\" failures=\"1\" errors=\"0\" skipped=\"0\">
    <testcase classname=\"test.yaml\" name=\"the queue\" file=\"test.yaml\" line=\"38\">
      <failure type=\"expectation\" message=\"hpa_test at 1m, exp_targets is not what is expected\">hpa_test at 1m, \
         exp_targets&#10;- &lt;1&gt;/10 (avg)&#10;+ 17500m/10 (avg)&#10;</failure>
    </testcase>
  </testsuite>
</testsuites>
"
    );
}

#[test]
fn update_writes_what_came_out_and_nothing_else() {
    let folder = Folder::changed("update", "exp_samples: []", "exp_samples: []");
    let wrong = TESTS
        .replace("value: 35}", "value: 34}")
        .replace("[queue_length]\n", "[queue_length, more] # listed\n")
        .replace("exp_values: [{value: 35000m}]", "exp_values:")
        .replace("exp_replicas: 4 # 35 of 10", "exp_replicas: 5 # 35 of 10")
        .replace(
            "    - reason: SuccessfulRescale\n",
            "    - reason: SuccessfulRescale\n    - reason: Another\n",
        )
        .replace("reason: ScaleDownStabilized}", "reason: ReadyForNewScale}");
    fs::write(folder.0.join("test.yaml"), &wrong).unwrap();
    let Some(failed) = folder.run(&["test.yaml"]) else { return };
    assert_eq!(failed.status, 1);
    let updated = folder.run(&["test.yaml", "--update"]).unwrap();
    assert_eq!((updated.status, &*updated.said), (0, ""));
    assert_eq!(
        updated.printed,
        "test.yaml: tests[0].promql_expr_test[0].exp_samples
test.yaml: tests[0].metric_list_test[0].exp_external_metrics
test.yaml: tests[0].metric_test[0].exp_values
test.yaml: tests[0].hpa_test[0].exp_replicas
test.yaml: tests[0].hpa_test[0].exp_events
test.yaml: tests[0].hpa_test[1].exp_conditions
"
    );
    let right = TESTS
        .replace("[queue_length]\n", "[queue_length] # listed\n")
        .replace("exp_values: [{value: 35000m}]", "exp_values:\n    - value: '35'");
    assert_eq!(folder.read("test.yaml"), right);
    let again = folder.run(&["test.yaml"]).unwrap();
    assert_eq!(again.status, 0, "{}", again.printed);
    let nothing = folder.run(&["test.yaml", "--update"]).unwrap();
    assert_eq!(nothing.printed, "everything is as it is expected\n");
    assert_eq!(folder.read("test.yaml"), right);
}

#[test]
fn coverage_names_what_no_test_touched() {
    let folder = Folder::changed(
        "coverage",
        "expr: queue_length or other_series",
        "expr: queue_length or other_series",
    );
    let Some(ran) = folder.run(&["test.yaml", "--coverage", "-o", "json"]) else { return };
    let told = ran.json();
    let untouched = |part: &str| -> Vec<String> {
        let all = told["coverage"][part].as_array().unwrap().iter();
        all.filter(|item| item["touched"] == false)
            .map(|item| item["what"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(untouched("rules"), ["rules[0]", "rules[1]"]);
    assert_eq!(untouched("series"), [""; 0], "the first query asks for both");
    assert_eq!(untouched("hpas"), ["maxReplicas", "minReplicas", "scale up limit"]);

    let less = Folder::changed("less", "expr: queue_length or other_series", "expr: queue_length or nothing");
    let text = less.run(&["test.yaml", "--coverage"]).unwrap().printed;
    let (_, coverage) = text.split_once("\nCoverage\n").unwrap();
    assert_eq!(
        coverage,
        "  rules: 1 of 3
    not touched: rules[0] of config.yaml
    not touched: rules[1] of config.yaml
  series: 1 of 2
    not touched: other_series{pod=\"a\"} of test.yaml (tests[0])
  hpas: 5 of 8
    not touched: maxReplicas of hpa.yaml
    not touched: minReplicas of hpa.yaml
    not touched: scale up limit of hpa.yaml
"
    );
}

/// Answers of Prometheus and of the metrics APIs, and what there is from a time on.
#[test]
fn what_is_given_in_the_file_is_not_evaluated() {
    let answer = "{status: success, data: {resultType: vector, result: [{metric: {}, value: [0, \"35\"]}]}}";
    let path = "/apis/external.metrics.k8s.io/v1beta1/namespaces/shop/queue_length";
    let test = format!(
        "config: config.yaml
tests:
- input_series: [{{series: queue_length, values: 1x10}}]
  hpa: hpa.yaml
  scale: {{spec: {{replicas: 2}}, status: {{replicas: 2, selector: app=worker}}}}
  answers: {answer}
  metric_test:
  - {{request: {path}, eval_time: 0, exp_values: [{{value: 35}}]}}
  hpa_test:
  - {{eval_time: 0, exp_replicas: 4}}
  - eval_time: 1m
    answers: {{{path}: {}}}
    exp_replicas: 6
  - eval_time: 2m
    scale: {{spec: {{replicas: 0}}, status: {{replicas: 0, selector: app=worker}}}}
    exp_replicas: 0
    exp_conditions: [{{type: ScalingActive, reason: ScalingDisabled}}]
- hpa: hpa.yaml
  scale: {{spec: {{replicas: 2}}, status: {{replicas: 2, selector: app=worker}}}}
  metrics:
    {path}:
      {{kind: ExternalMetricValueList, items: [{{metricName: queue_length, timestamp: null, value: 30}}]}}
  hpa_test: [{{eval_time: 0, exp_replicas: 3}}]
",
        answer.replace("35", "55"),
    );
    let folder = Folder::with("given", &[("config.yaml", CONFIG), ("hpa.yaml", HPA), ("test.yaml", &test)]);
    let Some(ran) = folder.run(&["test.yaml"]) else { return };
    assert_eq!((ran.status, &*ran.said), (0, ""), "{}", ran.printed);
}

#[test]
fn bad_input_is_an_error_at_its_place() {
    let refused = |part: &str, by: &str, code: &str, place: &str, says: &str| {
        let folder = Folder::changed("refused", part, by);
        let Some(ran) = folder.run(&["test.yaml"]) else { return };
        assert_eq!((ran.status, &*ran.printed), (2, ""), "{by}");
        assert!(ran.said.starts_with(&format!("error[{code}]: ")), "{by}: {}", ran.said);
        for part in [&*format!("--> {place}\n"), says, "= hint: "] {
            assert!(ran.said.contains(part), "{by}: {part} is not in\n{}", ran.said);
        }
    };
    refused(
        "  interval: 1m",
        "  intervall: 1m",
        "yaml.unknown-field",
        "test.yaml:5:3",
        "Did you mean interval?",
    );
    refused(
        "exp_targets: 17",
        "exp_target: 17",
        "yaml.unknown-field",
        "test.yaml:38:5",
        "Did you mean exp_targets?",
    );
    refused("interval: 1m", "interval: 1 minute", "test.time", "test.yaml:5:13", "no duration above 0");
    refused("start: \"2026-05-01T", "start: \"2026-05-41T", "test.time", "test.yaml:6:10", "no instant");
    refused(
        "eval_time: 28m",
        "eval_time: -28m",
        "test.time",
        "test.yaml:21:16",
        "before the start of the test",
    );
    refused(
        "eval_time: 28m",
        "eval_time: 33m",
        "test.time",
        "test.yaml:21:16",
        "after the end of the series, 32m",
    );
    refused("eval_time: 28m", "eval_time: soon", "test.time", "test.yaml:21:16", "no duration, such as 5m");
    refused("eval_time: 11m", "eval_time: 10m", "test.time", "test.yaml:46:16", "is not later than 10m");
    refused("35x5 12x20", "35x5 {{schema:0}}", "promql.not-supported", "test.yaml:9:18", "native histogram");
    refused("35x5 12x20", "35x5 twelve", "promql.notation", "test.yaml:9:18", "twelve");
    refused("{pod=\"a\"} #", "{pod=a} #", "promql.notation", "test.yaml:10:30", "text in quotes");
    refused(
        "- series: other_series{pod=\"a\"}",
        "- series: queue_length",
        "promql.series",
        "test.yaml:10:5",
        "given twice",
    );
    refused(
        "expr: queue_length or",
        "expr: queue_length or or",
        "promql.syntax",
        "test.yaml:15:30",
        "queue_length or or",
    );
    refused(
        "expr: queue_length or other_series",
        "expr: queue_length / on() (queue_length or other_series)",
        "promql.evaluation",
        "test.yaml:15:11",
        "the query cannot be evaluated",
    );
    refused(
        "config: config.yaml",
        "config: rules.yaml",
        "test.file",
        "test.yaml:2:9",
        "there is no file rules.yaml",
    );
    refused("  hpa: hpa.yaml\n", "", "test.missing", "test.yaml:4:3", "needs an HPA");
    refused(
        "spec: {replicas: 2}, status",
        "spec: {replicas: two}, status",
        "request.type",
        "test.yaml:13:28",
        "two",
    );
    refused(
        "    exp_targets: 17500m/10 (avg)\n",
        "    exp_targets: [\n",
        "yaml.syntax",
        "test.yaml:40:5",
        "exp_",
    );
    refused(
        "    exp_promql: ['sum(queue_length{})']\n    exp_targets: 17500m/10 (avg)\n    exp_replicas: 4 # 35 of 10\n    \
         exp_events:\n    - reason: SuccessfulRescale\n",
        "",
        "test.expectation",
        "test.yaml:36:5",
        "nothing is expected here",
    );
}

#[test]
fn bad_files_beside_are_errors_at_their_places() {
    let refused = |config: &str, hpa: &str, says: &[&str]| {
        let folder =
            Folder::with("beside", &[("config.yaml", config), ("hpa.yaml", hpa), ("test.yaml", TESTS)]);
        let Some(ran) = folder.run(&["test.yaml"]) else { return };
        assert_eq!((ran.status, &*ran.printed), (2, ""));
        assert!(says.iter().all(|part| ran.said.contains(part)), "{says:?} is not in\n{}", ran.said);
    };
    refused(&CONFIG.replace("^(.*)_total$", "^(.*"), HPA, &["error[rules.regex]", "--> config.yaml:4:"]);
    refused(
        &CONFIG.replace("metricsQuery: sum(rate", "metricQuery: sum(rate"),
        HPA,
        &["--> config.yaml:5:3", "metricsQuery"],
    );
    refused(CONFIG, &HPA.replace("maxReplicas: 10", "maxReplicas: ten"), &["--> hpa.yaml:7:16", "ten"]);
    refused(CONFIG, &HPA.replace("metadata: {", "metadata: ["), &["error[yaml.syntax]", "--> hpa.yaml:3:"]);
    let folder = Folder::with("nothing", &[("config.yaml", CONFIG)]);
    for (argument, says) in [("none.yaml", "cannot read none.yaml"), (".", "there are no tests in .")] {
        let Some(ran) = folder.run(&[argument]) else { return };
        assert_eq!(ran.status, 2);
        assert!(ran.said.contains(says), "{}", ran.said);
    }
}

#[test]
fn every_example_has_tests_that_pass() {
    let Some(ran) = run(&paths::root(), &["examples"]) else { return };
    assert_eq!((ran.status, &*ran.said), (0, ""), "{}", ran.printed);
    for folder in paths::examples().unwrap() {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        assert!(ran.printed.contains(&format!("examples/{name}/test.yaml\n")), "{name} has no test.yaml");
    }
}

/// The page's file passes, what it shows of a failure is what is printed, and its tables name every field that there is.
#[test]
fn the_page_of_the_documentation_is_true() {
    let page = fs::read_to_string(paths::root().join("docs/test.md")).unwrap();
    let block = |language: &str| {
        let (_, rest) = page.split_once(&format!("\n```{language}\n")).unwrap();
        rest.split_once("```").unwrap().0.to_owned()
    };
    let file = block("yaml");
    let folder = Folder::with("page", &[("test.yaml", &file)]);
    let Some(ran) = folder.run(&["test.yaml"]) else { return };
    assert_eq!((ran.status, &*ran.said), (0, ""), "{}", ran.printed);
    if installed() {
        let asked = folder.run(&["test.yaml", "--prometheus"]).unwrap();
        assert_eq!(asked.printed, ran.printed);
    }
    let (failing, held) = (
        file.replace("exp_replicas: 4\n    exp_conditions", "exp_replicas: 2\n    exp_conditions"),
        &folder.0,
    );
    fs::write(held.join("test.yaml"), failing).unwrap();
    let failed = folder.run(&["test.yaml"]).unwrap().printed;
    let (_, told) = page.split_once("## What is told").unwrap();
    let shown = told.split("```").nth(1).unwrap().trim_start();
    assert!(failed.starts_with(shown), "{failed}");

    let (_, tables) = page.split_once("## Fields").unwrap();
    for (before, lists) in
        [("", "tests"), ("tests:\n- ", "name"), ("tests:\n- hpa_test:\n  - ", "exp_replicas")]
            .into_iter()
            .chain(["promql_expr_test", "metric_list_test", "metric_test"].map(|list| (list, "eval_time")))
    {
        let before =
            if before.ends_with("_test") { format!("tests:\n- {before}:\n  - ") } else { before.to_owned() };
        fs::write(held.join("test.yaml"), format!("{before}no_field: 1\n")).unwrap();
        let said = folder.run(&["test.yaml"]).unwrap().said;
        let (_, known) = said.lines().next().unwrap().split_once(", known are ").unwrap();
        let known: Vec<_> = known.split(", ").collect();
        assert!(known.contains(&lists), "{said}");
        for field in known {
            assert!(tables.contains(&format!("`{field}`")), "docs/test.md does not name {field}");
        }
    }
}

/// The two give the same to the last digit, so what they tell is the same text.
#[test]
fn a_real_prometheus_agrees_with_the_evaluator() {
    if !installed() {
        return skip("prometheus not found (apt-get install prometheus)");
    }
    let Some(evaluated) = run(&paths::root(), &["examples", "-o", "json"]) else { return };
    let asked = run(&paths::root(), &["examples", "-o", "json", "--prometheus"]).unwrap();
    assert_eq!((asked.status, &*asked.said), (0, ""), "{}", asked.printed);
    assert_eq!(asked.printed, evaluated.printed);

    // With series that end, and with what no Prometheus takes.
    let folder = Folder::changed("prometheus", "exp_samples: []", "exp_samples: []");
    let ran = folder.run(&["test.yaml", "--prometheus"]).unwrap();
    assert_eq!((ran.status, &*ran.said), (0, ""), "{}", ran.printed);
    let (part, by) =
        ("expr: queue_length or other_series", "expr: queue_length / on() (queue_length or other_series)");
    let folder = Folder::changed("refuses", part, by);
    let ran = folder.run(&["test.yaml", "--prometheus"]).unwrap();
    assert_eq!(ran.status, 2);
    assert!(
        ran.said.contains("error[promql.evaluation]: the query cannot be evaluated: found duplicate series"),
        "{}",
        ran.said
    );
    assert!(ran.said.contains("--> test.yaml:15:11"), "{}", ran.said);
}

#[test]
fn without_a_prometheus_that_is_said() {
    let folder = Folder::changed("none", "exp_samples: []", "exp_samples: []");
    let Ok(mut command) = surface::command().map_err(|missing| skip(&missing)) else { return };
    command.args(["test", "test.yaml", "--prometheus"]).current_dir(&folder.0).env("PATH", &folder.0);
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("there is no prometheus on the PATH"), "{said}");
}
