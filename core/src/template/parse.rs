//! From tokens to the parsed form. Mirrors the parser of Go's `text/template/parse`.

use std::collections::BTreeMap;

use super::functions::Function;
use super::lex::Lexer;
use super::node::{Command, List, Node, Operand, Pipe, Place, Term, is_empty};
use super::number::Constant;
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
        variables: Variables::default(),
        ranges: 0,
        depth: 0,
    };
    parser.variables.push("$");
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

/// The variables in scope, with how many times each was declared.
#[derive(Default)]
struct Variables<'t> {
    order: Vec<&'t str>,
    counts: BTreeMap<&'t str, usize>,
}

impl<'t> Variables<'t> {
    fn push(&mut self, name: &'t str) {
        self.order.push(name);
        *self.counts.entry(name).or_default() += 1;
    }

    fn truncate(&mut self, len: usize) {
        for name in self.order.drain(len.min(self.order.len())..) {
            if let Some(count) = self.counts.get_mut(name) {
                *count = count.saturating_sub(1);
            }
        }
    }

    fn contains(&self, name: &str) -> bool {
        self.counts.get(name).is_some_and(|count| *count > 0)
    }
}

/// What an action turns out to be.
enum Item {
    Node(Node),
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

/// A control action with a pipeline and lists.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Control {
    If,
    Range,
    With,
}

/// How far a pipeline goes, and how errors name it.
#[derive(Clone, Copy)]
struct Context {
    name: &'static str,
    end: Kind,
}

