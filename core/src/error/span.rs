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
