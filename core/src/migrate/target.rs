//! Targets, as an HPA has them and as a trigger has them.

use crate::go::float;
use crate::kube::autoscaling::{MetricTarget, MetricTargetType, SpelledQuantity};

/// The number that a trigger's threshold is, and whether KEDA makes the same quantity of it.
pub(super) fn threshold(target: &MetricTarget) -> Option<(String, bool)> {
    let quantity = match target.r#type {
        MetricTargetType::AverageValue => target.average_value.as_ref(),
        MetricTargetType::Value => target.value.as_ref(),
        _ => None,
    }?;
    let number = quantity.as_f64();
    // KEDA keeps three digits.
    let kept = SpelledQuantity::parse(&float::format_float(number, 'f', Some(3)));
    Some((float::format_float(number, 'f', None), kept.is_ok_and(|kept| kept == *quantity)))
}
