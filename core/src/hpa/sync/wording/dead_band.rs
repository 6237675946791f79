use std::fmt;

use super::value::Current;
use crate::hpa::sync::step::DeadBandStep;
use crate::kube::autoscaling::MetricValueStatus;

/// Where the count changes, without a capital or a full stop.
impl fmt::Display for DeadBandStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.below, &self.above) {
            (Some(below), Some(above)) => {
                write!(f, "the count changes at {} or less, and at {} or more", End(below), End(above))
            }
            (Some(below), None) => write!(f, "the count changes at {} or less", End(below)),
            (None, Some(above)) => write!(f, "the count changes at {} or more", End(above)),
            (None, None) => f.write_str("no value changes the count"),
        }
    }
}

/// An end of a dead band: of a total that is spread over the replicas the total itself, since an average is a rounding of
/// several.
struct End<'a>(&'a MetricValueStatus);

impl fmt::Display for End<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            MetricValueStatus { value: Some(total), average_value: Some(_), .. } => {
                write!(f, "{total} in total")
            }
            other => Current(other).fmt(f),
        }
    }
}

/// `; the count changes at …`.
pub(super) struct Ends<'a>(pub(super) Option<&'a DeadBandStep>);

impl fmt::Display for Ends<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.map_or(Ok(()), |band| write!(f, "; {band}"))
    }
}
