//! `metrics.list`, `metrics.query`, `metrics.convert`, each in a file of its own.

mod convert;
mod list;
mod query;
mod source;

pub use convert::{
    AnswerTexts, ConvertInput, ConvertOutput, FateOutput, convert, convert_texts, flat_values,
};
pub use list::{ListInput, ListOutput, list};
pub use query::{Queries, QueryInput, QueryOutput, query};
pub(super) use source::{Source, held};

use super::operation::{Operation, operation};

pub(super) const OPERATIONS: &[Operation] = &[
    operation!(context "metrics.list" => list),
    operation!(context "metrics.query" => query),
    operation!(context "metrics.convert" => convert),
];

fn texts(names: Option<&[String]>) -> Vec<&str> {
    names.into_iter().flatten().map(String::as_str).collect()
}
