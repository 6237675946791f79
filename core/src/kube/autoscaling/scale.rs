use serde::{Deserialize, Serialize};

use crate::kube::ObjectMeta;
use crate::kube::meta::null_as_default;

/// `Scale` of `autoscaling/v1`: the replicas of a workload.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Scale {
    /// Name and namespace of the workload.
    #[serde(deserialize_with = "null_as_default")]
    pub metadata: ObjectMeta,
    /// What is wanted.
    #[serde(deserialize_with = "null_as_default")]
    pub spec: ScaleSpec,
    /// What there is.
    #[serde(deserialize_with = "null_as_default")]
    pub status: ScaleStatus,
}

/// What a workload should have.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ScaleSpec {
    /// Replicas wanted.
    #[serde(deserialize_with = "null_as_default")]
    pub replicas: i32,
}

/// What a workload has.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ScaleStatus {
    /// Replicas observed.
    #[serde(deserialize_with = "null_as_default")]
    pub replicas: i32,
    /// Selects the workload's pods, in the text form of a label selector.
    #[serde(skip_serializing_if = "String::is_empty", deserialize_with = "null_as_default")]
    pub selector: String,
}
