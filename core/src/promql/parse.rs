//! The text of a series selector into matchers. Mirrors `parser.ParseMetricSelector` of Prometheus 3.

use std::ops::Range;

use super::string::{self, Literal};
use super::{MatchOp, Matcher, NAME};
use crate::error::{Error, Result, Span, codes};

/// Words that no metric is named by without quotes; the other keywords may be.
const RESERVED: [&str; 8] = ["atan2", "bool", "group_left", "group_right", "ignoring", "inf", "nan", "on"];

/// The matchers of `name{label="value"}` with their places in the text; the name becomes one of `__name__`.
pub(super) fn matchers(text: &str) -> Result<Vec<(Matcher, Range<usize>)>> {
    let mut cursor = Cursor { text, at: 0 };
    let mut found = Vec::new();
    cursor.space();
    let start = cursor.at;
    let name = cursor.word(|c, first| is_label(c, first) || c == ':');
    if RESERVED.iter().any(|word| name.eq_ignore_ascii_case(word)) {
        return Err(
            cursor.refuse(&format!("{name} is a word of PromQL, not a metric name"), start..cursor.at)
        );
    }
    if !name.is_empty() {
        let name = Matcher { name: NAME.to_owned(), op: MatchOp::Equal, value: name.to_owned() };
        found.push((name, start..cursor.at));
    }
    cursor.space();
    if cursor.take("{") {
        cursor.space();
        while !cursor.take("}") {
            let (matcher, at) = one(&mut cursor)?;
            found.push((matcher, at));
            cursor.space();
            if !cursor.take(",") && !cursor.rest().starts_with('}') {
                return Err(cursor.unexpected("a comma or a closing brace"));
            }
            cursor.space();
        }
    } else if name.is_empty() {
        return Err(cursor.unexpected("a metric name or an opening brace"));
    }
    cursor.space();
    if !cursor.rest().is_empty() {
        return Err(cursor.unexpected("the end of the selector"));
    }
    Ok(found)
}

/// `label="value"`, `"quoted label"="value"` or a quoted metric name alone.
fn one(cursor: &mut Cursor<'_>) -> Result<(Matcher, Range<usize>)> {
    let start = cursor.at;
    let (name, quoted) = match cursor.literal()? {
        Some(name) => (name.text.into_owned(), true),
        None => (cursor.word(is_label).to_owned(), false),
    };
    if name.is_empty() && !quoted {
        return Err(cursor.unexpected("a label name"));
    }
    cursor.space();
    let op = if cursor.take("=~") {
        MatchOp::Regex
    } else if cursor.take("!~") {
        MatchOp::NotRegex
    } else if cursor.take("!=") {
        MatchOp::NotEqual
    } else if cursor.take("=") {
        MatchOp::Equal
    } else if quoted {
        let name = Matcher { name: NAME.to_owned(), op: MatchOp::Equal, value: name };
        return Ok((name, start..cursor.at));
    } else {
        return Err(cursor.unexpected("one of = != =~ !~"));
    };
    cursor.space();
    let Some(value) = cursor.literal()? else { return Err(cursor.unexpected("a quoted value")) };
    let is_regex = matches!(op, MatchOp::Regex | MatchOp::NotRegex);
    // Prometheus does not read a pattern that is nothing but texts with bars between them.
    if is_regex && value.bytes.is_some() && value.text.contains(|c| "\\.+*?()[]{}^$".contains(c)) {
        return Err(cursor.refuse("a regular expression has bytes that are no UTF-8", start..cursor.at));
    }
    Ok((Matcher { name, op, value: value.text.into_owned() }, start..cursor.at))
}

fn is_label(c: char, first: bool) -> bool {
    c == '_' || c.is_ascii_alphabetic() || (!first && c.is_ascii_digit())
}

struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn take(&mut self, token: &str) -> bool {
        let found = self.rest().starts_with(token);
        if found {
            self.at += token.len();
        }
        found
    }

    fn word(&mut self, mut belongs: impl FnMut(char, bool) -> bool) -> &'a str {
        let rest = self.rest();
        let len = rest.char_indices().find(|(at, c)| !belongs(*c, *at == 0)).map_or(rest.len(), |(at, _)| at);
        let (word, _) = rest.split_at_checked(len).unwrap_or_default();
        self.at += word.len();
        word
    }

    /// White space and comments.
    fn space(&mut self) {
        loop {
            self.word(|c, _| matches!(c, ' ' | '\t' | '\n' | '\r'));
            if !self.rest().starts_with('#') {
                break;
            }
            self.word(|c, _| !matches!(c, '\n' | '\r'));
        }
    }

    /// A string literal, if one begins here.
    fn literal(&mut self) -> Result<Option<Literal<'a>>> {
        let Some(quote) = self.rest().chars().next().filter(|c| matches!(c, '"' | '\'' | '`')) else {
            return Ok(None);
        };
        let start = self.at;
        self.at += 1;
        let mut escaped = false;
        let body = self.word(|c, _| {
            let ends = c == quote && !escaped;
            escaped = quote != '`' && c == '\\' && !escaped;
            !ends
        });
        if self.rest().is_empty() {
            return Err(self.refuse("the quote is not closed", start..self.text.len()));
        }
        self.at += 1;
        match string::unescape(body, quote) {
            Some(value) => Ok(Some(value)),
            None => Err(self
                .refuse("the quoted text has an escape or a line break that PromQL refuses", start..self.at)),
        }
    }

    fn unexpected(&self, expected: &str) -> Error {
        match self.rest().chars().next() {
            Some(c) => self
                .refuse(&format!("unexpected {c:?}, expected {expected}"), self.at..self.at + c.len_utf8()),
            None => self.refuse(&format!("unexpected end, expected {expected}"), self.at..self.at),
        }
    }

    fn refuse(&self, message: &str, at: Range<usize>) -> Error {
        Error::new(codes::promql::SELECTOR, message).at(Span::of(self.text, at))
    }
}