impl Context {
    const fn action(name: &'static str) -> Self {
        Self { name, end: Kind::RightDelimiter }
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
                self.fail(place, format!("multiple definition of template {}", quote(&name)))
            }
            _ => {
                self.definitions.insert(name, list);
                Ok(())
            }
        }
    }

    /// The list of a definition up to its end: it sees neither the variables nor the ranges around it.
    fn separate(&mut self, place: Place, context: &str) -> Result<List> {
        let mut outside = Variables::default();
        outside.push("$");
        std::mem::swap(&mut self.variables, &mut outside);
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

    fn item(&mut self) -> Result<Item> {
        let token = self.next_solid()?;
        match token.kind {
            Kind::Text => Ok(Item::Node(Node::Text(token.text.into()))),
            Kind::LeftDelimiter => self.action(),
            _ => self.unexpected(token, "input"),
        }
    }

    /// An action after its left delimiter.
    fn action(&mut self) -> Result<Item> {
        let token = self.next_solid()?;
        let node = match token.kind {
            Kind::Keyword(Keyword::Block) => self.block()?,
            Kind::Keyword(Keyword::Break) => self.jump(token, Node::Break)?,
            Kind::Keyword(Keyword::Continue) => self.jump(token, Node::Continue)?,
            Kind::Keyword(Keyword::Else) => {
                // An if or with that follows at once is left for the control action that this belongs to.
                let next = self.peek_solid()?;
                if !matches!(next.kind, Kind::Keyword(Keyword::If | Keyword::With)) {
                    self.expect(Kind::RightDelimiter, "else")?;
                }
                return Ok(Item::Ending(Ending::Else));
            }
            Kind::Keyword(Keyword::End) => {
                self.expect(Kind::RightDelimiter, "end")?;
                return Ok(Item::Ending(Ending::End));
            }
            Kind::Keyword(Keyword::If) => self.control(token.place, Control::If)?,
            Kind::Keyword(Keyword::Range) => self.control(token.place, Control::Range)?,
            Kind::Keyword(Keyword::With) => self.control(token.place, Control::With)?,
            Kind::Keyword(Keyword::Template) => self.template()?,
            _ => {
                self.pending.push(token);
                Node::Action(self.pipe(Context::action("command"))?)
            }
        };
        Ok(Item::Node(node))
    }

    fn jump(&mut self, token: Token<'t>, node: Node) -> Result<Node> {
        let action = format!("{{{{{}}}}}", token.text);
        self.expect(Kind::RightDelimiter, &action)?;
        if self.ranges == 0 {
            return self.fail(token.place, format!("{action} outside {{{{range}}}}"));
        }
        Ok(node)
    }

    fn control(&mut self, place: Place, control: Control) -> Result<Node> {
        let variables = self.variables.order.len();
        let node = self.nested(place, |parser| match control {
            Control::Range => parser.range(),
            Control::If => parser.choice(false, Keyword::If),
            Control::With => parser.choice(true, Keyword::With),
        });
        self.variables.truncate(variables);
        node
    }

    fn range(&mut self) -> Result<Node> {
        let pipe = self.pipe(Context::action("range"))?;
        self.ranges += 1;
        let (body, ending) = self.list()?;
        self.ranges -= 1;
        let otherwise = if ending == Ending::Else { self.last_list()? } else { List::new() };
        Ok(Node::Range { pipe, body, otherwise })
    }

    /// `if` or `with`; one that follows an `else` at once is one more arm.
    fn choice(&mut self, with: bool, keyword: Keyword) -> Result<Node> {
        let context = Context::action(if with { "with" } else { "if" });
        let mut arms = Vec::new();
        loop {
            let pipe = self.pipe(context)?;
            let (list, ending) = self.list()?;
            arms.push((pipe, list));
            if ending == Ending::End {
                return Ok(Node::Choice { with, arms, otherwise: List::new() });
            }
            if self.peek()?.kind != Kind::Keyword(keyword) {
                return Ok(Node::Choice { with, arms, otherwise: self.last_list()? });
            }
            self.next()?;
        }
    }

    /// What follows an `else` that has no condition.
    fn last_list(&mut self) -> Result<List> {
        let start = self.peek()?.place;
        match self.list()? {
            (list, Ending::End) => Ok(list),
            (_, ending) => self.fail(start, format!("expected end; found {}", ending.name())),
        }
    }

    fn block(&mut self) -> Result<Node> {
        let token = self.next_solid()?;
        let name = self.template_name(token, "block clause")?;
        let pipe = self.pipe(Context::action("block clause"))?;
        let list = self.separate(token.place, "block clause")?;
        self.define(name.clone(), list, token.place)?;
        Ok(Node::Template { name, pipe: Some(pipe), place: token.place })
    }

    fn template(&mut self) -> Result<Node> {
        let token = self.next_solid()?;
        let name = self.template_name(token, "template clause")?;
        let next = self.next_solid()?;
        let pipe = if next.kind == Kind::RightDelimiter {
            None
        } else {
            self.pending.push(next);
            Some(self.pipe(Context::action("template clause"))?)
        };
        Ok(Node::Template { name, pipe, place: token.place })
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

    fn pipe(&mut self, context: Context) -> Result<Pipe> {
        let mut place = self.peek_solid()?.place;
        let (variables, assigns) = self.declarations(context)?;
        let mut commands = Vec::new();
        loop {
            let token = self.next_solid()?;
            match token.kind {
                kind if kind == context.end => break,
                Kind::Bool
                | Kind::Character
                | Kind::Complex
                | Kind::Dot
                | Kind::Field
                | Kind::Identifier
                | Kind::LeftParen
                | Kind::Nil
                | Kind::Number
                | Kind::Quoted
                | Kind::Raw
                | Kind::Variable => {
                    self.pending.push(token);
                    let command = self.command()?;
                    let last = command.arguments.last().unwrap_or(&command.operand);
                    place = place.to(last.place);
                    commands.push(command);
                }
                _ => return self.unexpected(token, context.name),
            }
        }
        if commands.is_empty() {
            return self.fail(place, format!("missing value for {}", context.name));
        }
        for (at, command) in commands.iter().enumerate().skip(1) {
            if matches!(command.operand.term, Term::Constant(_) | Term::Dot | Term::Nil) {
                let message = format!("non executable command in pipeline stage {}", at + 1);
                return self.fail(command.operand.place, message);
            }
        }
        Ok(Pipe { place, variables, assigns, commands })
    }

    /// The variables before `:=` or `=`, and whether it is `=`.
    fn declarations(&mut self, context: Context) -> Result<(Vec<Box<str>>, bool)> {
        let mut names = Vec::new();
        loop {
            let variable = self.peek_solid()?;
            if variable.kind != Kind::Variable {
                return Ok((names, false));
            }
            self.next()?;
            let after = self.peek()?;
            let next = self.peek_solid()?;
            match next.kind {
                Kind::Assign | Kind::Declare => {
                    self.next()?;
                    names.push(variable.text.into());
                    self.variables.push(variable.text);
                    return Ok((names, next.kind == Kind::Assign));
                }
                Kind::Other if next.text == "," => {
                    self.next()?;
                    names.push(variable.text.into());
                    self.variables.push(variable.text);
                    let following = self.peek_solid()?;
                    if context.name != "range" || names.len() > 1 {
                        let message = format!("too many declarations in {}", context.name);
                        return self.fail(variable.place, message);
                    }
                    if !matches!(following.kind, Kind::Variable | Kind::RightDelimiter | Kind::RightParen) {
                        return self.fail(following.place, "range can only initialize variables");
                    }
                }
                _ => {
                    // An operand after all: the space after it keeps it apart from the next.
                    if after.kind == Kind::Space {
                        self.pending.push(after);
                    }
                    self.pending.push(variable);
                    return Ok((names, false));
                }
            }
        }
    }

    fn command(&mut self) -> Result<Command> {
        let place = self.peek_solid()?.place;
        let mut operands = Vec::new();
        loop {
            self.peek_solid()?;
            operands.extend(self.operand()?);
            let token = self.next()?;
            match token.kind {
                Kind::Space => {}
                Kind::RightDelimiter | Kind::RightParen => {
                    self.pending.push(token);
                    break;
                }
                Kind::Pipe => break,
                _ => return self.unexpected(token, "operand"),
            }
        }
        let mut operands = operands.into_iter();
        match operands.next() {
            Some(operand) => Ok(Command { operand, arguments: operands.collect() }),
            None => self.fail(place, "empty command"),
        }
    }

    /// A term with the fields that follow it at once.
    fn operand(&mut self) -> Result<Option<Operand>> {
        let Some(mut operand) = self.term()? else { return Ok(None) };
        let mut fields = Vec::new();
        let mut place = operand.place;
        while let token @ Token { kind: Kind::Field, .. } = self.peek()? {
            self.next()?;
            place = place.to(token.place);
            fields.push(field_name(token));
        }
        if fields.is_empty() {
            return Ok(Some(operand));
        }
        match &mut operand.term {
            Term::Field(names) | Term::Variable(_, names) => names.append(&mut fields),
            Term::Constant(_) | Term::Nil | Term::Dot => {
                let term = self.text.get(operand.place.range()).unwrap_or_default();
                return self.fail(place, format!("unexpected . after term {}", quote(term)));
            }
            Term::Function(_) | Term::Pipe(_) | Term::Chain(..) => {
                operand = Operand { place, term: Term::Chain(Box::new(operand), fields) };
            }
        }
        operand.place = place;
        Ok(Some(operand))
    }

    fn term(&mut self) -> Result<Option<Operand>> {
        let token = self.next_solid()?;
        let mut place = token.place;
        let term = match token.kind {
            Kind::Identifier => match Function::named(token.text) {
                Some(function) => Term::Function(function),
                None => return self.fail(place, format!("function {} not defined", quote(token.text))),
            },
            Kind::Dot => Term::Dot,
            Kind::Nil => Term::Nil,
            Kind::Variable if self.variables.contains(token.text) => {
                Term::Variable(token.text.into(), Vec::new())
            }
            Kind::Variable => return self.fail(place, format!("undefined variable {}", quote(token.text))),
            Kind::Field => Term::Field(vec![field_name(token)]),
            Kind::Bool => Term::Constant(Constant::Bool(token.text == "true")),
            Kind::Character | Kind::Complex | Kind::Number => {
                match Constant::number(token.kind, token.text) {
                    Ok(constant) => Term::Constant(constant),
                    Err(message) => return self.fail(place, message),
                }
            }
            Kind::Quoted | Kind::Raw => Term::Constant(Constant::Text(self.unquoted(token)?.into())),
            Kind::LeftParen => {
                let context = Context { name: "parenthesized pipeline", end: Kind::RightParen };
                let pipe = self.nested(place, |parser| parser.pipe(context))?;
                place = place.to(pipe.place);
                Term::Pipe(Box::new(pipe))
            }
            _ => {
                self.pending.push(token);
                return Ok(None);
            }
        };
        Ok(Some(Operand { place, term }))
    }
}

/// A field's name without its dot.
fn field_name(token: Token<'_>) -> Box<str> {
    token.text.strip_prefix('.').unwrap_or(token.text).into()
}
