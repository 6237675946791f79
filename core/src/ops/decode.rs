//! From JSON to an operation's typed input, and from its output back.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::error::{Error, Result, codes};
use crate::json;

/// Runs a typed function on a JSON value.
pub(super) fn on_value<I: DeserializeOwned, O: Serialize>(
    input: &Value,
    function: impl FnOnce(I) -> Result<O>,
) -> Result<Value> {
    to_value(&function(json::of_value(input)?)?)
}

/// Runs a typed function on JSON text.
pub(super) fn on_text<I: DeserializeOwned, O: Serialize>(
    input: &str,
    function: impl FnOnce(I) -> Result<O>,
) -> Result<String> {
    serde_json::to_string(&function(json::object(input)?)?).map_err(|error| unwritable(&error))
}

/// An object of ours as a JSON value.
pub(super) fn to_value(object: &impl Serialize) -> Result<Value> {
    serde_json::to_value(object).map_err(|error| unwritable(&error))
}

fn unwritable(error: &serde_json::Error) -> Error {
    Error::new(codes::request::TYPE, format!("the result cannot be written as JSON: {error}"))
}
