//! Counters that are taken as they are, and rates of what is no counter, as far as names tell.

use crate::error::{Error, codes};
use crate::promql::syntax::{AggregateOp, Expr, ExprKind};
use crate::rules::Probe;

/// What a counter's name ends with.
const COUNTER: &str = "_total";
/// What the name of a value that goes up and down ends with.
const GAUGES: [&str; 9] = [
    "_ratio",
    "_percent",
    "_percentage",
    "_celsius",
    "_utilization",
    "_in_progress",
    "_queue_length",
    "_queue_depth",
    "_queue_size",
];
/// Functions that take how much a counter grew.
const RATES: [&str; 3] = ["rate", "irate", "increase"];

/// Notes on a query.
pub(super) fn find(probe: &Probe) -> Vec<Error> {
    let mut found = Vec::new();
    of(probe, probe.expr(), &mut found);
    found
}

fn of(probe: &Probe, expr: &Expr, found: &mut Vec<Error>) {
    match &expr.kind {
        ExprKind::Vector(selector) => {
            if let Some(name) = selector.metric().filter(|name| name.ends_with(COUNTER)) {
                let message = format!(
                    "{name} is a counter by its name, which only grows: how fast is told by rate({name}[…])"
                );
                found.push(Error::new(codes::rules::COUNTER_VALUE, message).placed(probe.span(&expr.span)));
            }
        }
        // Whether there are series, and how many, does not depend on their values.
        ExprKind::Aggregate(aggregate) if matches!(aggregate.op, AggregateOp::Count | AggregateOp::Group) => {
        }
        ExprKind::Call(call) if RATES.contains(&call.function.name) => {
            let gauge = call.args.iter().find_map(|arg| match &arg.kind {
                ExprKind::Matrix(matrix) => {
                    matrix.selector.metric().filter(|name| GAUGES.iter().any(|gauge| name.ends_with(gauge)))
                }
                _ => None,
            });
            if let Some(name) = gauge {
                let message = format!(
                    "{name} goes up and down by its name, and {} takes every fall for a restart from 0: delta and deriv are for \
                     such values",
                    call.function.name
                );
                found.push(Error::new(codes::rules::RATE_OF_GAUGE, message).placed(probe.span(&expr.span)));
            }
        }
        // Over a time anything may be meant.
        ExprKind::Call(call)
            if call
                .args
                .iter()
                .any(|arg| matches!(arg.kind, ExprKind::Matrix(_) | ExprKind::Subquery(_))) => {}
        ExprKind::Call(call) if call.function.name.starts_with("absent") => {}
        ExprKind::Subquery(_) => {}
        _ => expr.children().for_each(|inner| of(probe, inner, found)),
    }
}
