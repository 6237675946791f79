//! Counterpoise: the arithmetic between a metric and a replica count.
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

pub mod engine;
pub mod error;
pub mod explain;
pub mod go;
pub mod hpa;
mod json;
pub mod kube;
pub mod limits;
pub mod metrics;
pub mod ops;
pub mod promql;
pub mod quantity;
pub mod resources;
pub mod rules;
pub mod selector;
pub mod template;
pub mod yaml;

pub use error::{Error, Result};
