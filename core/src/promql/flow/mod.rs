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
            ExprKind::Binary(binary) => self.chain(binary),
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

    /// A chain such as `a or b or c` is as deep as it has operators: its left operands are gone through in a loop.
    fn chain(&self, last: &Binary) -> Result<LabelFlow> {
        let mut operators = vec![last];
        let mut first = &last.lhs;
        while let ExprKind::Binary(binary) = &first.kind {
            operators.push(binary);
            first = &binary.lhs;
        }
        let mut lhs = (first.value_type(), self.of(first)?);
        while let Some(binary) = operators.pop() {
            let rhs = (binary.rhs.value_type(), self.of(&binary.rhs)?);
            lhs = operated(binary, lhs, rhs);
        }
        Ok(lhs.1)
    }
}

type Typed = (ValueType, LabelFlow);

/// What an operator makes of its operands.
fn operated(binary: &Binary, lhs: Typed, rhs: Typed) -> Typed {
    let flow = match (lhs, rhs, &binary.matching) {
        ((ValueType::Scalar, _), (ValueType::Scalar, _), _) => return (ValueType::Scalar, LabelFlow::one()),
        ((ValueType::Scalar, _), (_, vector), _) | ((_, vector), (ValueType::Scalar, _), _) => {
            binary::with_scalar(binary, vector)
        }
        ((_, lhs), (_, rhs), Some(matching)) => binary::of_vectors(binary, matching, lhs, rhs),
        // Two vectors are always matched.
        (_, _, None) => LabelFlow::default(),
    };
    (ValueType::Vector, flow)
}
