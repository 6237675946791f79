//! The text of a series selector into matchers. Mirrors `parser.ParseMetricSelector` of Prometheus 3.

use std::ops::Range;

use super::{Matcher, syntax};
use crate::error::{Error, Result, codes};

/// The matchers of `name{label="value"}` with their places in the text, the name's before the others.
pub(super) fn matchers(text: &str) -> Result<Vec<(Matcher, Range<usize>)>> {
    let as_selector = |error: Error| {
        if error.is(codes::promql::SYNTAX) { error.with_code(codes::promql::SELECTOR) } else { error }
    };
    let selector = syntax::selector(text).map_err(as_selector)?;
    let mut found: Vec<_> = selector.matchers.into_iter().map(|held| (held.matcher, held.span)).collect();
    if selector.name.is_some() {
        found.rotate_right(1);
    }
    Ok(found)
}
