use super::config::RegexFilter;
use super::pattern::regexp;
use crate::budget::Budget;
use crate::error::{Error, Result, codes};
use crate::go::regexp::Regexp;
use crate::yaml::Text;

/// A pattern that the name of a series must match, or must not. Mirrors `naming.ReMatcher`.
#[derive(Debug, Clone)]
pub struct SeriesFilter {
    regexp: Regexp,
    pattern: Box<str>,
    positive: bool,
}

impl SeriesFilter {
    /// Compiles one of `seriesFilters`.
    pub(super) fn compile(filter: &RegexFilter, budget: &Budget) -> Result<Self> {
        let refuse = |message: String| Error::new(codes::rules::FILTER, message).placed(filter.span);
        match (filter.is.is_empty(), filter.is_not.is_empty()) {
            (false, true) => Self::of(&filter.is, true, budget).map_err(|error| error.in_path("is")),
            (true, false) => Self::of(&filter.is_not, false, budget).map_err(|error| error.in_path("isNot")),
            (false, false) => Err(refuse(format!(
                "a filter has both is ({}) and isNot ({})",
                filter.is.as_str(),
                filter.is_not.as_str()
            ))),
            (true, true) => Err(refuse("a filter has neither is nor isNot".to_owned())),
        }
    }

    fn of(pattern: &Text, positive: bool, budget: &Budget) -> Result<Self> {
        Ok(Self { regexp: regexp(pattern, budget)?, pattern: pattern.as_str().into(), positive })
    }

    /// A filter that lets pass what matches.
    pub(super) fn is(regexp: Regexp, pattern: &Text) -> Self {
        Self { regexp, pattern: pattern.as_str().into(), positive: true }
    }

    /// The pattern, as written.
    #[must_use]
    pub fn pattern(&self) -> &str {
        &self.pattern
    }

    /// Whether a name must match, rather than must not.
    #[must_use]
    pub fn is_positive(&self) -> bool {
        self.positive
    }

    /// Whether a name passes.
    #[must_use]
    pub fn matches(&self, name: &str) -> bool {
        self.regexp.is_match(name) == self.positive
    }

    /// As [`matches`](Self::matches), within a budget.
    pub(super) fn matches_within(&self, name: &str, budget: &Budget) -> Result<bool> {
        Ok(budget.is_match(&self.regexp, name)? == self.positive)
    }
}
