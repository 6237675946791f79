//! Runs a program. Mirrors `text/template`'s execution.

use super::compile::{Instruction, Label, Program, Target};
use super::data::Data;
use super::forms::{self, Sink};
use super::functions::{Function, truth};
use super::node::Pipe;
use super::place::{Place, excerpt};
use super::result::shown;
use crate::budget::Budget;
use crate::error::{Code, Error, Result, Span, codes};
use crate::go::format::Printer;
use crate::go::inserted::Inserted;
use crate::go::quote::quote;
use crate::go::value::{GoText, GoValue, Map, Slice};
use crate::limits;

/// Steps of one rendering: instructions and operands, and a step for each 16 bytes that a function reads or makes.
const WORK: usize = 1 << 22;
/// Templates within templates. Go allows 100000.
const CALLS: usize = 10_000;

/// The state of one rendering.
pub(super) struct Machine<'p> {
    pub(super) text: &'p str,
    program: &'p Program,
    pub(super) dot: GoValue<'p>,
    /// The variables of all open templates, the innermost last.
    variables: Vec<(&'p str, GoValue<'p>)>,
    scopes: Vec<Scope<'p>>,
    frames: Vec<Frame<'p>>,
    /// Where the variables and scopes of the innermost template begin.
    base: Base,
    out: Vec<u8>,
    /// What takes the texts in place of `out`, where it matters where they come to stand.
    pub(super) sink: Option<&'p mut dyn Sink>,
    /// The steps that are left, and how many templates may take.
    work: usize,
    allowed: usize,
}

#[derive(Clone, Copy, Default)]
struct Base {
    variables: usize,
    scopes: usize,
}

/// What an `if`, `with` or `range` restores at its end.
struct Scope<'p> {
    variables: usize,
    dot: GoValue<'p>,
    iteration: Option<Iteration<'p>>,
}

/// What a template call restores at its end.
struct Frame<'p> {
    back: usize,
    dot: GoValue<'p>,
    base: Base,
}

/// A `range` on its way.
struct Iteration<'p> {
    pipe: &'p Pipe,
    items: Items<'p>,
    next: usize,
    /// How many variables there are before the body declares its own.
    variables: usize,
}

#[derive(Clone, Copy)]
enum Items<'p> {
    Ints(usize),
    Bytes(u8),
    Slice(Slice<'p>),
    Map(Map<'p>),
}

impl<'p> Items<'p> {
    /// The index or key and the item.
    fn get(self, at: usize) -> Option<(GoValue<'p>, GoValue<'p>)> {
        let index = GoValue::Int(crate::go::number::count(at));
        match self {
            Self::Ints(end) => (at < end).then_some((GoValue::Nil, index)),
            Self::Bytes(end) => {
                u8::try_from(at).ok().filter(|at| *at < end).map(|at| (GoValue::Nil, GoValue::Byte(at)))
            }
            Self::Slice(slice) => slice.items().get(at).map(|item| (index, GoValue::from(*item))),
            Self::Map(map) => map.item(at),
        }
    }
}

/// Runs a program and gives what it prints; nothing where a sink takes it.
pub(super) fn run<'p>(
    text: &'p str,
    program: &'p Program,
    data: &Data<'p>,
    sink: Option<&'p mut dyn Sink>,
    budget: Option<&Budget>,
) -> Result<Vec<u8>> {
    let work = budget.map_or(WORK, |budget| budget.steps_left().min(WORK));
    let dot = data.value();
    let mut machine = Machine {
        text,
        program,
        variables: vec![("$", dot.clone())],
        dot,
        scopes: Vec::new(),
        frames: Vec::new(),
        base: Base::default(),
        out: Vec::new(),
        sink,
        work,
        // Where others took steps before, all of them are told.
        allowed: budget.filter(|_| work < WORK).map_or(WORK, |budget| budget.limits().steps),
    };
    let ran = machine.run();
    if let Some(budget) = budget {
        budget.has_steps(work.saturating_sub(machine.work));
    }
    ran.map(|()| machine.out)
}

