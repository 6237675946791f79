//! From text to tokens. Mirrors the lexer of Go's `text/template/parse`.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_until, take_while};
use nom::character::complete::{anychar, char, none_of, one_of};
use nom::combinator::{opt, recognize};
use nom::multi::many0_count;
use nom::sequence::preceded;
use nom::{IResult, Parser};

use super::place::{Place, excerpt};
use super::token::{Keyword, Kind, Token};
use crate::error::{Error, Result, Span, codes};
use crate::go::quote::quote;
use crate::go::runes::{is_digit, is_letter, is_print};

/// Go's delimiters, for which an empty one stands.
const DELIMITERS: (&str, &str) = ("{{", "}}");
const SPACES: [char; 4] = [' ', '\t', '\r', '\n'];

/// Reads tokens one by one.
#[derive(Debug)]
pub(super) struct Lexer<'t> {
    text: &'t str,
    rest: &'t str,
    left: &'t str,
    right: &'t str,
    /// Whether it is between two delimiters.
    inside: bool,
    /// How many parentheses are open.
    parens: usize,
}

impl<'t> Lexer<'t> {
    pub(super) fn new(text: &'t str, left: &'t str, right: &'t str) -> Self {
        let left = if left.is_empty() { DELIMITERS.0 } else { left };
        let right = if right.is_empty() { DELIMITERS.1 } else { right };
        Self { text, rest: text, left, right, inside: false, parens: 0 }
    }

