//! YAML text into a tree of nodes with their places, and into typed values.
//!
//! The adapter's configuration is read as [`Node`]s, since upstream reads it as YAML 1.1 and every value's place in the
//! source matters. Kubernetes' objects are written as JSON text and read as such, as Kubernetes' own tools do.

mod align;
mod json;
#[cfg(feature = "yaml")]
mod load;
#[cfg(not(feature = "yaml"))]
#[path = "json_only.rs"]
mod load;
mod node;
mod number;
mod scalar;
#[cfg(feature = "yaml")]
mod tabs;
mod text;

#[cfg(test)]
#[cfg(feature = "yaml")]
mod tests;

use serde::de::DeserializeOwned;

use crate::error::{Error, Result, Span, codes};
use crate::json::{OURS, Place, read_in};
use crate::limits;

pub(crate) use json::Json;
pub(crate) use load::{parse, parse_all, parse_within};
pub(crate) use node::{Node, Value};
pub(crate) use scalar::Scalar;
pub use text::Text;

/// Reads the first document of a YAML (so also JSON) text, as Kubernetes' tools do: by way of JSON. Duplicate keys are
/// refused.
///
/// # Errors
/// `limit.*`, and the `yaml.*` codes with path, line and column.
pub(crate) fn from_str<T: DeserializeOwned>(text: &str) -> Result<T> {
    as_json(text, |json, place| read_in(json, OURS, text.len(), place)).map_err(|error| of_yaml(&error))
}

/// Reads the JSON text of the first document, with the place of its bytes in the YAML.
///
/// # Errors
/// `limit.*`, the `yaml.*` codes with line and column, and those of `read`.
pub(crate) fn as_json<T>(text: &str, read: impl Fn(&str, Place<'_>) -> Result<T>) -> Result<T> {
    let mut kept = None;
    as_json_once(text, &mut |json, place| {
        kept = Some(read(json, place)?);
        Ok(())
    })?;
    kept.ok_or_else(|| Error::new(codes::yaml::SYNTAX, "nothing was read"))
}

/// [`as_json`], compiled once for all that is read.
fn as_json_once(text: &str, read: &mut dyn FnMut(&str, Place<'_>) -> Result<()>) -> Result<()> {
    limits::check_size(text.as_bytes())?;
    if text.trim_start().starts_with('{') {
        match read(text, &|bytes| Some(Span::of(text, bytes))) {
            Err(error) if error.is(codes::request::JSON) => {}
            read => return read,
        }
    }
    let document = Json::of(&parse(text)?)?;
    read(&document.text, &|bytes| document.span(bytes))
}

/// Reads a node of a document, with places in the text that it was read from.
///
/// # Errors
/// As [`from_str`].
pub(crate) fn from_node<T: DeserializeOwned>(node: &Node) -> Result<T> {
    let document = Json::of(node)?;
    read_in(&document.text, OURS, document.text.len(), &|bytes| document.span(bytes))
        .map_err(|error| of_yaml(&error))
}

/// The code of YAML for what an input of JSON has another one for.
fn of_yaml(error: &Error) -> Error {
    let same = [
        (codes::request::TYPE, codes::yaml::TYPE),
        (codes::request::MISSING_FIELD, codes::yaml::TYPE),
        (codes::request::UNKNOWN_FIELD, codes::yaml::UNKNOWN_FIELD),
        (codes::request::DUPLICATE_FIELD, codes::yaml::DUPLICATE_KEY),
        (codes::request::JSON, codes::yaml::SYNTAX),
    ];
    match same.iter().find(|(json, _)| error.is(json)) {
        Some((_, yaml)) => error.clone().with_code(yaml),
        None => error.clone(),
    }
}

#[cfg(feature = "yaml")]
fn narrow(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
