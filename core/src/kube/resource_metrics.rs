use super::ShortString;
use serde::{Deserialize, Serialize};

use super::meta::null_as_default;
use super::{ListMeta, ResourceList, Time};
use crate::limits::reading;

/// Resource usage by resource name: `cpu`, `memory`.
pub type Usage = ResourceList;

/// `metav1.ObjectMeta`, the fields of an object of the metrics API that matter.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct MetricsMeta {
    /// The name of the pod or node.
    #[serde(skip_serializing_if = "ShortString::is_empty", deserialize_with = "null_as_default")]
    pub name: ShortString,
    /// The pod's namespace.
    #[serde(skip_serializing_if = "ShortString::is_empty", deserialize_with = "null_as_default")]
    pub namespace: ShortString,
    /// When the object was made, which is when it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub creation_timestamp: Option<Time>,
}

/// Usage of one container; `metrics.k8s.io/v1beta1`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ContainerMetrics {
    /// The container's name.
    pub name: ShortString,
    /// What it uses.
    pub usage: Usage,
}

/// Usage of one pod, container by container.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PodMetrics {
    /// `PodMetrics`; empty inside a list.
    #[serde(skip_serializing_if = "ShortString::is_empty")]
    pub kind: ShortString,
    /// `metrics.k8s.io/v1beta1`; empty inside a list.
    #[serde(skip_serializing_if = "ShortString::is_empty")]
    pub api_version: ShortString,
    /// The pod's name and namespace.
    pub metadata: MetricsMeta,
    /// When the usage was taken: the end of the window.
    #[serde(deserialize_with = "null_as_default")]
    pub timestamp: Time,
    /// How long it was measured over, a Go duration such as `1m0s`.
    pub window: ShortString,
    /// The containers.
    #[serde(deserialize_with = "reading::list_or_null")]
    pub containers: Vec<ContainerMetrics>,
}

/// `PodMetricsList` of `metrics.k8s.io`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PodMetricsList {
    /// `PodMetricsList`.
    pub kind: String,
    /// `metrics.k8s.io/v1beta1`.
    pub api_version: String,
    /// Always empty.
    pub metadata: ListMeta,
    /// The pods.
    #[serde(deserialize_with = "reading::list_or_null")]
    pub items: Vec<PodMetrics>,
}

/// Usage of one node.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct NodeMetrics {
    /// `NodeMetrics`; empty inside a list.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub kind: String,
    /// `metrics.k8s.io/v1beta1`; empty inside a list.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub api_version: String,
    /// The node's name.
    pub metadata: MetricsMeta,
    /// When the usage was taken: the end of the window.
    #[serde(deserialize_with = "null_as_default")]
    pub timestamp: Time,
    /// How long it was measured over, a Go duration such as `1m0s`.
    pub window: ShortString,
    /// What it uses.
    pub usage: Usage,
}

/// `NodeMetricsList` of `metrics.k8s.io`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct NodeMetricsList {
    /// `NodeMetricsList`.
    pub kind: String,
    /// `metrics.k8s.io/v1beta1`.
    pub api_version: String,
    /// Always empty.
    pub metadata: ListMeta,
    /// The nodes.
    #[serde(deserialize_with = "reading::list_or_null")]
    pub items: Vec<NodeMetrics>,
}
