//! What a host asks Prometheus for, to learn which series there are.

use std::fmt::Write as _;

use serde::Serialize;

use crate::go::number;
use crate::kube::Time;
use crate::metrics::request::encoding::QueryComponent;
use crate::rules::{Compiled, SeriesFilter};

/// One request to Prometheus' `/api/v1/series`, for every rule that has its `seriesQuery`. Mirrors what
/// `cachingMetricsLister.updateMetrics` and `basicMetricLister.ListAllMetrics` ask for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct SeriesRequest<'a> {
    /// `match[]`: the rules' `seriesQuery`.
    #[serde(rename = "match")]
    pub selector: &'a str,
    /// `start` in Unix seconds, as upstream writes it; `None` asks for series of any age that Prometheus allows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<String>,
    /// The path with its query.
    pub path: String,
    /// The rules that the answer is for.
    pub rules: Vec<SeriesOfRule<'a>>,
}

/// What a rule takes of the answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct SeriesOfRule<'a> {
    /// The rule's path: `rules[0]`.
    pub rule: &'a str,
    /// What the names of the series must pass, `name.matches` last.
    pub filters: Vec<Filter<'a>>,
}

/// A pattern of Go's regular expressions that a name must match somewhere, or must not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Filter<'a> {
    /// It must.
    Is(&'a str),
    /// It must not.
    IsNot(&'a str),
}

/// The requests of a configuration, those of custom rules first, each distinct `seriesQuery` once. `start` is the age
/// of the oldest series that counts.
#[must_use]
pub fn requests(compiled: &Compiled, start: Option<Time>) -> Vec<SeriesRequest<'_>> {
    let start = start.map(unix_seconds);
    let mut requests: indexmap::IndexMap<&str, SeriesRequest<'_>> = indexmap::IndexMap::new();
    for rule in compiled.custom.iter().chain(&compiled.external) {
        let selector = rule.series_query.as_str();
        let filters = rule.filters.iter().map(filter).collect();
        let request = requests.entry(selector).or_insert_with(|| SeriesRequest {
            selector,
            start: start.clone(),
            path: path(selector, start.as_deref()),
            rules: Vec::new(),
        });
        request.rules.push(SeriesOfRule { rule: &rule.path, filters });
    }
    requests.into_values().collect()
}

fn filter(filter: &SeriesFilter) -> Filter<'_> {
    if filter.is_positive() { Filter::Is(filter.pattern()) } else { Filter::IsNot(filter.pattern()) }
}

fn path(selector: &str, start: Option<&str>) -> String {
    let mut path = format!("/api/v1/series?match%5B%5D={}", QueryComponent(selector));
    if let Some(start) = start {
        // Writing to a string does not fail.
        let _ = write!(path, "&start={}", QueryComponent(start));
    }
    path
}

/// Mirrors `model.Time.String`: seconds, and as many digits of milliseconds as there are.
fn unix_seconds(time: Time) -> String {
    (number::float64(time.unix_millis()) / 1000.0).to_string()
}
