//! Labels that queries select by, and that the series lack.

use std::ops::Range;

use super::Looked;
use crate::error::{Diagnostic, Error, Fix, Result, codes};
use crate::metrics::registry::RuleKind;
use crate::metrics::series::{Series, stand_in};
use crate::promql::syntax::{BinaryOp, Expr, ExprKind};
use crate::resources::GroupResource;
use crate::rules::Probe;

pub(super) fn check(looked: &Looked<'_>, found: &mut Vec<Diagnostic>) -> Result<()> {
    let told = found.len();
    namespace(looked, found);
    if found.len() == told {
        other_series(looked, found)?;
    }
    Ok(())
}

/// Every query within a namespace selects by the label of namespaces.
fn namespace(looked: &Looked<'_>, found: &mut Vec<Diagnostic>) {
    let rule = looked.rule;
    let namespaces = GroupResource::core("namespaces");
    let resources = |series: &Series| {
        let labels: Vec<_> = series.labels().map(|(label, _)| label.to_owned()).collect();
        labels.into_iter().filter_map(|label| rule.resources.resource_for_label(&label)).collect::<Vec<_>>()
    };
    let is_asked = match looked.kind {
        RuleKind::External => rule.namespaced && is_used(looked),
        // Of objects that live in a namespace.
        RuleKind::Custom => looked.own.iter().take(100).any(|series| {
            resources(series).iter().any(|resource| *resource != namespaces && !resource.is_root_scoped())
        }),
    };
    let Ok(label) = rule.resources.label_for(&namespaces) else { return };
    if !is_asked || looked.own.iter().any(|series| series.label(&label).is_some()) {
        return;
    }
    let message = format!(
        "none of the rule's {} series has the label {label}, by which every query selects the namespace",
        looked.own.len()
    );
    let instead = stand_in(looked.own.iter().copied(), "namespace", &[], &[&label]);
    let hint = match (instead, looked.kind) {
        (Some(instead), _) => format!(
            "The series have {instead}: map that one to namespace in {}.resources.overrides in place of {label}, or relabel \
             it to {label} in Prometheus.",
            rule.place
        ),
        (None, RuleKind::External) => format!(
            "An external metric is asked for within the HPA's namespace: set namespaced: false in {}.resources to leave it \
             out of the query.",
            rule.place
        ),
        (None, RuleKind::Custom) => "Give the series a label with their namespace in Prometheus.".to_owned(),
    };
    // Another label of the override: what it stands for stays.
    let span = rule.resources.written(&label);
    let is_plain = |label: &&str| label.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    let fix = instead.filter(is_plain).zip(span).map(|(label, span)| Fix { span, text: label.to_owned() });
    let error = Error::new(codes::metrics::LACKS_LABEL, message).with_hint(hint);
    found.push(looked.of_mapping(error.with_fix(fix)));
}

/// Whether the query uses the request's matchers.
fn is_used(looked: &Looked<'_>) -> bool {
    let name = looked.own.first().map_or("", |series| series.name());
    Probe::of(&looked.rule.metrics_query, name, &[], looked.budget)
        .is_some_and(|probe| probe.selectors().any(|probed| probed.is_matched))
}

/// Series beside the rule's own, such as those of a divisor, by the labels that the rule's own have.
fn other_series(looked: &Looked<'_>, found: &mut Vec<Diagnostic>) -> Result<()> {
    let rule = looked.rule;
    let Some(first) = looked.own.first() else { return Ok(()) };
    let mapped: Vec<(&str, GroupResource)> = first
        .labels()
        .filter_map(|(label, _)| Some((label, rule.resources.resource_for_label(label)?)))
        .collect();
    let labels: Vec<&str> = mapped.iter().map(|(label, _)| *label).collect();
    let groups = labels.last().map(std::slice::from_ref).unwrap_or_default();
    let Some(probe) = Probe::of(&rule.metrics_query, first.name(), groups, looked.budget) else {
        return Ok(());
    };
    for probed in probe.selectors().filter(|probed| probed.is_matched) {
        let Some(selects) = probed.selects(looked.budget) else { continue };
        let selected = looked.all.selected(&selects, looked.budget)?;
        if selected.is_empty() || selected.iter().any(|series| series.name() == first.name()) {
            continue;
        }
        for (label, resource) in &mapped {
            if selected.iter().any(|series| series.label(label).is_some()) {
                continue;
            }
            let name = selected.first().map_or("", |series| series.name());
            let role = role(probe.expr(), &probed.selector.span);
            let message = format!(
                "no series of {name} has the label {label}, by which the query selects it for {resource}, so {role}"
            );
            let singular = looked.mapper.singularize(&resource.resource).unwrap_or(&resource.resource);
            let instead = stand_in(selected.iter().copied(), singular, &[], &labels);
            let error = Error::new(codes::metrics::LACKS_LABEL, message);
            let error = match instead {
                Some(instead) => error.with_hint(format!(
                    "They have {instead}: relabel it to {label} in Prometheus, or select {name} without <<.LabelMatchers>> and \
                     join it by labels that both have."
                )),
                None => error.with_hint(format!(
                    "Select {name} without <<.LabelMatchers>>, by labels that it has, and let the operator match on labels \
                     that both sides have, such as / on (namespace) group_left."
                )),
            };
            found.push(looked.of_query(error));
            break;
        }
    }
    Ok(())
}

/// What it means for a query that one of its selectors finds nothing.
fn role(expr: &Expr, at: &Range<usize>) -> &'static str {
    let holds = |inner: &Expr| inner.span.start <= at.start && at.end <= inner.span.end;
    let operation = expr.walk().filter(|inner| holds(inner)).filter_map(|inner| match &inner.kind {
        ExprKind::Binary(binary) => Some(binary),
        _ => None,
    });
    // The innermost is the last.
    match operation.last() {
        Some(binary) if binary.op == BinaryOp::Div && holds(&binary.rhs) => {
            "the divisor has no value, and the quotient is empty"
        }
        Some(binary) if binary.op == BinaryOp::Or => "that side of `or` has no value",
        Some(_) => "that operand has no value, and neither has the result",
        None => "the query has no result",
    }
}
