//! `promql.*`: series selectors, such as the `seriesQuery` of a rule.

use serde::{Deserialize, Serialize};

use super::context::Context;
use super::operation::{Operation, operation};
use crate::error::Result;
use crate::promql::{Labels, SeriesSelector};

pub(super) const OPERATIONS: &[Operation] = &[
    operation!(context "promql.parseSelector" => parse_selector),
    operation!(context "promql.matches" => matches),
];

/// A series selector.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ParseSelectorInput {
    /// The selector, such as `http_requests_total{namespace!=""}` or `{"a.metric","a label"=~"x|y"}`.
    pub text: String,
}

/// A series selector, matcher by matcher.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct ParseSelectorOutput {
    /// As they stand in the text; the metric's name is one of `__name__`.
    pub matchers: Vec<MatcherOutput>,
}

/// One label matcher.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct MatcherOutput {
    /// The label's name.
    pub name: String,
    /// `=`, `!=`, `=~` or `!~`.
    pub operator: &'static str,
    /// What its value is compared with.
    pub value: String,
}

/// Reads a series selector as Prometheus does.
///
/// # Errors
/// `promql.selector` with its position in `text`; `limit.regexp`, `limit.work`.
pub fn parse_selector(context: &Context<'_>, input: ParseSelectorInput) -> Result<ParseSelectorOutput> {
    let selector = read(&input.text, context)?;
    let matchers = selector.matchers().map(|matcher| MatcherOutput {
        name: matcher.name.clone(),
        operator: matcher.op.as_str(),
        value: matcher.value.clone(),
    });
    Ok(ParseSelectorOutput { matchers: matchers.collect() })
}

/// A series selector and the labels of a series.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct MatchesInput {
    /// The selector.
    pub text: String,
    /// The labels, the series' name as `__name__`.
    pub labels: Labels,
}

/// Whether the selector selects the series.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct MatchesOutput {
    /// Whether it does.
    pub matches: bool,
}

/// Tries a series selector on the labels of a series.
///
/// # Errors
/// As [`parse_selector`].
pub fn matches(context: &Context<'_>, input: MatchesInput) -> Result<MatchesOutput> {
    Ok(MatchesOutput { matches: read(&input.text, context)?.matches(&input.labels) })
}

fn read(text: &str, context: &Context<'_>) -> Result<SeriesSelector> {
    SeriesSelector::parse_within(text, &context.budget).map_err(|error| error.in_path("text"))
}
