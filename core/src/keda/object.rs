//! The ScaledObject, as far as its HPA goes.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::kube::ObjectMeta;
use crate::kube::autoscaling::{HorizontalPodAutoscalerBehavior, MetricTargetType};
use crate::kube::meta::null_as_default;
use crate::limits::reading;

/// `ScaledObject` of `keda.sh/v1alpha1`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ScaledObject {
    /// `keda.sh/v1alpha1`.
    #[serde(skip_serializing_if = "String::is_empty", deserialize_with = "null_as_default")]
    pub api_version: String,
    /// `ScaledObject`.
    #[serde(skip_serializing_if = "String::is_empty", deserialize_with = "null_as_default")]
    pub kind: String,
    /// Name, namespace, labels, annotations.
    #[serde(deserialize_with = "null_as_default")]
    pub metadata: ObjectMeta,
    /// What is scaled, and by what.
    #[serde(deserialize_with = "null_as_default")]
    pub spec: ScaledObjectSpec,
}

/// What is scaled, between which bounds and by which triggers.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ScaledObjectSpec {
    /// The workload.
    #[serde(deserialize_with = "null_as_default")]
    pub scale_target_ref: ScaleTarget,
    /// Seconds between two looks at the triggers while KEDA itself decides; 30 where it is absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub polling_interval: Option<i32>,
    /// Seconds after its making in which the target is not scaled to zero.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub initial_cooldown_period: Option<i32>,
    /// Seconds without an active trigger until the target is scaled to zero; 300 where it is absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cooldown_period: Option<i32>,
    /// The replicas while no trigger is active; less than the minimum.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub idle_replica_count: Option<i32>,
    /// The least replicas; 0 where it is absent, which the HPA has as 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_replica_count: Option<i32>,
    /// The most replicas; 100 where it is absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_replica_count: Option<i32>,
    /// The HPA's own settings, and how metrics become one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub advanced: Option<AdvancedConfig>,
    /// What is scaled by.
    #[serde(deserialize_with = "reading::list_or_null")]
    pub triggers: Vec<ScaleTrigger>,
    /// The replicas while a trigger cannot be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fallback: Option<Fallback>,
}

/// The workload that is scaled.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ScaleTarget {
    /// `group/version`; `apps/v1` where it is empty.
    #[serde(skip_serializing_if = "String::is_empty", deserialize_with = "null_as_default")]
    pub api_version: String,
    /// Its kind; `Deployment` where it is empty.
    #[serde(skip_serializing_if = "String::is_empty", deserialize_with = "null_as_default")]
    pub kind: String,
    /// Its name.
    #[serde(deserialize_with = "null_as_default")]
    pub name: String,
    /// The container whose environment triggers read.
    #[serde(skip_serializing_if = "String::is_empty", deserialize_with = "null_as_default")]
    pub env_source_container_name: String,
}

/// `ScaleTriggers`: one trigger.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ScaleTrigger {
    /// The scaler, such as `prometheus`.
    #[serde(deserialize_with = "null_as_default")]
    pub r#type: String,
    /// The name that a formula has for it.
    #[serde(skip_serializing_if = "String::is_empty", deserialize_with = "null_as_default")]
    pub name: String,
    /// Whether the HPA is answered with what was found at the last polling.
    #[serde(skip_serializing_if = "is_false", deserialize_with = "null_as_default")]
    pub use_cached_metrics: bool,
    /// The scaler's own settings.
    #[serde(deserialize_with = "null_as_default")]
    pub metadata: BTreeMap<String, String>,
    /// The TriggerAuthentication that holds its secrets.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authentication_ref: Option<AuthenticationRef>,
    /// How its value is compared with its target; `AverageValue` where it is absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metric_type: Option<MetricTargetType>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the form that serde calls")]
fn is_false(flag: &bool) -> bool {
    !flag
}

/// The object that holds a trigger's secrets.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct AuthenticationRef {
    /// Its name.
    #[serde(deserialize_with = "null_as_default")]
    pub name: String,
    /// `TriggerAuthentication`, or `ClusterTriggerAuthentication`.
    #[serde(skip_serializing_if = "String::is_empty", deserialize_with = "null_as_default")]
    pub kind: String,
}

/// The HPA's own settings, and how metrics become one.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct AdvancedConfig {
    /// The HPA's name and behavior.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub horizontal_pod_autoscaler_config: Option<HorizontalPodAutoscalerConfig>,
    /// Whether the target gets back the replicas that it had, when the ScaledObject is deleted.
    #[serde(skip_serializing_if = "is_false", deserialize_with = "null_as_default")]
    pub restore_to_original_replica_count: bool,
    /// How the metrics of all triggers become one.
    #[serde(skip_serializing_if = "ScalingModifiers::is_empty", deserialize_with = "null_as_default")]
    pub scaling_modifiers: ScalingModifiers,
}

/// The HPA's name and behavior.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct HorizontalPodAutoscalerConfig {
    /// Its name; `keda-hpa-` and the ScaledObject's where it is empty.
    #[serde(skip_serializing_if = "String::is_empty", deserialize_with = "null_as_default")]
    pub name: String,
    /// How fast to scale.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub behavior: Option<HorizontalPodAutoscalerBehavior>,
}

/// How the metrics of all triggers become one.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ScalingModifiers {
    /// An expression over the triggers' names.
    #[serde(skip_serializing_if = "String::is_empty", deserialize_with = "null_as_default")]
    pub formula: String,
    /// What its value should be: a number.
    #[serde(skip_serializing_if = "String::is_empty", deserialize_with = "null_as_default")]
    pub target: String,
    /// The value above which the target is active: a number.
    #[serde(skip_serializing_if = "String::is_empty", deserialize_with = "null_as_default")]
    pub activation_target: String,
    /// How its value is compared with its target; `AverageValue` where it is absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metric_type: Option<MetricTargetType>,
}

impl ScalingModifiers {
    /// Whether none of its fields is set, so that there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let has_type = self.metric_type.as_ref().is_some_and(|word| !word.as_str().is_empty());
        self.formula.is_empty() && self.target.is_empty() && self.activation_target.is_empty() && !has_type
    }
}

/// The replicas while a trigger cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Fallback {
    /// After how many failures in a row.
    #[serde(deserialize_with = "null_as_default")]
    pub failure_threshold: i32,
    /// How many.
    #[serde(deserialize_with = "null_as_default")]
    pub replicas: i32,
    /// `static`, `currentReplicas`, `currentReplicasIfHigher`, `currentReplicasIfLower` or `scalingModifiers`; `static`
    /// where it is empty.
    #[serde(skip_serializing_if = "String::is_empty", deserialize_with = "null_as_default")]
    pub behavior: String,
}
