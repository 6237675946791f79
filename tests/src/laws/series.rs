//! The series that Prometheus has, in each of the forms in which they come, and promtool's notation: a text.

use counterpoise::metrics::series::{Series, SeriesList};
use counterpoise::promql::eval;
use serde_json::{Map, Value, json};

use super::asked::ask;
use super::given::text;
use super::world;
use crate::generate::{self, Random};

pub(super) fn check(bytes: &[u8]) {
    let Some(text) = text(bytes, make) else { return };
    listed(&text);
    notation(&text);
    let _ = ask(
        "metrics.list",
        &json!({ "config": {"rules": [{"seriesQuery": "{__name__!=\"\"}", "resources": {"template": "<<.Resource>>"}}]}, "series": text }),
    );
}

fn make(random: &mut Random<'_>) -> String {
    match random.below(3) {
        0 => world::series(random).to_string(),
        1 => json!({"status": "success", "data": world::series(random)}).to_string(),
        _ => (0..=random.up_to(3)).map(|_| generate::notation(random) + "\n").collect(),
    }
}

fn as_value(series: &Series) -> Value {
    let mut labels: Map<String, Value> =
        series.labels().map(|(name, value)| (name.to_owned(), json!(value))).collect();
    if !series.name().is_empty() {
        labels.insert("__name__".to_owned(), json!(series.name()));
    }
    labels.into()
}

/// However a list is written, and in however many pieces, it is one list.
fn listed(text: &str) {
    let Ok(list) = SeriesList::parse(text) else { return };
    let values: Value = list.0.iter().map(as_value).collect();
    let of_answer = json!({"status": "success", "data": values});
    for text in [values.to_string(), of_answer.to_string()] {
        let again = SeriesList::parse(&text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(again, list, "{text}");
    }
    let mut appended = SeriesList::default();
    for series in &list.0 {
        let piece = json!([as_value(series)]).to_string();
        appended.append(&piece).unwrap_or_else(|error| panic!("{piece}: {error}"));
    }
    assert_eq!(appended, list);
    for series in &list.0 {
        let labels =
            series.labels().chain([("__name__", series.name())]).filter(|(_, value)| !value.is_empty());
        for (name, value) in labels {
            assert_eq!(series.label(name), Some(value), "{series:?}");
        }
    }
}

/// Samples follow each other as far apart as the interval says, and a series that is written again reads as it was.
fn notation(text: &str) {
    let Ok(read) = eval::parse_notation(text, 60_000) else { return };
    let Ok(twice) = eval::parse_notation(text, 120_000) else {
        panic!("the interval decides whether {text:?} is read")
    };
    for (series, other) in read.iter().zip(&twice) {
        assert_eq!(series.labels, other.labels);
        assert!(series.points.is_sorted_by_key(|point| point.millis), "{text:?}");
        for (point, other) in series.points.iter().zip(&other.points) {
            assert_eq!(
                (2 * point.millis, point.value.to_bits()),
                (other.millis, other.value.to_bits()),
                "{text:?}"
            );
        }
    }
    assert_eq!(read.len(), twice.len());
}
