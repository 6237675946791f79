//! JSON text into typed values, with a code, a path and a position for whatever does not fit.
//!
//! There is one reader, [`Node`], and every type is compiled for it alone: YAML comes by way of JSON text, too.

mod cursor;
mod mismatch;
mod node;
mod number;
mod part;
mod parts;
mod places;
mod plain;
mod rules;
mod strict;
mod text;
mod tree;
mod wellformed;

#[cfg(test)]
mod tests;

use std::ops::Range;

use serde::de::Deserialize;
use serde_json::Value;

use crate::error::{Error, Result, Span, codes};
use crate::limits::{self, reading};
use cursor::Cursor;
use mismatch::Mismatch;
use node::Node;

pub(crate) use node::DOCUMENT;
pub(crate) use part::Part;
pub(crate) use places::place_of;
pub(crate) use rules::{API, GO, OURS, Rules};
pub(crate) use strict::{Absent, StrictError, strict};
pub(crate) use text::Text;
pub(crate) use tree::{Tree, structure_tree, tree, tree_or_none};

/// Reads the text of a JSON object into a typed value.
///
/// # Errors
/// `limit.depth`, `limit.size` for too many values, and the `request.*` codes with the path and the position of the value.
pub(crate) fn object<'de, T: Deserialize<'de>>(text: &'de str) -> Result<T> {
    if !text.trim_start().starts_with('{') {
        return Err(wellformed(text).err().unwrap_or_else(no_object));
    }
    read(text, OURS)
}

fn no_object() -> Error {
    Error::new(codes::request::TYPE, "the input is not an object")
}

/// Reads JSON text into a typed value.
///
/// # Errors
/// As [`object`].
pub(crate) fn read<'de, T: Deserialize<'de>>(text: &'de str, rules: Rules) -> Result<T> {
    read_in(text, rules, text.len(), &|bytes| Some(Span::of(text, bytes)))
}

/// Tells where bytes of a text stand in its source.
pub(crate) type Place<'p> = &'p dyn Fn(Range<usize>) -> Option<Span>;

/// Reads JSON text into a typed value that may take what a text of `length` bytes may; `place` tells where the bytes of
/// the text stand in its source.
///
/// # Errors
/// As [`object`].
pub(crate) fn read_in<'de, T: Deserialize<'de>>(
    text: &'de str,
    rules: Rules,
    length: usize,
    place: Place<'_>,
) -> Result<T> {
    let mut typed = None;
    read_as(text, rules, length, place, &mut |node| {
        typed = Some(T::deserialize(node)?);
        Ok(())
    })?;
    typed.ok_or_else(no_object)
}

/// Reads a value as a type and keeps it: what is around that is compiled once, and not for each type.
type Read<'r, 'de> = &'r mut dyn FnMut(Node<'_, 'de>) -> std::result::Result<(), Mismatch>;

fn read_as<'de>(
    text: &'de str,
    rules: Rules,
    length: usize,
    place: Place<'_>,
    read: Read<'_, 'de>,
) -> Result<()> {
    let mut attempt = |careful| {
        let mut cursor = Cursor::new(text, careful);
        reading::within(length, || attempt(&mut cursor, rules, read))
    };
    let first = attempt(false);
    // Where a field is repeated, all of them are known before the object is read.
    let (read, exceeded) = match first {
        (Ok(()), _) => return Ok(()),
        (Err(_), true) => first,
        (Err(_), false) => attempt(true),
    };
    read.map_err(|mismatch| refused(text, mismatch, exceeded, place))
}

fn attempt<'de>(
    cursor: &mut Cursor<'de>,
    rules: Rules,
    read: Read<'_, 'de>,
) -> std::result::Result<(), Mismatch> {
    match read(Node { cursor: &mut *cursor, rules }) {
        Ok(()) => cursor.end(),
        Err(mut error) => {
            error.place(0, cursor.at());
            Err(error)
        }
    }
}

#[cold]
fn refused(text: &str, mismatch: Mismatch, exceeded: bool, place: Place<'_>) -> Error {
    if let Err(error) = wellformed(text) {
        return error;
    }
    let (error, bytes) = mismatch.into_error(exceeded);
    error.placed(place(bytes))
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
    read(text, OURS).map(|Tree(value)| value)
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
