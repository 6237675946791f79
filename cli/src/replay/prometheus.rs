//! Prometheus' answers to range queries: those of kube-state-metrics are what HPAs showed, and any other is a series.

use serde::Deserialize;
use serde_json::{Map, Value};

use super::record::{Records, Samples};
use crate::failure::Failure;
use crate::files::Source;

/// What kube-state-metrics calls the replicas of an HPA's status, and its metrics; before 2.0 `kube_hpa_…`.
pub(super) const REPLICAS: &str = "status_current_replicas";
pub(super) const METRIC: &str = "status_target_metric";
pub(super) const OWN: &str = "kube_horizontalpodautoscaler_";
const OWN_BEFORE: &str = "kube_hpa_";

/// The answer of `/api/v1/query_range`, or of `/api/v1/query` to a range vector.
#[derive(Deserialize)]
struct Answer {
    data: Option<Data>,
    error: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Data {
    result_type: String,
    result: Vec<Series>,
}

#[derive(Deserialize)]
struct Series {
    metric: Map<String, Value>,
    #[serde(default)]
    values: Vec<(f64, String)>,
}

/// Adds what an answer holds.
pub(super) fn read(records: &mut Records, source: &Source) -> Result<(), Failure> {
    let wrong = |message: String| Failure::usage(format!("{}: {message}", source.name));
    let answer: Answer = serde_json::from_str(&source.text)
        .map_err(|error| wrong(format!("no answer of Prometheus: {error}")))?;
    if let Some(error) = answer.error {
        return Err(wrong(format!("Prometheus refused the query: {error}")));
    }
    let Some(data) = answer.data else {
        return Err(wrong("no answer of Prometheus: it has no field data".to_owned()));
    };
    if data.result_type != "matrix" {
        let message = format!(
            "the answer is a {}, and what is wanted is a matrix: that of /api/v1/query_range, or of a query such as up[1h]",
            data.result_type
        );
        return Err(wrong(message));
    }
    for (index, series) in data.result.into_iter().enumerate() {
        let label = |name: &str| series.metric.get(name).and_then(Value::as_str);
        let at = |message: &str| wrong(format!("data.result[{index}]: {message}"));
        let Some(name) = label("__name__") else {
            return Err(at(
                "it has no __name__: record series as they are, with no function and no aggregation",
            ));
        };
        let samples = samples(&series.values).map_err(|message| at(&message))?;
        let Some(shown) = name.strip_prefix(OWN).or_else(|| name.strip_prefix(OWN_BEFORE)) else {
            let (_, held) = records
                .series
                .entry(Value::Object(series.metric.clone()).to_string())
                .or_insert_with(|| (Value::Object(series.metric.clone()), Samples::new()));
            held.extend(samples);
            continue;
        };
        // Other series of an HPA, such as its spec and its conditions, are none that are replayed.
        if shown != REPLICAS && shown != METRIC {
            continue;
        }
        let hpa = label("horizontalpodautoscaler").or_else(|| label("hpa"));
        let (Some(namespace), Some(hpa)) = (label("namespace"), hpa) else {
            return Err(at("it has no labels namespace and horizontalpodautoscaler"));
        };
        let recorded = records.of(namespace, hpa);
        if shown == REPLICAS {
            recorded.replicas.extend(samples);
            continue;
        }
        let Some(metric) = label("metric_name") else { return Err(at("it has no label metric_name")) };
        let of = label("metric_target_type").and_then(of);
        recorded.metrics.entry((metric.to_owned(), of)).or_default().extend(samples);
    }
    Ok(())
}

/// What `hpa.replay` calls what kube-state-metrics and Parquet files call a type.
pub(super) fn of(target_type: &str) -> Option<&'static str> {
    ["utilization", "average", "value", "total"].into_iter().find(|of| *of == target_type)
}

fn samples(values: &[(f64, String)]) -> Result<Samples, String> {
    let sample = |(place, (seconds, text)): (usize, &(f64, String))| {
        let value: f64 = text.parse().map_err(|_| format!("values[{place}]: {text:?} is no number"))?;
        let millis = (seconds * 1000.0).round();
        if !(0.0..1e14).contains(&millis) {
            return Err(format!("values[{place}]: {seconds} is no time in seconds since 1970"));
        }
        #[expect(clippy::cast_possible_truncation, reason = "it is within the bounds above, and whole")]
        let millis = millis as i64;
        Ok((millis, value))
    };
    values.iter().enumerate().map(sample).collect()
}
