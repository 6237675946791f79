//! JSON text into typed values, with a code and a path for whatever does not fit.

mod mismatch;
mod node;
mod part;
mod parts;
mod strict;
mod text;
mod tree;
mod wellformed;
mod written;

#[cfg(test)]
mod tests;

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::error::{Error, Result, Span, codes};
use crate::limits::{self, reading};
use node::{Next, Node};
use written::Cursor;

pub(crate) use node::DOCUMENT;
pub(crate) use part::Part;
pub(crate) use strict::strict;
pub(crate) use text::Text;
pub(crate) use tree::{Tree, tree, tree_or_none};

/// Reads the text of a JSON object straight into a typed value; only one that does not fit is read again, to say where.
/// That costs no more than what fits: it is never made a tree.
///
/// # Errors
/// `limit.size`, `limit.depth`, and the `request.*` codes with the path of the field.
pub(crate) fn object<T: DeserializeOwned>(text: &str) -> Result<T> {
    limits::check_size(text.as_bytes())?;
    // Serde would take a list for a structure too.
    if !text.trim_start().starts_with('{') {
        return Err(wellformed(text).err().unwrap_or_else(no_object));
    }
    if let (Ok(typed), _) = reading::within(text.len(), || serde_json::from_str(text)) {
        return Ok(typed);
    }
    wellformed(text)?;
    let cursor = Cursor::new(text);
    let node = Node::Written(Next { cursor: &cursor, theirs: false });
    fit(node, text.len())
}

/// Reads a value that may not fit.
fn fit<T: DeserializeOwned>(node: Node<'_, '_>, text: usize) -> Result<T> {
    let (read, exceeded) = reading::within(text, || T::deserialize(node));
    read.map_err(|error| error.into_error(exceeded))
}

/// Reads a JSON object into a typed value.
///
/// # Errors
/// The `request.*` codes with the path of the field.
pub(crate) fn of_value<T: DeserializeOwned>(value: &Value) -> Result<T> {
    if value.is_object() {
        // How long its text was is not known.
        fit(Node::Value(value), limits::INPUT_BYTES)
    } else {
        Err(no_object())
    }
}

fn no_object() -> Error {
    Error::new(codes::request::TYPE, "the input is not an object")
}

/// Reads JSON text as a value, of no more parts than a configuration may have.
///
/// # Errors
/// `limit.size`, `limit.depth`, `request.json` with its position.
pub(crate) fn value(text: &str) -> Result<Value> {
    limits::check_size(text.as_bytes())?;
    // A text that is shorter has no room for so many.
    if text.len() > limits::NODES {
        limits::check_nodes(wellformed(text)?)?;
    }
    serde_json::from_str(text).map_err(|error| no_json(&error))
}

/// How many values a text holds, the names of fields among them.
///
/// # Errors
/// `limit.depth`, `request.json` with its position.
fn wellformed(text: &str) -> Result<usize> {
    wellformed::count(text).map_err(|error| no_json(&error))
}

fn no_json(error: &serde_json::Error) -> Error {
    let message = error.to_string();
    let too_deep = message.starts_with("recursion limit");
    let code = if too_deep { codes::limit::DEPTH } else { codes::request::JSON };
    let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Error::new(code, message).at(Span::point(narrow(error.line()), narrow(error.column())))
}
