//! A text as editors count in it: lines by any kind of end, columns in units of UTF-16 or, where the editor can, of UTF-8.

use std::ops::Range;

use counterpoise::error::Span;
use lsp_types::{Position, Range as Stretch};

/// What one step of a column is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Encoding {
    /// A byte.
    Utf8,
    /// Two bytes of UTF-16, as every editor can.
    #[default]
    Utf16,
}

impl Encoding {
    fn units(self, text: &str) -> usize {
        match self {
            Self::Utf8 => text.len(),
            Self::Utf16 => text.chars().map(char::len_utf16).sum(),
        }
    }
}

/// A text, and where its lines begin.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Text {
    text: String,
    /// As the protocol has them: after `\n`, `\r\n` and `\r`.
    lines: Vec<usize>,
    /// As findings have them: after `\n` alone. `None` where they are the same.
    only_newlines: Option<Vec<usize>>,
}

impl Text {
    pub(super) fn new(text: String) -> Self {
        let bytes = text.as_bytes();
        let (mut lines, mut newlines) = (vec![0], vec![0]);
        for (at, byte) in bytes.iter().enumerate() {
            match byte {
                b'\n' => {
                    lines.push(at + 1);
                    newlines.push(at + 1);
                }
                b'\r' if bytes.get(at + 1) != Some(&b'\n') => lines.push(at + 1),
                _ => {}
            }
        }
        let only_newlines = (lines.len() != newlines.len()).then_some(newlines);
        Self { text, lines, only_newlines }
    }

    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// Where a line begins, and where its text ends.
    fn line(&self, number: usize) -> Option<Range<usize>> {
        let start = *self.lines.get(number)?;
        let end = self.lines.get(number + 1).copied().unwrap_or(self.text.len());
        let line = self.text.get(start..end)?;
        Some(start..start + line.trim_end_matches(['\n', '\r']).len())
    }

    /// The byte of a position. One behind a line's end is that end, one behind the text is the text's.
    pub(super) fn offset(&self, position: Position, encoding: Encoding) -> usize {
        let Some(range) = self.line(index(position.line)) else { return self.text.len() };
        let line = &self.text[range.clone()];
        let wanted = index(position.character);
        let mut units = 0;
        for (at, c) in line.char_indices() {
            if units >= wanted {
                return range.start + at;
            }
            units += encoding.units(c.encode_utf8(&mut [0; 4]));
        }
        range.end
    }

    /// The position of a byte; within a character it is that character's.
    pub(super) fn position(&self, offset: usize, encoding: Encoding) -> Position {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.lines.partition_point(|start| *start <= offset).saturating_sub(1);
        let start = self.lines.get(line).copied().unwrap_or_default();
        let before = self.text.get(start..offset).unwrap_or_default();
        Position { line: number(line), character: number(encoding.units(before)) }
    }

    pub(super) fn stretch(&self, bytes: Range<usize>, encoding: Encoding) -> Stretch {
        Stretch {
            start: self.position(bytes.start, encoding),
            end: self.position(bytes.end.max(bytes.start), encoding),
        }
    }

    /// The bytes of a finding's place, as far as the text reaches.
    pub(super) fn bytes(&self, span: Span) -> Range<usize> {
        let starts = self.only_newlines.as_ref().unwrap_or(&self.lines);
        let at = |line: u32, column: u32| {
            let line = index(line).saturating_sub(1);
            let Some(start) = starts.get(line).copied() else { return self.text.len() };
            let end = starts.get(line + 1).copied().unwrap_or(self.text.len());
            let text = self.text.get(start..end).unwrap_or_default();
            let column = index(column).saturating_sub(1);
            text.char_indices().nth(column).map_or(end, |(byte, _)| start + byte)
        };
        let start = at(span.line, span.column);
        start..at(span.end_line, span.end_column).max(start)
    }

    /// Puts a text in the place of a stretch, or of everything.
    pub(super) fn edit(&mut self, stretch: Option<Stretch>, new: &str, encoding: Encoding) {
        let Some(stretch) = stretch else {
            *self = Self::new(new.to_owned());
            return;
        };
        let start = self.offset(stretch.start, encoding);
        let end = self.offset(stretch.end, encoding).max(start);
        let mut text = std::mem::take(&mut self.text);
        text.replace_range(start..end, new);
        *self = Self::new(text);
    }
}

/// A number of the protocol as an index.
pub(super) fn index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// An index as a number of the protocol.
pub(super) fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use counterpoise::error::Span;
    use lsp_types::{Position, Range};

    use super::{Encoding, Text};

    #[test]
    fn columns_are_counted_as_the_editor_counts() {
        let text = Text::new("a: é🦀x\r\nb: 2\rc: 3\n".to_owned());
        let crab = text.as_str().find('🦀').unwrap();
        let position = |line, character| Position { line, character };
        assert_eq!(text.position(crab, Encoding::Utf16), position(0, 4));
        assert_eq!(text.position(crab + 4, Encoding::Utf16), position(0, 6));
        assert_eq!(text.position(crab + 4, Encoding::Utf8), position(0, 9));
        assert_eq!(text.offset(position(0, 6), Encoding::Utf16), crab + 4);
        assert_eq!(text.offset(position(0, 99), Encoding::Utf16), crab + 5);
        assert_eq!(text.position(text.as_str().find('c').unwrap(), Encoding::Utf8), position(2, 0));
        assert_eq!(text.offset(position(9, 0), Encoding::Utf8), text.as_str().len());
        // Findings count lines by their newlines, and columns in characters.
        let span = Span { line: 1, column: 5, end_line: 2, end_column: 2 };
        assert_eq!(&text.as_str()[text.bytes(span)], "🦀x\r\nb");
        assert_eq!(&text.as_str()[text.bytes(Span::point(2, 6))], "c");
    }

    #[test]
    fn an_edit_is_made_where_it_says() {
        let mut text = Text::new("é: 1\nb: 2\n".to_owned());
        let stretch = |from: (u32, u32), to: (u32, u32)| {
            let [start, end] = [from, to].map(|(line, character)| Position { line, character });
            Some(Range { start, end })
        };
        text.edit(stretch((0, 3), (1, 3)), "3\r\nc: ", Encoding::Utf16);
        assert_eq!(text, Text::new("é: 3\r\nc: 2\n".to_owned()));
        text.edit(stretch((2, 0), (2, 0)), "d: 4", Encoding::Utf16);
        assert_eq!(text.as_str(), "é: 3\r\nc: 2\nd: 4");
        text.edit(None, "x", Encoding::Utf16);
        assert_eq!(text, Text::new("x".to_owned()));
    }
}
