//! Our answers and upstream's on generated cases. `cargo xtask oracle diff` asks more of them.

use std::collections::BTreeSet;

use counterpoise::ops::engine::{VersionInput, version};
use counterpoise_tests::generate::Area;
use counterpoise_tests::oracle::{self, diff, versions};
use counterpoise_tests::surface::{self, RustText, Surface as _};
use counterpoise_tests::{paths, skip};
use serde_json::{Value, json};

const CASES: usize = 20_000;
/// A debug build takes 2 ms to compile a pattern.
const PATTERNS: usize = 4_000;
const SEED: u64 = 20_000;

fn agrees(area: Area) {
    if let Err(missing) = oracle::program(area) {
        return skip::skip(&missing);
    }
    let cases = if area == Area::Regexp { PATTERNS } else { CASES };
    let report = diff::run(area, SEED, cases).unwrap();
    assert_eq!(report.cases, cases);
    assert_eq!(report.differences, 0, "{report}");
}

#[test]
fn series_selectors_agree() {
    agrees(Area::Promql);
}

#[test]
fn quantities_agree() {
    agrees(Area::Quantity);
}

#[test]
fn regular_expressions_agree() {
    agrees(Area::Regexp);
}

#[test]
fn selectors_agree() {
    agrees(Area::Selector);
}

#[test]
fn templates_agree() {
    agrees(Area::Template);
}

#[test]
fn the_versions_of_upstream_are_those_that_are_asked() {
    let told = version(VersionInput::default()).unwrap().upstream;
    let told: Vec<_> =
        told.iter().map(|module| (module.module.to_owned(), module.version.to_owned())).collect();
    assert_eq!(told, versions::modules().unwrap());
}

#[test]
fn queries_agree() {
    agrees(Area::PromqlParse);
}

#[test]
fn what_is_told_of_labels_holds() {
    agrees(Area::PromqlLabels);
}

#[test]
fn evaluations_agree() {
    agrees(Area::PromqlEvaluate);
}

/// Every text in upstream's own tests of its parser, and every text in all vectors: most are queries, and what the others are
/// both sides must say.
#[test]
fn queries_of_upstream_s_tests_and_of_vectors_agree() {
    if let Err(missing) = oracle::program(Area::PromqlParse) {
        return skip::skip(&missing);
    }
    let mut upstream = surface::upstream(Area::PromqlParse).unwrap();
    let told = upstream.call("oracle.promqlTexts", &json!({})).unwrap();
    let mut texts: BTreeSet<String> = told["texts"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|text| text.as_str().map(str::to_owned))
        .collect();
    assert!(texts.len() > 1_000, "{}", texts.len());
    for folder in [paths::vectors(), paths::upstream_vectors()] {
        for path in paths::files(&folder, "jsonl").unwrap_or_default() {
            let text = std::fs::read_to_string(path).unwrap();
            for vector in text.lines().filter_map(|line| serde_json::from_str(line).ok()) {
                collect(&vector, &mut texts);
            }
        }
    }
    let mut taken = 0;
    for text in &texts {
        let input = json!({ "text": text });
        let (ours, theirs) = (RustText.call("promql.parse", &input), upstream.call("promql.parse", &input));
        let told = |reply: &Value| (reply["printed"].clone(), reply["type"].clone());
        match (&ours, &theirs) {
            (Ok(ours), Ok(theirs)) => {
                taken += 1;
                assert_eq!(told(ours), told(theirs), "{text}");
            }
            (Err(ours), Err(theirs)) => {
                assert_ne!(theirs["code"], "panic", "{text}");
                assert!(
                    ours["code"].as_str().is_some_and(|code| !code.starts_with("request.")),
                    "{text}: {ours}"
                );
            }
            // Deeper or longer than what is read.
            (Err(ours), Ok(_)) if ours["code"].as_str().is_some_and(|code| code.starts_with("limit.")) => {}
            (ours, theirs) => panic!("{text}\n  {ours:?}\n  {theirs:?}"),
        }
    }
    skip::say(&format!("{} texts, of which {taken} are queries", texts.len()));
}

fn collect(value: &Value, texts: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => {
            texts.insert(text.clone());
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, texts)),
        Value::Object(fields) => fields.values().for_each(|field| collect(field, texts)),
        _ => {}
    }
}
