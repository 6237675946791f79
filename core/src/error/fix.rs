use serde::{Deserialize, Serialize};

use super::Span;

/// An edit of a source text: what takes the place of a stretch of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fix {
    /// What goes; empty where something is put in.
    pub span: Span,
    /// What takes its place.
    pub text: String,
}

/// The text with edits made; of two that overlap the one that begins first, and none that ends before it begins or lies past
/// the text.
#[must_use]
pub fn fixed(text: &str, fixes: &[Fix]) -> String {
    let mut fixes: Vec<&Fix> = fixes.iter().collect();
    fixes.sort_by_key(|fix| (start(fix), end(fix)));
    let mut places = Places { rest: text.char_indices(), at: (1, 1), byte: 0 };
    let mut out = String::with_capacity(text.len());
    let mut copied = 0;
    let mut done = (0, 0);
    for fix in fixes {
        if start(fix) < done || end(fix) < start(fix) {
            continue;
        }
        let from = places.clone().byte(start(fix));
        let mut after = places.clone();
        let to = after.byte(end(fix));
        let (Some(from), Some(to)) = (from, to) else { continue };
        let Some(before) = text.get(copied..from) else { continue };
        out.push_str(before);
        out.push_str(&fix.text);
        copied = to;
        done = end(fix);
        places = after;
    }
    out.push_str(text.get(copied..).unwrap_or_default());
    out
}

fn start(fix: &Fix) -> (u32, u32) {
    (fix.span.line, fix.span.column)
}

fn end(fix: &Fix) -> (u32, u32) {
    (fix.span.end_line, fix.span.end_column)
}

/// From lines and columns to bytes, in one pass.
#[derive(Clone)]
struct Places<'t> {
    rest: std::str::CharIndices<'t>,
    /// The line and column of the next character.
    at: (u32, u32),
    byte: usize,
}

impl Places<'_> {
    /// The byte of a line and column that is not behind; `None` where there is none.
    fn byte(&mut self, wanted: (u32, u32)) -> Option<usize> {
        while self.at < wanted {
            let (byte, c) = self.rest.next()?;
            self.byte = byte.saturating_add(c.len_utf8());
            self.at = match c {
                '\n' => (self.at.0.saturating_add(1), 1),
                _ => (self.at.0, self.at.1.saturating_add(1)),
            };
        }
        (self.at == wanted).then_some(self.byte)
    }
}

#[cfg(test)]
mod tests {
    use super::{Fix, fixed};
    use crate::error::Span;

    fn fix(line: u32, column: u32, end: (u32, u32), text: &str) -> Fix {
        let span = Span { line, column, end_line: end.0, end_column: end.1 };
        Fix { span, text: text.to_owned() }
    }

    #[test]
    fn edits_are_made_wherever_they_stand_in_the_list() {
        let text = "a: é$1\r\nb: 2\nc: 3\n";
        let fixes = [fix(3, 1, (4, 1), ""), fix(1, 5, (1, 7), "${1}"), fix(2, 4, (2, 4), "1")];
        assert_eq!(fixed(text, &fixes), "a: é${1}\r\nb: 12\n");
    }

    #[test]
    fn an_edit_that_overlaps_or_has_no_place_is_left_out() {
        let text = "abc\ndef";
        let fixes = [
            fix(1, 1, (1, 3), "x"),
            fix(1, 2, (2, 1), "y"),
            fix(1, 9, (1, 10), "z"),
            fix(2, 3, (2, 1), "z"),
            fix(2, 4, (2, 4), "!"),
            fix(7, 1, (7, 1), "z"),
        ];
        assert_eq!(fixed(text, &fixes), "xc\ndef!");
    }
}
