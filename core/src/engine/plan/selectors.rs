//! The selectors of requests, read where a plan needs them and refused where they are none.

use crate::engine::Engine;
use crate::error::Result;
use crate::metrics::request::SelectorText;
use crate::rules::Switch;
use crate::selector::{Selector, check_read};

impl Engine {
    /// A selector that goes into the query.
    pub(super) fn selector<'a>(&self, text: &'a SelectorText<'_>, path: &str) -> Result<&'a Selector> {
        let selector = text.selector().and_then(|selector| {
            if self.compat.mends(Switch::UnreadSelectors) {
                check_read(text)?;
            }
            Ok(selector)
        });
        selector.map_err(|error| error.without_span().in_path(path))
    }

    /// Refuses what is no selector. It selects objects, which only the host can do.
    pub(super) fn check_objects(&self, text: &SelectorText<'_>) -> Result<()> {
        if is_plain(text) { Ok(()) } else { self.selector(text, "request.labelSelector").map(drop) }
    }
}

/// Whether a text is a selector for certain: short `key=value` pairs, as nearly every HPA's are.
fn is_plain(text: &str) -> bool {
    let plain = |word: &str| {
        (1..=63).contains(&word.len())
            && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
            && !word.starts_with(['-', '_', '.'])
            && !word.ends_with(['-', '_', '.'])
            && !matches!(word, "in" | "notin")
    };
    text.is_empty()
        || text
            .split(',')
            .all(|pair| pair.split_once('=').is_some_and(|(key, value)| plain(key) && plain(value)))
}
