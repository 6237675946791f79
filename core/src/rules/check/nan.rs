//! Whether a query divides by what may be 0, which makes NaN or an infinity.

use crate::promql::syntax::{AggregateOp, BinaryOp, Expr, ExprKind};

/// What a query may give that is no number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum NoNumber<'e> {
    /// A divisor may be 0: the division.
    Division {
        /// The whole division.
        expr: &'e Expr,
        /// Whether what is divided may be 0, too, which makes NaN.
        nan: bool,
        /// Whether it may be anything else, which makes an infinity.
        infinite: bool,
    },
    /// A quantile of nothing.
    Quantile(&'e Expr),
}

/// The first part of a query that may be no number.
pub(super) fn find(expr: &Expr) -> Option<NoNumber<'_>> {
    expr.walk().find_map(|expr| match &expr.kind {
        ExprKind::Binary(binary) if binary.op == BinaryOp::Div && may_be_zero(&binary.rhs) => {
            let nan = may_be_zero(&binary.lhs);
            Some(NoNumber::Division { expr, nan, infinite: !are_sum_and_count(&binary.lhs, &binary.rhs) })
        }
        ExprKind::Call(call) if matches!(call.function.name, "histogram_quantile" | "histogram_avg") => {
            Some(NoNumber::Quantile(expr))
        }
        _ => None,
    })
}

/// Whether a value may be 0 for all that is known.
fn may_be_zero(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Number(number) => number.value == 0.0,
        ExprKind::Paren(inner) => may_be_zero(inner),
        ExprKind::Unary(unary) => may_be_zero(&unary.expr),
        ExprKind::Subquery(subquery) => may_be_zero(&subquery.expr),
        ExprKind::String(_) | ExprKind::Matrix(_) => true,
        // Of such metrics the labels count, and the value is 1.
        ExprKind::Vector(selector) => !selector.metric().is_some_and(|name| name.ends_with("_info")),
        ExprKind::Aggregate(aggregate) => match aggregate.op {
            // Of what is there.
            AggregateOp::Count | AggregateOp::Group | AggregateOp::CountValues => false,
            AggregateOp::Stddev | AggregateOp::Stdvar => true,
            _ => may_be_zero(&aggregate.expr),
        },
        ExprKind::Call(call) => match (call.function.name, call.args.as_slice()) {
            ("clamp_min", [_, least]) => least.number().is_none_or(|least| least <= 0.0),
            ("clamp", [_, least, _]) => least.number().is_none_or(|least| least <= 0.0),
            (
                "count_over_time" | "present_over_time" | "absent" | "absent_over_time" | "time" | "pi"
                | "exp" | "timestamp" | "days_in_month" | "month" | "year" | "day_of_month" | "day_of_year",
                _,
            ) => false,
            (
                "vector" | "abs" | "sgn" | "sqrt" | "avg_over_time" | "min_over_time" | "max_over_time"
                | "last_over_time" | "sum_over_time" | "label_replace" | "label_join" | "sort" | "sort_desc",
                [inner, ..],
            ) => may_be_zero(inner),
            // The scalar of nothing is NaN.
            ("scalar", [inner]) => may_be_zero(inner) || !is_always_there(inner),
            _ => true,
        },
        ExprKind::Binary(binary) => {
            let (lhs, rhs) = (&binary.lhs, &binary.rhs);
            let is_positive = |expr: &Expr| expr.number().is_some_and(|value| value > 0.0);
            match binary.op {
                // A constant is added against exactly this.
                BinaryOp::Add => !is_positive(lhs) && !is_positive(rhs),
                BinaryOp::Mul => may_be_zero(lhs) || may_be_zero(rhs),
                BinaryOp::Div | BinaryOp::Pow | BinaryOp::And | BinaryOp::Unless => may_be_zero(lhs),
                BinaryOp::Or => may_be_zero(lhs) || may_be_zero(rhs),
                _ if binary.returns_bool => true,
                BinaryOp::Greater => rhs.number().is_none_or(|least| least < 0.0),
                BinaryOp::GreaterOrEqual => rhs.number().is_none_or(|least| least <= 0.0),
                BinaryOp::Less => rhs.number().is_none_or(|most| most > 0.0),
                BinaryOp::LessOrEqual => rhs.number().is_none_or(|most| most >= 0.0),
                BinaryOp::NotEqual => rhs.number() != Some(0.0),
                BinaryOp::Equal => rhs.number().is_none_or(|value| value == 0.0),
                _ => true,
            }
        }
    }
}

/// Whether one is the sum and the other the count of the same histogram or summary, of which neither is 0 alone.
fn are_sum_and_count(lhs: &Expr, rhs: &Expr) -> bool {
    let only = |expr: &'_ Expr| {
        let mut selectors = expr.selectors().filter_map(|held| held.selector.metric().map(str::to_owned));
        selectors.next().filter(|_| selectors.next().is_none())
    };
    match (only(lhs), only(rhs)) {
        (Some(sum), Some(count)) => {
            sum.strip_suffix("_sum").is_some_and(|base| count.strip_suffix("_count") == Some(base))
        }
        _ => false,
    }
}

/// Whether a vector has a sample whatever there is: `x or vector(1)`.
fn is_always_there(expr: &Expr) -> bool {
    match &expr.without_parens().kind {
        ExprKind::Call(call) => call.function.name == "vector",
        ExprKind::Binary(binary) => {
            binary.op == BinaryOp::Or && (is_always_there(&binary.lhs) || is_always_there(&binary.rhs))
        }
        _ => false,
    }
}
