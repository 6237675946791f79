//! Pipelines, commands and operands.

use super::Parser;
use crate::error::Result;
use crate::go::quote::quote;
use crate::template::functions::Function;
use crate::template::node::{Command, Operand, Pipe, Term};
use crate::template::number::Constant;
use crate::template::place::excerpt;
use crate::template::token::{Kind, Token};

/// How far a pipeline goes, how many variables it may declare, and how errors name it.
#[derive(Clone, Copy)]
pub(super) struct Context {
    name: &'static str,
    end: Kind,
    variables: usize,
}

impl Context {
    pub(super) const fn action(name: &'static str) -> Self {
        Self { name, end: Kind::RightDelimiter, variables: 1 }
    }

    /// `range` declares a key and a value.
    pub(super) const fn range() -> Self {
        Self { variables: 2, ..Self::action("range") }
    }
}

impl<'t> Parser<'t> {
    pub(super) fn pipe(&mut self, context: Context) -> Result<Pipe> {
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
                    if names.len() >= context.variables {
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
                return self.fail(place, format!("unexpected . after term {}", quote(&excerpt(term))));
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
                None => {
                    return self.fail(place, format!("function {} not defined", quote(&excerpt(token.text))));
                }
            },
            Kind::Dot => Term::Dot,
            Kind::Nil => Term::Nil,
            Kind::Variable if self.variables.contains(token.text) => {
                Term::Variable(token.text.into(), Vec::new())
            }
            Kind::Variable => {
                return self.fail(place, format!("undefined variable {}", quote(&excerpt(token.text))));
            }
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
                let context = Context { end: Kind::RightParen, ..Context::action("parenthesized pipeline") };
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
