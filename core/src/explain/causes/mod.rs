//! What is behind the outcome of an explanation: the findings of its inputs and what its decision shows, the likeliest
//! first.

mod decided;
mod thousandths;
mod turns;

#[cfg(test)]
mod tests;

pub(super) use decided::{Metric, at_zero, of_metric};
pub(crate) use turns::{Count, turns};

use crate::error::{Code, Severity, codes};
use crate::lint::Finding;

/// How surely a finding is what somebody looks for; the first is the surest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// The API server does not store the HPA.
    Refused,
    /// Something cannot work.
    Fails,
    /// Why a metric has no value.
    Lost,
    /// Why a value is not the one that is meant.
    Wrong,
    /// What the decision shows.
    Decided,
    /// What may hurt, or is about what this HPA does not ask.
    Elsewhere,
    /// Why a count stays, which is no fault.
    Note,
}

/// What was followed of one metric.
#[derive(Debug, Clone, Copy)]
pub(super) struct Followed<'a> {
    /// The rule that serves it, or those that could.
    pub(super) rules: &'a [String],
    /// Whether it came to no count.
    pub(super) lost: bool,
}

/// The findings of the inputs and those of the decision, the likeliest cause first; what only follows of another is told
/// behind it.
pub(super) fn ordered(inputs: &[Finding], decided: Vec<Finding>, metrics: &[Followed<'_>]) -> Vec<Finding> {
    let mut all: Vec<(Rank, bool, Finding)> = inputs
        .iter()
        .map(|found| (of_input(found, metrics), is(found, &FOLLOWS), found.clone()))
        .chain(decided.into_iter().map(|found| (of_decision(&found), false, found)))
        .collect();
    all.sort_by_key(|(rank, follows, _)| (*rank, *follows));
    all.into_iter().map(|(.., found)| found).collect()
}

/// Puts a finding about several syncs where it belongs among ordered ones: behind what fails.
pub(crate) fn add(causes: &mut Vec<Finding>, found: Finding) {
    let fails = |held: &&Finding| held.diagnostic.severity == Severity::Error;
    let place = causes.iter().take_while(fails).count();
    causes.insert(place, found);
}

fn of_input(found: &Finding, metrics: &[Followed<'_>]) -> Rank {
    let is_of = |(index, metric): (usize, &Followed<'_>)| is_about(found, index, *metric);
    let lost = || metrics.iter().enumerate().any(|(index, metric)| metric.lost && is_of((index, metric)));
    match found.diagnostic.severity {
        _ if is(found, &NOT_STORED) => Rank::Refused,
        // Whatever else is known of the rule says more.
        _ if is(found, &FOLLOWS) => Rank::Lost,
        Severity::Error => Rank::Fails,
        Severity::Info => Rank::Note,
        Severity::Warning if is(found, &RISKS) => Rank::Elsewhere,
        Severity::Warning if lost() => Rank::Lost,
        Severity::Warning if found.file != CONFIG || metrics.iter().enumerate().any(is_of) => Rank::Wrong,
        Severity::Warning => Rank::Elsewhere,
    }
}

fn of_decision(found: &Finding) -> Rank {
    if found.diagnostic.severity == Severity::Info { Rank::Note } else { Rank::Decided }
}

/// The place of a metric in the HPA.
fn at(index: usize) -> String {
    format!("spec.metrics[{index}]")
}

/// Whether a finding of the inputs says why a metric has no value.
pub(super) fn is_told(inputs: &[Finding], index: usize, metric: Followed<'_>) -> bool {
    inputs.iter().any(|found| is_about(found, index, metric) && !is(found, &RISKS))
}

/// Whether a finding is about a metric, or about the rule that serves it, at any of its places.
fn is_about(found: &Finding, index: usize, metric: Followed<'_>) -> bool {
    let first = found.diagnostic.error.path().map(|path| (&*found.file, path));
    let others = found.also.iter().filter_map(|place| Some((&*place.file, place.path.as_deref()?)));
    first.into_iter().chain(others).any(|(file, path)| match file {
        CONFIG => metric.rules.iter().any(|rule| path.starts_with(rule.as_str())),
        HPA => path.starts_with(&at(index)),
        _ => false,
    })
}

fn is(found: &Finding, codes: &[&Code]) -> bool {
    codes.iter().any(|code| found.diagnostic.error.is(code))
}

/// What findings call the inputs.
const CONFIG: &str = "config";
const HPA: &str = "hpa";

/// What keeps the HPA from being stored.
const NOT_STORED: [&Code; 4] =
    [codes::hpa::UNKNOWN_FIELD, codes::hpa::DUPLICATE_FIELD, codes::hpa::REFUSED, codes::hpa::INVALID];
/// What mostly follows of another finding of the same weight.
const FOLLOWS: [&Code; 2] = [codes::metrics::HPA_METRIC, codes::metrics::NO_MATCH];
/// What hurts at times, and need not have done so now.
const RISKS: [&Code; 6] = [
    codes::rules::MAY_BE_NAN,
    codes::rules::RAW_TEXT,
    codes::rules::SHORT_RANGE,
    codes::rules::EMPTY_MATCHERS,
    codes::rules::WINDOW_RANGE,
    codes::metrics::RAW_PATTERN,
];
