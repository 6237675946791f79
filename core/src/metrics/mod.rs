//! From a request of a metrics API to PromQL, and from Prometheus' answer back to the API's objects.

pub mod request;

pub use request::{
    CustomApi, CustomRequest, ExternalRequest, Objects, Request, ResourceKind, ResourceRequest,
};