impl<'p> Machine<'p> {
    fn run(&mut self) -> Result<()> {
        let program = self.program;
        let mut at = program.position(program.main);
        while let Some(instruction) = program.code.get(at) {
            at += 1;
            match instruction {
                Instruction::Text(text, place) => self.write(*place, text.as_bytes())?,
                Instruction::Action(pipe) => {
                    let value = self.pipe(pipe)?;
                    if pipe.variables.is_empty() {
                        self.print(pipe.place, &value)?;
                    }
                }
                Instruction::Choose { pipe, with, otherwise } => {
                    self.open();
                    let value = self.pipe(pipe)?;
                    if !truth(&value) {
                        at = program.position(*otherwise);
                    } else if *with {
                        self.dot = value;
                    }
                }
                Instruction::Range { pipe, otherwise } => {
                    if !self.range(pipe)? {
                        at = program.position(*otherwise);
                    }
                }
                Instruction::Next { body } => {
                    if self.advance(Place::default())? {
                        at = program.position(*body);
                    }
                }
                Instruction::Jump(label) => at = program.position(*label),
                Instruction::Exit(target) => at = self.exit(*target),
                Instruction::Leave => self.close(),
                Instruction::Call { name, to, pipe, place } => {
                    at = self.call_template(name, *to, pipe.as_ref(), *place, at)?;
                }
                Instruction::Return => match self.frames.pop() {
                    Some(frame) => {
                        self.variables.truncate(self.base.variables);
                        self.dot = frame.dot;
                        self.base = frame.base;
                        at = frame.back;
                    }
                    None => return Ok(()),
                },
            }
            self.charge(1, Place::default())?;
        }
        Ok(())
    }

    /// An error at a place of the template.
    pub(super) fn fail<T>(&self, code: &'static Code, place: Place, message: &str) -> Result<T> {
        let shown = self.text.get(place.range()).unwrap_or_default();
        let message =
            if shown.is_empty() { message.to_owned() } else { format!("at <{}>: {message}", excerpt(shown)) };
        Err(Error::new(code, message).at(Span::of(self.text, place.range())))
    }

    pub(super) fn fail_exec<T>(&self, place: Place, message: impl AsRef<str>) -> Result<T> {
        self.fail(codes::template::EXEC, place, message.as_ref())
    }

    /// Takes steps from those that are left.
    pub(super) fn charge(&mut self, steps: usize, place: Place) -> Result<()> {
        match self.work.checked_sub(steps) {
            Some(left) => {
                self.work = left;
                Ok(())
            }
            None => {
                self.work = 0;
                let message = format!("templates take more than {} steps", self.allowed);
                self.fail(codes::template::WORK, place, &message)
            }
        }
    }

    pub(super) fn too_long<T>(&self, place: Place) -> Result<T> {
        let message = format!("the template prints more than {} bytes", limits::TEMPLATE_OUTPUT_BYTES);
        self.fail(codes::limit::OUTPUT, place, &message)
    }

    fn write(&mut self, place: Place, bytes: &[u8]) -> Result<()> {
        let printed = self.sink.as_ref().map_or(self.out.len(), |sink| sink.taken());
        if bytes.len() > limits::TEMPLATE_OUTPUT_BYTES.saturating_sub(printed) {
            return self.too_long(Place::default());
        }
        match &mut self.sink {
            None => self.out.extend_from_slice(bytes),
            Some(sink) => sink.write(bytes, place.range()),
        }
        Ok(())
    }

    fn print(&mut self, place: Place, value: &GoValue<'p>) -> Result<()> {
        match value {
            GoValue::Nil => self.write(place, b"<no value>"),
            GoValue::Text(GoText::Inserted(text)) => self.insert(place, text),
            GoValue::Text(text) => self.write(place, text),
            value if self.sink.is_some() => match forms::call(Function::Print, std::slice::from_ref(value)) {
                Ok(value) => self.print(place, &value),
                Err(_) => self.too_long(place),
            },
            value => {
                let mut printer = Printer::new(&mut self.out, limits::TEMPLATE_OUTPUT_BYTES);
                printer.print(std::slice::from_ref(value));
                if printer.is_full() { self.too_long(place) } else { Ok(()) }
            }
        }
    }

    fn insert(&mut self, place: Place, text: &Inserted<'_>) -> Result<()> {
        let Some(sink) = &mut self.sink else { return self.write(place, &text.text) };
        sink.insert(text, place.range());
        if sink.taken() > limits::TEMPLATE_OUTPUT_BYTES { self.too_long(place) } else { Ok(()) }
    }

    fn open(&mut self) {
        let scope = Scope { variables: self.variables.len(), dot: self.dot.clone(), iteration: None };
        self.scopes.push(scope);
    }

    fn close(&mut self) {
        if let Some(scope) = self.scopes.pop() {
            self.variables.truncate(scope.variables);
            self.dot = scope.dot;
        }
    }

    fn exit(&mut self, target: Target) -> usize {
        while self.scopes.len() > self.base.scopes.saturating_add(target.scopes) {
            self.close();
        }
        self.program.position(target.label)
    }

