//! Objects of which the query of a custom rule gives several samples.

use std::collections::BTreeMap;

use super::Looked;
use crate::error::{Diagnostic, Error, codes};
use crate::metrics::registry::RuleKind;
use crate::metrics::series::Series;
use crate::promql::{Expr, ExprKind, Labels, NAME, flow};
use crate::resources::GroupResource;
use crate::rules::Probe;

pub(super) fn check(looked: &Looked<'_>, found: &mut Vec<Diagnostic>) {
    let (RuleKind::Custom, Some(first)) = (looked.kind, looked.own.first()) else { return };
    let namespaces = GroupResource::core("namespaces");
    for (label, _) in first.labels() {
        match looked.rule.resources.resource_for_label(label) {
            Some(resource) if resource != namespaces => {
                if let Some(error) = of_object(looked, label, &resource) {
                    found.push(looked.of_query(error));
                    return;
                }
            }
            _ => {}
        }
    }
}

/// The first object with several series, where its samples differ by a label that the result keeps.
fn of_object(looked: &Looked<'_>, label: &str, resource: &GroupResource) -> Option<Error> {
    let mut objects: BTreeMap<(&str, &str), Vec<&Series>> = BTreeMap::new();
    for series in &looked.own {
        if let Some(value) = series.label(label) {
            objects.entry((series.name(), value)).or_default().push(series);
        }
    }
    let ((name, object), series) = objects.into_iter().find(|(_, series)| series.len() > 1)?;
    let probe = Probe::of(&looked.rule.metrics_query, name, &[label], looked.budget)?;
    let labels: Vec<Labels> = series.iter().map(|series| probe.asked_for(labels(series))).collect();
    let flow = flow::labels_within(probe.expr(), Some(&labels), looked.budget).ok()?;
    // A quantile of classic buckets has no such label.
    let is_quantile = probe.expr().walk().any(is_of_buckets);
    let is_kept = |label: &&String| !(flow.fixed.contains_key(*label) || is_quantile && *label == "le");
    let kept = flow.possible.as_ref()?.iter().find(is_kept)?;
    let message = format!(
        "the result has a sample for each {kept} of {resource} {object:?}, of which the last is used: the query does not group \
         by {label} alone"
    );
    Some(Error::new(codes::rules::NO_GROUP_BY, message))
}

fn labels(series: &Series) -> Labels {
    let others = series.labels().map(|(name, value)| (name.to_owned(), value.to_owned()));
    others.chain([(NAME.to_owned(), series.name().to_owned())]).collect()
}

fn is_of_buckets(expr: &Expr) -> bool {
    matches!(&expr.kind, ExprKind::Call(call) if call.function.name.starts_with("histogram_"))
}
