//! Tokens into a tree. Mirrors the grammar of Prometheus' `promql/parser`; the first thing that is wrong ends it.

mod aggregate;
mod binary;
mod duration;
mod modifier;
mod operand;
mod selector;

use std::borrow::Cow;
use std::ops::Range;

use super::lex::{self, Lexer};
use super::number;
use super::token::{Kind, Token};
use super::tree::{Expr, Number, SelectorMatcher, VectorSelector};
use crate::error::{Error, Result, Span, codes};
use crate::limits;
use crate::promql::string::{self, Literal};

/// Reads a text to its end.
pub(super) struct Parser<'a> {
    text: &'a str,
    lexer: Lexer<'a>,
    /// The next token, once it was looked at.
    ahead: Option<Token>,
    /// Where the last token ended that was taken.
    end: usize,
    /// How many rules that hold themselves are open.
    depth: usize,
    /// Operators of the duration that is read.
    operators: usize,
    /// What is open that Prometheus names where a token does not belong, and what it expects there.
    context: (&'static str, &'static str),
}

/// An expression, its types unchecked.
///
/// # Errors
/// `promql.syntax`, `limit.depth`, `limit.regexp`.
pub(super) fn expression(text: &str) -> Result<Expr> {
    let mut parser = Parser::new(text);
    if parser.peek()? == Kind::End {
        return Err(parser.refuse("no expression found in input", 0..text.len()));
    }
    let expr = parser.expression(0)?;
    parser.ends()?;
    Ok(expr)
}

/// A series selector without modifiers.
///
/// # Errors
/// As [`expression`].
pub(super) fn selector(text: &str) -> Result<VectorSelector> {
    let mut parser = Parser::new(text);
    let name = match parser.peek()? {
        kind if kind.names_metric() => Some(parser.take()?),
        _ => None,
    };
    let selector = parser.vector_selector(name)?;
    parser.ends()?;
    Ok(selector)
}