    /// Opens a range; whether it has a first item.
    fn range(&mut self, pipe: &'p Pipe) -> Result<bool> {
        self.open();
        let value = self.pipe(pipe)?;
        let single = pipe.variables.len() < 2;
        let items = match value {
            GoValue::Nil => return Ok(false),
            GoValue::Int(_) | GoValue::Byte(_) if !single => {
                let message = format!("can't use {} to iterate over more than one variable", shown(&value));
                return self.fail_exec(pipe.place, message);
            }
            GoValue::Int(end) => Items::Ints(usize::try_from(end.max(0)).unwrap_or(usize::MAX)),
            GoValue::Byte(end) => Items::Bytes(end),
            GoValue::Slice(slice) => Items::Slice(slice),
            GoValue::Map(map) => Items::Map(map),
            value => {
                let message = format!("range can't iterate over {}", shown(&value));
                return self.fail_exec(pipe.place, message);
            }
        };
        let iteration = Iteration { pipe, items, next: 0, variables: self.variables.len() };
        if let Some(scope) = self.scopes.last_mut() {
            scope.iteration = Some(iteration);
        }
        self.advance(pipe.place)
    }

    /// Goes to the next item of the innermost range; false where there is none.
    fn advance(&mut self, place: Place) -> Result<bool> {
        let Some(iteration) = self.scopes.last_mut().and_then(|scope| scope.iteration.as_mut()) else {
            return Ok(false);
        };
        let Some((index, item)) = iteration.items.get(iteration.next) else {
            return Ok(false);
        };
        iteration.next += 1;
        let (pipe, variables) = (iteration.pipe, iteration.variables);
        self.variables.truncate(variables);
        match pipe.variables.as_slice() {
            [] => {}
            [name] if pipe.assigns => self.assign(place, name, item.clone())?,
            [first, second, ..] if pipe.assigns => {
                self.assign(place, first, index)?;
                self.assign(place, second, item.clone())?;
            }
            [_] => self.set_top(1, item.clone()),
            [_, _, ..] => {
                self.set_top(1, item.clone());
                self.set_top(2, index);
            }
        }
        self.dot = item;
        Ok(true)
    }

    /// Sets the variable that is so many from the top.
    fn set_top(&mut self, from_top: usize, value: GoValue<'p>) {
        let at = self.variables.len().checked_sub(from_top);
        if let Some((_, slot)) = at.and_then(|at| self.variables.get_mut(at)) {
            *slot = value;
        }
    }

    pub(super) fn declare(&mut self, name: &'p str, value: GoValue<'p>) {
        self.variables.push((name, value));
    }

    /// Where a variable of this template stands, the innermost of its name.
    fn find(&mut self, place: Place, name: &str) -> Result<usize> {
        let own = self.variables.get(self.base.variables..).unwrap_or_default();
        let found = own.iter().rposition(|(variable, _)| *variable == name);
        let passed = own.len() - found.unwrap_or(0);
        self.charge(passed / 16, place)?;
        match found {
            Some(at) => Ok(self.base.variables + at),
            None => self.fail_exec(place, format!("undefined variable: {name}")),
        }
    }

    pub(super) fn assign(&mut self, place: Place, name: &str, value: GoValue<'p>) -> Result<()> {
        let at = self.find(place, name)?;
        if let Some((_, slot)) = self.variables.get_mut(at) {
            *slot = value;
        }
        Ok(())
    }

    pub(super) fn variable(&mut self, place: Place, name: &str) -> Result<GoValue<'p>> {
        let at = self.find(place, name)?;
        Ok(self.variables.get(at).map_or(GoValue::Nil, |(_, value)| value.clone()))
    }

    /// Goes into another template; it sees no variables but its own `$`.
    fn call_template(
        &mut self,
        name: &str,
        to: Option<Label>,
        pipe: Option<&'p Pipe>,
        place: Place,
        back: usize,
    ) -> Result<usize> {
        let Some(to) = to else {
            return self.fail_exec(place, format!("template {} not defined", quote(name)));
        };
        if self.frames.len() >= CALLS {
            let message = format!("exceeded maximum template depth ({CALLS})");
            return self.fail(codes::template::WORK, place, &message);
        }
        let dot = match pipe {
            Some(pipe) => self.pipe(pipe)?,
            None => GoValue::Nil,
        };
        let frame = Frame { back, dot: std::mem::replace(&mut self.dot, dot.clone()), base: self.base };
        self.frames.push(frame);
        self.base = Base { variables: self.variables.len(), scopes: self.scopes.len() };
        self.declare("$", dot);
        Ok(self.program.position(to))
    }
}
