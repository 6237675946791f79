//! What a metric is at, and what its target is. A sentence and a row differ in how much they say.

use std::fmt;

use crate::kube::autoscaling::{MetricTarget, MetricValueStatus};

/// What is said of a value that is not there.
const UNKNOWN: &str = "<unknown>";

/// A value as a sentence names it: one number.
pub(super) struct Current<'a>(pub(super) &'a MetricValueStatus);

impl fmt::Display for Current<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            MetricValueStatus { average_utilization: Some(percent), .. } => write!(f, "{percent}%"),
            MetricValueStatus { average_value: Some(average), .. } => write!(f, "{average} for each pod"),
            MetricValueStatus { value: Some(value), .. } => write!(f, "{value}"),
            _ => f.write_str(UNKNOWN),
        }
    }
}

/// A target as a sentence names it.
pub(super) struct Target<'a>(pub(super) &'a MetricTarget);

impl fmt::Display for Target<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            MetricTarget { average_value: Some(average), .. } => write!(f, "{average}"),
            MetricTarget { average_utilization: Some(percent), .. } => write!(f, "{percent}%"),
            MetricTarget { value: Some(value), .. } => write!(f, "{value}"),
            _ => f.write_str(UNKNOWN),
        }
    }
}

/// A row's value of its target: a utilization with its average.
pub(crate) fn usage_row(current: &MetricValueStatus, target: &MetricTarget) -> String {
    format!("{} of {}", full_current(current), full_target(target))
}

fn full_current(current: &MetricValueStatus) -> String {
    match (current.average_utilization, &current.average_value, &current.value) {
        (Some(percent), Some(average), _) => format!("{percent}% ({average} for each pod)"),
        (Some(percent), None, _) => format!("{percent}%"),
        (None, Some(average), _) => format!("{average} for each pod"),
        (None, None, Some(value)) => value.to_string(),
        (None, None, None) => UNKNOWN.to_owned(),
    }
}

fn full_target(target: &MetricTarget) -> String {
    match (target.average_utilization, &target.average_value, &target.value) {
        (Some(percent), ..) => format!("{percent}%"),
        (None, Some(average), _) => format!("{average} for each pod"),
        (None, None, Some(value)) => value.to_string(),
        (None, None, None) => UNKNOWN.to_owned(),
    }
}
