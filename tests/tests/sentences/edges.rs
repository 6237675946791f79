//! The ends of a dead band: the metric is given each end, and the value next to it inside.

use counterpoise::ops;
use serde_json::{Value, json};

use super::reading::{int, milli};

/// How many ends were tried.
pub(crate) fn check(input: &Value, output: &Value) -> usize {
    let mut ends = 0;
    let metrics = output["steps"].as_array().unwrap().iter().filter(|step| step["step"] == "metric");
    for (index, step) in metrics.enumerate() {
        // Per cent are tried one by one in the library's own tests, which know the requests.
        if step["deadBand"].is_null() || step["current"]["averageUtilization"].is_number() {
            continue;
        }
        let why = step["why"].as_str().unwrap();
        let (below, above) = told(why);
        for (name, told) in [("below", below), ("above", above)] {
            assert_eq!(told, end(&step["deadBand"][name]), "{step}");
        }
        let (held, whole) = (Some(int(&step["proposal"])), !step["current"]["averageValue"].is_string());
        for (told, inside) in [(below, 1), (above, -1)] {
            let Some(told) = told else { continue };
            ends += 1;
            // An average that is told shows for several sums; a total and a whole are exact.
            let exact = whole || step["total"].is_string();
            for answer in answers(input, step, told, false) {
                assert_ne!(proposal(input, index, step, &answer), held, "at {told}m: {step}");
            }
            for answer in answers(input, step, told + inside, !exact && inside > 0) {
                assert_eq!(proposal(input, index, step, &answer), held, "at {told}m and {inside}: {step}");
            }
        }
    }
    ends
}

/// The ends that a sentence tells.
fn told(why: &str) -> (Option<i64>, Option<i64>) {
    let Some((_, told)) = why.split_once("the count changes at ") else { return (None, None) };
    let value = |told: &str| milli(told.split(' ').next().unwrap());
    let below = told.contains(" or less").then(|| value(told));
    let above =
        told.ends_with(" or more").then(|| value(told.rsplit_once("at ").map_or(told, |(_, told)| told)));
    (below, above)
}

/// An end as the step has it: the total where there is one.
fn end(end: &Value) -> Option<i64> {
    let value = end["value"].as_str().or(end["averageValue"].as_str())?;
    Some(milli(value))
}

/// What the metric calls for with another answer, all else being equal.
fn proposal(input: &Value, index: usize, step: &Value, answer: &Value) -> Option<i64> {
    let mut input = input.clone();
    input["metrics"][step["path"].as_str().unwrap()] = answer.clone();
    let output = ops::call_value(None, "hpa.reconcile", input).unwrap();
    let mut metrics = output["steps"].as_array().unwrap().iter().filter(|step| step["step"] == "metric");
    metrics.nth(index).unwrap()["proposal"].as_i64()
}

/// Answers with this value, milli; with `low` those whose samples are one more but for one, so that the average is as near to the
/// next value as it can be.
fn answers(input: &Value, step: &Value, value: i64, low: bool) -> Vec<Value> {
    let given = &input["metrics"][step["path"].as_str().unwrap()];
    let quantity = |value: i64| json!(format!("{value}m"));
    let items = given["items"].as_array().unwrap();
    let of = |low: Option<usize>| {
        let mut answer = given.clone();
        let items = answer["items"].as_array_mut().unwrap();
        if step["source"] == "External" {
            items.truncate(1);
        }
        for (place, item) in items.iter_mut().enumerate() {
            let value = value + i64::from(low.is_some_and(|low| low != place));
            if item["containers"].is_array() {
                resource(item, input, step, &quantity(value));
            } else {
                item["value"] = quantity(value);
            }
        }
        answer
    };
    if low { (0..items.len()).map(|place| of(Some(place))).collect() } else { vec![of(None)] }
}

/// Gives a pod a usage: its first container all of it.
fn resource(item: &mut Value, input: &Value, step: &Value, value: &Value) {
    let metrics = ops::call_value(None, "hpa.default", json!({ "hpa": input["hpa"] })).unwrap();
    let metrics = metrics["hpa"]["spec"]["metrics"].as_array().unwrap();
    let source = metrics
        .iter()
        .filter_map(|metric| metric.get("resource").or(metric.get("containerResource")))
        .find(|source| source["target"] == step["target"])
        .unwrap();
    let name = source["name"].as_str().unwrap();
    let mut left = value.clone();
    for container in item["containers"].as_array_mut().unwrap() {
        let is_it = source["container"].as_str().is_none_or(|of| of.is_empty() || container["name"] == of);
        if let Some(usage) = container["usage"].get_mut(name).filter(|_| is_it) {
            *usage = left;
            left = json!("0");
        }
    }
}