impl<'a> Parser<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, lexer: Lexer::new(text), ahead: None, end: 0, depth: 0, operators: 0, context: ("", "") }
    }

    /// What comes next.
    fn peek(&mut self) -> Result<Kind> {
        if let Some(token) = &self.ahead {
            return Ok(token.kind);
        }
        let token = self.lexer.next()?;
        let kind = token.kind;
        self.ahead = Some(token);
        Ok(kind)
    }

    /// Takes the next token.
    fn take(&mut self) -> Result<Token> {
        let token = match self.ahead.take() {
            Some(token) => token,
            None => self.lexer.next()?,
        };
        self.end = token.span.end;
        Ok(token)
    }

    /// Where the next token begins.
    fn next_start(&mut self) -> Result<usize> {
        self.peek()?;
        Ok(self.ahead.as_ref().map_or(self.end, |token| token.span.start))
    }

    /// Takes the next token if it is of this kind.
    fn accept(&mut self, kind: Kind) -> Result<bool> {
        let found = self.peek()? == kind;
        if found {
            self.take()?;
        }
        Ok(found)
    }

    /// Takes a token that must be of this kind.
    fn expect(&mut self, kind: Kind) -> Result<()> {
        if self.accept(kind)? { Ok(()) } else { Err(self.misplaced()) }
    }

    fn ends(&mut self) -> Result<()> {
        self.expect(Kind::End)
    }

    /// The text of a token.
    fn text_of(&self, token: &Token) -> &'a str {
        self.text.get(token.span.clone()).unwrap_or_default()
    }

    /// Does what may come to do itself again.
    fn nested<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        self.depth += 1;
        if self.depth > limits::DEPTH {
            return Err(self.too_deep(self.end..self.end));
        }
        let read = read(self);
        self.depth -= 1;
        read
    }

    /// An expression that holds no more than what is walked through without harm.
    fn checked(&self, expr: Expr) -> Result<Expr> {
        if usize::try_from(expr.height()).is_ok_and(|height| height <= limits::QUERY_DEPTH) {
            return Ok(expr);
        }
        // The tree is taken apart where it is dropped, which is as deep: it is one more than those before it.
        Err(self.too_deep(expr.span))
    }

    fn too_deep(&self, at: Range<usize>) -> Error {
        let message = format!(
            "the expression nests deeper than {} levels, or chains more than {} operators",
            limits::DEPTH,
            limits::QUERY_DEPTH
        );
        Error::new(codes::limit::DEPTH, message).at(Span::of(self.text, at))
    }

    fn refuse(&self, message: &str, at: Range<usize>) -> Error {
        lex::refuse(self.text, message, at)
    }

    /// Reads something that is named where a token within it does not belong.
    fn within<T>(
        &mut self,
        context: (&'static str, &'static str),
        read: impl FnOnce(&mut Self) -> Result<T>,
    ) -> Result<T> {
        let outer = std::mem::replace(&mut self.context, context);
        let read = read(self);
        self.context = outer;
        read
    }

    /// That the next token does not belong into what is open.
    fn misplaced(&mut self) -> Error {
        let (context, expected) = self.context;
        self.unexpected(context, expected)
    }

    /// That the next token does not belong here.
    fn unexpected(&mut self, context: &str, expected: &str) -> Error {
        if let Err(error) = self.peek() {
            return error;
        }
        let Some(token) = &self.ahead else {
            return self.refuse("unexpected end of input", self.end..self.end);
        };
        let mut message = format!("unexpected {}", token.kind.describe(self.text_of(token)));
        for (word, text) in [(" in ", context), (", expected ", expected)] {
            if !text.is_empty() {
                message.push_str(word);
                message.push_str(text);
            }
        }
        self.refuse(&message, token.span.clone())
    }

    /// The value of a string token.
    fn literal(&self, token: &Token) -> Result<Literal<'a>> {
        let text = self.text_of(token);
        let mut chars = text.chars();
        let quote = chars.next().unwrap_or_default();
        chars.next_back();
        string::unescape(chars.as_str(), quote).ok_or_else(|| {
            let message = format!("error unquoting string {}: invalid syntax", crate::go::quote::quote(text));
            self.refuse(&message, token.span.clone())
        })
    }

    /// A number or a duration.
    fn number(&mut self) -> Result<Number> {
        let token = self.take()?;
        let text = self.text_of(&token);
        let is_duration = token.kind == Kind::Duration;
        let value = if is_duration { number::duration(text) } else { number::value(text) };
        match value {
            Ok(value) => Ok(Number { value, is_duration }),
            Err(message) => Err(self.refuse(&message, token.span)),
        }
    }
}

/// How something with a literal prints: `None` where it prints as its text does.
fn printed(literal: &Literal<'_>) -> Option<Box<str>> {
    let bytes = literal.bytes.as_deref()?;
    let mut out = String::new();
    crate::go::quote::Quoting::STRING.bytes_into(bytes, &mut out);
    Some(out.into())
}

/// The bytes of a literal.
fn bytes<'a>(literal: &'a Literal<'_>) -> Cow<'a, [u8]> {
    match &literal.bytes {
        Some(bytes) => Cow::Borrowed(bytes),
        None => Cow::Borrowed(literal.text.as_bytes()),
    }
}

/// How a matcher prints that has a text which is no UTF-8.
fn printed_matcher(name: &Literal<'_>, op: &str, value: &Literal<'_>) -> Option<Box<str>> {
    if name.bytes.is_none() && value.bytes.is_none() {
        return None;
    }
    let mut out = String::new();
    if name.bytes.is_none() && crate::promql::is_label_name(&name.text) {
        out.push_str(&name.text);
    } else {
        crate::go::quote::Quoting::STRING.bytes_into(&bytes(name), &mut out);
    }
    out.push_str(op);
    crate::go::quote::Quoting::STRING.bytes_into(&bytes(value), &mut out);
    Some(out.into())
}

impl SelectorMatcher {
    fn new(name: &Literal<'_>, op: crate::promql::MatchOp, value: &Literal<'_>, span: Range<usize>) -> Self {
        let printed = printed_matcher(name, op.as_str(), value);
        let matcher = crate::promql::Matcher {
            name: name.text.clone().into_owned(),
            op,
            value: value.text.clone().into_owned(),
        };
        Self { matcher, span, is_utf8: printed.is_none(), printed }
    }
}