    /// The next token; at the end of the text [`Kind::End`], again and again.
    pub(super) fn next(&mut self) -> Result<Token<'t>> {
        if self.inside { self.inside_action() } else { self.outside() }
    }

    /// The bytes from the start of one rest of the text to the start of a later one.
    fn place(&self, from: &str, to: &str) -> Place {
        Place { start: self.text.len() - from.len(), end: self.text.len() - to.len() }
    }

    /// Goes on at `rest` and gives what lies between as a token.
    fn token(&mut self, kind: Kind, rest: &'t str) -> Token<'t> {
        let place = self.place(self.rest, rest);
        let text = self.rest.get(..place.end - place.start).unwrap_or_default();
        self.rest = rest;
        Token { kind, text, place }
    }

    fn fail<T>(&self, to: &str, message: impl Into<String>) -> Result<T> {
        let place = self.place(self.rest, to);
        Err(Error::new(codes::template::SYNTAX, message).at(Span::of(self.text, place.range())))
    }

    /// Text up to an action, or the delimiter that opens one. Comments are skipped.
    fn outside(&mut self) -> Result<Token<'t>> {
        loop {
            let Ok((at, text)) = until(self.left, self.rest) else {
                let kind = if self.rest.is_empty() { Kind::End } else { Kind::Text };
                return Ok(self.token(kind, ""));
            };
            let after = at.get(self.left.len()..).unwrap_or_default();
            let trimmed = trim_left(after);
            let shown = if trimmed.is_some() { text.trim_end_matches(SPACES) } else { text };
            if !shown.is_empty() {
                let token = self.token(Kind::Text, self.rest.get(shown.len()..).unwrap_or_default());
                self.rest = at;
                return Ok(token);
            }
            self.rest = at;
            let body = trimmed.unwrap_or(after);
            if let Some(comment) = body.strip_prefix("/*") {
                self.comment(comment)?;
                continue;
            }
            let token = self.token(Kind::LeftDelimiter, after);
            self.rest = body;
            self.inside = true;
            self.parens = 0;
            return Ok(token);
        }
    }

    /// A comment, after what begins it.
    fn comment(&mut self, comment: &'t str) -> Result<()> {
        let Ok((end, _)) = until("*/", comment) else {
            return self.fail("", "unclosed comment");
        };
        let end = end.get(2..).unwrap_or_default();
        let Some((after, trimmed)) = self.closed(end) else {
            return self.fail(end, "comment ends before closing delimiter");
        };
        self.rest = if trimmed { after.trim_start_matches(SPACES) } else { after };
        Ok(())
    }

    /// What follows the right delimiter, where `at` stands before one, and whether that is to be trimmed.
    fn closed(&self, at: &'t str) -> Option<(&'t str, bool)> {
        let marked = at.strip_prefix(SPACES).and_then(|rest| rest.strip_prefix('-'));
        match marked.and_then(|rest| rest.strip_prefix(self.right)) {
            Some(after) => Some((after, true)),
            None => at.strip_prefix(self.right).map(|after| (after, false)),
        }
    }

    fn inside_action(&mut self) -> Result<Token<'t>> {
        let from = self.rest;
        if let Some((after, trimmed)) = self.closed(from) {
            if self.parens > 0 {
                return self.fail(after, "unclosed left paren");
            }
            if trimmed {
                // The marker, a space and a minus, is no part of the delimiter.
                self.rest = from.get(2..).unwrap_or_default();
            }
            let token = self.token(Kind::RightDelimiter, after);
            self.inside = false;
            if trimmed {
                self.rest = after.trim_start_matches(SPACES);
            }
            return Ok(token);
        }
        let mut chars = from.chars();
        let Some(first) = chars.next() else {
            return self.fail("", "unclosed action");
        };
        let rest = chars.as_str();
        match first {
            ' ' | '\t' | '\r' | '\n' => Ok(self.spaces()),
            '=' => Ok(self.token(Kind::Assign, rest)),
            ':' => match rest.strip_prefix('=') {
                Some(rest) => Ok(self.token(Kind::Declare, rest)),
                None => self.fail(rest, "expected :="),
            },
            '|' => Ok(self.token(Kind::Pipe, rest)),
            '(' => {
                self.parens += 1;
                Ok(self.token(Kind::LeftParen, rest))
            }
            ')' => match self.parens.checked_sub(1) {
                Some(parens) => {
                    self.parens = parens;
                    Ok(self.token(Kind::RightParen, rest))
                }
                None => self.fail(rest, "unexpected right paren"),
            },
            '"' => self.literal(Kind::Quoted, quoted('"', from).ok(), "unterminated quoted string"),
            '\'' => self.literal(Kind::Character, quoted('\'', from).ok(), "unterminated character constant"),
            '`' => self.literal(Kind::Raw, raw(from).ok(), "unterminated raw quoted string"),
            '$' => self.name(Kind::Variable, Kind::Variable, rest),
            '.' if !rest.is_empty() && !rest.starts_with(|c: char| c.is_ascii_digit()) => {
                self.name(Kind::Dot, Kind::Field, rest)
            }
            '.' | '+' | '-' | '0'..='9' => self.number(),
            c if is_name(c) => self.word(),
            c if c.is_ascii() && is_print(c) => Ok(self.token(Kind::Other, rest)),
            c => self.fail(rest, format!("unrecognized character in action: {}", code_point(c))),
        }
    }

    /// A run of spaces, without the last where it belongs to a trimming delimiter.
    fn spaces(&mut self) -> Token<'t> {
        let end = self.rest.trim_start_matches(SPACES);
        // Spaces are single bytes.
        let last = self.rest.get(self.rest.len() - end.len() - 1..).unwrap_or(end);
        let trims = matches!(self.closed(last), Some((_, true)));
        self.token(Kind::Space, if trims { last } else { end })
    }

    /// A literal that its recogniser found the end of.
    fn literal(
        &mut self,
        kind: Kind,
        found: Option<(&'t str, &'t str)>,
        otherwise: &str,
    ) -> Result<Token<'t>> {
        match found {
            Some((rest, _)) => Ok(self.token(kind, rest)),
            None => self.fail("", otherwise),
        }
    }

    /// A field or variable after its `.` or `$`; `bare` where no name follows.
    fn name(&mut self, bare: Kind, named: Kind, after: &'t str) -> Result<Token<'t>> {
        if self.terminates(after) {
            return Ok(self.token(bare, after));
        }
        let rest = after.trim_start_matches(is_name);
        self.terminated(rest)?;
        Ok(self.token(named, rest))
    }

    fn word(&mut self) -> Result<Token<'t>> {
        let rest = self.rest.trim_start_matches(is_name);
        self.terminated(rest)?;
        let token = self.token(Kind::Identifier, rest);
        let kind = match token.text {
            "true" | "false" => Kind::Bool,
            "nil" => Kind::Nil,
            word => Keyword::named(word).map_or(Kind::Identifier, Kind::Keyword),
        };
        Ok(Token { kind, ..token })
    }

    /// Whether what follows may end a name.
    fn terminates(&self, rest: &str) -> bool {
        rest.is_empty()
            || rest.starts_with(SPACES)
            || rest.starts_with(['.', ',', '|', ':', ')', '('])
            || rest.starts_with(self.right)
    }

    fn terminated(&self, rest: &str) -> Result<()> {
        match rest.chars().next() {
            Some(c) if !self.terminates(rest) => self.fail(rest, format!("bad character {}", code_point(c))),
            _ => Ok(()),
        }
    }

    fn number(&mut self) -> Result<Token<'t>> {
        let from = self.rest;
        let rest = self.number_part(from)?;
        if !rest.starts_with(['+', '-']) {
            return Ok(self.token(Kind::Number, rest));
        }
        let rest = self.number_part(rest)?;
        let token = self.token(Kind::Complex, rest);
        if token.text.ends_with('i') {
            return Ok(token);
        }
        self.rest = from;
        self.fail(rest, format!("bad number syntax: {}", quote(&excerpt(token.text))))
    }

    /// One number, after which no name may follow at once.
    fn number_part(&self, from: &'t str) -> Result<&'t str> {
        let rest = number(from).map_or(from, |(rest, _)| rest);
        match rest.chars().next() {
            Some(c) if is_name(c) => {
                let end = rest.get(c.len_utf8()..).unwrap_or_default();
                let place = self.place(self.rest, end);
                let text = self.text.get(place.range()).unwrap_or_default();
                self.fail(end, format!("bad number syntax: {}", quote(&excerpt(text))))
            }
            _ => Ok(rest),
        }
    }
}

