//! The query of a rule with words of our own in the places of what a request brings, so that it can be told what the author
//! wrote.

use std::ops::Range;

use super::query_template::QueryTemplate;
use crate::budget::Budget;
use crate::error::Span;
use crate::promql::syntax::{Expr, Selector};
use crate::promql::{self, Labels, MatchOp, Matcher, SeriesSelector, is_label_name, write_matcher};
use crate::template::{Data, QueryData};

/// Stands for the matchers of the request.
const MATCHED: &str = "counterpoise_matched";
/// The pattern of a label that is not empty.
const SOME: &str = ".+";

/// A query that was made for nobody.
pub(crate) struct Probe {
    expr: Expr,
    /// Labels that the request's matchers are of, beside the word of our own.
    matched: Vec<String>,
    /// Stretches of the query that stand in the template as they are: where in each, and how long.
    stretches: Vec<(usize, usize, usize)>,
    source: crate::yaml::Text,
}

/// A selector of such a query.
pub(crate) struct Probed<'p> {
    pub(crate) selector: Selector<'p>,
    /// Whether the request's matchers go into it.
    pub(crate) is_matched: bool,
    matched: &'p [String],
}

impl Probe {
    /// The query for a series, grouped by labels; `None` for a template that gives no PromQL, of which the rules' own check
    /// tells.
    pub(crate) fn of(query: &QueryTemplate, series: &str, groups: &[&str], budget: &Budget) -> Option<Self> {
        Self::matched(query, series, &[], groups, budget)
    }

    /// As [`of`](Self::of), of a request whose matchers are of these labels, too.
    pub(crate) fn matched(
        query: &QueryTemplate,
        series: &str,
        matched: &[&str],
        groups: &[&str],
        budget: &Budget,
    ) -> Option<Self> {
        let mut matchers = "counterpoise_matched=\"x\"".to_owned();
        for label in matched.iter().filter(|label| is_label_name(label)) {
            matchers.push(',');
            // Whatever it is asked for, it is there.
            write_matcher(&mut matchers, label, MatchOp::Regex, SOME);
        }
        let mut values: Vec<(&str, &str)> = groups.iter().chain(matched).map(|label| (*label, "x")).collect();
        values.sort_unstable();
        values.dedup();
        let data = QueryData {
            series,
            label_matchers: &matchers,
            label_values_by_name: &values,
            group_by: &groups.join(","),
            group_by_slice: groups,
        };
        let mut text = String::new();
        query.template.render_within(&Data::Query(&data), &mut text, Some(budget)).ok()?;
        let expr = promql::parse_within(&text, budget).ok()?;
        let source = query.source().clone();
        let matched = matched.iter().map(|label| (*label).to_owned()).collect();
        Some(Self { expr, matched, stretches: stretches(source.as_str(), &text), source })
    }

    pub(crate) fn expr(&self) -> &Expr {
        &self.expr
    }

    /// The labels of a series that the request selects.
    pub(crate) fn asked_for(&self, mut labels: Labels) -> Labels {
        labels.insert(MATCHED.to_owned(), "x".to_owned());
        labels
    }

    pub(crate) fn selectors(&self) -> impl Iterator<Item = Probed<'_>> {
        self.expr.selectors().map(|selector| {
            let is_matched = selector.selector.matchers.iter().any(|held| held.matcher.name == MATCHED);
            Probed { selector, is_matched, matched: &self.matched }
        })
    }

    /// Where bytes of the query stand in the configuration; all of the template where that is not known.
    pub(crate) fn span(&self, bytes: &Range<usize>) -> Option<Span> {
        let place = |byte: usize| {
            let next = self.stretches.partition_point(|(at, ..)| *at <= byte);
            let (at, source, length) = self.stretches.get(next.checked_sub(1)?)?;
            let inside = byte.checked_sub(*at).filter(|inside| inside <= length)?;
            Some(source.saturating_add(inside))
        };
        let found = place(bytes.start).zip(place(bytes.end)).filter(|(start, end)| start < end);
        found.and_then(|(start, end)| self.source.span_of(start..end)).or_else(|| self.source.span())
    }
}

/// What stands between the actions of a template, one after the other in what it printed.
fn stretches(template: &str, printed: &str) -> Vec<(usize, usize, usize)> {
    let (mut source, mut at) = (0, 0);
    let mut found = Vec::new();
    let mut rest = template;
    loop {
        let (text, after) = rest.split_once("<<").map_or((rest, None), |(text, after)| (text, Some(after)));
        if !text.is_empty() {
            let Some(begin) = printed.get(at..).and_then(|left| left.find(text)) else { return Vec::new() };
            at += begin;
            found.push((at, source, text.len()));
            at += text.len();
        }
        let Some(after) = after else { return found };
        // An action ends at the first delimiter that is in no string; one in a string makes the next stretch unknown.
        let Some(length) = after.find(">>") else { return Vec::new() };
        source += text.len() + 2 + length + 2;
        rest = after.get(length + 2..).unwrap_or_default();
    }
}

impl Probed<'_> {
    /// The matchers that the author wrote.
    pub(crate) fn written(&self) -> impl Iterator<Item = &Matcher> {
        let all = self.selector.selector.matchers.iter().map(|held| &held.matcher);
        let is_of_request = |matcher: &Matcher| {
            matcher.name == MATCHED
                || self.is_matched && self.matched.contains(&matcher.name) && matcher.value == SOME
        };
        all.filter(move |matcher| !is_of_request(matcher))
    }

    /// What the author selects, whatever the request is for.
    pub(crate) fn selects(&self, budget: &Budget) -> Option<SeriesSelector> {
        SeriesSelector::of(self.written().cloned(), budget).ok()
    }
}
