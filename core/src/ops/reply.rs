//! The text of a reply, of bounded length: what an operation gives can be many times what it takes.

use serde::Serialize;

use crate::error::{Error, Result, codes};
use crate::go;
use crate::limits::REPLY_BYTES;

/// An output as JSON text.
///
/// # Errors
/// `limit.output` for more than [`REPLY_BYTES`].
pub(super) fn to_text(output: &impl Serialize) -> Result<String> {
    let written = go::json::write(output, REPLY_BYTES);
    written.map_err(|error| if error.is_io() { too_long() } else { unwritable(&error) })
}

/// An object that serde cannot write.
pub(super) fn unwritable(error: &serde_json::Error) -> Error {
    Error::new(codes::request::TYPE, format!("the result cannot be written as JSON: {error}"))
}

fn too_long() -> Error {
    Error::new(codes::limit::OUTPUT, format!("a reply of more than {REPLY_BYTES} bytes"))
}
