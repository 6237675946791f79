use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{ListMeta, ObjectMeta, Time};
use crate::quantity::Quantity;

/// Resource usage by resource name: `cpu`, `memory`.
pub type Usage = BTreeMap<String, Quantity>;

/// Usage of one container; `metrics.k8s.io/v1beta1`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ContainerMetrics {
    /// The container's name.
    pub name: String,
    /// What it uses.
    pub usage: Usage,
}

/// Usage of one pod, container by container.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PodMetrics {
    /// `PodMetrics`; empty inside a list.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub kind: String,
    /// `metrics.k8s.io/v1beta1`; empty inside a list.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub api_version: String,
    /// The pod's name, namespace and labels.
    pub metadata: ObjectMeta,
    /// When the usage was taken: the end of the window.
    pub timestamp: Time,
    /// How long it was measured over, a Go duration such as `1m0s`.
    pub window: String,
    /// The containers.
    #[serde(deserialize_with = "super::meta::null_as_default")]
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
    #[serde(deserialize_with = "super::meta::null_as_default")]
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
    /// The node's name and labels.
    pub metadata: ObjectMeta,
    /// When the usage was taken: the end of the window.
    pub timestamp: Time,
    /// How long it was measured over, a Go duration such as `1m0s`.
    pub window: String,
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
    #[serde(deserialize_with = "super::meta::null_as_default")]
    pub items: Vec<NodeMetrics>,
}
