//! `counterpoise simulate` and `counterpoise compare`: what they print is what `hpa.simulate` gives.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

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
  maxReplicas: 12
  metrics:
  - type: Resource
    resource: {name: cpu, target: {type: Utilization, averageUtilization: 60}}
";
/// As it is, without the window that holds the count while the load falls.
const HASTY: &str = "  behavior: {scaleDown: {stabilizationWindowSeconds: 0}}\n";
const SIMULATION: &str = "duration: 2h
workload:
  capacity: 40
  load: [{at: 0s, rate: 50}, {at: 20m, rate: 260, ramp: 10m}, {at: 1h, rate: 40}]
";

/// A folder of its own for each test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("hpa.yaml"), HPA).unwrap();
    fs::write(folder.join("hasty.yaml"), format!("{HPA}{HASTY}")).unwrap();
    fs::write(folder.join("simulation.yaml"), SIMULATION).unwrap();
    folder
}

/// What the command prints; `None` where it is not built.
fn run(folder: &Path, arguments: &[&str]) -> Option<Output> {
    let mut command = surface::command().map_err(|missing| skip(&missing)).ok()?;
    Some(command.current_dir(folder).args(arguments).output().unwrap())
}

fn printed(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn simulated(hpa: &str, changes: &Value) -> Value {
    let mut input: Value = counterpoise::kube::from_str(SIMULATION).unwrap();
    input["hpa"] = hpa.into();
    for (field, value) in changes.as_object().unwrap() {
        input[field] = value.clone();
    }
    ops::call_value(None, "hpa.simulate", input).unwrap()
}

#[test]
fn a_simulation_is_plotted_and_written() {
    let folder = folder("simulate-plotted");
    let files = ["--svg", "a.svg", "--csv", "a.csv", "--json", "a.json"];
    let Some(output) = run(&folder, &[&["simulate", "."], &files[..]].concat()) else { return };
    let (told, expected) = (printed(&output), simulated(HPA, &json!({})));
    let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
    assert_eq!(serde_json::from_str::<Value>(&read("a.json")).unwrap(), expected);

    let timeline = expected["timeline"].as_array().unwrap();
    let csv = read("a.csv");
    let mut lines = csv.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let heading = lines.next().unwrap();
    let column = |name: &str| heading.iter().position(|held| *held == name).unwrap();
    let [seconds, replicas, ratio] = ["seconds", "replicas", "metrics[0].ratio"].map(column);
    let rows: Vec<_> = lines.collect();
    assert_eq!(rows.len(), timeline.len());
    for (row, point) in rows.iter().zip(timeline) {
        assert_eq!(row.len(), heading.len());
        let number = |at: usize| row[at].parse::<f64>().unwrap();
        assert_eq!(number(seconds), point["seconds"].as_f64().unwrap());
        assert_eq!(number(replicas), point["replicas"].as_f64().unwrap());
        assert_eq!(number(ratio), point["metrics"][0]["ratio"].as_f64().unwrap());
    }

    let svg = read("a.svg");
    assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>\n"), "{svg}");
    assert_eq!(svg.matches("class=\"replicas\"").count(), 2, "a line and its legend");

    // The panels end at the most there was, and each change is marked in the column of its time.
    let most = timeline.iter().map(|point| point["replicas"].as_i64().unwrap()).max().unwrap();
    assert!(told.contains(&format!("replicas\n{most:>9} │")), "{told}");
    let marks = told.lines().find_map(|line| line.strip_prefix("  changed │")).unwrap();
    let marked: Vec<usize> =
        marks.chars().enumerate().filter(|(_, mark)| *mark != ' ').map(|(column, _)| column).collect();
    let changed = timeline.windows(2).filter(|pair| pair[0]["replicas"] != pair[1]["replicas"]);
    let mut columns: Vec<usize> =
        changed.map(|pair| (pair[1]["seconds"].as_f64().unwrap() / 7200.0 * 64.0) as usize).collect();
    columns.dedup();
    assert_eq!(marked, columns, "{told}");
    let changes = expected["measures"]["changes"].as_u64().unwrap();
    assert!(told.contains(&format!("{changes:>12}    changes of the replicas")), "{told}");
}

#[test]
fn two_hpas_are_compared_up_to_where_they_part() {
    let folder = folder("simulate-compared");
    let arguments = ["compare", ".", "--hpa", "hasty.yaml", "-o", "json"];
    let Some(output) = run(&folder, &arguments) else { return };
    let told: Value = serde_json::from_str(&printed(&output)).unwrap();
    let hasty = format!("{HPA}{HASTY}");
    let runs = [HPA, &hasty].map(|hpa| simulated(hpa, &json!({ "every": 1 })));
    let seconds = told["parted"]["seconds"].as_f64().unwrap();
    let before_and_at = runs.each_ref().map(|run| {
        let timeline = run["timeline"].as_array().unwrap();
        let at = timeline.iter().position(|point| point["seconds"].as_f64() == Some(seconds)).unwrap();
        (timeline[..at].iter().map(|point| point["replicas"].clone()).collect::<Vec<_>>(), &timeline[at])
    });
    let [(before_a, a), (before_b, b)] = before_and_at;
    assert_eq!(before_a, before_b, "they part before");
    assert_ne!(a["replicas"], b["replicas"]);
    assert_eq!(told["parted"]["points"], json!({ "a": a, "b": b }));
    assert_eq!(told["parted"]["step"], "window");
    assert_eq!(a["stabilized"], "ScaleDownStabilized", "the window that the other has not");
    assert_eq!(told["measures"]["b"], runs[1]["measures"]);
    assert_eq!(told["names"], json!([".", "hasty.yaml"]));

    let Some(output) = run(&folder, &arguments[..4]) else { return };
    let text = printed(&output);
    assert!(text.contains("ScaleDownStabilized") && text.contains("hasty.yaml: "), "{text}");
    assert!(text.contains("since another window held the count"), "{text}");
}

/// The HPA's metric comes by an adapter that asks Prometheus at each request, and by one that collects each minute.
#[test]
fn two_adapters_are_compared() {
    let folder = folder("simulate-adapters");
    let metric = "  - type: Pods\n    pods: {metric: {name: served}, target: {type: AverageValue, averageValue: 20}}\n";
    fs::write(folder.join("hpa.yaml"), HPA.split("  - type").next().unwrap().to_owned() + metric).unwrap();
    let collected = format!("{SIMULATION}metrics: {{collectionInterval: 60s, metricsTtl: 15m}}\n");
    fs::write(folder.join("collected.yaml"), collected).unwrap();
    let arguments = ["compare", ".", "--simulation", "collected.yaml", "-o", "json"];
    let Some(output) = run(&folder, &arguments) else { return };
    let told: Value = serde_json::from_str(&printed(&output)).unwrap();
    let parted = &told["parted"];
    assert_eq!(parted["step"], "usage", "{parted}");
    let usage = |side: &str| parted["points"][side]["metrics"][0]["usage"].as_f64().unwrap();
    assert!(usage("a") > usage("b"), "the load rises, and what was collected is older: {parted}");
    let Some(output) = run(&folder, &arguments[..4]) else { return };
    assert!(printed(&output).contains("since they read other values"));
}

#[test]
fn an_error_of_one_side_shows_the_line_of_its_file() {
    let folder = folder("simulate-side");
    fs::write(folder.join("broken.yaml"), HPA.replace("maxReplicas: 12", "maxReplicas: many")).unwrap();
    let Some(output) = run(&folder, &["compare", ".", "--hpa", "broken.yaml"]) else { return };
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(told.contains("broken.yaml") && told.contains("maxReplicas: many"), "{told}");
}

#[test]
fn what_is_missing_or_the_same_is_told() {
    let folder = folder("simulate-refused");
    let refused = |arguments: &[&str], message: &str| {
        let Some(output) = run(&folder, arguments) else { return };
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert!(told.contains(message), "{told}");
    };
    refused(&["simulate", "hpa.yaml"], "nothing says what is simulated");
    refused(&["compare", "."], "both sides are the same");
    refused(&["simulate", ".", "--duration=-1h"], "duration");
}
