//! What our value of a query and upstream's say of each other.
//!
//! Values must be the same text, and so the same bits, in the same order. Where upstream's order is a map's, as [`Order`] tells by the
//! expression alone, the elements are compared by their labels; and where sums depend on it, values may differ by 1e-9 of themselves,
//! or upstream, asked again, must give ours or contradict itself.

use counterpoise::promql;
use serde_json::Value;

use super::order::Order;
use super::verdict::Verdict;
use crate::compare::Reply;
use crate::generate::{Area, Case};
use crate::surface::{self, Surface as _};

/// How often upstream is asked again.
const AGAIN: usize = 24;
/// By how much of themselves sums may differ whose order is not determined.
const TOLERANCE: f64 = 1e-9;

/// Whether upstream answers a question as we do, as far as its answer is determined.
pub(crate) fn agree(case: &Case, ours: &Reply, upstream: &Reply) -> bool {
    !matches!(compare(case, ours, upstream), Verdict::Different(_))
}

/// Compares two replies.
pub(super) fn compare(case: &Case, ours: &Reply, upstream: &Reply) -> Verdict {
    let order = match case.input["query"].as_str().map(promql::parse) {
        Some(Ok(expr)) => Order::of(&expr, case.input.get("start").is_some()),
        _ => Order::default(),
    };
    let found = differences(ours, upstream, order);
    if found.is_empty() {
        return Verdict::Same;
    }
    if order.shows
        && let Ok(mut asked) = surface::upstream(Area::PromqlEvaluate)
    {
        let mut others = (0..AGAIN).map(|_| asked.call(case.op, &case.input));
        let exact = Order { shows: false, ..order };
        if others.any(|other| {
            differences(ours, &other, order).is_empty() || !differences(upstream, &other, exact).is_empty()
        }) {
            return Verdict::Meant("upstream adds in a map's order, and answers otherwise each time");
        }
    }
    Verdict::Different(found)
}

fn differences(ours: &Reply, upstream: &Reply, order: Order) -> Vec<String> {
    match (ours, upstream) {
        (Ok(ours), Ok(upstream)) => values(ours, upstream, order),
        (Err(ours), Err(upstream)) => errors(ours, upstream),
        (Err(error), Ok(ok)) => vec![format!("upstream gives {ok}, we give error {error}")],
        (Ok(ok), Err(error)) => vec![format!("upstream gives error {error}, we give {ok}")],
    }
}

/// Both refuse: before anything is evaluated, or both later.
fn errors(ours: &Value, upstream: &Value) -> Vec<String> {
    let text = |error: &Value, field: &str| error[field].as_str().unwrap_or_default().to_owned();
    let is_syntax = |error: &Value| {
        text(error, "code") == "promql.syntax" || text(error, "message").contains("parse error: ")
    };
    // Upstream's API looks at the range before the engine looks at the query.
    let is_range = text(upstream, "message").starts_with("end timestamp");
    if is_range || is_syntax(ours) == is_syntax(upstream) {
        return Vec::new();
    }
    vec![format!("upstream says {:?}, we say {ours}", text(upstream, "message"))]
}

fn values(ours: &Value, upstream: &Value, order: Order) -> Vec<String> {
    if ours["resultType"] != upstream["resultType"] {
        return vec![format!("upstream gives {}, we give {}", upstream["resultType"], ours["resultType"])];
    }
    let elements = |reply: &Value| {
        let mut elements = reply["result"].as_array().cloned().unwrap_or_default();
        if order.is_open && reply["resultType"] == "vector" {
            elements.sort_by_key(|element| element["metric"].to_string());
        }
        elements
    };
    let (ours, upstream) = (elements(ours), elements(upstream));
    if ours.len() != upstream.len() {
        return vec![format!("upstream gives {upstream:?}, we give {ours:?}")];
    }
    let pairs = ours.iter().zip(&upstream).enumerate();
    let different = pairs.filter(|(_, (ours, upstream))| !same(ours, upstream, order.shows));
    different
        .map(|(place, (ours, upstream))| format!("[{place}]: upstream gives {upstream}, we give {ours}"))
        .collect()
}

/// Whether two elements are the same; values are texts, all but a query's own string.
fn same(ours: &Value, upstream: &Value, tolerant: bool) -> bool {
    match (ours, upstream) {
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(name, a)| b.get(name).is_some_and(|b| same(a, b, tolerant)))
        }
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b, tolerant))
        }
        (Value::Number(a), Value::Number(b)) => a.as_f64() == b.as_f64(),
        (Value::String(a), Value::String(b)) if tolerant && a != b => {
            let numbers = a.parse::<f64>().ok().zip(b.parse::<f64>().ok());
            numbers.is_some_and(|(a, b)| a == b || (a - b).abs() <= TOLERANCE * a.abs().max(b.abs()))
        }
        (a, b) => a == b,
    }
}
