//! `scalingModifiers`: one metric in the place of all that KEDA serves.

use super::formula;
use super::object::{ScaledObjectSpec, ScalingModifiers};
use super::triggers::external;
use crate::error::{Error, Result, codes};
use crate::go::quote::quote;
use crate::go::{float, number};
use crate::kube::autoscaling::{MetricSpec, MetricTargetType, SpelledQuantity};
use crate::quantity::{Format, Quantity};

/// The name of the one metric.
const COMPOSITE: &str = "composite-metric";
const PATH: &str = "spec.advanced.scalingModifiers";

/// Modifiers that KEDA takes.
#[derive(Debug)]
pub(super) struct Modifiers<'a> {
    given: &'a ScalingModifiers,
    /// What the formula's value should be; 0 where there is none.
    target: f64,
}

impl<'a> Modifiers<'a> {
    /// Those of a spec, whose formula is compiled and run once; `None` where it has none. Mirrors
    /// `ValidateAndCompileScalingModifiers`.
    ///
    /// # Errors
    /// `keda.scaling-modifiers`, `keda.formula`, `keda.formula-unsupported`, `limit.*`.
    pub(super) fn of(spec: &'a ScaledObjectSpec) -> Result<Option<Self>> {
        let given = spec.advanced.as_ref().map(|advanced| &advanced.scaling_modifiers);
        let Some(given) = given.filter(|given| !given.is_empty()) else { return Ok(None) };
        let target = float::parse(&given.target);
        if !given.formula.is_empty() {
            if given.target.is_empty() {
                return Err(refused("target", "the formula has no target".to_owned()));
            }
            let names = spec.triggers.iter().filter(|trigger| !matches!(&*trigger.r#type, "cpu" | "memory"));
            let names: Vec<&str> =
                names.map(|trigger| trigger.name.as_str()).filter(|name| !name.is_empty()).collect();
            formula::validate(&given.formula, &names)
                .map_err(|error| error.in_path(format_args!("{PATH}.formula")))?;
            // What is no number is less than nothing is.
            if target.is_none_or(|target| target <= 0.0) {
                let message = format!("the target is {}, which is no number above 0", quote(&given.target));
                return Err(refused("target", message));
            }
        }
        if given.metric_type == Some(MetricTargetType::Utilization) {
            let message = "the formula's metric has the type Utilization, which only resources of pods have";
            return Err(refused("metricType", message.to_owned()));
        }
        Ok(Some(Self { given, target: target.unwrap_or_default() }))
    }
}

/// The metrics of resources and the formula's own; all of them where the formula has no target. Those of one container go
/// with the metrics that KEDA serves.
pub(super) fn composed(
    metrics: Vec<MetricSpec>,
    modifiers: &Modifiers<'_>,
    object: &str,
) -> Result<Vec<MetricSpec>> {
    let Modifiers { given, target } = modifiers;
    // Not a number is not above 0 either.
    if target.is_nan() || *target <= 0.0 {
        return Ok(metrics);
    }
    let milli = Quantity::from_scaled(number::int64(target * 1000.0), -3, Format::DecimalSi);
    let word = given.metric_type.clone().filter(|word| !word.as_str().is_empty());
    let composite = match word.unwrap_or(MetricTargetType::AverageValue) {
        word @ (MetricTargetType::AverageValue | MetricTargetType::Value) => {
            external(COMPOSITE.to_owned(), word, SpelledQuantity::from(milli), object)
        }
        other => {
            let message = format!("the formula's metric has the type {}", quote(other.as_str()));
            return Err(refused("metricType", message));
        }
    };
    let kept = metrics.into_iter().filter(|metric| metric.resource.is_some());
    Ok(kept.chain([composite]).collect())
}

fn refused(field: &str, message: String) -> Error {
    Error::new(codes::keda::SCALING_MODIFIERS, message).in_path(format_args!("{PATH}.{field}"))
}
