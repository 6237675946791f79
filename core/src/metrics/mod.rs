//! From a request of a metrics API to PromQL, and from Prometheus' answer back to the API's objects.

pub mod answer;
pub(crate) mod convert;
pub(crate) mod query;
pub mod registry;
pub mod request;
pub mod series;

pub use convert::{Conversion, FlatValue, MetricList, MetricValues, ResourceName, SampleFate, SampleOutcome};
pub use request::{
    CustomApi, CustomRequest, ExternalRequest, Objects, Request, ResourceKind, ResourceRequest,
};
