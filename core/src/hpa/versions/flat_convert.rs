//! Flat metrics to those of `v2` and back. Mirrors the `Convert_*` functions of
//! `k8s.io/kubernetes/pkg/apis/autoscaling/v1` and `v2beta1`.

use super::flat::{
    FlatContainerResourceSource, FlatContainerResourceStatus, FlatExternalSource, FlatExternalStatus,
    FlatMetricSpec, FlatMetricStatus, FlatObjectSource, FlatObjectStatus, FlatPodsSource, FlatPodsStatus,
    FlatResourceSource, FlatResourceStatus,
};
use crate::kube::autoscaling::{
    ContainerResourceMetricSource, ContainerResourceMetricStatus, ExternalMetricSource, ExternalMetricStatus,
    MetricIdentifier, MetricSpec, MetricStatus, MetricTarget, MetricTargetType, MetricValueStatus,
    ObjectMetricSource, ObjectMetricStatus, PodsMetricSource, PodsMetricStatus, ResourceMetricSource,
    ResourceMetricStatus, SpelledQuantity,
};

impl FlatMetricSpec {
    /// `keep_zero` as before Kubernetes 1.36: an object's `targetValue` that was not set becomes a target of 0 beside an
    /// average value.
    pub(super) fn into_internal(self, keep_zero: bool) -> MetricSpec {
        MetricSpec {
            r#type: self.r#type,
            object: self.object.map(|source| source.into_internal(keep_zero)),
            pods: self.pods.map(FlatPodsSource::into_internal),
            resource: self.resource.map(|source| ResourceMetricSource {
                name: source.name,
                target: resource_target(source.target_average_utilization, source.target_average_value),
            }),
            container_resource: self.container_resource.map(|source| ContainerResourceMetricSource {
                name: source.name,
                target: resource_target(source.target_average_utilization, source.target_average_value),
                container: source.container,
            }),
            external: self.external.map(FlatExternalSource::into_internal),
        }
    }

    pub(super) fn from_internal(metric: MetricSpec) -> Self {
        Self {
            r#type: metric.r#type,
            object: metric.object.map(FlatObjectSource::from_internal),
            pods: metric.pods.map(|source| FlatPodsSource {
                metric_name: source.metric.name,
                target_average_value: source.target.average_value.unwrap_or_default(),
                selector: source.metric.selector,
            }),
            resource: metric.resource.map(|source| FlatResourceSource {
                name: source.name,
                target_average_utilization: source.target.average_utilization,
                target_average_value: source.target.average_value,
            }),
            container_resource: metric.container_resource.map(|source| FlatContainerResourceSource {
                name: source.name,
                target_average_utilization: source.target.average_utilization,
                target_average_value: source.target.average_value,
                container: source.container,
            }),
            external: metric.external.map(|source| FlatExternalSource {
                metric_name: source.metric.name,
                metric_selector: source.metric.selector,
                target_value: source.target.value,
                target_average_value: source.target.average_value,
            }),
        }
    }
}

