//! Counterpoise: the arithmetic between a metric and a replica count.
//!
//! Kubernetes scales a workload on a custom metric through a chain of services. This crate is that chain without a
//! cluster, an arrow a function:
//!
//! | from | to | by |
//! |---|---|---|
//! | an HPA | the paths it asks for | [`hpa::requests`](hpa::requests()) |
//! | a path | PromQL | [`Engine::plan`](engine::Engine::plan) |
//! | Prometheus' answer | metric values | the plan's [`convert`](engine::CustomPlan::convert) |
//! | metric values | replicas, conditions, events, and why | [`hpa::reconcile`](hpa::reconcile()) |
//! | all of it | an explanation | [`explain::explain`](explain::explain()) |
//!
//! Below them are the parts: [`Quantity`], [`Selector`], [`template::Template`], [`rules`], [`resources`]. Above them is
//! [`ops`], the same operations on JSON, which the command line, WebAssembly and C share.
//!
//! Nothing here does I/O, reads a clock or starts a thread; what the host knows comes in as arguments.
//!
//! New here? The [guide](_guide) has the whole chain in one program, what a host does around it, and how to choose whose
//! behaviour you get.
//!
//! # Features
//!
//! All are on by default; each builds alone.
//!
//! | feature | gives |
//! |---|---|
//! | `yaml` | texts may be YAML; without it they must be JSON (`yaml.unsupported`) |
//! | `explain` | [`explain`], with `annotations` |
//! | `annotations` | [`annotations`]: queries that stand in the HPA |
//! | `flagger` | [`flagger`]: metric templates |
//! | `handlebars` | templates of the dialect handlebars |
//! | `keda` | [`keda`]: the HPA of a ScaledObject; [`migrate`]: the way to KEDA and back |
//! | `replay` | [`replay`]: what was, gone through once more; with `simulate`, and for other rules `keda` and `promql-eval` |
//! | `simulate` | [`simulate`]: the controller in a closed loop over time |
//! | `regex-perf` | every way to match patterns quickly, for more code |
//!
//! # From a rule to PromQL
//!
//! ```
//! use counterpoise::engine::{Engine, Plan};
//! use counterpoise::metrics::Request;
//!
//! let engine = Engine::from_json(r#"{
//!     "config": {"rules": [{
//!         "seriesQuery": "http_requests_total{namespace!=\"\"}",
//!         "resources": {"template": "<<.Resource>>"},
//!         "name": {"matches": "^(.*)_total$"},
//!         "metricsQuery": "sum(rate(<<.Series>>{<<.LabelMatchers>>}[2m])) by (<<.GroupBy>>)"
//!     }]},
//!     "series": [{"__name__": "http_requests_total", "namespace": "default", "service": "web"}]
//! }"#)?;
//! let path = "/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/services/web/http_requests";
//! let request = Request::parse(path)?;
//! let Plan::Custom(plan) = engine.plan(&request, &[])? else { panic!("a request of custom metrics") };
//! assert_eq!(plan.promql(), r#"sum(rate(http_requests_total{namespace="default",service="web"}[2m])) by (service)"#);
//! # Ok::<(), counterpoise::Error>(())
//! ```
//!
//! # Quantities
//!
//! ```
//! use counterpoise::Quantity;
//!
//! let rate: Quantity = "501484m".parse()?;
//! assert_eq!(rate.value(), 502); // rounded up, as Kubernetes does
//! assert!(rate > "500".parse()?);
//! # Ok::<(), counterpoise::Error>(())
//! ```
//!
//! # Errors
//!
//! Every function that can fail gives the one [`Error`]: a stable code, a message, and, where they are known, the path of
//! the field, its position in the text, and what to change.
#![forbid(unsafe_code)]
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::unreachable,
    reason = "a host must never die of a bad rule, and wasm aborts on a panic"
)]
#![deny(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "a number that changes on its way is a wrong number; `go` holds the conversions that upstream makes"
)]

#[cfg(any(doc, doctest))]
pub mod _guide;
#[cfg(feature = "annotations")]
pub mod annotations;
pub mod budget;
pub mod engine;
pub mod error;
#[cfg(feature = "explain")]
pub mod explain;
mod exposition;
#[cfg(feature = "flagger")]
pub mod flagger;
mod go;
pub mod hpa;
mod json;
#[cfg(feature = "keda")]
pub mod keda;
pub mod kinds;
pub mod kube;
pub mod limits;
pub mod lint;
pub mod metrics;
#[cfg(feature = "keda")]
pub mod migrate;
pub mod ops;
pub mod promql;
pub mod quantity;
#[cfg(feature = "replay")]
pub mod replay;
pub mod resources;
pub mod rules;
pub mod selector;
#[cfg(feature = "simulate")]
pub mod simulate;
mod symptoms;
pub mod template;
mod text;
mod yaml;

pub use engine::Engine;
pub use error::{Error, Result};
pub use kube::HorizontalPodAutoscaler;
pub use quantity::Quantity;
pub use selector::{LabelSelector, Selector};
