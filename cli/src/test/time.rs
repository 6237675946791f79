//! Times of a test: durations from its start on, as Prometheus writes them.

use counterpoise::kube::Time;
use serde_json::Value;

/// Units as Prometheus writes them, the longest first, with their milliseconds.
const UNITS: [(&str, i64); 7] = [
    ("y", 365 * 86_400_000),
    ("w", 7 * 86_400_000),
    ("d", 86_400_000),
    ("h", 3_600_000),
    ("m", 60_000),
    ("s", 1000),
    ("ms", 1),
];

/// A duration such as `1h30m` in milliseconds; one before 0 has a hyphen. Mirrors `model.ParseDuration`.
pub(super) fn duration(text: &str) -> Option<i64> {
    if let Some(text) = text.strip_prefix('-') {
        return duration(text).map(|millis| -millis);
    }
    if text == "0" {
        return Some(0);
    }
    let (mut rest, mut units, mut total) = (text, &UNITS[..], 0i64);
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit())?;
        let (number, unit) = rest.split_at(digits);
        let length = unit.find(|c: char| c.is_ascii_digit()).unwrap_or(unit.len());
        let place = units.iter().position(|(name, _)| *name == &unit[..length])?;
        total = number.parse::<i64>().ok()?.checked_mul(units[place].1)?.checked_add(total)?;
        units = &units[place + 1..];
        rest = &unit[length..];
    }
    (!text.is_empty()).then_some(total)
}

/// A duration as a file has it: a number is one where it is 0.
pub(super) fn of_value(value: &Value) -> Option<i64> {
    match value {
        Value::String(text) => duration(text),
        Value::Number(number) => duration(&number.to_string()),
        _ => None,
    }
}

/// An instant as RFC 3339 writes it.
pub(super) fn instant(millis: i64) -> Option<String> {
    let time = Time::from_unix_nanos(i128::from(millis) * 1_000_000)?;
    Some(time.precise().to_string())
}

/// A time as messages have it.
pub(super) fn shown(mut millis: i64) -> String {
    if millis == 0 {
        return "0".to_owned();
    }
    let mut out = String::new();
    for (unit, of) in &UNITS[2..] {
        if millis >= *of {
            out.push_str(&format!("{}{unit}", millis / of));
            millis %= of;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{duration, instant, shown};

    #[test]
    fn durations_are_prometheus_own() {
        assert_eq!(duration("1h30m5s7ms"), Some(5_405_007));
        assert_eq!(
            (duration("0"), duration("-1m"), duration("1w")),
            (Some(0), Some(-60_000), Some(604_800_000))
        );
        for text in ["", "5", "m5", "5m1h", "1m1m", "1.5m", "5 m", "1x", "é"] {
            assert_eq!(duration(text), None, "{text}");
        }
        assert_eq!(shown(5_405_007), "1h30m5s7ms");
        assert_eq!(instant(1500).as_deref(), Some("1970-01-01T00:00:01.5Z"));
    }
}
