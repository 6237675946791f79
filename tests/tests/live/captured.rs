//! `capture`: a folder that explains itself, with and without names.

use std::path::{Path, PathBuf};
use std::process::Output;

use counterpoise_tests::surface;
use serde_json::{Value, json};

use crate::asking::{command, err, explain, folder, out};
use crate::cluster::{CONFIG_MAP, EVENTS, HPA, HPAS, RULES, SCALE, cluster, refused, with};
use crate::prometheus::{prometheus, well};

#[test]
fn what_is_captured_explains_itself_and_holds_no_secret() {
    let Some(mut capturing) = command("capture", &cluster()) else { return };
    let to = folder("captured");
    let output = capturing.args(["capture", "hpa/web", "-n", "shop", "-o"]).arg(&to).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let explained = explain(&to);
    assert_eq!(explained["decision"]["desiredReplicas"], 4, "{explained}");
    for entry in std::fs::read_dir(&to).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        assert!(!text.contains("hunter2"), "{text}");
    }
    let Some(mut checking) = command("capture-check", &cluster()) else { return };
    let checked = checking.arg("check").arg(&to).output().unwrap();
    assert_eq!(checked.status.code(), Some(0), "{}{}", out(&checked), err(&checked));
    passes(&to);
    // The test beside it tells of a change.
    let hpa = std::fs::read_to_string(to.join("hpa.json")).unwrap();
    std::fs::write(to.join("hpa.json"), hpa.replace("\"maxReplicas\": 10", "\"maxReplicas\": 3")).unwrap();
    let changed = surface::command().unwrap().arg("test").arg(&to).output().unwrap();
    assert_eq!(changed.status.code(), Some(1), "{}{}", out(&changed), err(&changed));
    assert!(out(&changed).contains("- 4\n      + 3"), "{}", out(&changed));
    // What is there is never written over.
    let Some(mut again) = command("capture-again", &cluster()) else { return };
    let output = again.args(["capture", "hpa/web", "-o"]).arg(&to).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("is not empty"), "{}", err(&output));
}

#[test]
fn a_redacted_capture_is_explained_as_the_one_with_names() {
    let rules = RULES.replace("{<<.LabelMatchers>>}", "{<<.LabelMatchers>>,app=\"web\",pod=~\"web-.*\"}");
    let mut cluster = with(CONFIG_MAP, json!({ "data": { "config.yaml": rules } }));
    // What is missing is told with the names of whom it is about, and an annotation may hold a query.
    cluster[EVENTS] = refused("Error from server (Forbidden): events is forbidden in the namespace \"shop\"");
    cluster[HPA]["metadata"]["annotations"] = json!({ "metric-config.other": "up{app=\"web\"}" });
    let address = prometheus(|path| match path.starts_with("/api/v1/query?") {
        true => well("/api/v1/query?query=sum%28rate%28"),
        false => well(path),
    });
    let capture = |name: &str, more: &[&str]| -> Option<(PathBuf, Output)> {
        let mut command = command(&format!("{name}-kubectl"), &cluster)?;
        let to = folder(name);
        let arguments = ["capture", "hpa/web", "-n", "shop", "--prometheus", &address, "-o"];
        let output = command.args(arguments).arg(&to).args(more).output().unwrap();
        Some((to, output))
    };
    let Some((named, output)) = capture("named", &[]) else { return };
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    let (redacted, output) = capture("redacted", &["--redact"]).unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));

    passes(&named);
    passes(&redacted);

    let mut held = 0;
    for entry in std::fs::read_dir(&redacted).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        for name in ["web", "shop"] {
            assert!(path.ends_with("resources.json") || !text.contains(name), "{}: {text}", path.display());
        }
        held += 1;
    }
    assert_eq!(held, std::fs::read_dir(&named).unwrap().count());

    let read = |file: &str| -> Value {
        serde_json::from_str(&std::fs::read_to_string(redacted.join(file)).unwrap()).unwrap()
    };
    let (hpa, series) = (read("hpa.json"), read("series.json"));
    let name = |value: &Value| value.as_str().unwrap().to_owned();
    let (web, shop) = (name(&hpa["metadata"]["name"]), name(&hpa["metadata"]["namespace"]));
    assert_eq!(series[0]["pod"], format!("{web}-1"));
    let of = |folder: &Path| {
        let explained = explain(folder);
        assert_eq!(explained["decision"]["desiredReplicas"], 3, "{explained}");
        json!([explained["sections"], explained["decision"], explained["ways"]]).to_string()
    };
    // The instants at which they were captured differ.
    let without_times = |text: String| -> String {
        text.split('"')
            .filter(|part| !part.starts_with("20") || !part.ends_with('Z'))
            .collect::<Vec<_>>()
            .join("\"")
    };
    let renamed = of(&named).replace("web", &web).replace("shop", &shop);
    assert_eq!(without_times(renamed), without_times(of(&redacted)));
}

/// What is an error in the cluster is one in the folder, and other HPAs count.
#[test]
fn a_target_that_is_gone_is_captured_beside_other_hpas() {
    let mut cluster =
        with(SCALE, refused("Error from server (NotFound): deployments.apps \"web\" not found"));
    let mut other = cluster[HPA].clone();
    other["metadata"]["name"] = json!("other");
    cluster[HPAS]["items"] = json!([cluster[HPA], other]);
    let Some(mut command) = command("capture-gone", &cluster) else { return };
    let to = folder("captured-gone");
    let output = command.args(["capture", "hpa/web", "-n", "shop", "-o"]).arg(&to).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    let test = std::fs::read_to_string(to.join("test.yaml")).unwrap();
    assert!(test.contains("reason: \"FailedGetScale\"") && test.contains("hpas: [{\"hpa\":"), "{test}");
    passes(&to);
}

/// The next sync is the one that was captured.
fn passes(folder: &Path) {
    let output = surface::command().unwrap().arg("test").arg(folder).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}{}", out(&output), err(&output));
    assert!(out(&output).ends_with("1 test passed\n"), "{}", out(&output));
}

#[test]
fn what_names_decide_is_not_redacted() {
    let rules = RULES.replace("pod!=\"\"", "pod=~\"w.*\"");
    let cluster = with(CONFIG_MAP, json!({ "data": { "config.yaml": rules } }));
    let Some(mut command) = command("names-decide", &cluster) else { return };
    let to = folder("names-decide-to");
    let arguments = ["capture", "hpa/web", "-n", "shop", "--redact", "--prometheus", &prometheus(well), "-o"];
    let output = command.args(arguments).arg(&to).output().unwrap();
    let said = err(&output);
    assert_eq!((output.status.code(), said.contains("in another way")), (Some(2), true), "{said}");
    assert_eq!(std::fs::read_dir(&to).unwrap().count(), 0);
}
