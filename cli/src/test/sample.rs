//! Samples as people write them: `requests_total{pod="a"}` and a number.

use counterpoise::Error;
use counterpoise::promql::eval::parse_notation;
use counterpoise::promql::{Labels, NAME};
use serde_json::{Number, Value, json};

/// A float as Prometheus' API has it, of whatever size.
pub(super) fn printed(value: f64) -> String {
    match value {
        value if value.is_nan() => "NaN".to_owned(),
        f64::INFINITY => "+Inf".to_owned(),
        f64::NEG_INFINITY => "-Inf".to_owned(),
        value => value.to_string(),
    }
}

/// The labels that a text in promtool's notation or a mapping has.
pub(super) fn labels(given: &Value) -> Result<Labels, Error> {
    match given {
        Value::String(text) => {
            let series = parse_notation(&format!("{text} 0"), 1)?;
            Ok(series.into_iter().next().map(|series| series.labels).unwrap_or_default())
        }
        given => serde_json::from_value(given.clone())
            .map_err(|error| Error::new(counterpoise::error::codes::promql::SERIES, error.to_string())),
    }
}

/// Labels in that notation.
pub(super) fn notation(labels: &Labels) -> String {
    let name = labels.get(NAME).map_or("", String::as_str);
    let quoted = (!name.is_empty() && !is_word(name, ":")).then(|| format!("{name:?}"));
    let others =
        labels.iter().filter(|(label, _)| *label != NAME).map(|(label, value)| match is_word(label, "") {
            true => format!("{label}={value:?}"),
            false => format!("{label:?}={value:?}"),
        });
    let inside: Vec<_> = quoted.iter().cloned().chain(others).collect();
    match if quoted.is_some() { "" } else { name } {
        "" => format!("{{{}}}", inside.join(", ")),
        name if inside.is_empty() => name.to_owned(),
        name => format!("{name}{{{}}}", inside.join(", ")),
    }
}

/// Whether a name can stand without quotes.
fn is_word(name: &str, also: &str) -> bool {
    let is_part = |c: char| c == '_' || c.is_ascii_alphanumeric() || also.contains(c);
    name.chars().all(is_part) && !name.starts_with(|c: char| c.is_ascii_digit())
}

/// The number that a value is meant as.
pub(super) fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => match text.as_str() {
            "+Inf" | "Inf" => Some(f64::INFINITY),
            "-Inf" => Some(f64::NEG_INFINITY),
            "NaN" => Some(f64::NAN),
            text => text.parse().ok(),
        },
        _ => None,
    }
}

/// A value of an answer as a file has it: a number where it is one.
pub(super) fn written(text: &str) -> Value {
    text.parse::<Number>().map_or_else(|_| Value::from(text), Value::Number)
}

/// The samples of an answer of Prometheus; a scalar is one without labels.
pub(super) fn of_answer(answer: &Value) -> Vec<(Labels, String)> {
    let data = &answer["data"];
    let text = |pair: &Value| pair[1].as_str().unwrap_or_default().to_owned();
    match data["resultType"].as_str() {
        Some("scalar" | "string") => vec![(Labels::new(), text(&data["result"]))],
        _ => {
            let samples = data["result"].as_array().into_iter().flatten();
            let labels =
                |sample: &Value| serde_json::from_value(sample["metric"].clone()).unwrap_or_default();
            samples.map(|sample| (labels(sample), text(&sample["value"]))).collect()
        }
    }
}

/// Samples as `exp_samples` has them, those that are expected in the order and the spelling in which they are.
pub(super) fn aligned(expected: &Value, samples: &[(Labels, String)]) -> Result<Value, Error> {
    let mut left: Vec<_> = samples.iter().collect();
    let mut out = Vec::new();
    for item in expected.as_array().into_iter().flatten() {
        let wanted = labels(&item["labels"])?;
        let Some(place) = left.iter().position(|(labels, _)| *labels == wanted) else { continue };
        let (_, value) = left.remove(place);
        let is_same = number(&item["value"]).zip(value_of(value)).is_some_and(|(a, b)| same(a, b));
        let value = if is_same { item["value"].clone() } else { written(value) };
        out.push(json!({ "labels": item["labels"], "value": value }));
    }
    let rest = left
        .into_iter()
        .map(|(labels, value)| json!({ "labels": notation(labels), "value": written(value) }));
    out.extend(rest);
    Ok(Value::from(out))
}

fn value_of(text: &str) -> Option<f64> {
    number(&Value::from(text))
}

fn same(a: f64, b: f64) -> bool {
    a == b || a.is_nan() && b.is_nan()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{aligned, labels, notation};

    #[test]
    fn labels_are_written_as_they_are_read() {
        for text in ["{}", "up", "a:b{c=\"d\"}", "{\"a.b\", \"0\"=\"é\", c=\"\\\"\"}"] {
            assert_eq!(notation(&labels(&json!(text)).unwrap()), text);
        }
        assert_eq!(notation(&labels(&json!({"__name__": "up", "a": "b"})).unwrap()), "up{a=\"b\"}");
    }

    #[test]
    fn what_is_equal_is_spelled_as_it_is_expected() {
        let came = [
            (labels(&json!("a")).unwrap(), "0.5".to_owned()),
            (labels(&json!("b")).unwrap(), "NaN".to_owned()),
        ];
        let expected = json!([{ "labels": "b", "value": "NaN" }, { "labels": "a{}", "value": 5e-1 }]);
        assert_eq!(aligned(&expected, &came).unwrap(), expected);
        let others = json!([{ "labels": "b", "value": 1 }, { "labels": "c", "value": 2 }]);
        let told = json!([{ "labels": "b", "value": "NaN" }, { "labels": "a", "value": 0.5 }]);
        assert_eq!(aligned(&others, &came).unwrap(), told);
    }
}
