//! What cannot be read or evaluated.

use super::{CONFIG, Folder, HPA, TESTS};

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
    let hpa = "  hpa: hpa.yaml\n";
    let with = |field: &str| format!("{hpa}  {field}\n");
    refused(hpa, &with("compat: saef"), "request.type", "test.yaml:13:11", "saef");
    refused(hpa, &with("profile: '1.2'"), "hpa.profile", "test.yaml:13:12", "1.37");
    refused(hpa, &with("objects: web-0"), "request.type", "test.yaml:13:12", "web-0");
    let controller = with("controller: {syncPeriods: 15s}");
    refused(hpa, &controller, "request.unknown-field", "test.yaml:13:29", "Did you mean syncPeriod?");
    refused(
        hpa,
        &with("controller: {syncPeriod: 0s}"),
        "test.time",
        "test.yaml:13:28",
        "no duration above 0",
    );
    refused(hpa, &with("pods: {items: [{metadata: 3}]}"), "request.type", "test.yaml:13:29", "integer `3`");
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
