//! Whether a text is PromQL.

use crate::error::Result;
#[cfg(feature = "promql-syntax")]
use crate::error::{Error, codes};

/// Bytes and operators of the longest expression that is checked: the parser takes the stack for each operator.
#[cfg(feature = "promql-syntax")]
const BYTES: usize = 8 << 10;
#[cfg(feature = "promql-syntax")]
const OPERATORS: usize = 256;

/// Checks that a text is a PromQL expression with arguments of the right types, as Prometheus 3 has it. An expression that
/// is too long for that passes, and so does every one in a build without the feature `promql-syntax`.
///
/// # Errors
/// `promql.syntax`.
#[cfg(feature = "promql-syntax")]
pub fn check(text: &str) -> Result<()> {
    let operators = text.bytes().filter(|byte| b"(+-*/%^<>=!".contains(byte)).count();
    let words = text.split_ascii_whitespace().count();
    // A counted repetition makes a small regular expression large; nothing else in PromQL has a digit or comma there.
    let repeats = text.as_bytes().windows(2).any(|pair| matches!(pair, [b'{', b'0'..=b'9' | b',']));
    if text.len() > BYTES || operators.saturating_add(words) > OPERATORS || repeats {
        return Ok(());
    }
    let parsed = promql_parser::parser::parse(text);
    parsed.map(drop).map_err(|message| Error::new(codes::promql::SYNTAX, message))
}

/// Passes everything.
///
/// # Errors
/// None.
#[cfg(not(feature = "promql-syntax"))]
pub fn check(_: &str) -> Result<()> {
    Ok(())
}
