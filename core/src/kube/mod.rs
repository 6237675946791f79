//! The API objects that cross the boundary, in Kubernetes' own field names. Types only, no behaviour.
//!
//! Objects are pasted whole from a cluster, so fields that Counterpoise does not read are ignored.

mod custom_metrics;
mod discovery;
mod document;
mod external_metrics;
mod meta;
mod resource_metrics;
mod time;

pub use custom_metrics::{MetricIdentifier, MetricValue, MetricValueList};
pub use discovery::{ApiResource, ApiResourceList};
pub use document::Document;
pub use external_metrics::{ExternalMetricValue, ExternalMetricValueList};
pub use meta::{ListMeta, ObjectMeta, ObjectReference};
pub use resource_metrics::{
    ContainerMetrics, NodeMetrics, NodeMetricsList, PodMetrics, PodMetricsList, Usage,
};
pub use time::Time;
