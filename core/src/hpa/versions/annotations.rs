//! The annotations that carry what an older version has no field for.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result, codes};
use crate::kube::ObjectMeta;
use crate::kube::autoscaling::{
    HorizontalPodAutoscalerBehavior, HpaScalingPolicy, HpaScalingPolicyType, HpaScalingRules,
    ScalingPolicySelect, SpelledQuantity,
};
use crate::limits::reading;
use crate::{go, json};

/// Metrics other than CPU utilization, in `v1`.
pub(super) const METRICS: &str = "autoscaling.alpha.kubernetes.io/metrics";
/// Metrics as they were read, in `v1`.
pub(super) const CURRENT_METRICS: &str = "autoscaling.alpha.kubernetes.io/current-metrics";
/// Conditions, in `v1`.
pub(super) const CONDITIONS: &str = "autoscaling.alpha.kubernetes.io/conditions";
/// The behavior, in `v1` and `v2beta1`.
const BEHAVIOR: &str = "autoscaling.alpha.kubernetes.io/behavior";
/// A tolerance, in `v2beta2`.
pub(super) const SCALE_DOWN_TOLERANCE: &str = "autoscaling.alpha.kubernetes.io/scale-down-tolerance";
/// A tolerance, in `v2beta2`.
pub(super) const SCALE_UP_TOLERANCE: &str = "autoscaling.alpha.kubernetes.io/scale-up-tolerance";

/// Takes all of these annotations away. Mirrors `autoscaling.DropRoundTripHorizontalPodAutoscalerAnnotations`.
pub(super) fn drop_round_trip(metadata: &mut ObjectMeta) {
    for name in [METRICS, BEHAVIOR, SCALE_DOWN_TOLERANCE, SCALE_UP_TOLERANCE, CURRENT_METRICS, CONDITIONS] {
        metadata.annotations.remove(name);
    }
}

/// What an annotation holds; `None` where it is absent or does not fit.
pub(super) fn read<T: DeserializeOwned>(metadata: &ObjectMeta, name: &str) -> Option<T> {
    json::read(metadata.annotations.get(name)?, json::GO).ok()
}

/// Writes a value into an annotation.
pub(super) fn write(metadata: &mut ObjectMeta, name: &str, value: &impl Serialize) -> Result<()> {
    let text = go::json::to_string(value).map_err(|error| {
        Error::new(codes::hpa::INVALID, format!("the annotation {name} cannot be written: {error}"))
    })?;
    metadata.annotations.insert(name.to_owned(), text);
    Ok(())
}

/// The behavior of the annotation; one without any rules counts as absent.
pub(super) fn read_behavior(metadata: &ObjectMeta) -> Option<HorizontalPodAutoscalerBehavior> {
    let behavior: Behavior = read(metadata, BEHAVIOR)?;
    let filled = behavior.scale_up.is_some() || behavior.scale_down.is_some();
    filled.then(|| HorizontalPodAutoscalerBehavior {
        scale_up: behavior.scale_up.map(HpaScalingRules::from),
        scale_down: behavior.scale_down.map(HpaScalingRules::from),
    })
}

/// Writes a behavior into the annotation.
pub(super) fn write_behavior(
    metadata: &mut ObjectMeta,
    behavior: &HorizontalPodAutoscalerBehavior,
) -> Result<()> {
    let behavior = Behavior {
        scale_up: behavior.scale_up.as_ref().map(Rules::from),
        scale_down: behavior.scale_down.as_ref().map(Rules::from),
    };
    write(metadata, BEHAVIOR, &behavior)
}

/// The behavior as Kubernetes' internal type prints it, which is what upstream writes: Go's own names of the fields, and
/// `null` for what is absent.
#[derive(Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
struct Behavior {
    scale_up: Option<Rules>,
    scale_down: Option<Rules>,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
struct Rules {
    stabilization_window_seconds: Option<i32>,
    select_policy: Option<ScalingPolicySelect>,
    #[serde(deserialize_with = "reading::optional_list")]
    policies: Option<Vec<Policy>>,
    tolerance: Option<SpelledQuantity>,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
struct Policy {
    r#type: HpaScalingPolicyType,
    value: i32,
    period_seconds: i32,
}

impl From<&HpaScalingRules> for Rules {
    fn from(rules: &HpaScalingRules) -> Self {
        Self {
            stabilization_window_seconds: rules.stabilization_window_seconds,
            select_policy: rules.select_policy.clone(),
            policies: rules.policies.as_ref().map(|policies| policies.iter().map(Policy::from).collect()),
            tolerance: rules.tolerance.clone(),
        }
    }
}

impl From<Rules> for HpaScalingRules {
    fn from(rules: Rules) -> Self {
        Self {
            stabilization_window_seconds: rules.stabilization_window_seconds,
            select_policy: rules.select_policy,
            policies: rules
                .policies
                .map(|policies| policies.into_iter().map(HpaScalingPolicy::from).collect()),
            tolerance: rules.tolerance,
        }
    }
}

impl From<&HpaScalingPolicy> for Policy {
    fn from(policy: &HpaScalingPolicy) -> Self {
        Self { r#type: policy.r#type.clone(), value: policy.value, period_seconds: policy.period_seconds }
    }
}

impl From<Policy> for HpaScalingPolicy {
    fn from(policy: Policy) -> Self {
        Self { r#type: policy.r#type, value: policy.value, period_seconds: policy.period_seconds }
    }
}
