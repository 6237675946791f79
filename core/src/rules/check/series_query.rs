//! A seriesQuery that is no selector of series: what was written there instead, and what to write.

use crate::budget::Budget;
use crate::error::Error;
use crate::promql::{self, ExprKind, NAME, VectorSelector};
use crate::yaml::Text;

/// What follows of it, whatever it is.
const THEN: &str = "Upstream then finds no series at all, for any rule.";

/// The error of the selector, with what to write in its place.
pub(super) fn refused(query: &Text, error: &Error, budget: &Budget) -> Error {
    let text = query.as_str();
    let found = query.place_error(error.clone()).in_path("seriesQuery");
    if text.contains("<<") {
        return found.with_hint(format!(
            "Templates are for metricsQuery: write the selector of the series here, with labels that they have. {THEN}"
        ));
    }
    match selector(text, budget) {
        Some(selector) => found.with_hint(format!(
            "This is an expression, and seriesQuery takes the selector of the series alone: write {selector} here, and what is \
             computed of them into metricsQuery. {THEN}"
        )),
        None => found.with_hint(THEN),
    }
}

/// The first selector of an expression, without what is computed of its series.
fn selector(text: &str, budget: &Budget) -> Option<String> {
    let expr = promql::parse_within(text, budget).ok()?;
    expr.walk().find_map(|inner| match &inner.kind {
        ExprKind::Vector(selector) => Some(written(selector)),
        ExprKind::Matrix(matrix) => Some(written(&matrix.selector)),
        _ => None,
    })
}

fn written(selector: &VectorSelector) -> String {
    let name = selector.name.as_deref();
    let of_name = |matcher: &promql::Matcher| name.is_some() && matcher.name == NAME;
    let matchers = selector.matchers.iter().map(|held| &held.matcher).filter(|matcher| !of_name(matcher));
    let matchers: Vec<String> = matchers.map(ToString::to_string).collect();
    match (name, matchers.is_empty()) {
        (Some(name), true) => name.to_owned(),
        _ => format!("{}{{{}}}", name.unwrap_or_default(), matchers.join(",")),
    }
}
