//! Names with a hyphen, which PromQL reads as one name less another.

use crate::error::{Error, codes};
use crate::promql::syntax::{BinaryOp, ExprKind};
use crate::rules::Probe;

/// A difference that is written as a name with a hyphen.
pub(super) fn find(probe: &Probe) -> Option<Error> {
    probe.expr().walk().find_map(|expr| {
        let ExprKind::Binary(binary) = &expr.kind else { return None };
        let (ExprKind::Vector(lhs), ExprKind::Vector(rhs)) = (&binary.lhs.kind, &binary.rhs.kind) else {
            return None;
        };
        let (first, second) = (lhs.name.as_deref()?, rhs.name.as_deref()?);
        let is_bare = binary.lhs.span.len() == first.len();
        let touches =
            binary.lhs.span.end == binary.op_span.start && binary.op_span.end == binary.rhs.span.start;
        if binary.op != BinaryOp::Sub || !is_bare || !touches {
            return None;
        }
        let message = format!("{first}-{second} reads as {first} less {second}, not as one name");
        let end = binary.rhs.span.start.saturating_add(second.len());
        let error = Error::new(codes::promql::HYPHEN, message).placed(probe.span(&(expr.span.start..end)));
        Some(error.with_hint(format!(
            "Write {{\"{first}-{second}\"}}, or {first} - {second} where the difference is meant."
        )))
    })
}
