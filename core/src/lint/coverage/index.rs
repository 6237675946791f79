//! The series by their names, so that a rule looks at those that it may be about and at no others.

use std::collections::BTreeMap;

use crate::budget::Budget;
use crate::error::Result;
use crate::metrics::series::{Series, SeriesList};
use crate::promql::SeriesSelector;
use crate::rules::Rule;

/// Series of one name.
type Named<'s> = (&'s str, Vec<&'s Series>);

/// All series, sorted by name.
pub(super) struct Index<'s>(Vec<Named<'s>>);

impl<'s> Index<'s> {
    pub(super) fn of(series: &'s SeriesList) -> Self {
        let mut by_name: BTreeMap<&str, Vec<&Series>> = BTreeMap::new();
        for series in &series.0 {
            by_name.entry(series.name()).or_default().push(series);
        }
        Self(by_name.into_iter().collect())
    }

    /// Some series that a selector selects, as many as are looked at. What is compared is drawn from the budget.
    ///
    /// # Errors
    /// `limit.work`.
    pub(super) fn selected(&self, selector: &SeriesSelector, budget: &Budget) -> Result<Vec<&'s Series>> {
        self.found(selector, budget, &|_| Ok(true))
    }

    /// Some series that come through a rule.
    ///
    /// # Errors
    /// `limit.work`.
    pub(super) fn of_rule(&self, rule: &Rule, budget: &Budget) -> Result<Vec<&'s Series>> {
        match &rule.series_selector {
            Ok(selector) => self.found(selector, budget, &|name| rule.passes_filters_within(name, budget)),
            Err(_) => Ok(Vec::new()),
        }
    }

    fn found(
        &self,
        selector: &SeriesSelector,
        budget: &Budget,
        passes: &dyn Fn(&str) -> Result<bool>,
    ) -> Result<Vec<&'s Series>> {
        let mut found = Vec::new();
        let names = match selector.name() {
            Some(name) => match self.0.binary_search_by(|(held, _)| (*held).cmp(name)) {
                Ok(at) => self.0.get(at..=at).unwrap_or_default(),
                Err(_) => return Ok(found),
            },
            None => &self.0,
        };
        budget.take_steps(names.len() / 8)?;
        for (name, series) in names {
            if !selector.matches_name(name, budget)? || !passes(name)? {
                continue;
            }
            for series in series {
                budget.take_steps(1)?;
                if selector.matches_labels(|label| series.label(label).unwrap_or_default(), budget)? {
                    found.push(*series);
                }
                if found.len() >= super::SERIES {
                    return Ok(found);
                }
            }
        }
        Ok(found)
    }
}
