//! Where something stands in a template's text, and what an error shows of it.

use std::ops::Range;

/// A byte range of the template's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Place {
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Place {
    pub(super) fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// From the start of this to the end of another.
    pub(super) fn to(self, other: Self) -> Self {
        Self { start: self.start, end: other.end.max(self.start) }
    }
}

/// What an error shows of a text: all of it, or where it is long its start.
pub(super) fn excerpt(text: &str) -> String {
    match text.char_indices().nth(100) {
        Some((end, _)) => format!("{}...", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}
