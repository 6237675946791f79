//! The metric that each trigger gives the HPA.

mod authentication;
mod cron;
mod parameters;
mod prometheus;
mod resource;
mod schedule;

use std::collections::BTreeSet;

use super::annotations::NAME_LABEL;
use super::object::ScaleTrigger;
use crate::error::{Error, Result, codes};
use crate::go::quote::quote;
use crate::kube::autoscaling::{
    ExternalMetricSource, MetricIdentifier, MetricSourceType, MetricSpec, MetricTarget, MetricTargetType,
    SpelledQuantity,
};
use crate::selector::LabelSelector;
use parameters::Parameters;

/// The types of triggers whose metric is known here. KEDA has more, which make the names of their metrics, and some of them
/// the targets, of what only they know.
pub const TRIGGERS: [&str; 4] = ["cpu", "cron", "memory", "prometheus"];

/// What holds for triggers of every type. Mirrors `ValidateTriggers`.
///
/// # Errors
/// `keda.trigger`.
pub(super) fn validate(triggers: &[ScaleTrigger]) -> Result<()> {
    if triggers.is_empty() {
        return Err(Error::new(codes::keda::TRIGGER, "there is no trigger").in_path("spec.triggers"));
    }
    let mut names = BTreeSet::new();
    for (index, trigger) in triggers.iter().enumerate() {
        let refused = |field: &str, message: String| {
            let path = format!("spec.triggers[{index}].{field}");
            Err(Error::new(codes::keda::TRIGGER, message).in_path(path))
        };
        if trigger.use_cached_metrics && matches!(&*trigger.r#type, "cpu" | "memory" | "cron") {
            let message = format!("a trigger of type {} has no metrics to keep", trigger.r#type);
            return refused("useCachedMetrics", message);
        }
        if !trigger.name.is_empty() && !names.insert(trigger.name.as_str()) {
            return refused("name", format!("two triggers have the name {}", quote(&trigger.name)));
        }
    }
    Ok(())
}

/// The metric of a trigger: of which number it is, and of which ScaledObject.
///
/// # Errors
/// `keda.metric-type`, `keda.metadata`, `keda.trigger-unsupported`, with the path inside of the trigger.
pub(super) fn metric(index: usize, trigger: &ScaleTrigger, object: &str) -> Result<MetricSpec> {
    let parameters = Parameters::new(trigger);
    match trigger.r#type.as_str() {
        name @ ("cpu" | "memory") => resource::metric(name, trigger, &parameters),
        "cron" => {
            let word = external_type(trigger)?;
            let name = cron::metric_name(&parameters)?;
            Ok(external(format!("s{index}-{name}"), word, SpelledQuantity::parse("1")?, object))
        }
        "prometheus" => {
            let word = external_type(trigger)?;
            let threshold = prometheus::threshold(trigger, &parameters)?;
            Ok(external(format!("s{index}-prometheus"), word, parameters::quantity(threshold)?, object))
        }
        other => {
            let message = format!("the metric of a trigger of type {} is not known here", quote(other));
            let hint =
                crate::error::similar::meant(other, &TRIGGERS).map(|meant| format!("Did you mean {meant}?"));
            let error = Error::new(codes::keda::TRIGGER_UNSUPPORTED, message).in_path("type");
            Err(match hint {
                Some(hint) => error.with_hint(hint),
                None => error,
            })
        }
    }
}

/// How a metric that KEDA serves is compared with its target. Mirrors `GetMetricTargetType`.
///
/// # Errors
/// `keda.metric-type`.
fn external_type(trigger: &ScaleTrigger) -> Result<MetricTargetType> {
    match &trigger.metric_type {
        Some(MetricTargetType::Utilization) => {
            let message = format!(
                "a trigger of type {} has no utilization, which only resources of pods have",
                trigger.r#type
            );
            Err(Error::new(codes::keda::METRIC_TYPE, message).in_path("metricType"))
        }
        Some(word) if !word.as_str().is_empty() => Ok(word.clone()),
        _ => Ok(MetricTargetType::AverageValue),
    }
}

/// A metric that KEDA serves: the label tells it whose it is.
pub(super) fn external(
    name: String,
    word: MetricTargetType,
    quantity: SpelledQuantity,
    object: &str,
) -> MetricSpec {
    let labels = [(NAME_LABEL.to_owned(), object.to_owned())];
    let selector = LabelSelector { match_labels: labels.into_iter().collect(), ..LabelSelector::default() };
    let mut target = MetricTarget { r#type: word, ..MetricTarget::default() };
    if target.r#type == MetricTargetType::AverageValue {
        target.average_value = Some(quantity);
    } else {
        target.value = Some(quantity);
    }
    let metric = MetricIdentifier { name, selector: Some(selector) };
    MetricSpec {
        r#type: MetricSourceType::External,
        external: Some(ExternalMetricSource { metric, target }),
        ..MetricSpec::default()
    }
}
