//! An HPA as `kubectl get hpa` and `kubectl describe hpa` print it.

mod age;
mod behavior;
mod describe;
mod event;
mod get;
mod meta;
mod targets;

#[cfg(test)]
mod tests;

pub use age::human_duration;
pub use describe::describe;
pub use event::{CoreV1Event, EventSeries, EventSource, InvolvedObject};
pub use get::{Row, row};

use crate::error::{Error, Result, codes};
use crate::kube::HorizontalPodAutoscaler;
use crate::kube::autoscaling::{MetricStatus, SpelledQuantity};

/// What kubectl prints where a value is not known.
const UNKNOWN: &str = "<unknown>";

/// The metric of the status that stands where the metric of the spec stands.
fn current(hpa: &HorizontalPodAutoscaler, index: usize) -> Option<&MetricStatus> {
    hpa.status.current_metrics.as_ref()?.get(index)
}

/// A quantity as Go prints a pointer to one.
fn text(quantity: Option<&SpelledQuantity>) -> String {
    quantity.map_or_else(|| "<nil>".to_owned(), ToString::to_string)
}

/// kubectl cannot print a metric that lacks the source its type names.
fn present<'a, T>(source: Option<&'a T>, field: &str) -> Result<&'a T> {
    source.ok_or_else(|| {
        let message = format!("the metric's type asks for {field}, which is absent");
        Error::new(codes::hpa::INVALID, message).in_path(field)
    })
}
