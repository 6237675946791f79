//! Where the order of an evaluation is that of a Go map, which is another each time.
//!
//! Prometheus collects the samples of a step in a map: for `count_values` and the functions of classic histograms, and over a range
//! for every function of an instant vector, every binary operator, `topk` and `bottomk`. What comes out has no order of its own; and
//! an aggregation that adds it up rounds otherwise each time, or picks another one of equal samples.

use counterpoise::promql::syntax::{AggregateOp, Call, Expr, ExprKind};
use counterpoise::promql::{MatchOp, NAME, ValueType};

/// What is not determined of a result.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Order {
    /// In which order its elements are.
    pub(super) is_open: bool,
    /// Its values, which depend on the order of others.
    pub(super) shows: bool,
}

impl Order {
    /// That of an expression, evaluated once or at many steps.
    pub(super) fn of(expr: &Expr, many: bool) -> Self {
        match &expr.kind {
            ExprKind::Paren(inner) => Self::of(inner, many),
            ExprKind::Subquery(subquery) => Self::of(&subquery.expr, true),
            ExprKind::Unary(unary) => Self::of(&unary.expr, many).merged(many, &unary.expr),
            ExprKind::Binary(binary) => {
                let (left, right) = (Self::of(&binary.lhs, many), Self::of(&binary.rhs, many));
                let is_open = many || left.is_open || right.is_open;
                Self { is_open, shows: left.shows || right.shows }
            }
            ExprKind::Aggregate(aggregate) => {
                let inner = Self::of(&aggregate.expr, many);
                let parameter = aggregate.parameter.as_ref().map(|parameter| Self::of(parameter, many));
                let picks = matches!(aggregate.op, AggregateOp::Topk | AggregateOp::Bottomk);
                let counts = matches!(
                    aggregate.op,
                    AggregateOp::Count | AggregateOp::Group | AggregateOp::CountValues
                );
                Self {
                    is_open: inner.is_open || aggregate.op == AggregateOp::CountValues || many && picks,
                    shows: inner.shows || parameter.unwrap_or_default().shows || inner.is_open && !counts,
                }
            }
            ExprKind::Call(call) => Self::of_call(call, many),
            _ => Self::default(),
        }
    }

    fn of_call(call: &Call, many: bool) -> Self {
        let args = || call.args.iter().map(|arg| (arg, Self::of(arg, many)));
        let any = args().fold(Self::default(), |a, (_, b)| Self {
            is_open: a.is_open || b.is_open,
            shows: a.shows || b.shows,
        });
        match call.function.name {
            "histogram_quantile" | "histogram_fraction" => {
                Self { is_open: true, shows: any.shows || any.is_open }
            }
            "label_replace" | "label_join" => Self { is_open: any.is_open || many, ..any },
            _ => match args().find(|(arg, _)| arg.value_type() == ValueType::Matrix) {
                Some((range, _)) => any.merged(many, range),
                None => Self { is_open: any.is_open || many, ..any },
            },
        }
    }

    /// Series that become the same once their names are gone are put together in a map, where they may have several names.
    fn merged(self, many: bool, of: &Expr) -> Self {
        Self { is_open: self.is_open || many && !has_one_name(of), ..self }
    }
}

/// Whether all series of an expression surely have one name, or none.
fn has_one_name(expr: &Expr) -> bool {
    let selector = match &expr.kind {
        ExprKind::Vector(selector) => selector,
        ExprKind::Matrix(matrix) => &matrix.selector,
        ExprKind::Paren(inner) => return has_one_name(inner),
        ExprKind::Subquery(subquery) => return has_one_name(&subquery.expr),
        _ => return false,
    };
    let mut matchers = selector.matchers.iter().map(|held| &held.matcher);
    matchers.any(|matcher| matcher.name == NAME && matcher.op == MatchOp::Equal)
}

#[cfg(test)]
mod tests {
    use super::Order;
    use counterpoise::promql::parse;

    fn of(query: &str, many: bool) -> (bool, bool) {
        let order = Order::of(&parse(query).unwrap(), many);
        (order.is_open, order.shows)
    }

    #[test]
    fn an_instant_vector_has_the_order_of_its_series() {
        for query in ["a", "sum by (x) (rate(a[5m]))", "topk(2, a + on(x) b)", "sort(abs(a))", "-a or b"] {
            assert_eq!(of(query, false), (false, false), "{query}");
        }
        assert_eq!(of("count_values(\"v\", a)", false), (true, false));
        assert_eq!(of("sum(histogram_quantile(0.5, a))", false), (true, true));
    }

    #[test]
    fn over_a_range_maps_are_between() {
        for query in ["a", "sum by (x) (rate(a[5m]))", "max(-a)", "avg_over_time(a[5m])"] {
            assert_eq!(of(query, true), (false, false), "{query}");
        }
        for query in ["abs(a)", "a + b", "topk(1, a)", "rate({x=\"1\"}[5m])", "label_join(a, \"x\", \"\")"] {
            assert_eq!(of(query, true), (true, false), "{query}");
        }
        for query in ["sum(abs(a))", "sum(a + b)", "count(sum by (x) (a * 2)) + 1"] {
            assert_eq!(of(query, true), (true, true), "{query}");
        }
        assert_eq!(of("count(abs(a))", true), (true, false));
        // Within a subquery there are always many steps.
        assert_eq!(of("last_over_time(sum(abs(a))[5m:1m])", false), (true, true));
    }
}
