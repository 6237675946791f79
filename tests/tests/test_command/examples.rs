//! The examples and the page of the documentation, by the library's evaluator and by a real Prometheus.

use std::collections::BTreeSet;
use std::fs;

use counterpoise_tests::prometheus::installed;
use counterpoise_tests::{paths, skip::skip, surface};
use serde_json::Value;

use super::{Folder, run};

#[test]
fn every_example_has_tests_that_pass() {
    let Some(ran) = run(&paths::root(), &["examples", "--coverage"]) else { return };
    assert_eq!((ran.status, &*ran.said), (0, ""), "{}", ran.printed);
    // Each rule of an example that works answers something.
    let (_, coverage) = ran.printed.split_once("\nCoverage\n").unwrap();
    let is_rule = |line: &&str| line.contains("ules[") && !line.contains("examples/broken/");
    let untouched: Vec<_> = coverage.lines().filter(is_rule).collect();
    assert_eq!(untouched, [""; 0]);
    for folder in paths::examples().unwrap() {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        assert!(ran.printed.contains(&format!("examples/{name}/test.yaml\n")), "{name} has no test.yaml");
    }
    for folder in paths::broken().unwrap() {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let file = format!("examples/broken/{name}.test.yaml\n");
        assert!(ran.printed.contains(&file), "{name} has no tests beside it");
    }
}

/// `tests/e2e` has a real controller do what these expect.
#[test]
fn what_is_played_to_a_controller_passes() {
    let Some(ran) = run(&paths::root(), &["tests/e2e/testdata"]) else { return };
    assert_eq!((ran.status, &*ran.said), (0, ""), "{}", ran.printed);
    assert!(ran.printed.ends_with("\n2 tests passed\n"), "{}", ran.printed);
}

/// The page's file passes, what it shows of a failure is what is printed, and its tables and the schema name every field that
/// there is.
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
    let (_, shown) = told.split("```").nth(1).unwrap().split_once('\n').unwrap();
    assert!(failed.starts_with(shown), "{failed}");

    let (_, tables) = page.split_once("## Fields").unwrap();
    let schema = fs::read_to_string(paths::root().join("docs/schema/test.json")).unwrap();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let described = |fields: &[&str]| {
        let mut types = schema["$defs"].as_object().unwrap().values();
        let names =
            |of: &Value| of["properties"].as_object().unwrap().keys().cloned().collect::<BTreeSet<_>>();
        types.any(|of| names(of) == fields.iter().map(|field| (*field).to_owned()).collect())
    };
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
        assert!(described(&known), "docs/schema/test.json describes other fields than {known:?}");
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
    let folder = Folder::as_it_is("prometheus");
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
    let folder = Folder::as_it_is("none");
    let Ok(mut command) = surface::command().map_err(|missing| skip(&missing)) else { return };
    command.args(["test", "test.yaml", "--prometheus"]).current_dir(&folder.0).env("PATH", &folder.0);
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("there is no prometheus on the PATH"), "{said}");
}
