//! Values of metrics, of which a rate in floating point may be off by the milli-unit that is cut off.

use counterpoise::ops;
use serde_json::{Value, json};

/// Compares objects and lists with the same quantities, give or take a milli-unit; times apart.
///
/// # Errors
/// The first difference, with its path.
pub(super) fn same(path: &str, expected: &Value, actual: &Value) -> Result<(), String> {
    let children: Vec<(String, &Value, &Value)> = match (expected, actual) {
        (Value::Object(expected), Value::Object(actual)) if expected.len() == actual.len() => expected
            .iter()
            .filter(|(key, _)| !key.to_lowercase().ends_with("timestamp"))
            .map(|(key, value)| (format!("{path}.{key}"), value, actual.get(key).unwrap_or(&Value::Null)))
            .collect(),
        (Value::Array(expected), Value::Array(actual)) if expected.len() == actual.len() => {
            expected.iter().zip(actual).map(|(a, b)| (path.to_owned(), a, b)).collect()
        }
        (Value::String(a), Value::String(b)) if a != b => {
            return match milli(a)?.abs_diff(milli(b)?) {
                0 | 1 => Ok(()),
                _ => Err(format!("{path}: expected {a}, got {b}")),
            };
        }
        _ if expected == actual => return Ok(()),
        _ => return Err(format!("{path}: expected {expected}, got {actual}")),
    };
    children.into_iter().try_for_each(|(path, expected, actual)| same(&path, expected, actual))
}

fn milli(text: &str) -> Result<i64, String> {
    let parsed =
        ops::call_value(None, "quantity.parse", json!({ "text": text })).map_err(|e| e.to_string())?;
    let milli = parsed["milliValue"].as_str().and_then(|milli| milli.parse().ok());
    milli.ok_or_else(|| format!("{text} has no milli-value"))
}
