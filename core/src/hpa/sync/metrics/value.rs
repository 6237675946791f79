use crate::kube::autoscaling::MetricValueStatus;
use crate::quantity::{Format, Quantity};

/// A value as a whole, as the status shows it.
pub(super) fn whole(milli: i64) -> MetricValueStatus {
    MetricValueStatus {
        value: Some(Quantity::from_milli(milli, Format::DecimalSi).into()),
        ..MetricValueStatus::default()
    }
}

/// An average over pods, as the status shows it.
pub(super) fn average(milli: i64, format: Format) -> MetricValueStatus {
    MetricValueStatus {
        average_value: Some(Quantity::from_milli(milli, format).into()),
        ..MetricValueStatus::default()
    }
}
