//! From JSON to an operation's typed input, and from its output back.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::context::Context;
use super::{given_limits, reply};
use crate::engine::Engine;
use crate::error::Result;
use crate::json;
use crate::limits::{self, GivenLimits, Limits};

/// Runs a typed function on a JSON value.
pub(super) fn on_value<I: DeserializeOwned, O: Serialize>(
    engine: Option<&Engine>,
    mut input: Value,
    function: impl FnOnce(&Context<'_>, I) -> Result<O>,
) -> Result<Value> {
    let given = input.as_object_mut().and_then(|fields| fields.remove(given_limits::FIELD));
    let given = given.map(|limits| given_limits::parse(&limits.to_string())).transpose()?;
    // How long its text was is not known any more.
    let context = Context::new(engine, allowed(engine, given.unwrap_or_default(), limits::INPUT_BYTES));
    to_value(&function(&context, json::of_value(&input)?)?)
}

/// Runs a typed function on JSON text.
pub(super) fn on_text<I: DeserializeOwned, O: Serialize>(
    engine: Option<&Engine>,
    input: &str,
    function: impl FnOnce(&Context<'_>, I) -> Result<O>,
) -> Result<String> {
    let (typed, given) = match json::object(input) {
        Err(refused) if given_limits::are_given(&refused) => {
            let (given, rest) = given_limits::split(input)?;
            (json::object(&rest)?, given)
        }
        typed => (typed?, GivenLimits::default()),
    };
    let context = Context::new(engine, allowed(engine, given, input.len()));
    reply::to_text(&function(&context, typed)?)
}

/// What is given, else what the engine was built with, else what an input of so many bytes may cost.
fn allowed(engine: Option<&Engine>, given: GivenLimits, bytes: usize) -> Limits {
    given.or(engine.map_or_else(|| Limits::for_input(bytes), Engine::limits))
}

/// An object of ours as a JSON value.
pub(super) fn to_value(object: &impl Serialize) -> Result<Value> {
    serde_json::to_value(object).map_err(|error| reply::unwritable(&error))
}
