//! Tabs where libyaml wants spaces, which the parser would let pass in white space before a token.

use std::cmp::Reverse;

use crate::error::{Error, Span, codes};

/// The lines that scalars and flow collections go on over, after the one they begin on: there a tab is content or
/// mere space.
#[derive(Debug, Default)]
pub(super) struct Continued(Vec<(u32, u32)>);

/// Where the lines of a document begin: behind those of the one before.
#[derive(Debug)]
pub(super) struct Begin {
    line: u32,
    byte: usize,
}

impl Default for Begin {
    fn default() -> Self {
        Self { line: 1, byte: 0 }
    }
}

impl Continued {
    /// Notes a scalar or a flow collection.
    pub(super) fn note(&mut self, place: Span) {
        // A block scalar ends before the first column of the line after it.
        let last = if place.end_column <= 1 { place.end_line.saturating_sub(1) } else { place.end_line };
        if last > place.line {
            self.0.push((place.line, last));
        }
    }

    /// The first tab in the indentation of the document whose first value is on a line. `begin` is moved on to the next document.
    pub(super) fn tab(&mut self, text: &str, first: u32, begin: &mut Begin) -> Option<Error> {
        // Ranges nest or stand apart: of those that begin before a line, the last of the outermost decides.
        self.0.sort_unstable_by_key(|(start, end)| (*start, Reverse(*end)));
        let mut outermost: Vec<(u32, u32)> = Vec::new();
        for range in &self.0 {
            if outermost.last().is_none_or(|held| held.1 < range.1) {
                outermost.push(*range);
            }
        }
        let lines = text.get(begin.byte..).unwrap_or_default().split_inclusive('\n');
        for (number, line) in (begin.line..).zip(lines) {
            if number > first && (line.starts_with("---") || line.starts_with("...")) {
                break;
            }
            *begin = Begin { line: number.saturating_add(1), byte: begin.byte.saturating_add(line.len()) };
            let spaces = line.len() - line.trim_start_matches(' ').len();
            let is_tab = line.as_bytes().get(spaces) == Some(&b'\t');
            let begun = outermost.partition_point(|(start, _)| *start < number);
            let around = begun.checked_sub(1).and_then(|last| outermost.get(last));
            if is_tab && around.is_none_or(|(_, end)| *end < number) {
                let column = u32::try_from(spaces + 1).unwrap_or(u32::MAX);
                let message = "a tab stands where only spaces may indent";
                return Some(Error::new(codes::yaml::SYNTAX, message).at(Span::point(number, column)));
            }
        }
        None
    }
}
