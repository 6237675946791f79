//! Whether a text is PromQL.

use crate::error::Result;
#[cfg(feature = "promql-syntax")]
use crate::error::{Error, codes};
#[cfg(feature = "promql-syntax")]
use promql_parser::parser::Expr;
#[cfg(feature = "promql-syntax")]
use promql_parser::util::{ExprVisitor, walk_expr};

/// Bytes and operators of the longest expression that is checked: the parser takes the stack for each operator.
#[cfg(feature = "promql-syntax")]
const BYTES: usize = 8 << 10;
#[cfg(feature = "promql-syntax")]
const OPERATORS: usize = 256;

/// Looks for what Prometheus 3 refuses of a query: an expression that is none, arguments of a wrong type, a pattern that Go
/// refuses, an escape that PromQL has not, a function that is experimental.
///
/// What is told Prometheus refuses, but for a few durations that nobody writes (`offset -+1w`). That nothing is told does not
/// mean that it takes the query, for the parser is another one, more lenient in places. An expression that is too long for it passes, and so do one that it refuses where a word is
/// `anchored`, `smoothed` or `fill`, and every one in a build without the feature `promql-syntax`.
///
/// # Errors
/// `promql.syntax`.
#[cfg(feature = "promql-syntax")]
pub fn check(text: &str) -> Result<()> {
    let operators = text.bytes().filter(|byte| b"(+-*/%^<>=!".contains(byte)).count();
    let words = text.split_ascii_whitespace().count();
    if text.len() > BYTES || operators.saturating_add(words) > OPERATORS {
        return Ok(());
    }
    let masked = super::mask::mask(text)?;
    let refuse = |message| Error::new(codes::promql::SYNTAX, message);
    match promql_parser::parser::parse(&masked) {
        Ok(expression) => walk_expr(&mut Experimental, &expression).map(drop).map_err(refuse),
        Err(_) if super::mask::has_unknown_word(text) => Ok(()),
        Err(message) => Err(refuse(message)),
    }
}

/// Looks for functions and aggregations that Prometheus has behind a flag.
#[cfg(feature = "promql-syntax")]
struct Experimental;

#[cfg(feature = "promql-syntax")]
impl ExprVisitor for Experimental {
    type Error = String;

    fn pre_visit(&mut self, expression: &Expr) -> Result<bool, String> {
        let name = match expression {
            Expr::Call(call) if call.func.experimental => call.func.name.to_owned(),
            Expr::Aggregate(aggregate) => aggregate.op.to_string(),
            _ => return Ok(true),
        };
        if matches!(expression, Expr::Aggregate(_)) && !matches!(&*name, "limitk" | "limit_ratio") {
            return Ok(true);
        }
        Err(format!(
            "{name} is experimental: Prometheus refuses it without --enable-feature=promql-experimental-functions"
        ))
    }
}

/// Passes everything.
///
/// # Errors
/// None.
#[cfg(not(feature = "promql-syntax"))]
pub fn check(_: &str) -> Result<()> {
    Ok(())
}
