//! A text by its lines.

use crate::error::Span;

/// The lines of a text, each without its end.
pub(super) struct Source<'t>(Vec<&'t str>);

impl<'t> Source<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self(text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line)).collect())
    }

    /// A line by its number.
    pub(super) fn line(&self, number: u32) -> Option<&'t str> {
        self.0.get(usize::try_from(number).ok()?.checked_sub(1)?).copied()
    }

    /// What stands before and behind a span of one line.
    pub(super) fn around(&self, span: Span) -> Option<(&'t str, &'t str)> {
        let line = self.line(span.line).filter(|_| span.line == span.end_line)?;
        let at = |column: u32| {
            let column = usize::try_from(column).ok()?.checked_sub(1)?;
            line.char_indices().map(|(byte, _)| byte).chain([line.len()]).nth(column)
        };
        Some((line.get(..at(span.column)?)?, line.get(at(span.end_column)?..)?))
    }

    /// The column that comes after the beginning of a line.
    pub(super) fn column_after(beginning: &str) -> u32 {
        u32::try_from(beginning.chars().count()).unwrap_or(u32::MAX).saturating_add(1)
    }
}
