//! `counterpoise test` as a user calls it: what passes, what fails and how it is told, what is written into files, what cannot be read.

#[path = "test_command/examples.rs"]
mod examples;
#[path = "test_command/refused.rs"]
mod refused;

use std::fs;
use std::path::PathBuf;

use counterpoise_tests::{skip::skip, surface};
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

    /// The tests of above.
    fn as_it_is(name: &str) -> Self {
        Self::with(name, &[("config.yaml", CONFIG), ("hpa.yaml", HPA), ("test.yaml", TESTS)])
    }

    /// The tests of above with something else in the place of a part of them.
    fn changed(name: &str, part: &str, by: &str) -> Self {
        assert_eq!(TESTS.matches(part).count(), 1, "{part}");
        assert_ne!(part, by);
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
    let folder = Folder::as_it_is("update");
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
    let folder = Folder::as_it_is("coverage");
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
