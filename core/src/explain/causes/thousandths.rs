//! A value and a target a thousand times apart, where one of the two is written in thousandths: `m` was passed over.

use super::decided::found;
use super::{HPA, at};
use crate::error::{Severity, codes};
use crate::hpa::MetricStep;
use crate::hpa::wording::{Decimal, in_thousandths};
use crate::kube::autoscaling::{MetricSourceType, SpelledQuantity};
use crate::lint::Finding;
use crate::quantity::Quantity;

/// How many times one of a value and its target may be the other, so that both are of one size.
const ONE_SIZE: f64 = 10.0;
/// How many thousandths a value has at least, so that somebody may have taken them for whole ones.
const LARGE: i64 = 1_000;

/// What was read a thousand times too large or too small.
pub(super) struct Misread {
    severity: Severity,
    field: String,
    message: String,
    hint: String,
}

impl Misread {
    /// The finding for the metric at a place of the spec.
    pub(super) fn at(self, index: usize) -> Finding {
        let path = format!("{}.{}", at(index), self.field);
        found(HPA, self.severity, codes::hpa::THOUSANDTHS, self.message, &path, self.hint)
    }
}

/// A target in thousandths of which the value is hundreds of times as much, or a value in thousandths of which a plain
/// target is. In either the two would be of one size, were the `m` not there.
pub(super) fn of(step: &MetricStep) -> Option<Misread> {
    let (current, target, ratio) = (step.current.as_ref()?, step.target.as_ref()?, step.ratio?);
    let (field, target, value) = match (&current.average_value, &current.value) {
        _ if current.average_utilization.is_some() => return None,
        (Some(average), _) => ("averageValue", target.average_value.as_ref()?, average),
        (None, Some(value)) => ("value", target.value.as_ref()?, value),
        (None, None) => return None,
    };
    let place = format!("{}.target.{field}", source(&step.source)?);
    let name = &step.metric;
    let (target_text, value_text) = (target.to_string(), value.to_string());
    match (in_thousandths(&target_text), in_thousandths(&value_text)) {
        (Some((digits, number)), _) if is_one_size(ratio / 1_000.0) => Some(Misread {
            severity: Severity::Warning,
            field: place,
            message: format!(
                "{name}: the target {target_text} is {number}, since m is thousandths, and the value {value_text} is {} times \
                 as much",
                Decimal::short(ratio)
            ),
            hint: format!(
                "Where {0} is meant, or the metric is in a unit a thousand times as small, write {field}: \"{0}\".",
                digits.trim_end_matches('m')
            ),
        }),
        (None, Some((digits, number))) if is_misread(value, ratio) => Some(Misread {
            severity: Severity::Info,
            field: place,
            message: format!(
                "{name}: the value {value_text} is {number}, since m is thousandths, and the target {target_text} is {} times \
                 as much",
                Decimal::short(1.0 / ratio)
            ),
            hint: format!(
                "Where {} was read as {}, or the metric is in a unit a thousand times as large, write a thousandth of the target, \
                 {field}: \"{}\".",
                digits,
                digits.trim_end_matches('m'),
                Quantity::from_milli(target.milli_value() / LARGE, target.format())
            ),
        }),
        _ => None,
    }
}

/// Whether a value in thousandths is a thousandth part of its target, or about that.
fn is_misread(value: &SpelledQuantity, ratio: f64) -> bool {
    value.milli_value() >= LARGE && is_one_size(ratio * 1_000.0)
}

fn is_one_size(ratio: f64) -> bool {
    (1.0 / ONE_SIZE..=ONE_SIZE).contains(&ratio)
}

/// The field of a metric that holds its source.
fn source(source: &MetricSourceType) -> Option<&'static str> {
    Some(match source {
        MetricSourceType::Object => "object",
        MetricSourceType::Pods => "pods",
        MetricSourceType::Resource => "resource",
        MetricSourceType::ContainerResource => "containerResource",
        MetricSourceType::External => "external",
        _ => return None,
    })
}
