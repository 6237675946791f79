//! The operations of the contract, in three layers: a typed function, the same on JSON values, the same on strings.
//!
//! [`operations`] is the one list of them; every surface (command line, WebAssembly, C) goes through it.

#![expect(clippy::needless_pass_by_value, reason = "an operation owns the input that was read for it")]

pub mod annotations;
mod context;
mod decode;
pub mod engine;
mod envelope;
pub mod explain;
pub mod flagger;
mod given_limits;
pub mod hpa;
pub mod metrics;
mod operation;
pub mod promql;
pub mod quantity;
pub mod reconcile;
mod reply;
pub mod resources;
pub mod rules;
pub mod selector;
pub mod template;
#[cfg(all(test, feature = "promql-syntax"))]
mod tests;

pub use context::Context;
pub use envelope::answer;
pub use operation::Operation;

use serde_json::Value;

use crate::engine::Engine;
use crate::error::{Error, Result, codes};

/// Every operation, area by area.
pub fn operations() -> impl Iterator<Item = &'static Operation> {
    [
        annotations::OPERATIONS,
        engine::OPERATIONS,
        explain::OPERATIONS,
        flagger::OPERATIONS,
        hpa::OPERATIONS,
        metrics::OPERATIONS,
        promql::OPERATIONS,
        quantity::OPERATIONS,
        reconcile::OPERATIONS,
        resources::OPERATIONS,
        rules::OPERATIONS,
        selector::OPERATIONS,
        template::OPERATIONS,
    ]
    .into_iter()
    .flatten()
}

/// Finds an operation by its name, such as `quantity.parse`.
///
/// # Errors
/// `request.unknown-operation`.
pub fn find(name: &str) -> Result<&'static Operation> {
    operations().find(|operation| operation.name == name).ok_or_else(|| {
        Error::new(codes::request::UNKNOWN_OPERATION, format!("there is no operation {name:?}"))
    })
}

/// Runs an operation on a JSON value.
///
/// # Errors
/// What the operation's typed function gives, and the `request.*` codes for an input of the wrong form.
pub fn call_value(engine: Option<&Engine>, name: &str, input: Value) -> Result<Value> {
    (find(name)?.value)(engine, input)
}

/// Runs an operation on the text of a JSON object and gives `ok`'s object as text.
///
/// # Errors
/// As [`call_value`], and `request.json` for text that is not JSON.
pub fn call_text(engine: Option<&Engine>, name: &str, input: &str) -> Result<String> {
    (find(name)?.text)(engine, input)
}
