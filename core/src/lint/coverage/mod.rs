//! What the series show of each rule's queries, whoever asks: labels that they lack, matchers that let too much in.

mod containers;
mod dropped;
mod labels;
mod nodes;
mod points;
mod several;

use crate::budget::Budget;
use crate::engine::Engine;
use crate::error::{Diagnostic, Error, Severity};
use crate::metrics::registry::RuleKind;
use crate::metrics::series::{Series, SeriesList};
use crate::resources::Mapper;
use crate::rules::{Compat, Compiled, Rule};

/// Series of one rule that are looked at: others have the same labels.
const SERIES: usize = 10_000;

/// What a rule is looked at with.
struct Looked<'a> {
    rule: &'a Rule,
    kind: RuleKind,
    /// The series that come through the rule.
    own: Vec<&'a Series>,
    all: &'a SeriesList,
    mapper: &'a Mapper,
    compat: Compat,
    budget: &'a Budget,
}

/// The findings of all rules.
pub(super) fn check(
    engine: &Engine,
    series: &SeriesList,
    (mapper, compat): (&Mapper, Compat),
    budget: &Budget,
) -> Vec<Diagnostic> {
    let compiled: &Compiled = engine.compiled();
    let mut found = Vec::new();
    for (kind, rules) in [(RuleKind::Custom, &compiled.custom), (RuleKind::External, &compiled.external)] {
        for rule in rules.iter().filter(|rule| !rule.is_of_chart()) {
            let own: Vec<_> =
                series.0.iter().filter(|series| takes(rule, series, budget)).take(SERIES).collect();
            let looked = Looked { rule, kind, own, all: series, mapper, compat, budget };
            if looked.own.is_empty() {
                continue;
            }
            labels::check(&looked, &mut found);
            nodes::check(&looked, &mut found);
            dropped::check(&looked, &mut found);
            several::check(&looked, &mut found);
            points::check(&looked, &mut found);
        }
    }
    if let Some(rules) = &compiled.resource {
        for rule in [&rules.cpu, &rules.memory] {
            containers::check(rule, series, budget, &mut found);
            nodes::check_resource_rule(rule, series, budget, &mut found);
        }
    }
    found
}

impl Looked<'_> {
    /// A warning about the rule's query.
    fn of_query(&self, error: Error) -> Diagnostic {
        let span = self.rule.metrics_query.source().span();
        Diagnostic::new(
            Severity::Warning,
            error.in_path("metricsQuery").in_path(&self.rule.place).placed(span),
        )
    }

    /// A warning about what the rule maps.
    fn of_mapping(&self, error: Error) -> Diagnostic {
        let span = self.rule.resources.span().or(self.rule.span);
        Diagnostic::new(Severity::Warning, error.in_path("resources").in_path(&self.rule.place).placed(span))
    }
}

/// Whether a rule selects a series whose name passes its filters.
fn takes(rule: &Rule, series: &Series, budget: &Budget) -> bool {
    let Ok(selector) = &rule.series_selector else { return false };
    let value = |label: &str| series.label(label).unwrap_or_default();
    let taken = || {
        Ok::<_, Error>(
            selector.matches_name(series.name(), budget)?
                && selector.matches_labels(value, budget)?
                && rule.passes_filters_within(series.name(), budget)?,
        )
    };
    taken().unwrap_or(false)
}
