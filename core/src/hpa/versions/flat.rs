//! Metrics as `v2beta1` has them, and the annotations of `v1`: without a target object of their own.

use serde::{Deserialize, Serialize};

use crate::kube::autoscaling::{CrossVersionObjectReference, MetricSourceType, SpelledQuantity};
use crate::kube::meta::null_as_default;
use crate::selector::LabelSelector;

/// One metric of the spec; the field that its type names is filled.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct FlatMetricSpec {
    /// Where the metric comes from.
    #[serde(deserialize_with = "null_as_default")]
    pub r#type: MetricSourceType,
    /// For `Object`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub object: Option<FlatObjectSource>,
    /// For `Pods`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pods: Option<FlatPodsSource>,
    /// For `Resource`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource: Option<FlatResourceSource>,
    /// For `ContainerResource`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub container_resource: Option<FlatContainerResourceSource>,
    /// For `External`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external: Option<FlatExternalSource>,
}

/// A metric of one object.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct FlatObjectSource {
    /// The object that the metric describes.
    #[serde(deserialize_with = "null_as_default")]
    pub target: CrossVersionObjectReference,
    /// The metric's name.
    #[serde(deserialize_with = "null_as_default")]
    pub metric_name: String,
    /// The value as a whole; printed even where it is not set.
    #[serde(deserialize_with = "null_as_default")]
    pub target_value: SpelledQuantity,
    /// Selects among the metric's series.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub selector: Option<LabelSelector>,
    /// The value for each pod.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub average_value: Option<SpelledQuantity>,
}

/// A custom metric of each pod.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct FlatPodsSource {
    /// The metric's name.
    #[serde(deserialize_with = "null_as_default")]
    pub metric_name: String,
    /// The value for each pod.
    #[serde(deserialize_with = "null_as_default")]
    pub target_average_value: SpelledQuantity,
    /// Selects among the metric's series.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub selector: Option<LabelSelector>,
}

/// A resource of each pod.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct FlatResourceSource {
    /// The resource, such as `cpu`.
    #[serde(deserialize_with = "null_as_default")]
    pub name: String,
    /// Per cent of the pods' requests.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_average_utilization: Option<i32>,
    /// The value for each pod.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_average_value: Option<SpelledQuantity>,
}

/// A resource of one container in each pod.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct FlatContainerResourceSource {
    /// The resource, such as `cpu`.
    #[serde(deserialize_with = "null_as_default")]
    pub name: String,
    /// Per cent of the pods' requests.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_average_utilization: Option<i32>,
    /// The value for each pod.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_average_value: Option<SpelledQuantity>,
    /// The container's name.
    #[serde(deserialize_with = "null_as_default")]
    pub container: String,
}

/// A metric that belongs to no object.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct FlatExternalSource {
    /// The metric's name.
    #[serde(deserialize_with = "null_as_default")]
    pub metric_name: String,
    /// Selects among the metric's series.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metric_selector: Option<LabelSelector>,
    /// The value as a whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_value: Option<SpelledQuantity>,
    /// The value for each pod.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_average_value: Option<SpelledQuantity>,
}

/// One metric as it was read.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct FlatMetricStatus {
    /// Where the metric comes from.
    #[serde(deserialize_with = "null_as_default")]
    pub r#type: MetricSourceType,
    /// For `Object`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub object: Option<FlatObjectStatus>,
    /// For `Pods`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pods: Option<FlatPodsStatus>,
    /// For `Resource`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource: Option<FlatResourceStatus>,
    /// For `ContainerResource`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub container_resource: Option<FlatContainerResourceStatus>,
    /// For `External`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external: Option<FlatExternalStatus>,
}

/// A metric of one object, as it was read.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct FlatObjectStatus {
    /// The object that the metric describes.
    #[serde(deserialize_with = "null_as_default")]
    pub target: CrossVersionObjectReference,
    /// The metric's name.
    #[serde(deserialize_with = "null_as_default")]
    pub metric_name: String,
    /// The value as a whole; printed even where it is not set.
    #[serde(deserialize_with = "null_as_default")]
    pub current_value: SpelledQuantity,
    /// Selects among the metric's series.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub selector: Option<LabelSelector>,
    /// The value for each pod.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub average_value: Option<SpelledQuantity>,
}

/// A custom metric of each pod, as it was read.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct FlatPodsStatus {
    /// The metric's name.
    #[serde(deserialize_with = "null_as_default")]
    pub metric_name: String,
    /// The value for each pod.
    #[serde(deserialize_with = "null_as_default")]
    pub current_average_value: SpelledQuantity,
    /// Selects among the metric's series.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub selector: Option<LabelSelector>,
}

/// A resource of each pod, as it was read.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct FlatResourceStatus {
    /// The resource, such as `cpu`.
    #[serde(deserialize_with = "null_as_default")]
    pub name: String,
    /// Per cent of the pods' requests.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub current_average_utilization: Option<i32>,
    /// The value for each pod.
    #[serde(deserialize_with = "null_as_default")]
    pub current_average_value: SpelledQuantity,
}

/// A resource of one container in each pod, as it was read.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct FlatContainerResourceStatus {
    /// The resource, such as `cpu`.
    #[serde(deserialize_with = "null_as_default")]
    pub name: String,
    /// Per cent of the pods' requests.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub current_average_utilization: Option<i32>,
    /// The value for each pod.
    #[serde(deserialize_with = "null_as_default")]
    pub current_average_value: SpelledQuantity,
    /// The container's name.
    #[serde(deserialize_with = "null_as_default")]
    pub container: String,
}

/// A metric that belongs to no object, as it was read.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct FlatExternalStatus {
    /// The metric's name.
    #[serde(deserialize_with = "null_as_default")]
    pub metric_name: String,
    /// Selects among the metric's series.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metric_selector: Option<LabelSelector>,
    /// The value as a whole; printed even where it is not set.
    #[serde(deserialize_with = "null_as_default")]
    pub current_value: SpelledQuantity,
    /// The value for each pod.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub current_average_value: Option<SpelledQuantity>,
}
