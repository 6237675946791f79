//! A timeline as comma-separated values: a line a sync, a column a field, and those of each metric by its place.

use serde_json::Value;

const FIELDS: [&str; 11] = [
    "seconds",
    "rate",
    "queue",
    "dropped",
    "replicas",
    "pods",
    "ready",
    "terminating",
    "proposal",
    "stabilized",
    "limited",
];
const OF_METRIC: [&str; 5] = ["usage", "utilization", "ratio", "proposal", "outcome"];

/// The whole table, with a heading.
pub(crate) fn table(result: &Value) -> String {
    let empty = Vec::new();
    let timeline = result.get("timeline").and_then(Value::as_array).unwrap_or(&empty);
    let metrics = |point: &Value| point.get("metrics").and_then(Value::as_array).map_or(0, Vec::len);
    let count = timeline.iter().map(metrics).max().unwrap_or(0);
    let of_metrics = (0..count).flat_map(|place| OF_METRIC.map(|field| format!("metrics[{place}].{field}")));
    let heading: Vec<String> = FIELDS.into_iter().map(str::to_owned).chain(of_metrics).collect();
    let mut table = heading.join(",");
    table.push('\n');
    for point in timeline {
        let own = FIELDS.into_iter().map(|field| cell(point.get(field)));
        let of_metrics = (0..count).flat_map(|place| {
            let metric = point.get("metrics").and_then(|metrics| metrics.get(place));
            OF_METRIC.map(|field| cell(metric.and_then(|metric| metric.get(field))))
        });
        table.push_str(&own.chain(of_metrics).collect::<Vec<_>>().join(","));
        table.push('\n');
    }
    table
}

/// Numbers and words of the contract: none of them needs quotes.
fn cell(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(word)) => word.clone(),
        Some(other) => other.to_string(),
    }
}
