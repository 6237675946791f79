//! The tokens of a query, as far as its structure goes by them.

use super::place::{is_line_end, is_space};

/// One token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// A name, keyword, number or duration.
    Word(&'a [u8]),
    /// A string, whatever its quotes.
    Quoted,
    /// A string without its end, which Prometheus refuses.
    Open,
    /// A byte of anything else: operators, braces, commas.
    Sign(u8),
}

/// Cuts a query into tokens. Mirrors Prometheus' lexer for queries that it reads; of others it makes something.
pub(super) struct Tokens<'a> {
    text: &'a [u8],
    at: usize,
    in_braces: bool,
    in_brackets: bool,
}

/// How the structure of a query differs from that of its twin: the byte of the query up to which they are the same.
/// `None` where it does not: then the tokens are the same but for what strings hold and how words are spelled, and no
/// word is an operator of PromQL that its twin is none of.
pub(crate) fn difference(text: &[u8], twin: &[u8]) -> Option<usize> {
    let (mut ours, mut theirs) = (Tokens::of(text), Tokens::of(twin));
    let mut before = None;
    loop {
        let in_braces = ours.in_braces;
        let (one, other) = (ours.next(), theirs.next());
        let same = match (one, other) {
            (None, None) => return None,
            (Some(Token::Word(word)), Some(Token::Word(twin))) => {
                word == twin || in_braces || !is_operator(word, before)
            }
            (one, other) => one == other,
        };
        if !same {
            return Some(ours.at);
        }
        before = one;
    }
}

/// Whether a word is an operator or a modifier behind this token, and not the name of a metric or label.
fn is_operator(word: &[u8], before: Option<Token<'_>>) -> bool {
    const BEHIND_OPERAND: [&str; 15] = [
        "and",
        "or",
        "unless",
        "atan2",
        "by",
        "without",
        "on",
        "ignoring",
        "group_left",
        "group_right",
        "bool",
        "offset",
        "anchored",
        "smoothed",
        "fill",
    ];
    const ANYWHERE: [&str; 5] = ["on", "ignoring", "group_left", "group_right", "bool"];
    let is = |words: &[&str]| words.iter().any(|known| word.eq_ignore_ascii_case(known.as_bytes()));
    match before {
        None | Some(Token::Sign(b'(' | b',' | b'[')) => false,
        Some(Token::Word(_) | Token::Quoted | Token::Open | Token::Sign(b')' | b'}' | b']')) => {
            is(&BEHIND_OPERAND)
        }
        Some(Token::Sign(_)) => is(&ANYWHERE),
    }
}

/// Whether a name is a word behind which and before which others may stand: that of a metric which is no word of PromQL.
pub(crate) fn is_plain_name(name: &str) -> bool {
    let mut bytes = name.bytes();
    bytes.next().is_some_and(|byte| byte.is_ascii_alphabetic() || byte == b'_')
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b':'))
        && !is_operator(name.as_bytes(), Some(Token::Quoted))
}

/// Whether a query ends within a string, which Prometheus refuses whatever it is.
#[cfg(test)]
pub(crate) fn is_open(query: &[u8]) -> bool {
    let mut tokens = Tokens::of(query);
    std::iter::from_fn(|| tokens.next()).any(|token| token == Token::Open)
}

impl<'a> Tokens<'a> {
    pub(super) fn of(text: &'a [u8]) -> Self {
        Self { text, at: 0, in_braces: false, in_brackets: false }
    }

    fn peek(&self, ahead: usize) -> Option<u8> {
        self.text.get(self.at.saturating_add(ahead)).copied()
    }

    /// Goes on while bytes belong, and gives what was passed.
    fn take(&mut self, mut belongs: impl FnMut(u8) -> bool) -> &'a [u8] {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let len = rest.iter().position(|byte| !belongs(*byte)).unwrap_or(rest.len());
        self.at += len;
        rest.get(..len).unwrap_or_default()
    }

    pub(super) fn next(&mut self) -> Option<Token<'a>> {
        self.take(is_space);
        while self.peek(0) == Some(b'#') {
            self.take(|byte| !is_line_end(byte));
            self.take(is_space);
        }
        let byte = self.peek(0)?;
        Some(match byte {
            b'"' | b'\'' | b'`' => self.quoted(byte),
            b'0'..=b'9' => Token::Word(self.number()),
            b'.' if self.peek(1).is_some_and(|byte| byte.is_ascii_alphanumeric()) => {
                Token::Word(self.number())
            }
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => Token::Word(self.name()),
            b':' if !self.in_brackets => Token::Word(self.name()),
            sign => {
                self.at += 1;
                match sign {
                    b'{' | b'}' => self.in_braces = sign == b'{',
                    b'[' | b']' => self.in_brackets = sign == b'[',
                    _ => {}
                }
                Token::Sign(sign)
            }
        })
    }

    fn quoted(&mut self, quote: u8) -> Token<'a> {
        self.at += 1;
        let mut escaped = false;
        self.take(|byte| {
            let ends = byte == quote && !escaped;
            escaped = byte == b'\\' && !escaped && quote != b'`';
            !ends
        });
        let token = if self.peek(0).is_some() { Token::Quoted } else { Token::Open };
        self.at += 1;
        token
    }

    /// Within brackets a colon is between a range and its step.
    fn name(&mut self) -> &'a [u8] {
        let colons = !self.in_brackets;
        self.take(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || (colons && byte == b':'))
    }

    /// A number or a duration, with the sign of its exponent.
    fn number(&mut self) -> &'a [u8] {
        let mut before = b' ';
        let mut plain = true;
        let mut exponent = false;
        self.take(|byte| {
            let is_sign = matches!(byte, b'+' | b'-') && exponent;
            let belongs = byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.') || is_sign;
            exponent = plain && matches!(byte, b'e' | b'E') && before != b' ';
            plain &= byte.is_ascii_digit() || matches!(byte, b'_' | b'.');
            before = byte;
            belongs
        })
    }
}
