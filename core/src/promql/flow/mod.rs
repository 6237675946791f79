//! Which labels the result of a query has: what is sure of it, without a Prometheus and without its data.
//!
//! Every expression is told what is sure of those within it. Where that is not the whole truth, less is told, never more.

mod aggregate;
mod binary;
mod facts;
mod function;
mod selector;

#[cfg(test)]
mod tests;

pub use facts::LabelFlow;

use super::Labels;
use super::syntax::{Binary, Expr, ExprKind, ValueType};
use crate::budget::Budget;
use crate::error::Result;

/// Which labels the samples of an expression have, as Prometheus evaluates it at any time. `series` are all that there are, their
/// names as `__name__`; without them there may be any.
///
/// A number and a text have no labels and are always there. A range vector has a sample for each of its series.
///
/// ```
/// use counterpoise::promql::{flow, parse};
///
/// let expr = parse("sum by (pod) (rate(http_requests_total{pod=\"web-0\"}[5m]))")?;
/// let labels = flow::labels(&expr, None)?;
/// assert!(labels.single && labels.present.contains("pod") && labels.lacks("__name__"));
/// # Ok::<(), counterpoise::error::Error>(())
/// ```
///
/// # Errors
/// `limit.regexp` and `limit.work` for patterns that are too large, and for more series than are worth comparing.
pub fn labels(expr: &Expr, series: Option<&[Labels]>) -> Result<LabelFlow> {
    labels_within(expr, series, &Budget::default())
}

/// Which labels there are, as [`labels`] tells, within what a budget has left.
///
/// # Errors
/// As [`labels`].
pub fn labels_within(expr: &Expr, series: Option<&[Labels]>, budget: &Budget) -> Result<LabelFlow> {
    Flow { series, budget }.of(expr)
}

struct Flow<'a> {
    series: Option<&'a [Labels]>,
    budget: &'a Budget,
}

impl Flow<'_> {
    fn of(&self, expr: &Expr) -> Result<LabelFlow> {
        match &expr.kind {
            ExprKind::Number(_) | ExprKind::String(_) => Ok(LabelFlow::one()),
            ExprKind::Vector(selector) => selector::selected(selector, self.series, self.budget),
            ExprKind::Matrix(matrix) => selector::selected(&matrix.selector, self.series, self.budget),
            ExprKind::Subquery(subquery) => {
                let inner = self.of(&subquery.expr)?;
                // At each time there may be another one.
                Ok(LabelFlow { single: inner.empty, never_empty: false, ..inner }.settled())
            }
            ExprKind::Paren(inner) => self.of(inner),
            ExprKind::Unary(unary) => {
                let inner = self.of(&unary.expr)?;
                Ok(if unary.is_negative { inner.without_reserved() } else { inner })
            }
            ExprKind::Binary(binary) => self.binary(binary),
            ExprKind::Aggregate(aggregate) => Ok(aggregate::of(aggregate, self.of(&aggregate.expr)?)),
            ExprKind::Call(call) => {
                if call.function.returns == ValueType::Scalar {
                    return Ok(LabelFlow::one());
                }
                let is_vector =
                    |arg: &&Expr| matches!(arg.value_type(), ValueType::Vector | ValueType::Matrix);
                let inner = call.args.iter().find(is_vector).map(|arg| self.of(arg)).transpose()?;
                function::of(call, inner, self.budget)
            }
        }
    }

    fn binary(&self, binary: &Binary) -> Result<LabelFlow> {
        match (binary.lhs.value_type(), binary.rhs.value_type(), &binary.matching) {
            (ValueType::Scalar, ValueType::Scalar, _) => Ok(LabelFlow::one()),
            (ValueType::Scalar, _, _) => Ok(binary::with_scalar(binary, self.of(&binary.rhs)?)),
            (_, ValueType::Scalar, _) => Ok(binary::with_scalar(binary, self.of(&binary.lhs)?)),
            (_, _, Some(matching)) => {
                let (lhs, rhs) = (self.of(&binary.lhs)?, self.of(&binary.rhs)?);
                Ok(binary::of_vectors(binary, matching, lhs, rhs))
            }
            // Two vectors are always matched.
            (_, _, None) => Ok(LabelFlow::default()),
        }
    }
}
