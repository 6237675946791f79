//! `counterpoise tune`: what it finds, what it prints of it, and how it ends.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use counterpoise::ops;
use counterpoise_tests::skip::skip;
use counterpoise_tests::surface;
use serde_json::{Value, json};

const HPA: &str = "apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: web, namespace: default}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
  minReplicas: 2
  maxReplicas: 20
  metrics:
  - type: Resource
    resource: {name: cpu, target: {type: Utilization, averageUtilization: 40}}
  behavior: {scaleDown: {stabilizationWindowSeconds: 0}}
";
const SIMULATION: &str = "duration: 2h
workload:
  capacity: 40
  load: [{at: 0s, rate: 150, sine: {amplitude: 100, period: 8m}}]
";
const GOAL: [&str; 6] = ["--keep-under", "85%", "--over-at-most", "10%", "--at-most-changes", "6/h"];

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("hpa.yaml"), HPA).unwrap();
    fs::write(folder.join("simulation.yaml"), SIMULATION).unwrap();
    folder
}

/// The command in a folder; `None` where it is not built.
fn command(folder: &Path, arguments: &[&str]) -> Option<Command> {
    let mut command = surface::command().map_err(|missing| skip(&missing)).ok()?;
    command.current_dir(folder).arg("tune").args(arguments);
    Some(command)
}

fn run(folder: &Path, arguments: &[&str]) -> Option<Output> {
    Some(command(folder, arguments)?.output().unwrap())
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn measures(hpa: &Value) -> Value {
    let mut input: Value = counterpoise::kube::from_str(SIMULATION).unwrap();
    input["hpa"] = hpa.clone();
    ops::call_value(None, "hpa.simulate", input).unwrap()["measures"].clone()
}

/// A merge patch, as the API server applies it.
fn patch(whole: &mut Value, with: &Value) {
    match with {
        Value::Object(fields) => {
            fields.iter().for_each(|(name, value)| patch(&mut whole[name.as_str()], value));
        }
        value => *whole = value.clone(),
    }
}

#[test]
fn what_is_found_is_what_the_patched_hpa_does() {
    let folder = folder("tune-found");
    let Some(output) = run(&folder, &[&["."], &GOAL[..], &["-o", "json"]].concat()) else { return };
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert!(output.stderr.is_empty(), "no progress where nobody looks: {}", text(&output.stderr));
    let told: Value = serde_json::from_str(&text(&output.stdout)).unwrap();
    assert_eq!((&told["meets"], &told["ended"]), (&json!(true), &json!(true)));
    let mut hpa: Value = counterpoise::kube::from_str(HPA).unwrap();
    assert_eq!(told["start"]["measures"], measures(&hpa));
    patch(&mut hpa, &told["patch"]);
    assert_eq!(told["best"]["measures"], measures(&hpa), "{hpa}");
    let demands = told["best"]["demands"].as_array().unwrap();
    assert_eq!(demands.len(), 2);
    assert!(demands.iter().all(|demand| demand["value"].as_f64() <= demand["limit"].as_f64()), "{told}");
    assert!(told["start"]["demands"].as_array().unwrap().iter().any(|demand| demand["met"] == false));
    for change in told["changes"].as_array().unwrap() {
        assert!(change["without"].is_object() && change["from"] != change["to"], "{change}");
    }

    let Some(again) = run(&folder, &[&["."], &GOAL[..], &["-o", "json"]].concat()) else { return };
    assert_eq!(again.stdout, output.stdout);
}

#[test]
fn text_has_the_goal_the_figures_the_reasons_and_the_patch() {
    let folder = folder("tune-text");
    let Some(output) = run(&folder, &[&["."], &GOAL[..], &["--vary", "target,window"]].concat()) else {
        return;
    };
    assert!(output.status.success(), "{}", text(&output.stderr));
    let told = text(&output.stdout);
    for part in
        ["meets the goal", "seconds over 85%", "changes an hour", "hours of pods", "What each field buys"]
    {
        assert!(told.contains(part), "{part} is not in\n{told}");
    }
    // What stands under the last heading is YAML that can be applied.
    let patched = told.split_once("of which patch.yaml is:\n\n").unwrap().1;
    let read: Value = counterpoise::kube::from_str(patched).unwrap();
    let fields: Vec<_> = read["spec"].as_object().unwrap().keys().map(String::as_str).collect();
    assert!(
        !fields.is_empty() && fields.iter().all(|field| ["behavior", "metrics"].contains(field)),
        "{patched}"
    );
}

#[test]
fn a_goal_that_nothing_meets_is_exit_status_1() {
    let folder = folder("tune-none");
    let arguments = [".", "--at-most-dropped", "0", "--keep-under", "1%", "--simulations", "30"];
    let Some(output) = run(&folder, &arguments) else { return };
    let told = text(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains("meets the goal; the nearest one") && told.contains("too much"), "{told}");
}

#[test]
fn what_does_not_fit_together_is_told() {
    let folder = folder("tune-refused");
    let refused = |arguments: &[&str], message: &str| {
        let Some(output) = run(&folder, arguments) else { return };
        let told = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert!(told.contains(message), "{told}");
    };
    refused(&["."], "nothing says what is to be kept");
    refused(&[".", "--keep-under=-5"], "--keep-under");
    refused(&[".", "--at-most-changes", "6/w"], "a rate such as 6/h");
    refused(&[".", "--at-most-dropped", "few"], "a number of requests");
    refused(&["hpa.yaml", "--keep-under", "80%"], "nothing says what is simulated");
    refused(&[".", "--keep-under", "80%", "--duration=-1h"], "duration");
}

/// Ctrl-C ends the search with what it has.
#[cfg(unix)]
#[test]
fn ctrl_c_leaves_the_best_so_far() {
    use std::process::Stdio;
    use std::time::Duration;

    let folder = folder("tune-stopped");
    let arguments = [".", "--keep-under", "80%", "--duration", "7d", "--simulations", "100000", "-o", "json"];
    let Some(mut command) = command(&folder, &arguments) else { return };
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // Long enough for the first simulation, and by far not for all.
    std::thread::sleep(Duration::from_secs(4));
    let killed = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(killed.success());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let told: Value = serde_json::from_str(&text(&output.stdout)).unwrap();
    assert_eq!(told["ended"], false);
    assert!(told["simulations"].as_u64() >= Some(1) && told["best"].is_object(), "{told}");
}
