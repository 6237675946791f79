//! What a metric is at, and what its target is.

use std::fmt;

use crate::kube::autoscaling::{MetricTarget, MetricTargetType, MetricValueStatus};

/// What is said of a value that is not there.
pub(super) const UNKNOWN: &str = "<unknown>";

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

/// Which field of a target a value is compared with, whatever the target's `type` says.
pub(super) fn compared(current: &MetricValueStatus) -> MetricTargetType {
    match current {
        MetricValueStatus { average_utilization: Some(_), .. } => MetricTargetType::Utilization,
        MetricValueStatus { average_value: Some(_), .. } => MetricTargetType::AverageValue,
        _ => MetricTargetType::Value,
    }
}

/// The field of a target that a value is compared with.
pub(super) struct Target<'a>(pub(super) &'a MetricTarget, pub(super) &'a MetricValueStatus);

impl fmt::Display for Target<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(MetricTarget { average_utilization, average_value, value, .. }, current) = self;
        match (compared(current), average_utilization, average_value, value) {
            (MetricTargetType::Utilization, Some(percent), ..) => write!(f, "{percent}%"),
            (MetricTargetType::AverageValue, _, Some(average), _) => average.fmt(f),
            // Without a target a Pods metric's average is compared with nothing.
            (MetricTargetType::AverageValue, _, None, _) => f.write_str("0"),
            (MetricTargetType::Value, .., Some(value)) => value.fmt(f),
            _ => f.write_str(UNKNOWN),
        }
    }
}
