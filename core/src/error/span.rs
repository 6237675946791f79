use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A stretch of source text. Lines and columns count from 1, columns in Unicode scalar values; the end is exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Span {
    /// The line of the first character.
    pub line: u32,
    /// The column of the first character.
    pub column: u32,
    /// The line of the character after the last.
    pub end_line: u32,
    /// The column of the character after the last.
    pub end_column: u32,
}

impl Span {
    /// The span of a byte range of `text`; a range that ends past the text ends with it.
    #[must_use]
    pub fn of(text: &str, bytes: Range<usize>) -> Self {
        let (line, column) = position(text, bytes.start);
        let (end_line, end_column) = position(text, bytes.end.max(bytes.start));
        Self { line, column, end_line, end_column }
    }

    /// The spans of byte ranges of `text`, all of them in one walk through it.
    #[must_use]
    pub(crate) fn all(text: &str, ranges: &[Range<usize>]) -> Vec<Self> {
        let ends = |range: &Range<usize>| [range.start, range.end.max(range.start)];
        let mut bytes: Vec<usize> = ranges.iter().flat_map(ends).collect();
        bytes.sort_unstable();
        bytes.dedup();
        let (mut line, mut column) = (1u32, 1u32);
        let mut chars = text.char_indices().peekable();
        let mut positions = Vec::with_capacity(bytes.len());
        for byte in &bytes {
            while let Some((_, c)) = chars.next_if(|(at, _)| at < byte) {
                (line, column) =
                    if c == '\n' { (line.saturating_add(1), 1) } else { (line, column.saturating_add(1)) };
            }
            positions.push((line, column));
        }
        let position = |byte: usize| {
            bytes.binary_search(&byte).ok().and_then(|at| positions.get(at)).copied().unwrap_or((1, 1))
        };
        let span = |range: &Range<usize>| {
            let [(line, column), (end_line, end_column)] = ends(range).map(position);
            Self { line, column, end_line, end_column }
        };
        ranges.iter().map(span).collect()
    }

    /// A single position: the span of one character.
    #[must_use]
    pub fn point(line: u32, column: u32) -> Self {
        Self { line, column, end_line: line, end_column: column.saturating_add(1) }
    }
}

/// Where it begins: `line 3, column 5`.
impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}

fn position(text: &str, byte: usize) -> (u32, u32) {
    let (mut line, mut column) = (1u32, 1u32);
    for (at, c) in text.char_indices() {
        if at >= byte {
            break;
        }
        if c == '\n' {
            line = line.saturating_add(1);
            column = 1;
        } else {
            column = column.saturating_add(1);
        }
    }
    (line, column)
}
