//! Series selectors.

use std::borrow::Cow;

use super::{Parser, bytes};
use crate::error::{Error, Result, Span, codes};
use crate::go::regexp::Regexp;
use crate::promql::string::Literal;
use crate::promql::syntax::operator::BinaryOp;
use crate::promql::syntax::token::{Kind, Token};
use crate::promql::syntax::tree::{SelectorMatcher, TimeModifiers, VectorSelector};
use crate::promql::{MatchOp, NAME};

const CONTEXT: &str = "label matching";

impl Parser<'_> {
    /// A selector whose name was read, if it has one before the braces.
    pub(super) fn vector_selector(&mut self, name: Option<Token>) -> Result<VectorSelector> {
        let mut matchers = Vec::new();
        match self.peek()? {
            Kind::LeftBrace => self.label_matchers(&mut matchers)?,
            _ if name.is_some() => {}
            _ => return Err(self.misplaced()),
        }
        let name = name.map(|token| {
            let name = self.text_of(&token);
            let span = token.span;
            matchers.push(SelectorMatcher::new(&plain(NAME), MatchOp::Equal, &plain(name), span));
            name.to_owned()
        });
        Ok(VectorSelector { name, matchers, time: TimeModifiers::default(), bounds: None })
    }

    fn label_matchers(&mut self, matchers: &mut Vec<SelectorMatcher>) -> Result<()> {
        self.expect(Kind::LeftBrace)?;
        while !self.accept(Kind::RightBrace)? {
            matchers.push(self.label_matcher()?);
            if !self.accept(Kind::Comma)? && self.peek()? != Kind::RightBrace {
                return Err(self.unexpected(CONTEXT, "\",\" or \"}\""));
            }
        }
        Ok(())
    }

    /// `label="value"`, `"quoted label"="value"` or a quoted name of a metric.
    fn label_matcher(&mut self) -> Result<SelectorMatcher> {
        let kind = self.peek()?;
        if !matches!(kind, Kind::Identifier | Kind::Text) {
            return Err(self.unexpected(CONTEXT, "identifier or \"}\""));
        }
        let token = self.take()?;
        let start = token.span.start;
        let is_quoted = kind == Kind::Text;
        let name = if is_quoted { self.literal(&token)? } else { plain(self.text_of(&token)) };
        let op = match self.peek()? {
            Kind::Assign => MatchOp::Equal,
            Kind::Operator(BinaryOp::NotEqual) => MatchOp::NotEqual,
            Kind::Regex => MatchOp::Regex,
            Kind::NotRegex => MatchOp::NotRegex,
            _ if is_quoted => {
                return Ok(SelectorMatcher::new(&plain(NAME), MatchOp::Equal, &name, token.span));
            }
            _ => return Err(self.unexpected(CONTEXT, "label matching operator")),
        };
        self.take()?;
        if self.peek()? != Kind::Text {
            return Err(self.unexpected(CONTEXT, "string"));
        }
        let token = self.take()?;
        let value = self.literal(&token)?;
        if matches!(op, MatchOp::Regex | MatchOp::NotRegex) {
            self.check_pattern(&value, start..token.span.end)?;
        }
        Ok(SelectorMatcher::new(&name, op, &value, start..token.span.end))
    }

    /// Refuses a pattern that Go refuses.
    fn check_pattern(&self, pattern: &Literal<'_>, at: std::ops::Range<usize>) -> Result<()> {
        // Prometheus does not read a pattern that is nothing but texts with bars between them.
        let is_read = |byte: &u8| b"\\.+*?()[]{}^$".contains(byte);
        if pattern.bytes.is_some() {
            if bytes(pattern).iter().any(is_read) {
                return Err(self.refuse("error parsing regexp: invalid UTF-8", at));
            }
            return Ok(());
        }
        match Regexp::check_whole(&pattern.text) {
            Ok(()) => Ok(()),
            Err(refused) if refused.is_about_size() => {
                Err(Error::new(codes::limit::REGEXP, refused.to_string()).at(Span::of(self.text, at)))
            }
            Err(refused) => Err(self.refuse(&refused.to_string(), at)),
        }
    }
}

fn plain(text: &str) -> Literal<'_> {
    Literal { text: Cow::Borrowed(text), bytes: None }
}
