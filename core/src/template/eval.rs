//! Pipelines, commands and operands. Mirrors the eval functions of `text/template`.

use super::exec::Machine;
use super::functions::{Function, Parameter, truth};
use super::node::{Command, Operand, Pipe, Term};
use super::place::Place;
use super::result::Failure;
use super::schema::Method;
use crate::error::{Result, codes};
use crate::go::value::{GoText, GoValue, Struct};

/// A command's arguments: those that are written, and what the command before it gave.
#[derive(Clone, Copy)]
struct Given<'p, 'v> {
    arguments: &'p [Operand],
    last: Option<&'v GoValue<'p>>,
}

impl Given<'_, '_> {
    const NONE: Self = Self { arguments: &[], last: None };

    fn count(self) -> usize {
        self.arguments.len() + usize::from(self.last.is_some())
    }

    /// The place of an operand with the arguments that are written after it.
    fn around(self, operand: Place) -> Place {
        self.arguments.last().map_or(operand, |last| operand.to(last.place))
    }
}

/// The steps that a function takes to read a value, or to make it.
fn weight(value: &GoValue<'_>) -> usize {
    match value {
        // What is made of one is made three times.
        GoValue::Text(GoText::Inserted(text)) => text.text.len() / 4,
        GoValue::Text(text) => text.len() / 16,
        GoValue::Slice(slice) => slice.items().len(),
        GoValue::Map(map) => map.entries().len(),
        GoValue::Struct(object) => object.fields.iter().map(|(_, value)| weight(value)).sum(),
        _ => 1,
    }
}

impl<'p> Machine<'p> {
    /// The value of the last command, which also goes to the variables.
    pub(super) fn pipe(&mut self, pipe: &'p Pipe) -> Result<GoValue<'p>> {
        let mut value = None;
        for command in &pipe.commands {
            value = Some(self.command(command, value.as_ref())?);
        }
        let value = value.unwrap_or(GoValue::Nil);
        for name in &pipe.variables {
            if pipe.assigns {
                self.assign(pipe.place, name, value.clone())?;
            } else {
                self.declare(name, value.clone());
            }
        }
        Ok(value)
    }

    fn command(&mut self, command: &'p Command, last: Option<&GoValue<'p>>) -> Result<GoValue<'p>> {
        let given = Given { arguments: &command.arguments, last };
        let operand = &command.operand;
        match &operand.term {
            Term::Field(_) | Term::Chain(..) | Term::Function(_) => {}
            Term::Variable(_, fields) if !fields.is_empty() => {}
            Term::Variable(name, _) => {
                let value = self.variable(operand.place, name)?;
                self.no_arguments(operand.place, given)?;
                return Ok(value);
            }
            Term::Dot | Term::Nil | Term::Constant(_) | Term::Pipe(_) => {
                self.no_arguments(operand.place, given)?;
            }
        }
        match &operand.term {
            Term::Nil => self.fail_exec(operand.place, "nil is not a command"),
            _ => self.operand(operand, given),
        }
    }

    fn no_arguments(&self, place: Place, given: Given<'_, '_>) -> Result<()> {
        if given.count() == 0 {
            return Ok(());
        }
        self.fail_exec(place, "can't give argument to non-function")
    }

