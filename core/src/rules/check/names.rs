//! What the names of a rule's series, as far as seriesQuery says them, make of its filters and of its metric's name.

use crate::budget::Budget;
use crate::error::{Error, codes};
use crate::promql::SeriesSelector;
use crate::rules::Rule;

/// That no name that seriesQuery allows passes seriesFilters and name.matches.
pub(super) fn never_pass(rule: &Rule, selector: &SeriesSelector, budget: &Budget) -> Option<Error> {
    let names = selector.names()?;
    let passes = |name: &&str| rule.passes_filters_within(name, budget).unwrap_or(true);
    if names.is_empty() || names.iter().any(passes) {
        return None;
    }
    let shown: Vec<_> = names.iter().take(3).copied().collect();
    let message = format!(
        "seriesQuery selects {} by name, which passes not the patterns of seriesFilters and name.matches, so the rule gives no metric",
        shown.join(", ")
    );
    Some(Error::new(codes::rules::NEVER_MATCHES, message))
}
