//! PromQL as Prometheus 3 has it: expressions into a tree, with the place of each, and what is wrong with those that are none.

mod functions;
mod lex;
mod number;
mod operator;
mod parse;
mod print;
mod token;
mod tree;
mod types;

#[cfg(test)]
mod tests;

pub use functions::{Arity, Function};
pub(crate) use number::UNITS;
pub use operator::{AggregateOp, BinaryOp};
pub use tree::{
    Aggregate, At, Binary, Bounds, Call, Cardinality, DurationExpr, Expr, ExprKind, Length, MatrixSelector,
    Number, Selector, SelectorMatcher, Subquery, Text, TimeModifiers, Unary, ValueType, VectorMatching,
    VectorSelector,
};

use types::Checker;

use crate::budget::Budget;
use crate::error::{Result, codes};
use crate::limits;

/// Reads an expression as Prometheus does without flags. Mirrors `parser.ParseExpr`.
///
/// ```
/// use counterpoise::promql::{ValueType, parse};
///
/// let expr = parse("sum by(pod) (rate(http_requests_total{job='api'}[300s]))")?;
/// assert_eq!(expr.value_type(), ValueType::Vector);
/// assert_eq!(expr.to_string(), r#"sum by (pod) (rate(http_requests_total{job="api"}[5m]))"#);
/// assert_eq!(parse("rate(up)").unwrap_err().span().unwrap().column, 6);
/// # Ok::<(), counterpoise::error::Error>(())
/// ```
///
/// # Errors
/// `promql.syntax` with its position in the text, in Prometheus' words. `limit.depth` for what nests too deeply, `limit.size` for
/// a text that is too long, `limit.regexp` and `limit.work` for patterns that are too large.
pub fn parse(text: &str) -> Result<Expr> {
    parse_within(text, &Budget::default())
}

/// Reads an expression as [`parse`](parse()) does, within what a budget has left for regular expressions.
///
/// # Errors
/// As [`parse`](parse()).
pub fn parse_within(text: &str, budget: &Budget) -> Result<Expr> {
    limits::check_length("a query", text.len(), limits::QUERY_BYTES)?;
    let mut expr = parse::expression(text)?;
    Checker { text, budget }.check(&mut expr)?;
    Ok(expr)
}

/// Looks for what Prometheus 3 refuses of a query without its flags. What is too deep or too large to be read passes.
///
/// # Errors
/// `promql.syntax` with its position in the text, as [`parse`](parse()) tells it.
pub fn check(text: &str) -> Result<()> {
    match parse(text) {
        Err(error) if error.is(codes::promql::SYNTAX) => Err(error),
        _ => Ok(()),
    }
}

/// A series selector without modifiers, which may match everything.
///
/// # Errors
/// `promql.syntax`, `limit.regexp`.
pub(super) fn selector(text: &str) -> Result<VectorSelector> {
    parse::selector(text)
}
