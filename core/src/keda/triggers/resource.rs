//! `cpu`, `memory`: resources of the pods, which KEDA does not serve itself.

use super::parameters::{Parameters, refused};
use crate::error::{Error, Result, codes};
use crate::go::quote::quote;
use crate::keda::object::ScaleTrigger;
use crate::kube::autoscaling::{
    ContainerResourceMetricSource, MetricSourceType, MetricSpec, MetricTarget, MetricTargetType,
    ResourceMetricSource, SpelledQuantity,
};

/// The metric of a resource, of one container where one is named. Mirrors `cpuMemoryScaler`.
///
/// # Errors
/// `keda.metadata`, `keda.metric-type`.
pub(super) fn metric(
    resource: &str,
    trigger: &ScaleTrigger,
    parameters: &Parameters<'_>,
) -> Result<MetricSpec> {
    if let Some(word) = parameters.text("type") {
        let message = "type is no longer read: KEDA takes metricType of the trigger itself since 2.18";
        let hint = format!("Write metricType: {word} beside metadata, and leave metadata.type out.");
        return Err(refused("type", message.to_owned()).with_hint(hint));
    }
    let value = parameters.required("value")?;
    let target = target(trigger, value)?;
    let name = resource.to_owned();
    Ok(match parameters.text("containerName") {
        Some(container) => {
            let source = ContainerResourceMetricSource { name, target, container: container.to_owned() };
            let r#type = MetricSourceType::ContainerResource;
            MetricSpec { r#type, container_resource: Some(source), ..MetricSpec::default() }
        }
        None => {
            let source = ResourceMetricSource { name, target };
            MetricSpec { r#type: MetricSourceType::Resource, resource: Some(source), ..MetricSpec::default() }
        }
    })
}

fn target(trigger: &ScaleTrigger, value: &str) -> Result<MetricTarget> {
    let word = trigger.metric_type.clone().unwrap_or_default();
    match word {
        MetricTargetType::AverageValue => {
            let quantity = SpelledQuantity::parse(value)
                .map_err(|_| refused("value", format!("value is {}, which is no quantity", quote(value))))?;
            Ok(MetricTarget { r#type: word, average_value: Some(quantity), ..MetricTarget::default() })
        }
        MetricTargetType::Utilization => {
            let percent = value.parse().map_err(|_| {
                let message = format!("value is {}, which is no whole number of per cent", quote(value));
                let hint = "Write per cent of the request, such as \"80\"; a quantity needs metricType: AverageValue.";
                refused("value", message).with_hint(hint)
            })?;
            Ok(MetricTarget { r#type: word, average_utilization: Some(percent), ..MetricTarget::default() })
        }
        other => {
            let message = match other.as_str() {
                "" => format!("a trigger of type {} needs a metricType", trigger.r#type),
                word => format!("a trigger of type {} has no metricType {}", trigger.r#type, quote(word)),
            };
            let hint =
                "Write metricType: Utilization for per cent of the request, or AverageValue for a quantity.";
            Err(Error::new(codes::keda::METRIC_TYPE, message).in_path("metricType").with_hint(hint))
        }
    }
}
