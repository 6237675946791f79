use serde::{Deserialize, Serialize};

use super::annotations::{SCALE_DOWN_TOLERANCE, SCALE_UP_TOLERANCE, drop_round_trip};
use super::{HorizontalPodAutoscalerV2, Object, Version};
use crate::error::{Error, Result, codes};
use crate::hpa::defaults;
use crate::kube::autoscaling::{
    HorizontalPodAutoscalerCondition, HorizontalPodAutoscalerSpec, HorizontalPodAutoscalerStatus,
    HpaScalingRules, MetricStatus,
};
use crate::kube::meta::null_as_default;
use crate::kube::{ObjectMeta, Time};
use crate::limits::reading;

/// `HorizontalPodAutoscaler` of `autoscaling/v2beta2`: the spec of `v2` without tolerances, which go into annotations.
pub type HorizontalPodAutoscalerV2Beta2 = Object<HorizontalPodAutoscalerSpec, BetaStatus<MetricStatus>>;

/// The status of the beta versions, which print what `v2` leaves out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, bound(deserialize = "Metric: Deserialize<'de>"))]
pub struct BetaStatus<Metric> {
    /// The `metadata.generation` that was synced.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub observed_generation: Option<i64>,
    /// When the target was last scaled.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_scale_time: Option<Time>,
    /// Replicas that the scale's status had.
    #[serde(deserialize_with = "null_as_default")]
    pub current_replicas: i32,
    /// Replicas that the controller asked for.
    #[serde(deserialize_with = "null_as_default")]
    pub desired_replicas: i32,
    /// The metrics as they were read; printed as `null` where there are none.
    #[serde(deserialize_with = "reading::optional_list")]
    pub current_metrics: Option<Vec<Metric>>,
    /// The conditions; printed as `null` where there are none.
    #[serde(deserialize_with = "reading::optional_list")]
    pub conditions: Option<Vec<HorizontalPodAutoscalerCondition>>,
}

impl<Metric> Default for BetaStatus<Metric> {
    fn default() -> Self {
        Self {
            observed_generation: None,
            last_scale_time: None,
            current_replicas: 0,
            desired_replicas: 0,
            current_metrics: None,
            conditions: None,
        }
    }
}

impl<Metric> BetaStatus<Metric> {
    pub(super) fn from_internal(
        status: HorizontalPodAutoscalerStatus,
        metric: impl Fn(MetricStatus) -> Metric,
    ) -> Self {
        Self {
            observed_generation: status.observed_generation,
            last_scale_time: status.last_scale_time,
            current_replicas: status.current_replicas,
            desired_replicas: status.desired_replicas,
            current_metrics: status.current_metrics.map(|list| list.into_iter().map(metric).collect()),
            conditions: Some(status.conditions).filter(|conditions| !conditions.is_empty()),
        }
    }

    pub(super) fn into_internal(
        self,
        metric: impl Fn(Metric) -> MetricStatus,
    ) -> HorizontalPodAutoscalerStatus {
        HorizontalPodAutoscalerStatus {
            observed_generation: self.observed_generation,
            last_scale_time: self.last_scale_time,
            current_replicas: self.current_replicas,
            desired_replicas: self.desired_replicas,
            current_metrics: self.current_metrics.map(|list| list.into_iter().map(metric).collect()),
            conditions: self.conditions.unwrap_or_default(),
        }
    }

    /// The beta versions have no `observedGeneration` in a condition.
    pub(super) fn drop_unknown_fields(&mut self) {
        for condition in self.conditions.iter_mut().flatten() {
            condition.observed_generation = None;
        }
    }
}

impl HorizontalPodAutoscalerV2Beta2 {
    pub(super) fn set_defaults(&mut self) {
        defaults::set_defaults(&mut self.spec);
    }

    pub(super) fn drop_unknown_fields(&mut self) {
        if let Some(status) = &mut self.status {
            status.drop_unknown_fields();
        }
    }
}

/// Mirrors `v2beta2.Convert_v2beta2_HorizontalPodAutoscaler_To_autoscaling_HorizontalPodAutoscaler`.
pub(super) fn into_internal(hpa: HorizontalPodAutoscalerV2Beta2) -> Result<HorizontalPodAutoscalerV2> {
    let mut hpa = hpa.convert(Version::V2, |spec| spec, |status| status.into_internal(|metric| metric));
    let behavior = &mut hpa.spec.behavior;
    restore(&hpa.metadata, SCALE_DOWN_TOLERANCE, || {
        behavior.get_or_insert_default().scale_down.get_or_insert_default()
    })?;
    restore(&hpa.metadata, SCALE_UP_TOLERANCE, || {
        behavior.get_or_insert_default().scale_up.get_or_insert_default()
    })?;
    drop_round_trip(&mut hpa.metadata);
    Ok(hpa)
}

fn restore<'a>(
    metadata: &ObjectMeta,
    annotation: &str,
    rules: impl FnOnce() -> &'a mut HpaScalingRules,
) -> Result<()> {
    if let Some(text) = metadata.annotations.get(annotation) {
        let tolerance = text.parse().map_err(|error: Error| {
            Error::new(codes::hpa::INVALID, format!("the annotation {annotation} is no quantity: {error}"))
                .in_path(format_args!("metadata.annotations[{annotation:?}]"))
        })?;
        rules().tolerance = Some(tolerance);
    }
    Ok(())
}

/// Mirrors `v2beta2.Convert_autoscaling_HorizontalPodAutoscaler_To_v2beta2_HorizontalPodAutoscaler`.
pub(super) fn from_internal(mut hpa: HorizontalPodAutoscalerV2) -> HorizontalPodAutoscalerV2Beta2 {
    drop_round_trip(&mut hpa.metadata);
    if let Some(behavior) = &mut hpa.spec.behavior {
        for (rules, annotation) in
            [(&mut behavior.scale_down, SCALE_DOWN_TOLERANCE), (&mut behavior.scale_up, SCALE_UP_TOLERANCE)]
        {
            if let Some(tolerance) = rules.as_mut().and_then(|rules| rules.tolerance.take()) {
                hpa.metadata.annotations.insert(annotation.to_owned(), tolerance.to_string());
            }
        }
    }
    hpa.convert(Version::V2Beta2, |spec| spec, |status| BetaStatus::from_internal(status, |metric| metric))
}
