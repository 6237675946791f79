//! `explain --live`: the next sync beside what the controller said, and what could not be learnt.

use std::process::Command;

use counterpoise_tests::{skip::skip, surface};
use serde_json::json;

use crate::asking::{command, err, folder, live, out};
use crate::cluster::{CONFIG_MAP, EVENTS, HPA, METRIC, cluster, refused, with};

#[test]
fn the_next_sync_stands_beside_what_the_controller_said() {
    let Some(output) = live("whole", &cluster(), &["--show-requests"]) else { return };
    let (told, asked) = (out(&output), err(&output));
    assert_eq!(output.status.code(), Some(0), "{told}{asked}");
    assert!(told.contains("HorizontalPodAutoscaler shop/web"), "{told}");
    assert!(told.contains("2 → 4"), "{told}");
    assert!(told.contains("What the controller last said"), "{told}");
    assert!(told.contains("no metrics returned from custom metrics API"), "{told}");
    assert!(told.contains("FailedGetPodsMetric → ValidMetricFound"), "{told}");
    assert!(told.contains("older data"), "{told}");
    assert!(asked.lines().any(|line| line.contains(" get --raw") && line.contains(HPA)), "{asked}");
    assert!(asked.contains("jsonpath={..namespace}"), "{asked}");
    assert!(asked.contains(CONFIG_MAP), "{asked}");
    assert!(!asked.contains("secrets"), "{asked}");
}

#[test]
fn a_right_that_is_missing_is_named_and_the_rest_explained() {
    let cluster =
        with(CONFIG_MAP, refused("Error from server (Forbidden): configmaps \"adapter-rules\" is forbidden"));
    let Some(output) = live("forbidden", &cluster, &["-n", "shop"]) else { return };
    let told = out(&output);
    assert_eq!(output.status.code(), Some(1), "{told}{}", err(&output));
    assert!(told.contains("2 → 4"), "{told}");
    assert!(
        told.contains("verb get, resource configmaps, group \"\", in a Role of the namespace monitoring"),
        "{told}"
    );
}

#[test]
fn the_same_metrics_and_another_count_tell_the_tolerance() {
    let mut cluster = cluster();
    let current = json!({ "metric": { "name": "http_requests" }, "current": { "averageValue": "20" } });
    cluster[HPA]["status"]["currentMetrics"] = json!([{ "type": "Pods", "pods": current }]);
    let Some(output) = live("tolerance", &cluster, &[]) else { return };
    let told = out(&output);
    assert!(told.contains("--horizontal-pod-autoscaler-tolerance may be 1.000 or more"), "{told}");
    assert!(!told.contains("older data"), "{told}");
}

#[test]
fn without_the_hpa_there_is_one_error() {
    for (name, answer, wanted) in [
        (
            "gone",
            refused("Error from server (NotFound): horizontalpodautoscalers.autoscaling \"web\" not found"),
            "not found",
        ),
        (
            "no-right",
            refused("Error from server (Forbidden): User \"a\" cannot get"),
            "resource horizontalpodautoscalers, group \"autoscaling\"",
        ),
        (
            "broken",
            refused(
                "Error from server (InternalError): an error on the server (\"\") has prevented the request",
            ),
            "an error on the server",
        ),
        ("page", json!("<html>"), "the answer is no HPA"),
    ] {
        let Some(output) = live(name, &with(HPA, answer), &[]) else { return };
        assert_eq!(output.status.code(), Some(2), "{name}");
        assert!(err(&output).contains(wanted), "{name}: {}", err(&output));
        assert_eq!(err(&output).matches("error:").count(), 1, "{name}: {}", err(&output));
    }
    let Some(mut files) = command("files", &cluster()) else { return };
    let output = files.args(["explain", "examples/mockmetrics", "-n", "shop"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("goes with --live"), "{}", err(&output));
    let Some(mut command) = command("no-kubectl", &cluster()) else { return };
    let output =
        command.env("KUBECTL", "/nowhere/kubectl").args(["explain", "--live", "web"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("cannot start /nowhere/kubectl"), "{}", err(&output));
}

#[test]
fn a_kubectl_that_hangs_is_ended_and_the_rest_explained() {
    let Some(output) = live("hang", &with(EVENTS, json!("hang")), &["--request-timeout", "5s"]) else {
        return;
    };
    let told = out(&output);
    assert_eq!(output.status.code(), Some(1), "{told}{}", err(&output));
    assert!(told.contains("2 → 4") && told.contains("no answer within 5s"), "{told}");
}

#[test]
fn an_error_of_the_metrics_api_is_what_the_controller_gets() {
    let refusal = "Error from server (InternalError): unable to fetch metrics from custom metrics API: prometheus timed out";
    let Some(output) = live("metric", &with(METRIC, refused(refusal)), &[]) else { return };
    let told = out(&output);
    assert!(told.contains("prometheus timed out") && told.contains("FailedGetPodsMetric"), "{told}");
    assert!(!told.contains("2 → 4"), "{told}");
}

#[test]
fn under_the_name_of_a_plugin_it_says_what_people_type() {
    let built = match surface::command() {
        Ok(built) => built,
        Err(missing) => return skip(&missing),
    };
    let plugin = folder("plugin").join("kubectl-counterpoise");
    std::fs::copy(built.get_program(), &plugin).unwrap();
    let output = Command::new(&plugin).args(["explain", "--help"]).output().unwrap();
    assert!(out(&output).contains("Usage: kubectl counterpoise explain"), "{}", out(&output));
}
