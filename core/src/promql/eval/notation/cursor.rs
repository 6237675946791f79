use std::ops::Range;

use super::Problem;

/// A place in a line that moves on as the line is read.
pub(super) struct Cursor<'a> {
    pub(super) line: &'a str,
    pub(super) at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn rest(&self) -> &'a str {
        self.line.get(self.at..).unwrap_or_default()
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Whether a character is next; it is passed then.
    pub(super) fn accept(&mut self, c: char) -> bool {
        let found = self.peek() == Some(c);
        if found {
            self.at = self.at.saturating_add(c.len_utf8());
        }
        found
    }

    /// Passes characters as long as they belong, and gives where they stand.
    pub(super) fn take_while(&mut self, mut belongs: impl FnMut(char) -> bool) -> Range<usize> {
        let (start, rest) = (self.at, self.rest());
        self.at = start.saturating_add(rest.find(|c| !belongs(c)).unwrap_or(rest.len()));
        start..self.at
    }

    /// That something else belongs here.
    pub(super) fn expected(&self, what: &str) -> Problem {
        Problem::expected(what, self.line, self.at)
    }
}