    /// The value of an operand; the arguments are for its function or the last of its fields.
    fn operand(&mut self, operand: &'p Operand, given: Given<'p, '_>) -> Result<GoValue<'p>> {
        let place = operand.place;
        self.charge(1, place)?;
        match &operand.term {
            Term::Dot => Ok(self.dot.clone()),
            Term::Nil => Ok(GoValue::Nil),
            Term::Constant(constant) => match constant.value() {
                Some(value) => Ok(value),
                None => {
                    let number = self.text.get(place.range()).unwrap_or_default();
                    self.fail_exec(place, format!("{number} overflows int"))
                }
            },
            Term::Field(fields) => {
                let dot = self.dot.clone();
                self.fields(place, dot, fields, given)
            }
            Term::Variable(name, fields) => {
                let value = self.variable(place, name)?;
                self.fields(place, value, fields, given)
            }
            Term::Function(function) => self.function(place, *function, given),
            Term::Pipe(pipe) => self.pipe(pipe),
            Term::Chain(base, fields) => {
                let base = self.operand(base, Given::NONE)?;
                self.fields(place, base, fields, given)
            }
        }
    }

    /// An operand as an argument of a type.
    fn argument(&mut self, operand: &'p Operand, parameter: Parameter) -> Result<GoValue<'p>> {
        match (&operand.term, parameter) {
            (Term::Nil, Parameter::Text) => self.fail_exec(operand.place, "cannot assign nil to string"),
            _ => {
                let value = self.operand(operand, Given::NONE)?;
                self.fitting(operand.place, value, parameter)
            }
        }
    }

    /// A value that is of a parameter's type.
    fn fitting(&self, place: Place, value: GoValue<'p>, parameter: Parameter) -> Result<GoValue<'p>> {
        match (parameter, &value) {
            (Parameter::Any, _) | (Parameter::Text, GoValue::Text(_)) => Ok(value),
            (Parameter::Text, GoValue::Nil) => self.fail_exec(place, "invalid value; expected string"),
            (Parameter::Text, value) => {
                let message = format!("wrong type for value; expected string; got {}", value.type_name());
                self.fail_exec(place, message)
            }
        }
    }

    /// The field of a field and so on; the arguments are for the last.
    fn fields(
        &mut self,
        place: Place,
        mut value: GoValue<'p>,
        fields: &'p [Box<str>],
        given: Given<'p, '_>,
    ) -> Result<GoValue<'p>> {
        let Some((last, before)) = fields.split_last() else { return Ok(value) };
        for field in before {
            value = self.field(place, &value, field, Given::NONE)?;
        }
        self.field(place, &value, last, given)
    }

    /// A method, a field of a struct or an entry of a map.
    fn field(
        &mut self,
        place: Place,
        value: &GoValue<'p>,
        name: &'p str,
        given: Given<'p, '_>,
    ) -> Result<GoValue<'p>> {
        self.charge(1, place)?;
        match value {
            GoValue::Nil => return Ok(GoValue::Nil),
            GoValue::Struct(object) => {
                if let Some(method) = Method::of(object.type_name, name) {
                    return self.method(place, object, method, name, given);
                }
                if let Some(field) = object.field(name) {
                    if given.count() > 0 {
                        let message = format!("{name} has arguments but cannot be invoked as function");
                        return self.fail_exec(place, message);
                    }
                    return Ok(field.clone());
                }
            }
            GoValue::Map(map) => {
                if given.count() > 0 {
                    return self.fail_exec(place, format!("{name} is not a method but has arguments"));
                }
                return Ok(map.get(name.as_bytes()).unwrap_or(GoValue::Nil));
            }
            _ => {}
        }
        let message = format!("can't evaluate field {name} in type {}", value.type_name());
        self.fail(codes::template::FIELD, place, &message)
    }

    fn method(
        &mut self,
        place: Place,
        receiver: &Struct<'p>,
        method: Method,
        name: &str,
        given: Given<'p, '_>,
    ) -> Result<GoValue<'p>> {
        let parameters = method.parameters();
        if given.count() != parameters.len() {
            return self.wrong_count(place, name, &parameters.len().to_string(), given.count());
        }
        let arguments = self.arguments(place, parameters, given)?;
        let fields = receiver.fields.iter().map(|(_, value)| value);
        self.charge(fields.chain(&arguments).map(weight).sum(), place)?;
        match method.call(receiver, &arguments) {
            Ok(value) => Ok(value),
            Err(message) => self.fail_exec(given.around(place), format!("error calling {name}: {message}")),
        }
    }

    fn wrong_count<T>(&self, place: Place, name: &str, want: &str, got: usize) -> Result<T> {
        self.fail_exec(place, format!("wrong number of args for {name}: want {want} got {got}"))
    }

    fn function(&mut self, place: Place, function: Function, given: Given<'p, '_>) -> Result<GoValue<'p>> {
        let parameters = function.parameters();
        let (fixed, name) = (parameters.fixed.len(), function.name());
        if parameters.variadic && given.count() < fixed {
            return self.wrong_count(place, name, &format!("at least {fixed}"), given.arguments.len());
        }
        if !parameters.variadic && given.count() != fixed {
            return self.wrong_count(place, name, &fixed.to_string(), given.count());
        }
        if matches!(function, Function::And | Function::Or) {
            return self.and_or(function, given);
        }
        let arguments = self.arguments(place, parameters.fixed, given)?;
        self.charge(arguments.iter().map(weight).sum(), place)?;
        let made = match self.sink {
            Some(_) => super::forms::call(function, &arguments),
            None => function.call(&arguments),
        };
        match made {
            Ok(value) => {
                self.charge(weight(&value), place)?;
                Ok(value)
            }
            Err(Failure::Message(message)) => {
                self.fail_exec(given.around(place), format!("error calling {name}: {message}"))
            }
            Err(Failure::Output) => self.too_long(place),
        }
    }

    /// The arguments, of the types of the parameters; those past them may be anything.
    fn arguments(
        &mut self,
        place: Place,
        parameters: &[Parameter],
        given: Given<'p, '_>,
    ) -> Result<Vec<GoValue<'p>>> {
        let parameter = |at: usize| parameters.get(at).copied().unwrap_or(Parameter::Any);
        let mut arguments = Vec::with_capacity(given.count());
        for (at, operand) in given.arguments.iter().enumerate() {
            arguments.push(self.argument(operand, parameter(at))?);
        }
        if let Some(last) = given.last {
            arguments.push(self.fitting(place, last.clone(), parameter(arguments.len()))?);
        }
        Ok(arguments)
    }

    /// The first argument that decides, or the last; those after it are not evaluated.
    fn and_or(&mut self, function: Function, given: Given<'p, '_>) -> Result<GoValue<'p>> {
        let mut value = GoValue::Nil;
        for operand in given.arguments {
            value = self.argument(operand, Parameter::Any)?;
            if truth(&value) == (function == Function::Or) {
                return Ok(value);
            }
        }
        Ok(given.last.cloned().unwrap_or(value))
    }
}
