//! PromQL: queries read, what is sure of their results' labels, series selectors matched, and matchers written as text.

#[cfg(feature = "promql-eval")]
pub mod eval;
pub mod flow;
mod matcher;
mod parse;
mod place;
mod selector;
mod string;
pub mod syntax;
mod tokens;
mod writer;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

pub(crate) use matcher::write_matcher_within;
pub use matcher::{MatchOp, Matcher, is_label_name, write_matcher};
pub use selector::SeriesSelector;
pub use syntax::{Expr, ExprKind, ValueType, VectorSelector, parse, parse_within};
pub(crate) use tokens::is_plain_name;
#[cfg(test)]
pub(crate) use tokens::{difference, is_open};
pub(crate) use writer::{Copied, Refused, Writer, copies_stand};

/// The labels of one series, its name as `__name__`.
pub type Labels = BTreeMap<String, String>;

/// The label that holds a series' name.
pub const NAME: &str = "__name__";

/// The labels that say what a metric is; whatever computes something new takes them off. Mirrors `schema.IsMetadataLabel`.
const METADATA: [&str; 3] = [NAME, "__type__", "__unit__"];

/// Whether a label is one that says what a metric is.
fn is_metadata(label: &str) -> bool {
    METADATA.contains(&label)
}
