//! PromQL as far as translation needs it: label matchers as text, and series selectors read and matched.

mod matcher;
mod parse;
mod selector;
mod string;
pub mod syntax;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

pub(crate) use matcher::write_matcher_within;
pub use matcher::{MatchOp, Matcher, is_label_name, write_matcher};
pub use selector::SeriesSelector;

/// The labels of one series, its name as `__name__`.
pub type Labels = BTreeMap<String, String>;

/// The label that holds a series' name.
pub const NAME: &str = "__name__";
