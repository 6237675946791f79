//! JSON as Go's encoder writes it, `encoding/json`.

use serde::Serialize;
use serde_json::Error;

/// Writes a value as `json.Marshal` does: compact, with the characters that mean something to HTML escaped.
///
/// # Errors
/// Where the value has no JSON form, such as a map whose keys are no strings.
pub fn to_string(value: &impl Serialize) -> Result<String, Error> {
    let plain = serde_json::to_string(value)?;
    if !plain.contains(['<', '>', '&', '\u{2028}', '\u{2029}']) {
        return Ok(plain);
    }
    // Outside of strings none of these occurs.
    let mut escaped = String::with_capacity(plain.len().saturating_add(16));
    for character in plain.chars() {
        match character {
            '<' => escaped.push_str("\\u003c"),
            '>' => escaped.push_str("\\u003e"),
            '&' => escaped.push_str("\\u0026"),
            '\u{2028}' => escaped.push_str("\\u2028"),
            '\u{2029}' => escaped.push_str("\\u2029"),
            other => escaped.push(other),
        }
    }
    Ok(escaped)
}
