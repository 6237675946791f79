//! Queries evaluated over series: a query, and on the lines behind it series in promtool's notation.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::asked::{ask, is_limit};
use super::given::{Given, given};
use crate::generate::{self, Area};

pub(super) fn check(bytes: &[u8]) {
    let input = match given(bytes) {
        Some(Given::Text(text)) => {
            let (query, series) = text.split_once('\n').unwrap_or((text, "up 1 2 3"));
            json!({ "query": query, "series": series, "time": 120 })
        }
        Some(Given::Choices(mut random)) => generate::case(Area::PromqlEvaluate, &mut random).input,
        None => return,
    };
    let asked = ask("promql.evaluate", &input);
    flows(&input, asked.as_ref().ok());
    bounded(&input, asked.is_ok());
    if input.get("time").is_some()
        && let Ok(asked) = asked
    {
        one_step(&input, &asked);
    }
}

/// A query at a time gives what it gives over a range of that time alone, but for the order of the samples.
///
/// A scalar becomes a series without labels. A text and a range have no values over a range.
fn one_step(input: &Value, instant: &Value) {
    let is_single = matches!(instant["resultType"].as_str(), Some("vector" | "scalar"));
    let mut range = input.clone();
    let time = range["time"].take();
    if !is_single || !time.is_number() {
        return;
    }
    let Some(fields) = range.as_object_mut() else { return };
    fields.remove("time");
    fields.insert("start".to_owned(), time.clone());
    fields.insert("end".to_owned(), time);
    fields.insert("step".to_owned(), json!("1m"));
    let ranged = match ask("promql.evaluate", &range) {
        Ok(ranged) => ranged,
        Err(error) => {
            // Two samples of one label set are two elements of a vector, and no two series. Upstream says so of a range alone.
            let repeats = elements(instant).is_none();
            assert!(is_limit(&error) || repeats, "{range}: {error}, and at once {instant}");
            return;
        }
    };
    if let Some(instant) = elements(instant) {
        assert_eq!(elements(&ranged), Some(instant), "{range}");
    }
}

/// The values by label set; none where one comes twice.
fn elements(found: &Value) -> Option<BTreeMap<String, Value>> {
    let result = found["result"].as_array()?;
    let mut elements = BTreeMap::new();
    if found["resultType"] == "scalar" {
        elements.insert("{}".to_owned(), found["result"].clone());
        return Some(elements);
    }
    for item in result {
        let value = item.get("value").unwrap_or(&item["values"][0]);
        if elements.insert(item["metric"].to_string(), value.clone()).is_some() {
            return None;
        }
    }
    Some(elements)
}

/// What is said of the labels of a result holds for the result.
fn flows(input: &Value, found: Option<&Value>) {
    let Some(labels) = series(input) else { return };
    let said = ask("promql.labels", &json!({ "text": input["query"], "series": labels }));
    let (Ok(said), Some(found)) = (said, found) else { return };
    if !matches!(found["resultType"].as_str(), Some("vector" | "matrix")) {
        return;
    }
    let names = |list: &Value| -> Option<BTreeSet<String>> {
        Some(list.as_array()?.iter().filter_map(|name| name.as_str().map(str::to_owned)).collect())
    };
    let present = names(&said["present"]).unwrap_or_default();
    let possible = names(&said["possible"]);
    let result = found["result"].as_array().cloned().unwrap_or_default();
    let context = || format!("{} of {labels} gives {found}, and {said}", input["query"]);
    assert!(said["empty"] != true || result.is_empty(), "{}", context());
    // Of a range there may be one sample after the other, of one series each.
    let at_once = input.get("time").is_some() && found["resultType"] == "vector";
    assert!(said["single"] != true || !at_once || result.len() <= 1, "{}", context());
    for item in &result {
        let has: BTreeSet<String> =
            item["metric"].as_object().map(|labels| labels.keys().cloned().collect()).unwrap_or_default();
        assert!(present.is_subset(&has), "{}", context());
        assert!(possible.as_ref().is_none_or(|possible| has.is_subset(possible)), "{}", context());
    }
}

/// The label sets of the series of an input.
fn series(input: &Value) -> Option<Value> {
    match &input["series"] {
        Value::Array(series) => series
            .iter()
            .map(|one| one.get("metric").filter(|labels| labels.is_object()).cloned())
            .collect::<Option<Vec<_>>>()
            .map(Value::from),
        Value::String(text) => {
            let read = counterpoise::promql::eval::parse_series(text, 60_000).ok()?;
            Some(read.iter().map(|series| json!(series.labels)).collect())
        }
        _ => None,
    }
}

/// A limit is kept: what fits a smaller one is what was found, and what does not is refused by name.
fn bounded(input: &Value, is_found: bool) {
    for (field, sizes) in [("samples", [0usize, 8, 64]), ("steps", [0, 16, 256])] {
        for size in sizes {
            let mut limited = input.clone();
            limited["limits"] = json!({ field: size });
            match counterpoise::ops::call_value(None, "promql.evaluate", limited) {
                Ok(found) => {
                    assert!(is_found, "{input} with {size} {field}");
                    let count: usize = found["result"]
                        .as_array()
                        .into_iter()
                        .flatten()
                        .map(|item| item["values"].as_array().map_or(1, Vec::len))
                        .sum();
                    let is_told = matches!(found["resultType"].as_str(), Some("vector" | "matrix"));
                    assert!(
                        field != "samples" || !is_told || count <= size,
                        "{input} gives {count} samples, and may {size}"
                    );
                }
                Err(error) => assert!(!is_found || is_limit(&error), "{input} with {size} {field}: {error}"),
            }
        }
    }
}
