//! The labels of what functions give.

use super::facts::LabelFlow;
use crate::budget::Budget;
use crate::error::{Error, Result, codes};
use crate::go::regexp::Dialect;
use crate::promql::syntax::{Call, Expr, ExprKind};
use crate::promql::{MatchOp, is_metadata};

/// The label of a histogram's bucket.
const BUCKET: &str = "le";

/// Of a function over the samples of its vector; without one it gives a sample whatever there is.
///
/// # Errors
/// `limit.regexp`, `limit.work`.
pub(super) fn of(call: &Call, inner: Option<LabelFlow>, budget: &Budget) -> Result<LabelFlow> {
    let Some(inner) = inner else { return Ok(LabelFlow::one()) };
    let name = call.function.name;
    if matches!(name, "absent" | "absent_over_time") {
        return Ok(absent(call, &inner));
    }
    if inner.empty {
        return Ok(inner);
    }
    let flow = match name {
        "sort" | "sort_desc" | "last_over_time" | "first_over_time" => inner,
        "label_replace" => replaced(call, inner, budget)?,
        "label_join" => joined(call, inner),
        "histogram_quantile" | "histogram_fraction" => of_buckets(inner.without_reserved()),
        _ => inner.without_reserved(),
    };
    // Samples of histograms may be left out, and ranges may have too few.
    Ok(LabelFlow { never_empty: false, ..flow })
}

/// A sample where there is none, with the labels that the selector asks for.
fn absent(call: &Call, inner: &LabelFlow) -> LabelFlow {
    if inner.never_empty {
        return LabelFlow::nothing();
    }
    let mut flow = LabelFlow { never_empty: inner.empty, ..LabelFlow::one() };
    let Some(argument) = call.args.first() else { return flow };
    let selector = match &argument.without_parens().kind {
        ExprKind::Vector(selector) => selector,
        ExprKind::Matrix(matrix) => &matrix.selector,
        _ => return flow,
    };
    let is_direct = !matches!(argument.kind, ExprKind::Paren(_));
    let mut seen = Vec::new();
    for held in &selector.matchers {
        let (label, value) = (held.matcher.name.as_str(), held.matcher.value.as_str());
        if is_metadata(label) {
            continue;
        }
        if held.matcher.op == MatchOp::Equal && !seen.contains(&label) {
            if is_direct && held.is_utf8 {
                flow.set(label, value);
            } else {
                flow.set_unknown(label);
            }
            seen.push(label);
        } else if is_direct {
            flow.remove(label);
        }
    }
    flow.settled()
}

/// A classic histogram's buckets are one sample without their label, a native histogram keeps it.
fn of_buckets(mut flow: LabelFlow) -> LabelFlow {
    let single = flow.single;
    if flow.may_have(BUCKET) {
        flow.set_unknown(BUCKET);
    }
    LabelFlow { single, ..flow }.settled()
}

fn text(call: &Call, at: usize) -> &str {
    call.args.get(at).and_then(Expr::as_text).unwrap_or_default()
}

fn replaced(call: &Call, mut flow: LabelFlow, budget: &Budget) -> Result<LabelFlow> {
    let (target, replacement, source, pattern) = (text(call, 1), text(call, 2), text(call, 3), text(call, 4));
    let is_plain = !replacement.contains('$');
    let matches_all = matches!(pattern, ".*" | "(.*)");
    if let Some(value) = flow.value_of(source).map(str::to_owned) {
        let regexp = budget.regexp(pattern, Dialect::Prometheus)?;
        let regexp = regexp.map_err(|refused| Error::new(codes::limit::REGEXP, refused.to_string()))?;
        if !budget.is_match(&regexp, &value)? {
            return Ok(flow);
        }
        if is_plain {
            flow.set(target, replacement);
            return Ok(flow.settled());
        }
    }
    let copies = pattern == "(.*)" && matches!(replacement, "$1" | "${1}")
        || matches_all && matches!(replacement, "$0" | "${0}");
    if copies {
        let before = flow.clone();
        flow.set_as(target, &before, source);
    } else if matches_all && is_plain {
        flow.set(target, replacement);
    } else if is_plain && !replacement.is_empty() && flow.present.contains(target) {
        // What it was, or the replacement.
        flow.set_present(target);
    } else {
        flow.set_unknown(target);
    }
    Ok(flow.settled())
}

fn joined(call: &Call, mut flow: LabelFlow) -> LabelFlow {
    let (target, separator) = (text(call, 1), text(call, 2));
    let sources: Vec<&str> =
        call.args.iter().skip(3).map(|source| source.as_text().unwrap_or_default()).collect();
    let values: Option<Vec<String>> =
        sources.iter().map(|source| flow.value_of(source).map(str::to_owned)).collect();
    if let Some(values) = values {
        flow.set(target, &values.join(separator));
        return flow.settled();
    }
    let is_present = sources.len() > 1 && !separator.is_empty()
        || sources.iter().any(|source| flow.present.contains(*source));
    if is_present {
        flow.set_present(target);
    } else {
        flow.set_unknown(target);
    }
    flow.settled()
}
