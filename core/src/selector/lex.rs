//! The tokens of a selector's text.

use std::ops::Range;

/// A token, told apart as upstream's `labels.Lexer` does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    End,
    Comma,
    Open,
    Close,
    Not,
    Equals,
    DoubleEquals,
    NotEquals,
    GreaterThan,
    LessThan,
    /// A key or value, and also the words `in` and `notin`, which are operators only behind a key.
    Identifier,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Token<'a> {
    pub(super) kind: Kind,
    pub(super) text: &'a str,
    /// The first byte.
    pub(super) start: usize,
}

impl Token<'_> {
    pub(super) fn bytes(&self) -> Range<usize> {
        // The end of the text has no character; it is shown as one column.
        self.start..self.start.saturating_add(self.text.len().max(1))
    }
}

/// Cuts a text into tokens.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lexer<'a> {
    rest: &'a str,
    at: usize,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { rest: text, at: 0 }
    }

    pub(super) fn next(&mut self) -> Token<'a> {
        if self.rest.bytes().next().is_some_and(is_space) {
            self.take(self.rest.bytes().take_while(|byte| is_space(*byte)).count());
        }
        let start = self.at;
        let (kind, len) = self.measure();
        let text = self.take(len);
        if kind != Kind::End && self.rest.starts_with('\0') {
            // Upstream's reader cannot tell a NUL from the end of the text, and goes on behind it.
            self.take(1);
        }
        Token { kind, text, start }
    }

    fn measure(&self) -> (Kind, usize) {
        match self.rest.as_bytes() {
            [] | [0, ..] => (Kind::End, 0),
            [b'=', b'=', ..] => (Kind::DoubleEquals, 2),
            [b'!', b'=', ..] => (Kind::NotEquals, 2),
            [b'=', ..] => (Kind::Equals, 1),
            [b'!', ..] => (Kind::Not, 1),
            [b',', ..] => (Kind::Comma, 1),
            [b'(', ..] => (Kind::Open, 1),
            [b')', ..] => (Kind::Close, 1),
            [b'>', ..] => (Kind::GreaterThan, 1),
            [b'<', ..] => (Kind::LessThan, 1),
            _ => (Kind::Identifier, self.rest.bytes().position(ends_identifier).unwrap_or(self.rest.len())),
        }
    }

    fn take(&mut self, len: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at_checked(len).unwrap_or((self.rest, ""));
        self.rest = rest;
        self.at = self.at.saturating_add(taken.len());
        taken
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

fn ends_identifier(byte: u8) -> bool {
    is_space(byte) || matches!(byte, 0 | b'=' | b'!' | b'(' | b')' | b',' | b'>' | b'<')
}
