use serde::{Deserialize, Serialize};

use super::{CrossVersionObjectReference, MetricSourceType, MetricTargetType, SpelledQuantity};
use crate::kube::meta::null_as_default;
use crate::selector::LabelSelector;

/// One metric of the spec; the field that its type names is filled.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct MetricSpec {
    /// Where the metric comes from.
    #[serde(deserialize_with = "null_as_default")]
    pub r#type: MetricSourceType,
    /// For `Object`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub object: Option<ObjectMetricSource>,
    /// For `Pods`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pods: Option<PodsMetricSource>,
    /// For `Resource`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource: Option<ResourceMetricSource>,
    /// For `ContainerResource`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub container_resource: Option<ContainerResourceMetricSource>,
    /// For `External`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external: Option<ExternalMetricSource>,
}

impl MetricSpec {
    /// The name and the target of the source that the type names; for resources the resource.
    pub(crate) fn named_target(&self) -> Option<(&str, &MetricTarget)> {
        let Self { object, pods, resource, container_resource, external, .. } = self;
        let (name, target) = match self.r#type {
            MetricSourceType::Object => object.as_ref().map(|it| (&it.metric.name, &it.target)),
            MetricSourceType::Pods => pods.as_ref().map(|it| (&it.metric.name, &it.target)),
            MetricSourceType::Resource => resource.as_ref().map(|it| (&it.name, &it.target)),
            MetricSourceType::ContainerResource => {
                container_resource.as_ref().map(|it| (&it.name, &it.target))
            }
            MetricSourceType::External => external.as_ref().map(|it| (&it.metric.name, &it.target)),
            MetricSourceType::Other(_) => None,
        }?;
        Some((name, target))
    }
}

/// A metric of one object.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ObjectMetricSource {
    /// The object that the metric describes.
    #[serde(deserialize_with = "null_as_default")]
    pub described_object: CrossVersionObjectReference,
    /// The target.
    #[serde(deserialize_with = "null_as_default")]
    pub target: MetricTarget,
    /// The metric.
    #[serde(deserialize_with = "null_as_default")]
    pub metric: MetricIdentifier,
}

/// A custom metric of each pod.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PodsMetricSource {
    /// The metric.
    #[serde(deserialize_with = "null_as_default")]
    pub metric: MetricIdentifier,
    /// The target.
    #[serde(deserialize_with = "null_as_default")]
    pub target: MetricTarget,
}

/// A resource of each pod.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ResourceMetricSource {
    /// The resource, such as `cpu`.
    #[serde(deserialize_with = "null_as_default")]
    pub name: String,
    /// The target.
    #[serde(deserialize_with = "null_as_default")]
    pub target: MetricTarget,
}

/// A resource of one container in each pod.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ContainerResourceMetricSource {
    /// The resource, such as `cpu`.
    #[serde(deserialize_with = "null_as_default")]
    pub name: String,
    /// The target.
    #[serde(deserialize_with = "null_as_default")]
    pub target: MetricTarget,
    /// The container's name.
    #[serde(deserialize_with = "null_as_default")]
    pub container: String,
}

/// A metric that belongs to no object.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ExternalMetricSource {
    /// The metric.
    #[serde(deserialize_with = "null_as_default")]
    pub metric: MetricIdentifier,
    /// The target.
    #[serde(deserialize_with = "null_as_default")]
    pub target: MetricTarget,
}

/// A metric's name and the selector it is asked for with.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct MetricIdentifier {
    /// The metric's name.
    #[serde(deserialize_with = "null_as_default")]
    pub name: String,
    /// Selects among the metric's series; not the same as a selector of objects.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub selector: Option<LabelSelector>,
}

/// What a metric should be.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct MetricTarget {
    /// How the value is compared; it names the field that counts.
    #[serde(deserialize_with = "null_as_default")]
    pub r#type: MetricTargetType,
    /// The value as a whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<SpelledQuantity>,
    /// The value for each pod.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub average_value: Option<SpelledQuantity>,
    /// Per cent of the pods' requests.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub average_utilization: Option<i32>,
}
