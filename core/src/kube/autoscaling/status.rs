use serde::{Deserialize, Serialize};

use super::{
    CrossVersionObjectReference, HorizontalPodAutoscalerConditionType, MetricIdentifier, MetricSourceType,
    SpelledQuantity,
};
use crate::kube::meta::null_as_default;
use crate::kube::{ConditionStatus, Time};
use crate::limits::reading;

/// What the controller found at its last sync.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct HorizontalPodAutoscalerStatus {
    /// The `metadata.generation` that was synced; the controller of Kubernetes 1.33 does not keep it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub observed_generation: Option<i64>,
    /// When the target was last scaled.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_scale_time: Option<Time>,
    /// Replicas that the scale's status had.
    #[serde(skip_serializing_if = "is_zero", deserialize_with = "null_as_default")]
    pub current_replicas: i32,
    /// Replicas that the controller asked for.
    #[serde(deserialize_with = "null_as_default")]
    pub desired_replicas: i32,
    /// The metrics as they were read, in the order of the spec; printed as `null` where there are none.
    #[serde(deserialize_with = "reading::optional_list")]
    pub current_metrics: Option<Vec<MetricStatus>>,
    /// The conditions.
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "reading::list_or_null")]
    pub conditions: Vec<HorizontalPodAutoscalerCondition>,
}

/// One metric as it was read; its type is empty where it could not be read.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct MetricStatus {
    /// Where the metric comes from.
    #[serde(deserialize_with = "null_as_default")]
    pub r#type: MetricSourceType,
    /// For `Object`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub object: Option<ObjectMetricStatus>,
    /// For `Pods`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pods: Option<PodsMetricStatus>,
    /// For `Resource`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource: Option<ResourceMetricStatus>,
    /// For `ContainerResource`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub container_resource: Option<ContainerResourceMetricStatus>,
    /// For `External`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external: Option<ExternalMetricStatus>,
}

/// A metric of one object, as it was read.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ObjectMetricStatus {
    /// The metric.
    #[serde(deserialize_with = "null_as_default")]
    pub metric: MetricIdentifier,
    /// Its value.
    #[serde(deserialize_with = "null_as_default")]
    pub current: MetricValueStatus,
    /// The object that the metric describes.
    #[serde(deserialize_with = "null_as_default")]
    pub described_object: CrossVersionObjectReference,
}

/// A custom metric of each pod, as it was read.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PodsMetricStatus {
    /// The metric.
    #[serde(deserialize_with = "null_as_default")]
    pub metric: MetricIdentifier,
    /// Its value.
    #[serde(deserialize_with = "null_as_default")]
    pub current: MetricValueStatus,
}

/// A resource of each pod, as it was read.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ResourceMetricStatus {
    /// The resource, such as `cpu`.
    #[serde(deserialize_with = "null_as_default")]
    pub name: String,
    /// Its value.
    #[serde(deserialize_with = "null_as_default")]
    pub current: MetricValueStatus,
}

/// A resource of one container in each pod, as it was read.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ContainerResourceMetricStatus {
    /// The resource, such as `cpu`.
    #[serde(deserialize_with = "null_as_default")]
    pub name: String,
    /// Its value.
    #[serde(deserialize_with = "null_as_default")]
    pub current: MetricValueStatus,
    /// The container's name.
    #[serde(deserialize_with = "null_as_default")]
    pub container: String,
}

/// A metric that belongs to no object, as it was read.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ExternalMetricStatus {
    /// The metric.
    #[serde(deserialize_with = "null_as_default")]
    pub metric: MetricIdentifier,
    /// Its value.
    #[serde(deserialize_with = "null_as_default")]
    pub current: MetricValueStatus,
}

/// A metric's value.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct MetricValueStatus {
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

/// A condition of the autoscaler.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct HorizontalPodAutoscalerCondition {
    /// What it says something about.
    #[serde(deserialize_with = "null_as_default")]
    pub r#type: HorizontalPodAutoscalerConditionType,
    /// Whether it holds.
    #[serde(deserialize_with = "null_as_default")]
    pub status: ConditionStatus,
    /// When the status last changed; printed as `null` where it is not known.
    pub last_transition_time: Option<Time>,
    /// Why, in one word.
    #[serde(skip_serializing_if = "String::is_empty", deserialize_with = "null_as_default")]
    pub reason: String,
    /// Why, in a sentence.
    #[serde(skip_serializing_if = "String::is_empty", deserialize_with = "null_as_default")]
    pub message: String,
    /// The `metadata.generation` that the condition was found for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub observed_generation: Option<i64>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the form that serde calls")]
fn is_zero(count: &i32) -> bool {
    *count == 0
}
