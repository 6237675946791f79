//! One file a command: arguments and files in, an operation, its output printed.

mod adapter;
mod check;
mod compare;
mod completions;
mod convert;
mod explain;
mod explain_code;
mod live;
#[cfg(feature = "man")]
mod man;
mod metrics;
mod migrate;
mod quantity;
mod query;
mod scaffold;
mod simulate;
mod test;
mod tune;
mod why;

pub(crate) use check::check;
pub(crate) use compare::compare;
pub(crate) use completions::completions;
pub(crate) use convert::convert;
#[cfg(feature = "mcp")]
pub(crate) use explain::told;
pub(crate) use explain::{explain, only_hpa};
pub(crate) use explain_code::explain_code;
pub(crate) use live::capture;
#[cfg(feature = "man")]
pub(crate) use man::man;
pub(crate) use metrics::metrics;
pub(crate) use migrate::migrate;
pub(crate) use quantity::quantity;
pub(crate) use query::query;
pub(crate) use scaffold::scaffold;
pub(crate) use simulate::{number, save, simulate};
pub(crate) use test::test;
pub(crate) use tune::tune;
pub(crate) use why::why;

use serde_json::Value;

/// A field of a result as text; empty where it is absent.
pub(crate) fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value.get(field).and_then(Value::as_str).unwrap_or_default()
}

/// A list in a result; empty where it is absent.
pub(crate) fn list<'a>(value: &'a Value, field: &str) -> &'a [Value] {
    value.get(field).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}
