//! What `counterpoise why` says of the messages that users brought, with the files that they had.

use std::io::Write;
use std::path::Path;
use std::process::{Output, Stdio};

use counterpoise_tests::{paths, skip::skip, surface};

fn why(text: &str, folder: Option<&Path>, input: &str) -> Option<Output> {
    let mut command = match surface::command() {
        Ok(command) => command,
        Err(missing) => {
            skip(&missing);
            return None;
        }
    };
    command.arg("why").arg(text).args(folder).current_dir(paths::root()).env("NO_COLOR", "1");
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    Some(child.wait_with_output().unwrap())
}

fn first_line(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).lines().next().unwrap_or_default().to_owned()
}

/// The folders of the repository.
#[test]
fn what_is_at_fault_in_the_examples_is_named_first() {
    for (folder, text, named) in [
        ("lost-metric", "the server could not find the metric http_requests for services", "http_requests"),
        (
            "lost-metric",
            "/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/services/sample-metrics-app/http_requests",
            "the server could not find the metric http_requests for services",
        ),
    ] {
        let Some(output) = why(text, Some(&Path::new("examples").join(folder)), "") else { return };
        let line = first_line(&output);
        assert_eq!(output.status.code(), Some(0), "{folder}: {line}");
        assert!(line.starts_with("At fault: ") && line.contains(named), "{folder}: {line}");
    }
    for folder in paths::examples().unwrap() {
        let Some(output) = why("no metrics returned from custom metrics API", Some(&folder), "") else {
            return;
        };
        assert_eq!(output.status.code(), Some(0), "{}", folder.display());
    }
}

/// Those of users, which stand beside the repository.
#[test]
fn what_is_at_fault_in_the_threads_of_users_is_named_first() {
    for (folder, text, step, named) in [
        ("01b", "no metrics returned from custom metrics API", "rule and series", "label exported_namespace"),
        (
            "14",
            "the server could not find the metric http_requests for pods",
            "Prometheus answers",
            "no series at all",
        ),
        ("21", "bad_response: unknown response code 404", "Prometheus answers", "404 page not found"),
        ("17b", "no metrics returned from external metrics API", "rule and series", "namespace"),
        ("P15b", "no custom metrics API (custom.metrics.k8s.io) registered", "rule and series", "hits"),
        (
            "22b",
            "The HorizontalPodAutoscaler \"web\" is invalid: x: Invalid value: 0: must be positive",
            "the HPA asks",
            "must be positive",
        ),
        (
            "24b",
            "strict decoding error: unknown field \"spec.metrics[0].resource.targetAverageUtilization\"",
            "the HPA asks",
            "unknown field",
        ),
        ("24c", "strict decoding error: unknown field \"spec.behaviour\"", "the HPA asks", "spec.behaviour"),
    ] {
        let path = paths::root().join("../shared/cases").join(folder);
        if !path.is_dir() {
            continue;
        }
        let Some(output) = why(text, Some(&path), "") else { return };
        let line = first_line(&output);
        assert_eq!(output.status.code(), Some(0), "{folder}: {line}");
        assert!(line.starts_with(&format!("At fault: {step}: ")) && line.contains(named), "{folder}: {line}");
        let told = String::from_utf8_lossy(&output.stdout);
        assert!(folder != "21" || told.contains("the path of its address is wrong"), "{told}");
    }
}

#[test]
fn the_exit_status_says_whether_anything_is_known() {
    for (text, input, status) in
        [("hello", "", 1), ("-", "ScalingDisabled", 0), ("-", "", 1), ("<unknown>/50%", "", 0), ("", "", 1)]
    {
        let Some(output) = why(text, None, input) else { return };
        assert_eq!(output.status.code(), Some(status), "{text}: {}", String::from_utf8_lossy(&output.stdout));
    }
    let Some(output) = why("hello", Some(Path::new("nowhere.yaml")), "") else { return };
    assert_eq!(output.status.code(), Some(2));
}
