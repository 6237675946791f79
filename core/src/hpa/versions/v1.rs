use serde::{Deserialize, Serialize};

use super::annotations::{
    CONDITIONS, CURRENT_METRICS, METRICS, drop_round_trip, read, read_behavior, write, write_behavior,
};
use super::flat::{FlatMetricSpec, FlatMetricStatus};
use super::{HorizontalPodAutoscalerV2, Object, Version};
use crate::error::Result;
use crate::hpa::Profile;
use crate::hpa::defaults::{DEFAULT_CPU_UTILIZATION, cpu_utilization};
use crate::kube::Time;
use crate::kube::autoscaling::{
    CrossVersionObjectReference, HorizontalPodAutoscalerSpec, HorizontalPodAutoscalerStatus,
    MetricSourceType, MetricSpec, MetricStatus, MetricValueStatus, ResourceMetricStatus,
};
use crate::kube::meta::null_as_default;

/// `HorizontalPodAutoscaler` of `autoscaling/v1`: a target for CPU utilization; other metrics, the behavior, their values
/// and the conditions are carried by annotations.
pub type HorizontalPodAutoscalerV1 = Object<Spec, Status>;

/// The spec of `autoscaling/v1`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Spec {
    /// The object whose `scale` is read and written.
    #[serde(deserialize_with = "null_as_default")]
    pub scale_target_ref: CrossVersionObjectReference,
    /// The lower limit; absent means 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_replicas: Option<i32>,
    /// The upper limit.
    #[serde(deserialize_with = "null_as_default")]
    pub max_replicas: i32,
    /// The target for CPU, in per cent of the pods' requests.
    #[serde(rename = "targetCPUUtilizationPercentage", skip_serializing_if = "Option::is_none")]
    pub target_cpu_utilization_percentage: Option<i32>,
}

/// The status of `autoscaling/v1`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Status {
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
    /// CPU as it was read, in per cent of the pods' requests.
    #[serde(rename = "currentCPUUtilizationPercentage", skip_serializing_if = "Option::is_none")]
    pub current_cpu_utilization_percentage: Option<i32>,
}

impl HorizontalPodAutoscalerV1 {
    pub(super) fn set_defaults(&mut self) {
        self.spec.min_replicas.get_or_insert(1);
    }
}

/// Mirrors `v1.Convert_v1_HorizontalPodAutoscaler_To_autoscaling_HorizontalPodAutoscaler` of a release.
/// An annotation that does not fit is dropped without a word, as upstream does.
pub(super) fn into_internal(hpa: HorizontalPodAutoscalerV1, profile: &Profile) -> HorizontalPodAutoscalerV2 {
    let mut hpa = hpa.convert(Version::V2, spec_into_internal, |status| status_into_internal(&status));
    let keep_zero = profile.zero_target_kept;
    if let Some(others) = read::<Vec<FlatMetricSpec>>(&hpa.metadata, METRICS) {
        let cpu = std::mem::take(&mut hpa.spec.metrics);
        hpa.spec.metrics =
            others.into_iter().map(|metric| metric.into_internal(keep_zero)).chain(cpu).collect();
    }
    hpa.spec.behavior = read_behavior(&hpa.metadata);
    if hpa.spec.metrics.is_empty() {
        hpa.spec.metrics.push(cpu_utilization(DEFAULT_CPU_UTILIZATION));
    }
    // An empty list makes no status where there is none.
    let given = hpa.status.is_some();
    if let Some(metrics) = read::<Vec<FlatMetricStatus>>(&hpa.metadata, CURRENT_METRICS)
        && (given || !metrics.is_empty())
    {
        hpa.status.get_or_insert_default().current_metrics =
            Some(metrics.into_iter().map(FlatMetricStatus::into_internal).collect());
    }
    if let Some(conditions) = read::<Vec<_>>(&hpa.metadata, CONDITIONS)
        && (given || !conditions.is_empty())
    {
        hpa.status.get_or_insert_default().conditions = conditions;
    }
    if !profile.observed_generation {
        hpa.drop_newer_fields();
    }
    drop_round_trip(&mut hpa.metadata);
    hpa
}

