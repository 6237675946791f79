use std::ops::Range;

#[cfg(feature = "yaml")]
use super::align::align;
use super::align::{STRETCH, Stretch, verbatim};
use crate::error::{Error, Span};

/// A text of the source, such as a template in a block scalar, that knows where each of its characters stands there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text {
    value: String,
    span: Option<Span>,
    /// Stretches that the source holds as they are, by where they begin in the value.
    stretches: Vec<Stretch>,
}

impl Text {
    /// A text that has no place in a source.
    #[must_use]
    pub fn new(value: impl Into<String>) -> Self {
        Self { value: value.into(), span: None, stretches: Vec::new() }
    }

    /// A text that is a source of its own: positions count in it.
    #[must_use]
    pub fn verbatim(value: impl Into<String>) -> Self {
        let value = value.into();
        let span = Span::of(&value, 0..value.len());
        Self { span: Some(span), stretches: verbatim(&value), value }
    }

    /// The value of a scalar that stands as `raw` in the source, beginning at `start`.
    #[cfg(feature = "yaml")]
    pub(super) fn placed(value: String, raw: &str, span: Span, is_block: bool) -> Self {
        let stretches = align(&value, raw, (span.line, span.column), is_block);
        Self { value, span: Some(span), stretches }
    }

    /// The same text inside a text of an outer source.
    #[cfg(feature = "yaml")]
    pub(super) fn within(mut self, outer: &Self) -> Self {
        self.span = self.span.and_then(|span| outer.locate(span));
        self.stretches.retain_mut(|stretch| {
            let place = outer.byte(stretch.outer).and_then(|byte| outer.place(byte));
            stretch.outer = place.unwrap_or_default();
            place.is_some()
        });
        self
    }

    /// The text itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.value
    }

    /// Whether it is the empty text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.value.is_empty()
    }

    /// Where the whole of it stands in the source.
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        self.span
    }

    /// Where some bytes of it stand in the source.
    #[must_use]
    pub fn span_of(&self, bytes: Range<usize>) -> Option<Span> {
        let start = self.place(bytes.start)?;
        let (end_line, end_column) = match self.value.get(bytes.clone()).and_then(|text| text.chars().last())
        {
            // The end is after the last character, which may stand on an earlier line than the next one.
            Some(last) => {
                let (line, column) = self.place(bytes.end - last.len_utf8())?;
                (line, column.saturating_add(1))
            }
            None => start,
        };
        Some(Span { line: start.0, column: start.1, end_line, end_column })
    }

    /// A span that counts lines and columns in this text, as one of the source.
    #[must_use]
    pub fn locate(&self, inner: Span) -> Option<Span> {
        let start = self.byte((inner.line, inner.column))?;
        let end = self.byte((inner.end_line, inner.end_column))?;
        self.span_of(start..end.max(start))
    }

    /// An error about this text, its position moved into the source; the whole text where it had none.
    #[must_use]
    pub fn place_error(&self, error: Error) -> Error {
        match error.span().and_then(|inner| self.locate(inner)).or(self.span) {
            Some(span) => error.at(span),
            None => error.without_span(),
        }
    }

    /// The line and column of the source for a byte of the value.
    fn place(&self, byte: usize) -> Option<(u32, u32)> {
        let next = self.stretches.partition_point(|stretch| stretch.at <= byte);
        let stretch = self.stretches.get(next.checked_sub(1)?)?;
        let before = self.value.get(stretch.at..byte)?.chars().take(STRETCH + 1).count();
        // Where the source could not be followed, a stretch seems longer than it is.
        let before = u32::try_from(before).ok().filter(|_| before <= STRETCH)?;
        Some((stretch.outer.0, stretch.outer.1.saturating_add(before)))
    }

    /// The byte of the value at a line and column of the value; the end of the line where that is shorter.
    fn byte(&self, (line, column): (u32, u32)) -> Option<usize> {
        let next = self.stretches.partition_point(|stretch| stretch.inner <= (line, column));
        let stretch = self.stretches.get(next.checked_sub(1)?)?;
        if stretch.inner.0 < line {
            // After the line break that ends the text.
            return (next == self.stretches.len()).then_some(self.value.len());
        }
        let columns = usize::try_from(column - stretch.inner.1).ok().filter(|columns| *columns <= STRETCH)?;
        let before = self.value.get(stretch.at..)?.chars().take(columns).take_while(|c| *c != '\n');
        Some(stretch.at + before.map(char::len_utf8).sum::<usize>())
    }
}
