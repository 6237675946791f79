use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::meta::null_as_default;
use super::word::{ConditionStatus, word};
use super::{ListMeta, ObjectMeta, Time};
use crate::quantity::Quantity;

/// `Pod`, the fields that the autoscaler reads.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Pod {
    /// Name, namespace, labels, and when it is being deleted.
    #[serde(deserialize_with = "null_as_default")]
    pub metadata: ObjectMeta,
    /// Its containers and their requests.
    #[serde(deserialize_with = "null_as_default")]
    pub spec: PodSpec,
    /// Phase, start and readiness.
    #[serde(deserialize_with = "null_as_default")]
    pub status: PodStatus,
}

/// `PodList`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PodList {
    /// Not read.
    #[serde(deserialize_with = "null_as_default")]
    pub metadata: ListMeta,
    /// The pods.
    #[serde(deserialize_with = "null_as_default")]
    pub items: Vec<Pod>,
}

/// A pod's containers and resources.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PodSpec {
    /// The containers.
    #[serde(deserialize_with = "null_as_default")]
    pub containers: Vec<Container>,
    /// The init containers; those that restart always are sidecars and count for requests.
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "null_as_default")]
    pub init_containers: Vec<Container>,
    /// Resources of the pod as a whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resources: Option<ResourceRequirements>,
    /// What running the pod costs beside its containers, by resource name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "null_as_default")]
    pub overhead: BTreeMap<String, Quantity>,
}

/// A container's name and requests.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Container {
    /// The container's name.
    #[serde(deserialize_with = "null_as_default")]
    pub name: String,
    /// What it asks for.
    #[serde(deserialize_with = "null_as_default")]
    pub resources: ResourceRequirements,
    /// `Always` makes an init container a sidecar.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub restart_policy: Option<String>,
}

/// What a container or a pod asks for, by resource name.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ResourceRequirements {
    /// The requests, such as `cpu: 100m`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "null_as_default")]
    pub requests: BTreeMap<String, Quantity>,
}

/// How a pod is doing.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PodStatus {
    /// Where it is in its life.
    #[serde(deserialize_with = "null_as_default")]
    pub phase: PodPhase,
    /// When the kubelet took it up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_time: Option<Time>,
    /// Its conditions; `Ready` is read.
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "null_as_default")]
    pub conditions: Vec<PodCondition>,
}

/// A condition of a pod.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PodCondition {
    /// What it says something about, such as `Ready`.
    #[serde(deserialize_with = "null_as_default")]
    pub r#type: String,
    /// Whether it holds.
    #[serde(deserialize_with = "null_as_default")]
    pub status: ConditionStatus,
    /// When the status last changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_transition_time: Option<Time>,
}

word! {
    /// Where a pod is in its life.
    PodPhase {
        /// Not all containers were started yet.
        Pending,
        /// Bound to a node, every container was started.
        Running,
        /// Every container ended well and stays so.
        Succeeded,
        /// Every container ended, at least one of them badly.
        Failed,
        /// Its node does not answer.
        Unknown,
    }
}
