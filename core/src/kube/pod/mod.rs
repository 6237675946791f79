mod condition;
mod labels;

use super::ShortString;
use serde::Deserialize;

pub use condition::ReadyCondition;
pub use labels::PodLabels;

use super::meta::null_as_default;
use super::word::word;
use super::{ResourceList, Time};
use crate::limits::reading;

/// `Pod`, the fields that the autoscaler reads. There may be very many, so texts of up to 24 bytes are held in place.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Pod {
    /// Name, namespace, labels, and when it is being deleted.
    #[serde(deserialize_with = "null_as_default")]
    pub metadata: PodMeta,
    /// Its containers and their requests.
    #[serde(deserialize_with = "null_as_default")]
    pub spec: PodSpec,
    /// Phase, start and readiness.
    #[serde(deserialize_with = "null_as_default")]
    pub status: PodStatus,
}

/// `PodList`.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PodList {
    /// The pods.
    #[serde(deserialize_with = "reading::list_or_null")]
    pub items: Vec<Pod>,
}

/// `metav1.ObjectMeta`, the fields of a pod that the autoscaler reads.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PodMeta {
    /// The pod's name.
    #[serde(deserialize_with = "null_as_default")]
    pub name: ShortString,
    /// The pod's namespace.
    #[serde(deserialize_with = "null_as_default")]
    pub namespace: ShortString,
    /// The pod's labels, by name.
    #[serde(deserialize_with = "null_as_default")]
    pub labels: PodLabels,
    /// When the pod is going to be gone; present while it is being deleted.
    pub deletion_timestamp: Option<Time>,
}

/// A pod's containers and resources.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PodSpec {
    /// The containers.
    #[serde(deserialize_with = "reading::list_or_null")]
    pub containers: Vec<Container>,
    /// The init containers; those that restart always are sidecars and count for requests.
    #[serde(deserialize_with = "reading::list_or_null")]
    pub init_containers: Vec<Container>,
    /// Resources of the pod as a whole.
    pub resources: Option<Box<ResourceRequirements>>,
    /// What running the pod costs beside its containers.
    pub overhead: Option<Box<ResourceList>>,
}

/// A container's name and requests.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Container {
    /// The container's name.
    #[serde(deserialize_with = "null_as_default")]
    pub name: ShortString,
    /// What it asks for.
    #[serde(deserialize_with = "null_as_default")]
    pub resources: ResourceRequirements,
    /// `Always` makes an init container a sidecar.
    pub restart_policy: Option<ShortString>,
}

/// What a container or a pod asks for.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ResourceRequirements {
    /// The requests, such as `cpu: 100m`.
    #[serde(deserialize_with = "null_as_default")]
    pub requests: ResourceList,
}

/// How a pod is doing.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PodStatus {
    /// Where it is in its life.
    #[serde(deserialize_with = "null_as_default")]
    pub phase: PodPhase,
    /// When the kubelet took it up.
    pub start_time: Option<Time>,
    /// The first of its conditions that says whether it is `Ready`; no other is kept.
    #[serde(rename = "conditions", deserialize_with = "condition::ready")]
    pub ready: Option<ReadyCondition>,
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
