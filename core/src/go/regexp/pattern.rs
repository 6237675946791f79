//! The pattern that is left to read.

use std::ops::Range;

use super::unicode::Names;
use super::{Problem, SyntaxError};

#[derive(Debug, Clone)]
pub(super) struct Pattern<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    /// How `\p{…}` names a class.
    pub(super) names: Names,
}

impl<'a> Pattern<'a> {
    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn next(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        Some(c)
    }

    pub(super) fn take(&mut self, token: &str) -> bool {
        let found = self.rest().starts_with(token);
        if found {
            self.at += token.len();
        }
        found
    }

    /// An error about what was read since `start`.
    pub(super) fn refuse(&self, problem: Problem, start: usize) -> SyntaxError {
        self.refuse_range(problem, start..self.at)
    }

    pub(super) fn refuse_range(&self, problem: Problem, at: Range<usize>) -> SyntaxError {
        SyntaxError::new(problem, self.text, at)
    }
}
