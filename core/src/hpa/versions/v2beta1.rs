use serde::{Deserialize, Serialize};

use super::annotations::{drop_round_trip, read_behavior, write_behavior};
use super::flat::{FlatMetricSpec, FlatMetricStatus, FlatResourceSource};
use super::v2beta2::BetaStatus;
use super::{HorizontalPodAutoscalerV2, Object, Version};
use crate::error::Result;
use crate::hpa::defaults::DEFAULT_CPU_UTILIZATION;
use crate::kube::autoscaling::{
    CrossVersionObjectReference, HorizontalPodAutoscalerSpec, MetricSourceType, MetricSpec,
};
use crate::kube::meta::null_as_default;
use crate::limits::reading;

/// `HorizontalPodAutoscaler` of `autoscaling/v2beta1`: flat metrics, the behavior in an annotation.
pub type HorizontalPodAutoscalerV2Beta1 = Object<Spec, BetaStatus<FlatMetricStatus>>;

/// The spec of `autoscaling/v2beta1`.
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
    /// The metrics.
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "reading::list_or_null")]
    pub metrics: Vec<FlatMetricSpec>,
}

impl HorizontalPodAutoscalerV2Beta1 {
    pub(super) fn set_defaults(&mut self) {
        self.spec.min_replicas.get_or_insert(1);
        if self.spec.metrics.is_empty() {
            self.spec.metrics.push(FlatMetricSpec {
                r#type: MetricSourceType::Resource,
                resource: Some(FlatResourceSource {
                    name: "cpu".to_owned(),
                    target_average_utilization: Some(DEFAULT_CPU_UTILIZATION),
                    ..FlatResourceSource::default()
                }),
                ..FlatMetricSpec::default()
            });
        }
    }

    pub(super) fn drop_unknown_fields(&mut self) {
        if let Some(status) = &mut self.status {
            status.drop_unknown_fields();
        }
    }
}

/// Mirrors `v2beta1.Convert_v2beta1_HorizontalPodAutoscaler_To_autoscaling_HorizontalPodAutoscaler`.
pub(super) fn into_internal(hpa: HorizontalPodAutoscalerV2Beta1) -> HorizontalPodAutoscalerV2 {
    let behavior = read_behavior(&hpa.metadata);
    let mut hpa = hpa.convert(
        Version::V2,
        |spec| HorizontalPodAutoscalerSpec {
            scale_target_ref: spec.scale_target_ref,
            min_replicas: spec.min_replicas,
            max_replicas: spec.max_replicas,
            metrics: spec.metrics.into_iter().map(into_metric).collect(),
            behavior,
        },
        |status| status.into_internal(FlatMetricStatus::into_internal),
    );
    drop_round_trip(&mut hpa.metadata);
    hpa
}

/// Mirrors `v2beta1.Convert_autoscaling_HorizontalPodAutoscaler_To_v2beta1_HorizontalPodAutoscaler`.
pub(super) fn from_internal(mut hpa: HorizontalPodAutoscalerV2) -> Result<HorizontalPodAutoscalerV2Beta1> {
    drop_round_trip(&mut hpa.metadata);
    if let Some(behavior) = &hpa.spec.behavior {
        write_behavior(&mut hpa.metadata, behavior)?;
    }
    Ok(hpa.convert(
        Version::V2Beta1,
        |spec| Spec {
            scale_target_ref: spec.scale_target_ref,
            min_replicas: spec.min_replicas,
            max_replicas: spec.max_replicas,
            metrics: spec.metrics.into_iter().map(from_metric).collect(),
        },
        |status| BetaStatus::from_internal(status, FlatMetricStatus::from_internal),
    ))
}

fn into_metric(mut metric: FlatMetricSpec) -> MetricSpec {
    forget_container(&mut metric);
    metric.into_internal(true)
}

fn from_metric(metric: MetricSpec) -> FlatMetricSpec {
    let mut metric = FlatMetricSpec::from_internal(metric);
    forget_container(&mut metric);
    metric
}

/// Upstream's conversion leaves the container's name out, both ways.
fn forget_container(metric: &mut FlatMetricSpec) {
    if let Some(resource) = &mut metric.container_resource {
        resource.container.clear();
    }
}
