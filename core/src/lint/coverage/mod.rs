//! What the series show of each rule's queries, whoever asks: labels that they lack, matchers that let too much in.

mod containers;
mod dropped;
mod index;
mod labels;
mod nodes;
mod points;
mod several;

use index::Index;

use crate::budget::Budget;
use crate::engine::Engine;
use crate::error::{Diagnostic, Error, Result, Severity};
use crate::metrics::registry::RuleKind;
use crate::metrics::series::{Series, SeriesList};
use crate::resources::Mapper;
use crate::rules::{Compat, Compiled, Rule};

/// Series of one rule that are looked at: others have the same labels.
const SERIES: usize = 2_000;

/// What a rule is looked at with.
struct Looked<'a> {
    rule: &'a Rule,
    kind: RuleKind,
    /// The series that come through the rule.
    own: Vec<&'a Series>,
    all: &'a Index<'a>,
    mapper: &'a Mapper,
    compat: Compat,
    budget: &'a Budget,
}

/// The findings of all rules.
///
/// # Errors
/// `limit.work`.
pub(super) fn check(
    engine: &Engine,
    series: &SeriesList,
    (mapper, compat): (&Mapper, Compat),
    budget: &Budget,
) -> Result<Vec<Diagnostic>> {
    let compiled: &Compiled = engine.compiled();
    let index = Index::of(series);
    let mut found = Vec::new();
    for (kind, rules) in [(RuleKind::Custom, &compiled.custom), (RuleKind::External, &compiled.external)] {
        for rule in rules.iter().filter(|rule| !rule.is_of_chart()) {
            let own = index.of_rule(rule, budget)?;
            let looked = Looked { rule, kind, own, all: &index, mapper, compat, budget };
            if looked.own.is_empty() {
                continue;
            }
            labels::check(&looked, &mut found)?;
            nodes::check(&looked, &mut found);
            dropped::check(&looked, &mut found)?;
            several::check(&looked, &mut found);
            points::check(&looked, &mut found);
        }
    }
    if let Some(rules) = &compiled.resource {
        for rule in [&rules.cpu, &rules.memory] {
            containers::check(rule, &index, budget, &mut found)?;
            nodes::check_resource_rule(rule, &index, budget, &mut found)?;
        }
    }
    Ok(found)
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
