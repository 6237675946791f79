//! The API objects that cross the boundary, in Kubernetes' own field names. Types only, no behaviour.
//!
//! Objects are pasted whole from a cluster, so fields that Counterpoise does not read are ignored.

pub mod autoscaling;
mod custom_metrics;
mod discovery;
mod document;
mod external_metrics;
pub(crate) mod meta;
mod pod;
mod resource_list;
mod resource_metrics;
mod short_string;
mod time;
mod word;

#[cfg(test)]
mod tests;

pub use crate::go::duration::Duration;
pub use autoscaling::{HorizontalPodAutoscaler, Scale};
pub use custom_metrics::{MetricIdentifier, MetricValue, MetricValueList};
pub use discovery::{ApiResource, ApiResourceList};
pub use document::{Document, from_str};
pub use external_metrics::{ExternalMetricValue, ExternalMetricValueList};
pub use meta::{ListMeta, ObjectMeta, ObjectReference, OwnerReference};
pub use pod::{
    Container, Pod, PodLabels, PodList, PodMeta, PodPhase, PodSpec, PodStatus, ReadyCondition,
    ResourceRequirements,
};
pub use resource_list::ResourceList;
pub use resource_metrics::{
    ContainerMetrics, MetricsMeta, NodeMetrics, NodeMetricsList, PodMetrics, PodMetricsList, Usage,
};
pub use short_string::ShortString;
pub use time::Time;
pub use word::ConditionStatus;
