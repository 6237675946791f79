use serde::{Deserialize, Serialize};

use super::reference::CrossVersionObjectReference;
use super::{HorizontalPodAutoscalerBehavior, HorizontalPodAutoscalerStatus, MetricSpec};
use crate::kube::ObjectMeta;
use crate::kube::meta::null_as_default;
use crate::limits::reading;

/// `HorizontalPodAutoscaler` of `autoscaling/v2`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct HorizontalPodAutoscaler {
    /// `HorizontalPodAutoscaler`.
    #[serde(skip_serializing_if = "String::is_empty", deserialize_with = "null_as_default")]
    pub kind: String,
    /// `autoscaling/v2`.
    #[serde(skip_serializing_if = "String::is_empty", deserialize_with = "null_as_default")]
    pub api_version: String,
    /// Name, namespace, labels, annotations.
    #[serde(deserialize_with = "null_as_default")]
    pub metadata: ObjectMeta,
    /// What is wanted.
    #[serde(deserialize_with = "null_as_default")]
    pub spec: HorizontalPodAutoscalerSpec,
    /// What the controller found at its last sync.
    #[serde(deserialize_with = "null_as_default")]
    pub status: HorizontalPodAutoscalerStatus,
}

/// What an autoscaler scales, between which limits and by which metrics.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct HorizontalPodAutoscalerSpec {
    /// The object whose `scale` is read and written.
    #[serde(deserialize_with = "null_as_default")]
    pub scale_target_ref: CrossVersionObjectReference,
    /// The lower limit; absent means 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_replicas: Option<i32>,
    /// The upper limit.
    #[serde(deserialize_with = "null_as_default")]
    pub max_replicas: i32,
    /// The metrics; the one that proposes most replicas wins.
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "reading::list_or_null")]
    pub metrics: Vec<MetricSpec>,
    /// How fast to scale; absent means the controller's own way.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub behavior: Option<HorizontalPodAutoscalerBehavior>,
}
