//! JSON as Go's encoder writes it, `encoding/json`.

use std::io;

use serde::Serialize;
use serde_json::Error;

/// Writes a value as compact JSON of at most so many bytes. All that is written goes this way, so that each type is
/// compiled for one serializer.
///
/// # Errors
/// Where the value has no JSON form, such as a map whose keys are no strings; one of input and output for a longer text.
pub(crate) fn write(value: &impl Serialize, most: usize) -> Result<String, Error> {
    let mut text = Text { bytes: Vec::with_capacity(128), most };
    serde_json::to_writer(&mut text, value)?;
    // serde_json writes nothing but UTF-8.
    String::from_utf8(text.bytes).map_err(|error| Error::io(io::Error::other(error)))
}

/// A text that ends where it is too long.
struct Text {
    bytes: Vec<u8>,
    most: usize,
}

impl io::Write for Text {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes).map(|()| bytes.len())
    }

    #[inline]
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        if bytes.len() > self.most.saturating_sub(self.bytes.len()) {
            return Err(io::Error::other("too long"));
        }
        self.bytes.extend_from_slice(bytes);
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Writes a value as `json.Marshal` does: compact, with the characters that mean something to HTML escaped.
///
/// # Errors
/// Where the value has no JSON form, such as a map whose keys are no strings.
pub(crate) fn to_string(value: &impl Serialize) -> Result<String, Error> {
    let plain = write(value, usize::MAX)?;
    if !plain.contains(['<', '>', '&', '\u{2028}', '\u{2029}']) {
        return Ok(plain);
    }
    // Outside of strings none of these occurs.
    let mut escaped = String::with_capacity(plain.len().saturating_add(16));
    for character in plain.chars() {
        match character {
            '<' => escaped.push_str("\\u003c"),
            '>' => escaped.push_str("\\u003e"),
            '&' => escaped.push_str("\\u0026"),
            '\u{2028}' => escaped.push_str("\\u2028"),
            '\u{2029}' => escaped.push_str("\\u2029"),
            other => escaped.push(other),
        }
    }
    Ok(escaped)
}
