//! The operations of the contract, in three layers: a typed function, the same on JSON text, the same on JSON values.
//!
//! [`operations`] is the one list of them; every surface (command line, WebAssembly, C) goes through it.
//!
//! This is the JSON surface and nothing else: a function here reads documents, calls what the modules above it do on types,
//! and writes the answer. A program in Rust is served better by those; what it finds only here is reading everything of one
//! operation from JSON, such as an HPA of any version with its scale and pods as `kubectl` prints them
//! ([`reconcile`](reconcile::reconcile)).

#![expect(clippy::needless_pass_by_value, reason = "an operation owns the input that was read for it")]

#[cfg(feature = "annotations")]
pub mod annotations;
pub mod builder;
mod context;
mod decode;
pub mod engine;
mod envelope;
#[cfg(feature = "promql-eval")]
pub mod evaluate;
#[cfg(feature = "explain")]
pub mod explain;
#[cfg(feature = "explain")]
pub mod explain_rules;
pub mod files;
#[cfg(feature = "flagger")]
pub mod flagger;
mod given_limits;
pub mod hpa;
#[cfg(feature = "keda")]
pub mod keda;
pub mod metrics;
#[cfg(feature = "keda")]
pub mod migrate;
mod operation;
pub mod promql;
pub mod quantity;
pub mod reconcile;
#[cfg(feature = "replay")]
pub mod replay;
mod reply;
pub mod resources;
pub mod rules;
pub mod selector;
#[cfg(feature = "simulate")]
pub mod simulate;
pub mod steps;
pub mod symptoms;
mod sync;
pub mod template;
#[cfg(test)]
mod tests;

pub use context::Context;
pub use envelope::answer;
pub use operation::Operation;

use operation::Call;
use serde_json::Value;

use crate::engine::Engine;
use crate::error::{Error, Result, codes};
use crate::limits;

/// Every operation, area by area.
pub fn operations() -> impl Iterator<Item = &'static Operation> {
    [
        #[cfg(feature = "annotations")]
        annotations::OPERATIONS,
        engine::OPERATIONS,
        #[cfg(feature = "explain")]
        explain::OPERATIONS,
        #[cfg(feature = "explain")]
        explain_rules::OPERATIONS,
        files::OPERATIONS,
        #[cfg(feature = "flagger")]
        flagger::OPERATIONS,
        hpa::OPERATIONS,
        #[cfg(feature = "keda")]
        keda::OPERATIONS,
        metrics::OPERATIONS,
        #[cfg(feature = "keda")]
        migrate::OPERATIONS,
        promql::OPERATIONS,
        #[cfg(feature = "promql-eval")]
        evaluate::OPERATIONS,
        quantity::OPERATIONS,
        reconcile::OPERATIONS,
        #[cfg(feature = "replay")]
        replay::OPERATIONS,
        resources::OPERATIONS,
        rules::OPERATIONS,
        selector::OPERATIONS,
        #[cfg(feature = "simulate")]
        simulate::OPERATIONS,
        steps::OPERATIONS,
        symptoms::OPERATIONS,
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

/// Runs an operation on the text of a JSON object and gives `ok`'s object as text.
///
/// # Errors
/// What the operation's typed function gives, the `request.*` codes for an input of the wrong form, `request.json` for text
/// that is not JSON, and `limit.size` for more than [`INPUT_BYTES`](limits::INPUT_BYTES).
pub fn call_text(engine: Option<&Engine>, name: &str, input: &str) -> Result<String> {
    let operation = find(name)?;
    limits::check_size(input.as_bytes())?;
    (operation.run)(Call { engine, input, seen: true })
}

/// As [`call_text`] on a text that the caller did not write but made of a value: errors have no positions in it.
///
/// # Errors
/// As [`call_text`], without positions in the text.
pub fn call_made_text(engine: Option<&Engine>, name: &str, input: &str) -> Result<String> {
    let operation = find(name)?;
    limits::check_size(input.as_bytes())?;
    (operation.run)(Call { engine, input, seen: false })
}

/// Runs an operation on a JSON value: [`call_made_text`] on its compact text, of whatever length.
///
/// # Errors
/// As it, without positions in that text.
pub fn call_value(engine: Option<&Engine>, name: &str, input: Value) -> Result<Value> {
    let text = input.to_string();
    drop(input);
    let ok = (find(name)?.run)(Call { engine, input: &text, seen: false })?;
    serde_json::from_str(&ok).map_err(|error| reply::unwritable(&error))
}