fn spec_into_internal(spec: Spec) -> HorizontalPodAutoscalerSpec {
    HorizontalPodAutoscalerSpec {
        scale_target_ref: spec.scale_target_ref,
        min_replicas: spec.min_replicas,
        max_replicas: spec.max_replicas,
        metrics: spec.target_cpu_utilization_percentage.map(cpu_utilization).into_iter().collect(),
        behavior: None,
    }
}

fn status_into_internal(status: &Status) -> HorizontalPodAutoscalerStatus {
    let cpu = status.current_cpu_utilization_percentage.map(|percent| MetricStatus {
        r#type: MetricSourceType::Resource,
        resource: Some(ResourceMetricStatus {
            name: "cpu".to_owned(),
            current: MetricValueStatus { average_utilization: Some(percent), ..MetricValueStatus::default() },
        }),
        ..MetricStatus::default()
    });
    HorizontalPodAutoscalerStatus {
        observed_generation: status.observed_generation,
        last_scale_time: status.last_scale_time,
        current_replicas: status.current_replicas,
        desired_replicas: status.desired_replicas,
        current_metrics: cpu.map(|metric| vec![metric]),
        conditions: Vec::new(),
    }
}

/// Mirrors `v1.Convert_autoscaling_HorizontalPodAutoscaler_To_v1_HorizontalPodAutoscaler`.
pub(super) fn from_internal(mut hpa: HorizontalPodAutoscalerV2) -> Result<HorizontalPodAutoscalerV1> {
    drop_round_trip(&mut hpa.metadata);
    let (cpu, others): (Vec<_>, Vec<_>) =
        std::mem::take(&mut hpa.spec.metrics).into_iter().partition(|metric| cpu_percent(metric).is_some());
    if !others.is_empty() {
        let others: Vec<_> = others.into_iter().map(FlatMetricSpec::from_internal).collect();
        write(&mut hpa.metadata, METRICS, &others)?;
    }
    let status = hpa.status.as_ref();
    let metrics = status.and_then(|status| status.current_metrics.as_deref()).unwrap_or_default();
    if !metrics.is_empty() {
        let metrics: Vec<_> = metrics.iter().cloned().map(FlatMetricStatus::from_internal).collect();
        write(&mut hpa.metadata, CURRENT_METRICS, &metrics)?;
    }
    if let Some(behavior) = &hpa.spec.behavior {
        write_behavior(&mut hpa.metadata, behavior)?;
    }
    if let Some(conditions) = status.map(|status| &status.conditions).filter(|list| !list.is_empty()) {
        write(&mut hpa.metadata, CONDITIONS, conditions)?;
    }
    let target = cpu.first().and_then(cpu_percent);
    Ok(hpa.convert(
        Version::V1,
        |spec| Spec {
            scale_target_ref: spec.scale_target_ref,
            min_replicas: spec.min_replicas,
            max_replicas: spec.max_replicas,
            target_cpu_utilization_percentage: target,
        },
        |status| status_from_internal(&status),
    ))
}

/// The target of a metric that `v1` has a field for.
fn cpu_percent(metric: &MetricSpec) -> Option<i32> {
    let resource = metric.resource.as_ref()?;
    (metric.r#type == MetricSourceType::Resource && resource.name == "cpu")
        .then_some(resource.target.average_utilization)?
}

fn status_from_internal(status: &HorizontalPodAutoscalerStatus) -> Status {
    let metrics = status.current_metrics.as_deref().unwrap_or_default();
    let cpu = metrics.iter().rev().find_map(|metric| {
        let resource = metric.resource.as_ref()?;
        (metric.r#type == MetricSourceType::Resource && resource.name == "cpu")
            .then_some(resource.current.average_utilization)?
    });
    Status {
        observed_generation: status.observed_generation,
        last_scale_time: status.last_scale_time,
        current_replicas: status.current_replicas,
        desired_replicas: status.desired_replicas,
        current_cpu_utilization_percentage: cpu,
    }
}
