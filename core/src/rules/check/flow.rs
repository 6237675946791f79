//! Whether the result of a query has the label by which its samples are told apart.

use crate::budget::Budget;
use crate::error::{Error, codes};
use crate::promql::flow;
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
        labels.extend(resources.label_for(&GroupResource::core("pods")).ok().map(|label| label.into_owned()));
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
