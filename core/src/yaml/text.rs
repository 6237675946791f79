use std::ops::Range;

use crate::error::{Error, Span};

/// A text of the source, such as a template in a block scalar, that knows where each of its characters stands there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text {
    value: String,
    span: Option<Span>,
    /// Stretches that the source holds as they are, by where they begin in the value.
    stretches: Vec<Stretch>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stretch {
    /// The byte of the value.
    at: usize,
    line: u32,
    column: u32,
}

impl Text {
    /// A text that has no place in a source.
    #[must_use]
    pub fn new(value: impl Into<String>) -> Self {
        Self { value: value.into(), span: None, stretches: Vec::new() }
    }

    /// The value of a scalar that stands as `raw` in the source, beginning at `start`.
    pub(super) fn placed(value: String, raw: &str, span: Span, is_block: bool) -> Self {
        let stretches = align(&value, raw, (span.line, span.column), is_block);
        Self { value, span: Some(span), stretches }
    }

    /// The same text inside a text of an outer source.
    pub(super) fn within(mut self, outer: &Self) -> Self {
        self.span = self.span.and_then(|span| outer.locate(span));
        self.stretches.retain_mut(|stretch| match outer.position(stretch.line, stretch.column) {
            Some((line, column)) => {
                (stretch.line, stretch.column) = (line, column);
                true
            }
            None => false,
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
        let (start, end) =
            (self.byte(inner.line, inner.column)?, self.byte(inner.end_line, inner.end_column)?);
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

    fn position(&self, line: u32, column: u32) -> Option<(u32, u32)> {
        self.place(self.byte(line, column)?)
    }

    /// The line and column of the source for a byte of the value.
    fn place(&self, byte: usize) -> Option<(u32, u32)> {
        let next = self.stretches.partition_point(|stretch| stretch.at <= byte);
        let stretch = self.stretches.get(next.checked_sub(1)?)?;
        let before = self.value.get(stretch.at..byte)?.chars().count();
        Some((stretch.line, stretch.column.saturating_add(u32::try_from(before).unwrap_or(u32::MAX))))
    }

    /// The byte of the value at a line and column of the value.
    fn byte(&self, line: u32, column: u32) -> Option<usize> {
        let start = match line.checked_sub(2) {
            None => 0,
            Some(breaks) => {
                let breaks = usize::try_from(breaks).ok()?;
                self.value.match_indices('\n').nth(breaks)?.0 + 1
            }
        };
        let rest = self.value.get(start..)?;
        let columns = usize::try_from(column.checked_sub(1)?).ok()?;
        Some(start + rest.char_indices().nth(columns).map_or(rest.len(), |(at, _)| at))
    }
}

/// Walks value and source side by side. Where the source spells a character in another way (an escape, a folded
/// line, indentation), the next character that stands for itself begins a new stretch.
fn align(value: &str, raw: &str, start: (u32, u32), is_block: bool) -> Vec<Stretch> {
    let mut source = Source { rest: raw, line: start.0, column: start.1 };
    // A block scalar begins at its content, so its column is its indentation.
    let indent = start.1.saturating_sub(1);
    if !is_block && raw.starts_with(['"', '\'']) {
        source.next();
    }
    let mut stretches = Vec::new();
    let mut broken = true;
    for (at, c) in value.char_indices() {
        if broken && is_block {
            source.skip_indent(indent);
        }
        if raw.starts_with('"') && source.skip_continuation() {
            broken = true;
        }
        if !c.is_whitespace() && source.skip_space_before(c) {
            broken = true;
        }
        if source.peek() != Some(c) {
            // An escape, or the fold of a line.
            if !source.skip_spelling() {
                break;
            }
            broken = true;
            continue;
        }
        if broken {
            stretches.push(Stretch { at, line: source.line, column: source.column });
        }
        source.next();
        // The second of two quotes stands for nothing.
        let doubled = c == '\'' && raw.starts_with('\'') && source.peek() == Some('\'');
        if doubled {
            source.next();
        }
        broken = doubled || c == '\n';
    }
    stretches
}

struct Source<'a> {
    rest: &'a str,
    line: u32,
    column: u32,
}

impl Source<'_> {
    fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let mut chars = self.rest.chars();
        let c = chars.next()?;
        self.rest = chars.as_str();
        if c == '\n' {
            self.line = self.line.saturating_add(1);
            self.column = 1;
        } else {
            self.column = self.column.saturating_add(1);
        }
        Some(c)
    }

    /// Skips the spaces that indent a line of a block scalar.
    fn skip_indent(&mut self, indent: u32) {
        while self.column <= indent && self.peek() == Some(' ') {
            self.next();
        }
    }

    /// Skips an escaped line break in double quotes, which stands for nothing, and the indentation after it.
    fn skip_continuation(&mut self) -> bool {
        let skips = self.rest.starts_with("\\\n");
        if skips {
            self.next();
            while self.peek().is_some_and(|c| matches!(c, '\n' | ' ' | '\t')) {
                self.next();
            }
        }
        skips
    }

    /// Skips the space of a folded line and its indentation, where the character itself comes after it.
    fn skip_space_before(&mut self, c: char) -> bool {
        let trimmed = self.rest.trim_start_matches([' ', '\n', '\r', '\t']);
        let skips = trimmed.len() < self.rest.len() && trimmed.starts_with(c);
        while skips && self.rest.len() > trimmed.len() {
            self.next();
        }
        skips
    }

    /// Skips what stands for one character of the value: an escape, or the space and breaks of a folded line.
    fn skip_spelling(&mut self) -> bool {
        match self.peek() {
            Some('\\') => {
                self.next();
                let digits = match self.next() {
                    Some('x') => 2,
                    Some('u') => 4,
                    Some('U') => 8,
                    Some(_) => 0,
                    None => return false,
                };
                for _ in 0..digits {
                    self.next();
                }
                true
            }
            Some(' ' | '\n' | '\r' | '\t') => {
                while self.peek().is_some_and(|c| matches!(c, ' ' | '\n' | '\r' | '\t')) {
                    self.next();
                }
                true
            }
            _ => false,
        }
    }
}
