//! A query for the pods of a target, whichever they will be.

use crate::error::{Error, Result, codes};
use crate::kube::autoscaling::CrossVersionObjectReference;
use crate::promql::{self, ExprKind, MatchOp};

/// Pods that there are not: two at a time, so that the adapter writes a matcher of a pattern, and two times, since what is not the
/// same then depends on the names. No name of a cluster's is in a query that is made of them, and nothing in them has a
/// meaning in a pattern.
pub(super) const STAND_INS: [[&str; 2]; 2] =
    [["counterpoisestandina", "counterpoisestandinb"], ["counterpoisestandinone", "counterpoisestandintwo"]];

/// The query with the pattern of the target's pods in the place of the stand-ins; one query for each pair of them.
///
/// # Errors
/// `migrate.pods` where the rule does something else with the pods' names than to match them by a pattern.
pub(super) fn of_target(queries: [&str; 2], target: &CrossVersionObjectReference) -> Result<String> {
    let pattern = pattern(target);
    let mut replaced = Vec::new();
    for (query, names) in queries.into_iter().zip(STAND_INS) {
        let names_joined = names.join("|");
        let left = query.replace(&names_joined, &pattern);
        if names.iter().any(|name| left.contains(name)) || is_compared(query, &names_joined) {
            return Err(refused());
        }
        replaced.push(left);
    }
    match replaced.as_slice() {
        [one, other] if one == other => Ok(one.clone()),
        _ => Err(refused()),
    }
}

/// Whether a matcher compares a label with the names as they are, where a pattern means nothing.
fn is_compared(query: &str, names: &str) -> bool {
    let Ok(parsed) = promql::parse(query) else { return false };
    parsed.walk().any(|part| {
        let selector = match &part.kind {
            ExprKind::Vector(selector) => selector,
            ExprKind::Matrix(matrix) => &matrix.selector,
            _ => return false,
        };
        selector.matchers.iter().map(|matcher| &matcher.matcher).any(|matcher| {
            matches!(matcher.op, MatchOp::Equal | MatchOp::NotEqual) && matcher.value.contains(names)
        })
    })
}

fn refused() -> Error {
    let message = "the rule's query does more with the pods' names than to match them by a pattern, so that it cannot be written for pods to come";
    Error::new(codes::migrate::PODS, message)
}

/// How the pods of a workload are named. A dot of its name stands in brackets, where it needs no escape.
fn pattern(target: &CrossVersionObjectReference) -> String {
    let name = target.name.replace('.', "[.]");
    match target.kind.as_str() {
        "Deployment" => format!("{name}-[a-z0-9]{{1,10}}-[a-z0-9]{{5}}"),
        "StatefulSet" => format!("{name}-[0-9]+"),
        "ReplicaSet" | "ReplicationController" => format!("{name}-[a-z0-9]{{5}}"),
        _ => format!("{name}-.+"),
    }
}
