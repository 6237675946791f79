//! Labels that stand for nodes and hold addresses.

use super::Looked;
use super::index::Index;
use crate::budget::Budget;
use crate::error::{Diagnostic, Error, Result, Severity, codes};
use crate::lint::miss::few;
use crate::metrics::series::{Series, stand_in};
use crate::resources::GroupResource;
use crate::rules::Probe;
use crate::rules::{LabelResources, ResourceRule};

pub(super) fn check(looked: &Looked<'_>, found: &mut Vec<Diagnostic>) {
    if let Some(error) = address(&looked.rule.resources, &looked.own, &looked.rule.place) {
        found.push(looked.of_mapping(error));
    }
}

/// The series that a node query selects.
pub(super) fn check_resource_rule(
    rule: &ResourceRule,
    series: &Index<'_>,
    budget: &Budget,
    found: &mut Vec<Diagnostic>,
) -> Result<()> {
    let Some(probe) = Probe::of(&rule.node_query, "", &["node"], budget) else { return Ok(()) };
    let mut selected: Vec<&Series> = Vec::new();
    for probed in probe.selectors().filter(|probed| probed.is_matched) {
        if let Some(selects) = probed.selects(budget) {
            selected.append(&mut series.selected(&selects, budget)?);
        }
    }
    if let Some(error) = address(&rule.resources, &selected, &rule.place) {
        let span = rule.resources.span();
        let error = error.in_path("resources").in_path(&rule.place).placed(span);
        found.push(Diagnostic::new(Severity::Warning, error));
    }
    Ok(())
}

/// That the label of nodes holds addresses with ports in all of the series.
fn address(resources: &LabelResources, series: &[&Series], rule: &str) -> Option<Error> {
    let label = resources.label_for(&GroupResource::core("nodes")).ok()?;
    let values: Vec<&str> = series.iter().filter_map(|series| series.label(&label)).collect();
    if values.is_empty() || !values.iter().all(|value| has_port(value)) {
        return None;
    }
    let mut values = values;
    values.sort_unstable();
    values.dedup();
    let message = format!(
        "{label} stands for nodes and holds addresses with a port, {}, which is never the name of a node",
        few(&values)
    );
    let hint = match stand_in(series.iter().copied(), "node", &[], &[&label]) {
        Some(instead) => format!(
            "Map {instead}, which the series have, to node in {rule}.resources.overrides in place of {label}."
        ),
        None => format!("Relabel in Prometheus, so that {label} or another label holds the node's name."),
    };
    Some(Error::new(codes::metrics::NOT_A_NAME, message).with_hint(hint))
}

fn has_port(value: &str) -> bool {
    value.rsplit_once(':').is_some_and(|(host, port)| !host.is_empty() && port.parse::<u16>().is_ok())
}
