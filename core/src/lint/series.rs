//! What the series show of the configurations.

use super::finding::Finding;
use super::given::Given;
use super::{Options, chart, coverage};
use crate::budget::Budget;
use crate::engine::Engine;
use crate::error::{Diagnostic, Error, Result, Severity, codes};
use crate::metrics::series::SeriesList;
use crate::resources::Mapper;
use crate::rules::{self, Config};

/// The configurations compiled, each at the place of its configuration; the series are those that are given, or none.
///
/// # Errors
/// `limit.*` for more rules and series than are worth comparing.
pub(super) fn check(
    given: &Given<'_>,
    mapper: &Mapper,
    options: &Options<'_>,
    budget: &Budget,
    found: &mut Vec<Finding>,
) -> Result<Vec<Engine>> {
    let none = SeriesList::default();
    let series = given.series.as_ref().unwrap_or(&none);
    let mut engines = Vec::with_capacity(given.configs.len());
    for config in &given.configs {
        // A rule that fails is left aside, so that the others are told about.
        let compiled = rules::compile_sound(&config.value, mapper, options.compat, budget);
        let engine = Engine::for_check(compiled, series, mapper.clone(), options.compat, budget)?;
        if given.series.is_some() {
            // The resource metrics API asks for no series.
            let asks = !config.value.rules.is_empty() || !config.value.external_rules.is_empty();
            if series.0.is_empty() && asks {
                found.push(Finding::new(&config.file, no_series(&config.value)));
            } else {
                let mut told = engine.check_series(series, budget)?;
                // With a budget of its own, so that what can be checked without is not refused; beyond it nothing is told.
                let own = Budget::new(budget.limits());
                told.extend(
                    coverage::check(&engine, series, (mapper, options.compat), &own).unwrap_or_default(),
                );
                found.extend(chart::written(told).map(|told| Finding::new(&config.file, told)));
            }
        }
        engines.push(engine);
    }
    Ok(engines)
}

/// An empty listing is one finding, not one of each rule.
fn no_series(config: &Config) -> Diagnostic {
    let message = "there are no series at all, so no metric is listed, whatever the rules are";
    let error = Error::new(codes::files::NO_SERIES, message);
    let error = match &config.prometheus {
        Some(url) => error.with_hint(format!(
            "Nothing here shows that the rules are wrong: check that Prometheus answers at {url}, the address that the \
             values give the adapter, and that it has series.",
        )),
        None => error,
    };
    Diagnostic::new(Severity::Warning, error)
}
