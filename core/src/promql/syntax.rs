//! Whether a text is PromQL, by the `promql-parser` crate. It knows the syntax of Prometheus 2 and most of 3, so what it
//! refuses is suspicious and not always wrong.

use promql_parser::parser;

use crate::error::{Error, Result, codes};
use crate::limits;

/// Bytes of a query that is read. The crate's tree is dropped recursively, and a byte can be a level of it.
const MOST: usize = 4096;

/// Reads a query; one longer than 4 KiB is taken as it is.
///
/// # Errors
/// `promql.syntax` with what the crate says.
pub fn check(query: &str) -> Result<()> {
    if query.len() > MOST || query.bytes().filter(|byte| *byte == b'(').count() > limits::DEPTH {
        return Ok(());
    }
    match parser::parse(query) {
        Ok(_) => Ok(()),
        Err(message) => Err(Error::new(codes::promql::SYNTAX, format!("{}: {query}", message.trim()))),
    }
}
