//! What a metric is at, and what its target is.

use std::fmt;

use crate::kube::autoscaling::{MetricTarget, MetricValueStatus};

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
