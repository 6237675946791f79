//! What a simulation gives, as tables.

use std::sync::Arc;

use arrow_array::{ArrayRef, Float64Array, Int32Array, Int64Array, RecordBatch, StringArray};
use arrow_schema::ArrowError;
use counterpoise::Error;
use counterpoise::error::codes;
use counterpoise::simulate::{MetricDriver, TimelineEvent, TimelineMetric, TimelinePoint};
use serde::Serialize;

/// A row a sync.
pub(super) fn points(points: &[TimelinePoint]) -> Result<RecordBatch, Error> {
    let whole = |of: fn(&TimelinePoint) -> usize| -> ArrayRef {
        Arc::new(points.iter().map(|point| i64::try_from(of(point)).ok()).collect::<Int64Array>())
    };
    let number = |of: fn(&TimelinePoint) -> Option<f64>| -> ArrayRef {
        Arc::new(points.iter().map(of).collect::<Float64Array>())
    };
    let word = |of: fn(&TimelinePoint) -> Option<&'static str>| -> ArrayRef {
        Arc::new(points.iter().map(of).collect::<StringArray>())
    };
    made([
        ("seconds", number(|point| Some(point.seconds)), false),
        ("rate", number(|point| point.rate), true),
        ("queue", number(|point| point.queue), true),
        ("dropped", number(|point| point.dropped), true),
        (
            "replicas",
            Arc::new(points.iter().map(|point| Some(point.replicas)).collect::<Int32Array>()),
            false,
        ),
        ("pods", whole(|point| point.pods), false),
        ("ready", whole(|point| point.ready), false),
        ("terminating", whole(|point| point.terminating), false),
        ("proposal", Arc::new(points.iter().map(|point| point.proposal).collect::<Int32Array>()), true),
        ("stabilized", word(|point| point.stabilized), true),
        ("limited", word(|point| point.limited), true),
    ])
}

/// A row a sync and metric of the spec, where it was looked at.
pub(super) fn metrics(points: &[TimelinePoint], drivers: &[MetricDriver]) -> Result<RecordBatch, Error> {
    let rows: Vec<(f64, usize, &TimelineMetric)> = points
        .iter()
        .flat_map(|point| {
            point.metrics.iter().enumerate().map(|(place, metric)| (point.seconds, place, metric))
        })
        .collect();
    let name = |place: usize| drivers.get(place).map(|driver| driver.metric.as_str());
    made([
        ("seconds", Arc::new(rows.iter().map(|row| Some(row.0)).collect::<Float64Array>()), false),
        ("index", Arc::new(rows.iter().map(|row| i64::try_from(row.1).ok()).collect::<Int64Array>()), false),
        ("metric", Arc::new(rows.iter().map(|row| name(row.1)).collect::<StringArray>()), true),
        ("usage", Arc::new(rows.iter().map(|row| row.2.usage).collect::<Float64Array>()), true),
        ("utilization", Arc::new(rows.iter().map(|row| row.2.utilization).collect::<Int32Array>()), true),
        ("ratio", Arc::new(rows.iter().map(|row| row.2.ratio).collect::<Float64Array>()), true),
        ("proposal", Arc::new(rows.iter().map(|row| row.2.proposal).collect::<Int32Array>()), true),
        (
            "outcome",
            Arc::new(rows.iter().map(|row| row.2.outcome.as_ref().map(word)).collect::<StringArray>()),
            true,
        ),
        ("error", Arc::new(rows.iter().map(|row| row.2.error.as_deref()).collect::<StringArray>()), true),
    ])
}

/// A row an event.
pub(super) fn events(events: &[TimelineEvent]) -> Result<RecordBatch, Error> {
    let text = |of: &dyn Fn(&TimelineEvent) -> String| -> ArrayRef {
        Arc::new(events.iter().map(|event| Some(of(event))).collect::<StringArray>())
    };
    made([
        (
            "seconds",
            Arc::new(events.iter().map(|event| Some(event.seconds)).collect::<Float64Array>()),
            false,
        ),
        (
            "count",
            Arc::new(events.iter().map(|event| i64::try_from(event.count).ok()).collect::<Int64Array>()),
            false,
        ),
        ("last", Arc::new(events.iter().map(|event| Some(event.last)).collect::<Float64Array>()), false),
        ("about", text(&|event| word(&event.about)), false),
        ("type", text(&|event| word(&event.r#type)), false),
        ("reason", text(&|event| event.reason.to_owned()), false),
        ("message", text(&|event| event.message.clone()), false),
    ])
}

/// A table of named columns.
pub(super) fn made<const N: usize>(columns: [(&str, ArrayRef, bool); N]) -> Result<RecordBatch, Error> {
    RecordBatch::try_from_iter_with_nullable(columns).map_err(|error: ArrowError| {
        Error::new(codes::abi::PANIC, format!("a table could not be made: {error}"))
    })
}

/// A word as the contract writes it.
pub(super) fn word(word: &impl Serialize) -> String {
    serde_json::to_value(word).ok().and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default()
}
