//! How much work one input may cause. A hostile input gets an error of the `limit` area, never a hang.

pub(crate) mod reading;

use crate::error::{Error, Result, codes};

pub use reading::{READING_BYTES, READING_FACTOR};

/// Bytes of one input text: 16 MiB.
pub const INPUT_BYTES: usize = 16 << 20;
/// Bytes of a request's `id`, as it is written.
pub const ID_BYTES: usize = 1024;
/// Levels of nesting in one input document: what the JSON reader allows, and the same for YAML and templates.
pub const DEPTH: usize = 128;
/// Values in one configuration, and in another document that is read as a tree: half a million, far above the largest known.
pub const NODES: usize = 500_000;

/// Refuses a document of more values than [`NODES`].
///
/// # Errors
/// `limit.size`.
pub fn check_nodes(values: usize) -> Result<()> {
    if values > NODES {
        return Err(Error::new(codes::limit::SIZE, TooManyNodes.to_string()));
    }
    Ok(())
}

/// What is told of a document of more values than [`NODES`].
pub(crate) struct TooManyNodes;

impl std::fmt::Display for TooManyNodes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "more than {NODES} values")
    }
}

/// Rules in one list of a configuration.
pub const RULES: usize = 10_000;
/// Labels that one rule may map to resources.
pub const OVERRIDES: usize = 10_000;
/// The characters of a configuration's patterns, each as often as repetitions ask for: two million.
pub const PATTERN_WEIGHT: usize = 2_000_000;
/// Findings that a check tells of one input.
pub const FINDINGS: usize = 1_000;
/// Bytes that one template may print: 1 MiB.
pub const TEMPLATE_OUTPUT_BYTES: usize = 1 << 20;
/// Bytes that an operation may give back where its output can be many times its input: 16 MiB.
pub const OUTPUT_BYTES: usize = 16 << 20;

/// Refuses an output larger than [`OUTPUT_BYTES`].
///
/// # Errors
/// `limit.output`.
pub fn check_output(bytes: usize) -> Result<()> {
    if bytes > OUTPUT_BYTES {
        let message = format!("an output of {bytes} bytes or more is larger than {OUTPUT_BYTES}");
        return Err(Error::new(codes::limit::OUTPUT, message));
    }
    Ok(())
}

/// Comparisons of a rule with a series for one registry: 100 million.
pub const COMPARISONS: usize = 100_000_000;

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
