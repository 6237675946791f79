//! How much work one input may cause. A hostile input gets an error of the `limit` area, never a hang.

use crate::error::{Error, Result, codes};

/// Bytes of one input text: 16 MiB.
pub const INPUT_BYTES: usize = 16 << 20;
/// Levels of nesting in one input document: what the JSON reader allows, and the same for YAML and templates.
pub const DEPTH: usize = 128;
/// Bytes that one template may print: 1 MiB.
pub const TEMPLATE_OUTPUT_BYTES: usize = 1 << 20;

/// Refuses a text larger than [`INPUT_BYTES`].
///
/// # Errors
/// `limit.size`.
pub fn check_size(text: &[u8]) -> Result<()> {
    if text.len() > INPUT_BYTES {
        return Err(Error::new(
            codes::limit::SIZE,
            format!("{} bytes are more than {INPUT_BYTES}", text.len()),
        ));
    }
    Ok(())
}
