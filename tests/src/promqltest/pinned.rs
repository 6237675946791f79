//! Queries whose selectors are pinned to a time with `@`: evaluated whenever, they give what they give then. Mirrors
//! `atModifierTestCases`.

use counterpoise::promql::syntax::At;
use counterpoise::promql::{Expr, ExprKind, parse};

/// Functions whose value depends on when they are evaluated, or on the times of their samples.
const UNSAFE: [&str; 11] = [
    "days_in_month",
    "day_of_month",
    "day_of_week",
    "day_of_year",
    "hour",
    "minute",
    "month",
    "year",
    "predict_linear",
    "time",
    "timestamp",
];

/// A query pinned to a time in milliseconds, and other times at which it must give the same; `None` where that cannot be.
pub(super) fn pinned(query: &str, at: i64) -> Option<(String, Vec<i64>)> {
    let mut expr = parse(query).ok()?;
    let is_unsafe =
        |inner: &Expr| matches!(&inner.kind, ExprKind::Call(call) if UNSAFE.contains(&call.function.name));
    if expr.walk().any(is_unsafe) {
        return None;
    }
    pin(&mut expr, at);
    let times = if at == 0 { vec![-1_000, 0, 1_000] } else { vec![-10 * at, 0, at / 5, at, 10 * at] };
    Some((expr.to_string(), times))
}

/// What is within a subquery that is pinned is so by it.
fn pin(expr: &mut Expr, at: i64) {
    let time = match &mut expr.kind {
        ExprKind::Vector(selector) => &mut selector.time,
        ExprKind::Matrix(matrix) => &mut matrix.selector.time,
        ExprKind::Subquery(subquery) => &mut subquery.time,
        ExprKind::Paren(inner) => return pin(inner, at),
        ExprKind::Unary(unary) => return pin(&mut unary.expr, at),
        ExprKind::Binary(binary) => {
            pin(&mut binary.lhs, at);
            return pin(&mut binary.rhs, at);
        }
        ExprKind::Aggregate(aggregate) => {
            aggregate.parameter.iter_mut().for_each(|parameter| pin(parameter, at));
            return pin(&mut aggregate.expr, at);
        }
        ExprKind::Call(call) => return call.args.iter_mut().for_each(|arg| pin(arg, at)),
        _ => return,
    };
    if !matches!(time.at, Some(At::Millis(_))) {
        time.at = Some(At::Millis(at));
    }
}
