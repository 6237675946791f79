//! What queries evaluate to, as vectors have it: upstream's numbers to a billionth, and `null` for no series.
//!
//! The series of upstream's vectors came from a storage that sorts them, and an engine gives an instant vector in the order of its
//! storage. So elements may come in any order but where the query sorts them; `oracle diff` compares the order of all.

use std::borrow::Cow;

use serde_json::Value;

use crate::case::Expected;
use crate::compare::Reply;

const TOLERANCE: f64 = 1e-9;

/// A reply with what counts as the same as expected written as it is expected.
pub(crate) fn adapted<'a>(op: &str, input: &Value, expected: &Expected, reply: &'a Reply) -> Cow<'a, Reply> {
    let (Expected::Ok(expected), Ok(actual), "promql.evaluate") = (expected, reply, op) else {
        return Cow::Borrowed(reply);
    };
    let mut adapted = actual.clone();
    match (&expected["result"], &mut adapted["result"]) {
        (Value::Null, Value::Array(items)) if items.is_empty() => adapted["result"] = Value::Null,
        (Value::Array(expected), Value::Array(actual)) => {
            let mut expected: Vec<_> = expected.iter().collect();
            if !sorts(input["query"].as_str().unwrap_or_default())
                && expected.iter().all(|item| item.is_object())
            {
                let places = |item: &Value| expected.iter().position(|other| labels(other) == labels(item));
                actual.sort_by_key(places);
            }
            expected.drain(..).zip(actual).for_each(|(expected, actual)| adapt(expected, actual));
        }
        _ => {}
    }
    Cow::Owned(Ok(adapted))
}

/// Whether the order of a query's result is its own.
fn sorts(query: &str) -> bool {
    ["sort(", "sort_desc(", "topk", "bottomk"].iter().any(|call| query.contains(call))
}

/// The labels of an element, sorted by their names.
fn labels(item: &Value) -> Vec<(String, String)> {
    let metric = item["metric"].as_object().into_iter().flatten();
    let mut labels: Vec<_> = metric.map(|(name, value)| (name.clone(), value.to_string())).collect();
    labels.sort_unstable();
    labels
}

fn adapt(expected: &Value, actual: &mut Value) {
    match (expected, actual) {
        (Value::Object(expected), Value::Object(actual)) => {
            for field in ["value", "values"] {
                if let (Some(expected), Some(actual)) = (expected.get(field), actual.get_mut(field)) {
                    adapt(expected, actual);
                }
            }
        }
        (Value::Array(expected), Value::Array(actual)) => {
            expected.iter().zip(actual).for_each(|(expected, actual)| adapt(expected, actual));
        }
        (Value::String(expected), Value::String(actual)) => {
            let numbers = expected.parse::<f64>().ok().zip(actual.parse::<f64>().ok());
            if numbers.is_some_and(|(a, b)| (a - b).abs() <= TOLERANCE * a.abs().max(b.abs())) {
                actual.clone_from(expected);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::adapted;
    use crate::case::Expected;
    use crate::compare::differences;
    use serde_json::{Value, json};

    fn agrees(query: &str, expected: &Value, actual: &Value) -> bool {
        let expected = Expected::Ok(json!({ "result": expected }).as_object().cloned().unwrap());
        let (input, reply) = (json!({ "query": query }), Ok(json!({ "result": actual })));
        differences(&expected, &adapted("promql.evaluate", &input, &expected, &reply)).is_empty()
    }

    #[test]
    fn what_rounding_and_a_storage_make_is_the_same() {
        let vector = |labels: &[&str], value: &str| {
            let samples = labels.iter().map(|label| json!({ "metric": { "a": label }, "value": [1, value] }));
            samples.collect::<Value>()
        };
        assert!(agrees("x", &Value::Null, &json!([])));
        assert!(agrees("x", &vector(&["2", "1"], "0.1"), &vector(&["1", "2"], "0.10000000000000002")));
        assert!(!agrees("sort(x)", &vector(&["2", "1"], "0.1"), &vector(&["1", "2"], "0.1")));
        assert!(!agrees("x", &vector(&["1"], "0.1"), &vector(&["1"], "0.100001")));
        assert!(!agrees("x", &vector(&["1"], "0.1"), &vector(&["2"], "0.1")));
        assert!(!agrees("x", &vector(&["1"], "0.1"), &json!([])));
    }
}
