//! From JSON to an operation's typed input, and from its output back.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::context::Context;
use super::operation::Call;
use super::{given_limits, reply};
use crate::engine::Engine;
use crate::error::Result;
use crate::json;
use crate::limits::{GivenLimits, Limits};

/// Runs a typed function on the text of a JSON object.
pub(super) fn on_text<I: DeserializeOwned, O: Serialize>(
    call: Call<'_>,
    function: impl FnOnce(&Context<'_>, I) -> Result<O>,
) -> Result<String> {
    let read = read(call.input);
    let (typed, given) = read.map_err(|error| if call.seen { error } else { error.without_span() })?;
    let context = Context::new(call.engine, allowed(call.engine, given, call.input.len()));
    reply::to_text(&function(&context, typed)?)
}

/// An input, and the limits that are given with it.
pub(super) fn read<I: DeserializeOwned>(input: &str) -> Result<(I, GivenLimits)> {
    match json::object(input) {
        Err(refused) if given_limits::are_given(&refused) => {
            let (given, rest) = given_limits::split(input)?;
            Ok((json::object(&rest)?, given))
        }
        typed => Ok((typed?, GivenLimits::default())),
    }
}

/// What is given, else what the engine was built with, else what an input of so many bytes may cost.
pub(super) fn allowed(engine: Option<&Engine>, given: GivenLimits, bytes: usize) -> Limits {
    given.or(engine.map_or_else(|| Limits::for_input(bytes), Engine::limits))
}