/// What follows a trim marker, where a left delimiter has one: a minus and a space.
fn trim_left(after: &str) -> Option<&str> {
    after.strip_prefix('-')?.strip_prefix(SPACES)
}

fn is_name(c: char) -> bool {
    c == '_' || is_letter(c) || is_digit(c)
}

/// A code point as Go's `%#U` shows it.
fn code_point(c: char) -> String {
    let code = format!("U+{:04X}", u32::from(c));
    if is_print(c) { format!("{code} '{c}'") } else { code }
}

fn until<'t>(mark: &str, text: &'t str) -> IResult<&'t str, &'t str> {
    take_until(mark).parse(text)
}

/// A literal between quotes, on one line; a backslash takes the character after it along.
fn quoted(quote: char, text: &str) -> IResult<&str, &str> {
    let plain = ['\\', '\n', quote];
    let escape = preceded(char('\\'), none_of("\n"));
    recognize((char(quote), many0_count(alt((escape, none_of(plain.as_slice())))), char(quote))).parse(text)
}

fn raw(text: &str) -> IResult<&str, &str> {
    recognize((char('`'), take_until("`"), anychar)).parse(text)
}

/// As much as can belong to a number: `+0x1_f.8p-2i`. Whether it is one is seen when it is read.
pub(super) fn number(text: &str) -> IResult<&str, &str> {
    let decimal = |c: char| c.is_ascii_digit() || c == '_';
    let (rest, _) = opt(one_of("+-")).parse(text)?;
    let (rest, prefix) =
        opt(alt((tag("0x"), tag("0X"), tag("0o"), tag("0O"), tag("0b"), tag("0B")))).parse(rest)?;
    let (radix, exponent) = match prefix {
        Some("0x" | "0X") => (16, "pP"),
        Some("0o" | "0O") => (8, ""),
        Some(_) => (2, ""),
        None => (10, "eE"),
    };
    let digit = |c: char| c.is_digit(radix) || c == '_';
    let fraction = (char('.'), take_while(digit));
    let exponent = (one_of(exponent), opt(one_of("+-")), take_while(decimal));
    let (rest, _) = (take_while(digit), opt(fraction), opt(exponent), opt(char('i'))).parse(rest)?;
    Ok((rest, text.get(..text.len() - rest.len()).unwrap_or_default()))
}
