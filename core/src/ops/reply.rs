//! The text of a reply, of bounded length: what an operation gives can be many times what it takes.

use std::io::{Error as WriteError, Write};

use serde::Serialize;

use crate::error::{Error, Result, codes};
use crate::limits::REPLY_BYTES;

/// An output as JSON text.
///
/// # Errors
/// `limit.output` for more than [`REPLY_BYTES`].
pub(super) fn to_text(output: &impl Serialize) -> Result<String> {
    let mut reply = Reply(Vec::with_capacity(128));
    let written = serde_json::to_writer(&mut reply, output);
    written.map_err(|error| if error.is_io() { too_long() } else { unwritable(&error) })?;
    // serde_json writes nothing but UTF-8.
    String::from_utf8(reply.0).map_err(|error| Error::new(codes::request::TYPE, error.to_string()))
}

/// An object that serde cannot write.
pub(super) fn unwritable(error: &serde_json::Error) -> Error {
    Error::new(codes::request::TYPE, format!("the result cannot be written as JSON: {error}"))
}

fn too_long() -> Error {
    Error::new(codes::limit::OUTPUT, format!("a reply of more than {REPLY_BYTES} bytes"))
}

/// A text that ends where it is too long.
struct Reply(Vec<u8>);

impl Write for Reply {
    fn write(&mut self, bytes: &[u8]) -> Result<usize, WriteError> {
        self.write_all(bytes).map(|()| bytes.len())
    }

    fn write_all(&mut self, bytes: &[u8]) -> Result<(), WriteError> {
        if bytes.len() > REPLY_BYTES.saturating_sub(self.0.len()) {
            return Err(WriteError::other("too long"));
        }
        self.0.extend_from_slice(bytes);
        Ok(())
    }

    fn flush(&mut self) -> Result<(), WriteError> {
        Ok(())
    }
}
