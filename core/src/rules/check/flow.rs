//! Whether the result of a query has the label by which its samples are told apart.

use std::borrow::Cow;

use crate::budget::Budget;
use crate::error::{Error, codes};
use crate::promql::flow;
use crate::promql::syntax::{Expr, ExprKind};
use crate::resources::GroupResource;
use crate::rules::{LabelResources, Probe, QueryTemplate};

/// That the result lacks the label of every resource that a rule could be asked for, so that no object gets a value.
pub(super) fn lacks_objects(
    query: &QueryTemplate,
    resources: &LabelResources,
    budget: &Budget,
) -> Option<Error> {
    let namespace = resources.label_for(&GroupResource::core("namespaces")).ok();
    let namespace = namespace.as_deref().unwrap_or_default();
    let mut labels = resources.object_labels();
    if labels.is_empty() {
        labels.extend(resources.label_for(&GroupResource::core("pods")).ok().map(Cow::into_owned));
    }
    if labels.is_empty() {
        // That no label stands for anything is another finding.
        labels.push(Some(namespace).filter(|label| !label.is_empty())?.to_owned());
    }
    let mut lacking = Vec::new();
    for label in &labels {
        let lacks = lacks(query, &[namespace, label], &[label], budget)?;
        if lacks.is_empty() {
            return None;
        }
        lacking.push(label.as_str());
    }
    let message = format!("the result has no label {}, so no object gets a value", lacking.join(", nor "));
    Some(Error::new(codes::rules::NO_GROUP_BY, message))
}

/// That no samples of the two sides of an operator ever match, whatever series there are, so that the result is empty.
pub(super) fn is_empty(query: &QueryTemplate, resources: &LabelResources, budget: &Budget) -> Option<Error> {
    let namespace = resources.label_for(&GroupResource::core("namespaces")).ok();
    let mut labels = resources.object_labels();
    labels.extend(resources.label_for(&GroupResource::core("pods")).ok().map(Cow::into_owned));
    let label = labels.first().map(String::as_str).or(namespace.as_deref())?;
    let probe =
        Probe::matched(query, "series", &[namespace.as_deref().unwrap_or(label), label], &[label], budget)?;
    let of = |expr: &Expr| flow::labels_within(expr, None, budget).ok();
    if !of(probe.expr())?.empty {
        return None;
    }
    // The innermost comes last.
    let sides = |expr: &Expr| match &expr.kind {
        ExprKind::Binary(binary) => {
            let (lhs, rhs) = (of(&binary.lhs)?, of(&binary.rhs)?);
            (of(expr)?.empty && !lhs.empty && !rhs.empty).then(|| (binary.op, expr.span.clone(), [lhs, rhs]))
        }
        _ => None,
    };
    let (op, span, sides) = probe.expr().walk().filter_map(sides).last()?;
    let [lhs, rhs] = sides.map(|side| match side.present.len() {
        0 => "none".to_owned(),
        _ => side.present.into_iter().collect::<Vec<_>>().join(", "),
    });
    let message = format!(
        "the sides of {} have other labels, {lhs} and {rhs}, so no two samples match and the result is always empty",
        op.as_str()
    );
    Some(Error::new(codes::rules::EMPTY_RESULT, message).placed(probe.span(&span)))
}

/// That the result lacks one of these labels, which a resource rule groups by.
pub(super) fn lacks_groups(query: &QueryTemplate, groups: &[&str], budget: &Budget) -> Option<Error> {
    let lacks = lacks(query, groups, groups, budget)?;
    if lacks.is_empty() {
        return None;
    }
    let message = format!("the result has no label {}, so no usage is found in it", lacks.join(", nor "));
    Some(Error::new(codes::rules::NO_GROUP_BY, message))
}

/// Which of the labels that a query groups by its result surely lacks.
fn lacks<'l>(
    query: &QueryTemplate,
    matched: &[&str],
    groups: &[&'l str],
    budget: &Budget,
) -> Option<Vec<&'l str>> {
    let probe = Probe::matched(query, "series", matched, groups, budget)?;
    let flow = flow::labels_within(probe.expr(), None, budget).ok().filter(|flow| !flow.empty)?;
    Some(groups.iter().copied().filter(|label| flow.lacks(label)).collect())
}
