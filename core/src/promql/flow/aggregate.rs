//! The labels of what aggregations give.

use super::facts::LabelFlow;
use crate::promql::syntax::{Aggregate, AggregateOp, ExprKind};

/// Of an aggregation over samples.
pub(super) fn of(aggregate: &Aggregate, inner: LabelFlow) -> LabelFlow {
    if inner.empty {
        return inner;
    }
    if aggregate.op.selects() {
        return selecting(aggregate, inner);
    }
    let mut inner = inner;
    let mut grouping = aggregate.grouping.clone();
    if aggregate.op == AggregateOp::CountValues
        && let Some(label) = aggregate.parameter.as_ref().and_then(|parameter| parameter.as_text())
    {
        inner.set_present(label);
        if !aggregate.without {
            grouping.push(label.to_owned());
        }
    }
    if aggregate.without {
        for label in &grouping {
            inner.remove(label);
        }
        return inner.without_reserved();
    }
    inner.kept(&grouping)
}

/// Of an aggregation that gives samples as they are.
fn selecting(aggregate: &Aggregate, inner: LabelFlow) -> LabelFlow {
    let parameter = aggregate.parameter.as_ref().map(|parameter| &parameter.without_parens().kind);
    let count = match parameter {
        Some(ExprKind::Number(number)) => Some(number.value),
        _ => None,
    };
    if count.is_some_and(|count| count < 1.0) {
        return LabelFlow::nothing();
    }
    // Without labels to group by, and with such as have one value, all are one group.
    let one_group =
        !aggregate.without && aggregate.grouping.iter().all(|label| inner.value_of(label).is_some());
    let single = inner.single || one_group && count.is_some_and(|count| count < 2.0);
    let never_empty = inner.never_empty && count.is_some();
    LabelFlow { single, never_empty, ..inner }
}