fn resource_target(utilization: Option<i32>, average_value: Option<SpelledQuantity>) -> MetricTarget {
    let r#type =
        if utilization.is_none() { MetricTargetType::AverageValue } else { MetricTargetType::Utilization };
    MetricTarget { r#type, value: None, average_value, average_utilization: utilization }
}

impl FlatObjectSource {
    fn into_internal(self, keep_zero: bool) -> ObjectMetricSource {
        let averaged = self.average_value.is_some();
        let r#type = if averaged { MetricTargetType::AverageValue } else { MetricTargetType::Value };
        let unset = averaged && !keep_zero && self.target_value.is_zero();
        ObjectMetricSource {
            described_object: self.target,
            target: MetricTarget {
                r#type,
                value: (!unset).then_some(self.target_value),
                average_value: self.average_value,
                average_utilization: None,
            },
            metric: MetricIdentifier { name: self.metric_name, selector: self.selector },
        }
    }

    fn from_internal(source: ObjectMetricSource) -> Self {
        Self {
            target: source.described_object,
            metric_name: source.metric.name,
            target_value: source.target.value.unwrap_or_default(),
            selector: source.metric.selector,
            average_value: source.target.average_value,
        }
    }
}

impl FlatPodsSource {
    fn into_internal(self) -> PodsMetricSource {
        PodsMetricSource {
            metric: MetricIdentifier { name: self.metric_name, selector: self.selector },
            target: MetricTarget {
                r#type: MetricTargetType::AverageValue,
                average_value: Some(self.target_average_value),
                ..MetricTarget::default()
            },
        }
    }
}

impl FlatExternalSource {
    fn into_internal(self) -> ExternalMetricSource {
        let r#type = if self.target_value.is_none() {
            MetricTargetType::AverageValue
        } else {
            MetricTargetType::Value
        };
        ExternalMetricSource {
            metric: MetricIdentifier { name: self.metric_name, selector: self.metric_selector },
            target: MetricTarget {
                r#type,
                value: self.target_value,
                average_value: self.target_average_value,
                average_utilization: None,
            },
        }
    }
}

impl FlatMetricStatus {
    pub(super) fn into_internal(self) -> MetricStatus {
        MetricStatus {
            r#type: self.r#type,
            object: self.object.map(|status| ObjectMetricStatus {
                metric: MetricIdentifier { name: status.metric_name, selector: status.selector },
                current: values(Some(status.current_value), status.average_value, None),
                described_object: status.target,
            }),
            pods: self.pods.map(|status| PodsMetricStatus {
                metric: MetricIdentifier { name: status.metric_name, selector: status.selector },
                current: values(None, Some(status.current_average_value), None),
            }),
            resource: self.resource.map(|status| ResourceMetricStatus {
                name: status.name,
                current: values(None, Some(status.current_average_value), status.current_average_utilization),
            }),
            container_resource: self.container_resource.map(|status| ContainerResourceMetricStatus {
                name: status.name,
                current: values(None, Some(status.current_average_value), status.current_average_utilization),
                container: status.container,
            }),
            external: self.external.map(|status| ExternalMetricStatus {
                metric: MetricIdentifier { name: status.metric_name, selector: status.metric_selector },
                current: values(Some(status.current_value), status.current_average_value, None),
            }),
        }
    }

    pub(super) fn from_internal(metric: MetricStatus) -> Self {
        Self {
            r#type: metric.r#type,
            object: metric.object.map(|status| FlatObjectStatus {
                target: status.described_object,
                metric_name: status.metric.name,
                current_value: status.current.value.unwrap_or_default(),
                selector: status.metric.selector,
                average_value: status.current.average_value,
            }),
            pods: metric.pods.map(|status| FlatPodsStatus {
                metric_name: status.metric.name,
                current_average_value: status.current.average_value.unwrap_or_default(),
                selector: status.metric.selector,
            }),
            resource: metric.resource.map(|status| FlatResourceStatus {
                name: status.name,
                current_average_utilization: status.current.average_utilization,
                current_average_value: status.current.average_value.unwrap_or_default(),
            }),
            container_resource: metric.container_resource.map(|status| FlatContainerResourceStatus {
                name: status.name,
                current_average_utilization: status.current.average_utilization,
                current_average_value: status.current.average_value.unwrap_or_default(),
                container: status.container,
            }),
            external: metric.external.map(|status| FlatExternalStatus {
                metric_name: status.metric.name,
                metric_selector: status.metric.selector,
                current_value: status.current.value.unwrap_or_default(),
                current_average_value: status.current.average_value,
            }),
        }
    }
}

fn values(
    value: Option<SpelledQuantity>,
    average_value: Option<SpelledQuantity>,
    average_utilization: Option<i32>,
) -> MetricValueStatus {
    MetricValueStatus { value, average_value, average_utilization }
}
