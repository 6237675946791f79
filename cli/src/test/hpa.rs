//! `hpa_test`: what the controller does at its syncs.

use serde_json::{Value, json};

use super::check::{Entry, fields_of};
use super::coverage::Coverage;
use super::file::HpaTest;
use super::setup::Setup;
use super::syncs::{Asked, Walk};
use super::verdict::Outcome;
use crate::failure::Failure;

const LIST: &str = "hpa_test";
/// What of a condition and of an event is told where nothing is expected of it yet.
const OF_CONDITION: [&str; 3] = ["type", "status", "reason"];
const OF_EVENT: [&str; 3] = ["type", "reason", "message"];

/// Goes from sync to sync.
pub(super) fn check(
    setup: &Setup<'_>,
    entries: &[HpaTest],
    coverage: &mut Coverage,
) -> Result<Vec<Outcome>, Failure> {
    if entries.is_empty() {
        return Ok(Vec::new());
    }
    let mut walk = Walk::of(setup)?;
    let mut outcomes = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        let path = format!("{}.{LIST}[{index}]", setup.path);
        let at = setup.time(&path, &entry.eval_time)?;
        let HpaTest {
            exp_promql, exp_targets, exp_replicas, exp_conditions, exp_events, exp_findings, ..
        } = entry;
        let expected = [exp_promql, exp_targets, exp_replicas, exp_conditions, exp_events, exp_findings];
        let mut checked = Entry::of(setup, LIST, index, &at, &expected)?;
        let mut decisions = walk.until(&path, &at)?;
        for (field, value) in [
            ("scale", &entry.scale),
            ("pods", &entry.pods),
            ("metrics", &entry.metrics),
            ("answers", &entry.answers),
        ] {
            walk.change(&path, field, value.as_ref())?;
        }
        let explained = walk.sync(&at)?;
        let decision = &explained["decision"];
        decisions.push(decision.clone());
        coverage.syncs(setup, &walk, &decisions);
        let why = why(&explained);
        let promql = walk.asked().iter().map(promql).collect::<Value>();
        checked.expect("exp_promql", exp_promql, |_| Ok(promql))?;
        checked.expect("exp_targets", exp_targets, |_| Ok(row(&explained, "TARGETS")))?;
        checked.expect_because("exp_replicas", exp_replicas, Some(&why), |_| {
            Ok(decision["desiredReplicas"].clone())
        })?;
        let came = &decision["status"]["conditions"];
        checked.expect("exp_conditions", exp_conditions, |expected| Ok(conditions(expected, came)))?;
        checked.expect("exp_events", exp_events, |expected| Ok(events(expected, &decision["events"])))?;
        let found = explained["causes"].as_array().into_iter().flatten();
        let codes = found.map(|finding| finding["code"].clone()).collect::<Value>();
        checked.expect("exp_findings", exp_findings, |_| Ok(codes))?;
        outcomes.extend(checked.done());
    }
    Ok(outcomes)
}

/// What one metric is asked by: the query, those of CPU and memory, or none.
fn promql(asked: &Asked) -> Value {
    match asked.queries.as_slice() {
        [] => Value::Null,
        [query] => query.as_str().into(),
        [cpu, memory, ..] => json!({ "cpu": cpu, "memory": memory }),
    }
}

fn rows<'e>(explained: &'e Value, title: &str) -> impl Iterator<Item = &'e Value> {
    let sections = explained["sections"].as_array().into_iter().flatten();
    let of_title = sections.filter(move |section| section["title"] == title);
    of_title
        .flat_map(|section| section["rows"].as_array().into_iter().flatten())
        .collect::<Vec<_>>()
        .into_iter()
}

fn row(explained: &Value, label: &str) -> Value {
    rows(explained, "Replicas")
        .find(|row| row["label"] == label)
        .map_or(Value::Null, |row| row["text"].clone())
}

/// How it came to the replicas: each step, and why.
fn why(explained: &Value) -> String {
    let steps =
        rows(explained, "Replicas").filter(|row| row["label"] != "TARGETS" && row["label"] != "bounds");
    let step = |row: &Value| {
        let why: Vec<&str> = row["why"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let (label, text) =
            (row["label"].as_str().unwrap_or_default(), row["text"].as_str().unwrap_or_default());
        if why.is_empty() { format!("{label} {text}") } else { format!("{label} {text}: {}", why.join("; ")) }
    };
    steps.map(step).collect::<Vec<_>>().join("\n")
}

/// The conditions that are expected, by their types; all where none is.
fn conditions(expected: &Value, came: &Value) -> Value {
    let all = || came.as_array().into_iter().flatten();
    match expected.as_array() {
        Some(expected) => {
            let of_type = |item: &Value| all().find(|condition| condition["type"] == item["type"]);
            let found =
                expected.iter().filter_map(|item| Some(fields_of(item, of_type(item)?, &OF_CONDITION)));
            found.collect()
        }
        None => all().map(|condition| fields_of(&Value::Null, condition, &OF_CONDITION)).collect(),
    }
}

/// The events, each with the fields that are expected of it.
fn events(expected: &Value, came: &Value) -> Value {
    let came = came.as_array().into_iter().flatten().enumerate();
    let expected = |index: usize| expected.get(index).unwrap_or(&Value::Null);
    came.map(|(index, event)| fields_of(expected(index), event, &OF_EVENT)).collect()
}
