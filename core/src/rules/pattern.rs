//! The patterns of a configuration.

use crate::budget::Budget;
use crate::error::{Error, Result, codes};
use crate::go::regexp::{Dialect, Regexp, SyntaxError};
use crate::yaml::Text;

/// Compiles a pattern as Go does.
pub(super) fn regexp(pattern: &Text, budget: &Budget) -> Result<Regexp> {
    let compiled = budget.regexp(pattern.as_str(), Dialect::Go);
    compiled.map_err(|error| error.placed(pattern.span()))?.map_err(|refused| described(&refused, pattern))
}

/// Refuses a pattern of so many groups that what they capture cannot be told.
pub(super) fn check_captures(regexp: &Regexp, pattern: &Text) -> Result<()> {
    regexp.check_captures(pattern.as_str()).map_err(|refused| described(&refused, pattern))
}

/// Why Go, or we, refuse a pattern.
fn described(refused: &SyntaxError, pattern: &Text) -> Error {
    let code = if refused.is_about_size() { codes::limit::REGEXP } else { codes::rules::REGEX };
    let span = pattern.span_of(refused.at()).or(pattern.span());
    Error::new(code, shortened(refused.to_string())).placed(span)
}

/// Go's messages quote a pattern whole, however long it is; ours stop where nobody reads on.
fn shortened(message: String) -> String {
    const SHOWN: usize = 900;
    match message.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…`", message.get(..end).unwrap_or_default()),
        None => message,
    }
}
