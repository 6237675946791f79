//! Comparing what came back with what must.

use serde_json::{Map, Number, Value};

use crate::case::Expected;

/// What a surface answered: `ok`'s object or the error object.
pub type Reply = Result<Value, Value>;

/// Differences that are shown of one vector.
const SHOWN: usize = 6;
/// Characters that are shown of one value.
const WIDTH: usize = 160;

/// The codes of a question that the operation did not get.
const UNASKED: [&str; 4] =
    ["request.json", "request.unknown-operation", "request.unknown-field", "request.missing-field"];

/// The differences between what must come back and what did, one a line; none when they agree.
#[must_use]
pub fn differences(expected: &Expected, reply: &Reply) -> Vec<String> {
    let mut found = Vec::new();
    match (expected, reply) {
        (Expected::Ok(fields), Ok(actual)) => with_fields("ok", fields, actual, Others::OnTop, &mut found),
        (Expected::Part(fields), Ok(actual)) => {
            with_fields("ok", fields, actual, Others::Everywhere, &mut found);
        }
        (Expected::Ok(_) | Expected::Part(_), Err(error)) => {
            found.push(format!("expected ok, got error {}", short(error)));
        }
        (Expected::Error(_), Ok(actual)) => {
            found.push(format!("expected an error, got ok {}", short(actual)));
        }
        (Expected::Error(Value::Bool(true)), Err(error)) => {
            // Upstream's error is about what was asked, so one about the asking does not agree with it.
            if error["code"].as_str().is_none_or(|code| UNASKED.contains(&code)) {
                found.push(format!("expected an error of the operation, got {}", short(error)));
            }
        }
        (Expected::Error(Value::String(code)), Err(error)) => {
            if error.get("code").and_then(Value::as_str) != Some(code) {
                found.push(format!("expected error {code}, got {}", short(error)));
            }
        }
        (Expected::Error(Value::Object(fields)), Err(error)) => {
            with_fields("error", fields, error, Others::Everywhere, &mut found);
        }
        (Expected::Error(other), Err(_)) => found.push(format!("an expectation of no known form: {other}")),
    }
    if found.len() > SHOWN {
        let more = found.len() - SHOWN;
        found.truncate(SHOWN);
        found.push(format!("… and {more} more"));
    }
    found
}

/// Where an object may have fields that are not expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Others {
    /// In the answer itself.
    OnTop,
    /// In every object of it.
    Everywhere,
}

/// Compares the fields that are expected.
pub fn with_fields(
    path: &str,
    expected: &Map<String, Value>,
    actual: &Value,
    others: Others,
    found: &mut Vec<String>,
) {
    for (key, expected) in expected {
        let path = format!("{path}.{key}");
        match actual.get(key) {
            Some(actual) => values(&path, expected, actual, others, found),
            None => found.push(format!("{path}: expected {}, got nothing", short(expected))),
        }
    }
}

fn values(path: &str, expected: &Value, actual: &Value, others: Others, found: &mut Vec<String>) {
    match (expected, actual) {
        (Value::Object(expected), Value::Object(fields)) => {
            with_fields(path, expected, actual, others, found);
            if others == Others::Everywhere {
                return;
            }
            for (key, value) in fields.iter().filter(|(key, _)| !expected.contains_key(*key)) {
                found.push(format!("{path}.{key}: expected nothing, got {}", short(value)));
            }
        }
        (Value::Array(expected), Value::Array(actual)) => {
            for (i, (expected, actual)) in expected.iter().zip(actual).enumerate() {
                values(&format!("{path}[{i}]"), expected, actual, others, found);
            }
            if expected.len() != actual.len() {
                found.push(format!("{path}: expected {} items, got {}", expected.len(), actual.len()));
            }
        }
        (Value::Number(expected), Value::Number(actual)) if same_number(expected, actual) => {}
        (Value::String(expected), Value::String(actual)) if expected != actual => {
            found.push(format!("{path}: {}", strings(expected, actual)));
        }
        _ if expected == actual => {}
        _ => found.push(format!("{path}: expected {}, got {}", short(expected), short(actual))),
    }
}

/// JavaScript writes 1.0 as 1, so a number is compared by its value.
fn same_number(a: &Number, b: &Number) -> bool {
    a == b || (a.is_f64() || b.is_f64()) && a.as_f64() == b.as_f64()
}

/// Two texts from a little before where they part.
fn strings(expected: &str, actual: &str) -> String {
    let same = expected.chars().zip(actual.chars()).take_while(|(a, b)| a == b).count();
    let skipped = same.saturating_sub(20);
    let from = |text: &str| {
        let part: String = text.chars().skip(skipped).take(WIDTH).collect();
        format!("{}{part:?}", if skipped > 0 { "…" } else { "" })
    };
    format!("expected {}\n{:>12} {}", from(expected), "got", from(actual))
}

fn short(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(WIDTH) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or(&text)),
        None => text,
    }
}
