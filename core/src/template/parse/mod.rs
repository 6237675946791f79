//! From tokens to the parsed form. Mirrors the parser of Go's `text/template/parse`.

mod control;
mod pipe;
mod variables;

use std::collections::BTreeMap;

use variables::Variables;

use super::lex::Lexer;
use super::node::{List, is_empty};
use super::place::{Place, excerpt};
use super::token::{Keyword, Kind, Token};
use crate::error::{Code, Error, Result, Span, codes};
use crate::go::literal::unquote;
use crate::go::quote::quote;
use crate::limits;

/// Every template that a text defines, by name; the text itself under the name it is given.
pub(super) type Definitions = BTreeMap<Box<str>, List>;

/// Parses a text and the definitions in it.
pub(super) fn parse(name: &str, text: &str, left: &str, right: &str) -> Result<Definitions> {
    let mut parser = Parser {
        text,
        lexer: Lexer::new(text, left, right),
        pending: Vec::new(),
        definitions: BTreeMap::new(),
        variables: Variables::of_template(),
        ranges: 0,
        depth: 0,
    };
    let list = parser.top()?;
    parser.define(name.into(), list, Place { start: 0, end: text.len() })?;
    Ok(parser.definitions)
}

struct Parser<'t> {
    text: &'t str,
    lexer: Lexer<'t>,
    /// Tokens that were put back, the next one last.
    pending: Vec<Token<'t>>,
    definitions: Definitions,
    variables: Variables<'t>,
    /// How many `range` bodies are open.
    ranges: usize,
    /// How many levels of nesting are open.
    depth: usize,
}

/// What an action turns out to be.
enum Item {
    Node(super::node::TemplateNode),
    Ending(Ending),
}

/// The action that ends a list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ending {
    End,
    Else,
}

impl Ending {
    fn name(self) -> &'static str {
        match self {
            Self::End => "{{end}}",
            Self::Else => "{{else}}",
        }
    }
}

impl<'t> Parser<'t> {
    fn next(&mut self) -> Result<Token<'t>> {
        match self.pending.pop() {
            Some(token) => Ok(token),
            None => self.lexer.next(),
        }
    }

    fn peek(&mut self) -> Result<Token<'t>> {
        let token = self.next()?;
        self.pending.push(token);
        Ok(token)
    }

    fn next_solid(&mut self) -> Result<Token<'t>> {
        loop {
            let token = self.next()?;
            if token.kind != Kind::Space {
                return Ok(token);
            }
        }
    }

    /// The next token that is no space; spaces before it are gone.
    fn peek_solid(&mut self) -> Result<Token<'t>> {
        let token = self.next_solid()?;
        self.pending.push(token);
        Ok(token)
    }

    fn expect(&mut self, kind: Kind, context: &str) -> Result<Token<'t>> {
        let token = self.next_solid()?;
        if token.kind == kind { Ok(token) } else { self.unexpected(token, context) }
    }

    fn fail<T>(&self, place: Place, message: impl Into<String>) -> Result<T> {
        self.fail_with(codes::template::SYNTAX, place, message)
    }

    fn fail_with<T>(&self, code: &'static Code, place: Place, message: impl Into<String>) -> Result<T> {
        Err(Error::new(code, message).at(Span::of(self.text, place.range())))
    }

    fn unexpected<T>(&self, token: Token<'_>, context: &str) -> Result<T> {
        self.fail(token.place, format!("unexpected {} in {context}", token.describe()))
    }

    /// Goes one level deeper for as long as `parse` runs.
    fn nested<T>(&mut self, place: Place, parse: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        if self.depth >= limits::DEPTH {
            let message = format!("the template is nested deeper than {} levels", limits::DEPTH);
            return self.fail_with(codes::limit::DEPTH, place, message);
        }
        self.depth += 1;
        let parsed = parse(self);
        self.depth -= 1;
        parsed
    }

    /// The whole text.
    fn top(&mut self) -> Result<List> {
        let mut list = List::new();
        loop {
            let token = self.peek()?;
            if token.kind == Kind::End {
                return Ok(list);
            }
            if token.kind == Kind::LeftDelimiter {
                self.next()?;
                let first = self.next_solid()?;
                if first.kind == Kind::Keyword(Keyword::Define) {
                    self.definition()?;
                    continue;
                }
                self.pending.extend([first, token]);
            }
            match self.item()? {
                Item::Node(node) => list.push(node),
                Item::Ending(ending) => {
                    return self.fail(token.place, format!("unexpected {}", ending.name()));
                }
            }
        }
    }

    /// `define`, after its keyword.
    fn definition(&mut self) -> Result<()> {
        let token = self.next_solid()?;
        let name = self.template_name(token, "define clause")?;
        self.expect(Kind::RightDelimiter, "define clause")?;
        let list = self.separate(token.place, "define clause")?;
        self.define(name, list, token.place)
    }

    fn define(&mut self, name: Box<str>, list: List, place: Place) -> Result<()> {
        match self.definitions.get(&name) {
            Some(former) if !is_empty(former) => {
                if is_empty(&list) {
                    return Ok(());
                }
                self.fail(place, format!("multiple definition of template {}", quote(&excerpt(&name))))
            }
            _ => {
                self.definitions.insert(name, list);
                Ok(())
            }
        }
    }

    /// The list of a definition up to its end: it sees neither the variables nor the ranges around it.
    fn separate(&mut self, place: Place, context: &str) -> Result<List> {
        let outside = std::mem::replace(&mut self.variables, Variables::of_template());
        let ranges = std::mem::take(&mut self.ranges);
        let (list, ending) = self.nested(place, Self::list)?;
        if ending != Ending::End {
            return self.fail(place, format!("unexpected {} in {context}", ending.name()));
        }
        self.variables = outside;
        self.ranges = ranges;
        Ok(list)
    }

    /// Nodes up to an `end` or `else`.
    fn list(&mut self) -> Result<(List, Ending)> {
        let mut list = List::new();
        loop {
            let token = self.peek_solid()?;
            if token.kind == Kind::End {
                return self.fail(token.place, "unexpected EOF");
            }
            match self.item()? {
                Item::Node(node) => list.push(node),
                Item::Ending(ending) => return Ok((list, ending)),
            }
        }
    }

    fn template_name(&mut self, token: Token<'t>, context: &str) -> Result<Box<str>> {
        if !matches!(token.kind, Kind::Quoted | Kind::Raw) {
            return self.unexpected(token, context);
        }
        Ok(String::from_utf8_lossy(&self.unquoted(token)?).into())
    }

    fn unquoted(&self, token: Token<'_>) -> Result<Vec<u8>> {
        match unquote(token.text) {
            Some(bytes) => Ok(bytes),
            None => self.fail(token.place, "invalid syntax"),
        }
    }
}
