//! Numbers out of sentences.

use counterpoise::quantity::Quantity;
use serde_json::Value;

/// What stands between two texts, the nearest after the first.
pub(crate) fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(before)?;
    rest.split_once(after).map(|(found, _)| found)
}

/// The number that a text starts with.
pub(crate) fn leading(text: &str) -> Option<i64> {
    let end = text.find(|character: char| !character.is_ascii_digit() && character != '-');
    text[..end.unwrap_or(text.len())].parse().ok()
}

/// The number that a text ends with.
pub(crate) fn trailing(text: &str) -> Option<i64> {
    let start = text.rfind(|character: char| !character.is_ascii_digit() && character != '-');
    text[start.map_or(0, |start| start + 1)..].parse().ok()
}

/// `3 replicas` or `1 replica`.
pub(crate) fn replicas(text: &str) -> Option<i64> {
    let (count, word) = text.trim().split_once(' ')?;
    let count: i64 = count.parse().ok()?;
    (word.split_whitespace().next()? == if count == 1 { "replica" } else { "replicas" }).then_some(count)
}

/// A quantity in thousandths. Those of 19 digits are read as they stand: to upstream some are others.
pub(crate) fn milli(text: &str) -> i64 {
    if let Some(milli) = text.strip_suffix('m').and_then(|digits| digits.parse().ok()) {
        return milli;
    }
    text.parse::<Quantity>().unwrap_or_else(|error| panic!("{text:?}: {error}")).milli_value()
}

pub(crate) fn int(value: &Value) -> i64 {
    value.as_i64().unwrap_or_else(|| panic!("{value} is no integer"))
}

/// A ratio that was told in so many decimals.
pub(crate) fn is_ratio(told: &str, ratio: &Value, decimals: i32) -> bool {
    match ratio.as_f64() {
        None => told == "none (0 over 0)" || told.trim_start_matches('-') == "infinite (over 0)",
        Some(ratio) => {
            let told: f64 = told.parse().unwrap_or_else(|_| panic!("{told:?} is no number"));
            let off = (told - ratio).abs();
            off <= 0.5001 * 10f64.powi(-decimals) + ratio.abs() * 1e-12 && (told == 0.0) == (ratio == 0.0)
        }
    }
}

/// A number of replicas, rounded up as a sentence says.
pub(crate) fn is_up(number: f64, count: i64) -> bool {
    (number.ceil() - count as f64).abs() < 0.5
}
