//! What one command tells of inputs that users had in hand when it did not work, as they stand beside the repository, and that
//! `check` has nothing to say of what is right.

use std::path::Path;

use counterpoise_tests::{paths, skip::skip, surface};

/// Folders, and what `explain` or `check` must tell of each.
const TOLD: [(&str, &[&str]); 20] = [
    ("01b", &["label exported_namespace", "The series have namespace: map that one"]),
    ("03", &["instance stands for nodes and holds addresses with a port", "Map node"]),
    (
        "09",
        &["The series have kubernetes_namespace and kubernetes_pod_name; the rule maps namespace and pod"],
    ),
    (
        "10",
        &[
            "reporter=\"destination\" of seriesQuery is not in metricsQuery",
            "reporter=\"source\" are added too",
        ],
    ),
    ("14", &["there are no series at all", "check that Prometheus answers at http://prom.nowhere.svc:9090"]),
    ("17b", &["namespaced: false"]),
    ("19", &["namespaced: true", "namespaced: false of the rule only leaves the namespace out"]),
    ("21", &["404 page not found", "the path of its address is wrong"]),
    ("22b", &["no API server takes this HPA", "must be positive"]),
    (
        "24b",
        &[
            "unknown field \"spec.metrics[0].resource.targetAverageUtilization\"",
            "target: {type: Utilization",
        ],
    ),
    ("24c", &["unknown field \"spec.behaviour\"", "Write behavior"]),
    ("P01", &["status.replicas 11 is kept, not the 10 asked for; it does not stay"]),
    ("P01b", &["the edge itself is inside", "the count changes at 98999m in total or less"]),
    ("P04", &["1 ready of 3", "the others do not count"]),
    ("P06", &["selects 5 pods, and the target has 3 replicas: api-canary-3, api-canary-4 too"]),
    ("P06b", &["as 100% of their request going down"]),
    ("P08", &["type AverageValue, but value is set: it is compared with the whole, not with the average"]),
    ("P12", &["the divisor has no value, and the quotient is empty"]),
    ("P15b", &["no custom metrics API (custom.metrics.k8s.io) registered", "the configuration has no rules"]),
    ("P30", &["every pod's usage is counted twice", "the window is 1m0s, and the query looks back 3m0s"]),
];

fn run(command: &str, folder: &Path) -> Option<String> {
    let mut process = match surface::command() {
        Ok(process) => process,
        Err(missing) => {
            skip(&missing);
            return None;
        }
    };
    let output = process.arg(command).arg(folder).env("NO_COLOR", "1").output().unwrap();
    Some(String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap())
}

#[test]
fn one_command_names_the_cause() {
    let cases = paths::root().join("../shared/cases");
    if !cases.exists() {
        return skip("the threads of users are not beside the repository");
    }
    for (folder, wanted) in TOLD {
        let (Some(explained), Some(checked)) =
            (run("explain", &cases.join(folder)), run("check", &cases.join(folder)))
        else {
            return;
        };
        for told in wanted {
            assert!(
                explained.contains(told) || checked.contains(told),
                "{folder} does not say {told:?}:\n{explained}\n{checked}"
            );
        }
    }
    // The controller goes on where one selector of several is invalid.
    if let Some(explained) = run("explain", &cases.join("P31c")) {
        assert!(explained.contains("a#b") && explained.contains("1 → 4"), "{explained}");
    }
}

/// One example is there for its fault.
#[test]
fn nothing_is_said_of_examples() {
    for folder in paths::examples().unwrap() {
        let Some(checked) = run("check", &folder) else { return };
        if folder.ends_with("lost-metric") {
            assert!(checked.contains("error[metrics.hpa-metric]"), "{checked}");
        } else {
            assert_eq!(checked, "0 errors, 0 warnings, 0 notes\n", "{}", folder.display());
        }
    }
}
