//! What a formula comes to. Mirrors `vm.VM`.

use std::rc::Rc;

use super::loops::Frame;
use super::tree::{Node, Tree};
use super::{Outcome, Problem};
use crate::error::codes;
use crate::go::{float, number};

/// Items that may be made in all, as upstream has it.
const ITEMS: usize = 1_000_000;
/// Parts that may be evaluated in all, which upstream does not bound.
const STEPS: usize = 1_000_000;

#[derive(Debug, Clone)]
pub(super) enum Value {
    Nil,
    Bool(bool),
    Int(i64),
    Float(f64),
    Text(Rc<str>),
    Array(Rc<[Value]>),
}

impl Value {
    pub(super) fn float(&self) -> Option<f64> {
        match self {
            Self::Int(value) => Some(number::float64(*value)),
            Self::Float(value) => Some(*value),
            _ => None,
        }
    }

    pub(super) fn truth(&self) -> Outcome<bool> {
        match self {
            Self::Bool(value) => Ok(*value),
            other => Err(Problem::running(format!("{} stands where a truth value is wanted", other.shown()))),
        }
    }

    pub(super) fn shown(&self) -> String {
        match self {
            Self::Nil => "nil".to_owned(),
            Self::Bool(value) => value.to_string(),
            Self::Int(value) => value.to_string(),
            Self::Float(value) => float::format_float(*value, 'g', None),
            Self::Text(text) => format!("{text:?}"),
            Self::Array(_) => "an array".to_owned(),
        }
    }

    fn equals(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Nil, Self::Nil) => true,
            (Self::Bool(a), Self::Bool(b)) => a == b,
            (Self::Int(a), Self::Int(b)) => a == b,
            (Self::Text(a), Self::Text(b)) => a == b,
            (Self::Array(a), Self::Array(b)) => {
                a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| a.equals(b))
            }
            _ => self.float().is_some_and(|a| other.float() == Some(a)),
        }
    }
}

/// How an evaluation ends before its end.
#[derive(Debug)]
pub(super) enum Stop {
    Failed(Problem),
    /// At a `?.` of nothing.
    Nothing,
}

impl From<Problem> for Stop {
    fn from(problem: Problem) -> Self {
        Self::Failed(problem)
    }
}

pub(super) type Step = Result<Value, Stop>;

pub(super) struct Evaluation<'a> {
    triggers: &'a [&'a str],
    value: f64,
    variables: Vec<(&'a str, Value)>,
    pub(super) frames: Vec<Frame>,
    items: usize,
    steps: usize,
}

impl<'a> Evaluation<'a> {
    /// Each trigger has the one value.
    pub(super) fn new(triggers: &'a [&'a str], value: f64) -> Self {
        Self { triggers, value, variables: Vec::new(), frames: Vec::new(), items: 0, steps: 0 }
    }

    pub(super) fn run(mut self, tree: &'a Tree) -> Outcome<()> {
        match self.evaluate(tree) {
            Ok(_) | Err(Stop::Nothing) => Ok(()),
            Err(Stop::Failed(problem)) => Err(problem),
        }
    }

    pub(super) fn evaluate(&mut self, tree: &'a Tree) -> Step {
        self.steps = self.steps.saturating_add(1);
        if self.steps > STEPS {
            let message = format!("the formula takes more than {STEPS} steps");
            return Err(Problem::limit(codes::limit::WORK, message).into());
        }
        Ok(match &tree.node {
            Node::Nil => Value::Nil,
            Node::Bool(value) => Value::Bool(*value),
            Node::Int(value) => Value::Int(*value),
            Node::Float(value) => Value::Float(*value),
            Node::Text(text) => Value::Text(text.as_str().into()),
            Node::Name(name) => self.named(name),
            Node::Pointer(name) => self.frames.last().map_or(Value::Nil, |frame| frame.get(name)),
            Node::Not(of) => Value::Bool(!self.evaluate(of)?.truth()?),
            Node::Sign { negates, of } => match (self.evaluate(of)?, negates) {
                (Value::Int(value), true) => Value::Int(value.wrapping_neg()),
                (Value::Float(value), true) => Value::Float(-value),
                (value, false) => value,
                (other, true) => return Err(failed(format!("{} has no sign", other.shown()))),
            },
            Node::Binary(operator, of) => self.binary(operator, of)?,
            Node::Index { optional, of } => self.index(*optional, of)?,
            Node::Field { optional, of, name } => match self.evaluate(of)? {
                Value::Nil if *optional => return Err(Stop::Nothing),
                other => return Err(failed(format!("{} has no field {name:?}", other.shown()))),
            },
            Node::Chain(of) => match self.evaluate(of) {
                Err(Stop::Nothing) => Value::Nil,
                other => other?,
            },
            Node::Slice { of, from, to } => self.slice(of, [from, to])?,
            Node::Function(name, arguments) => {
                let values = arguments.iter().map(|argument| self.evaluate(argument));
                let values = values.collect::<Result<Vec<_>, _>>()?;
                super::loops::function(name, &values)?
            }
            Node::Call(name, _) => return Err(failed(format!("{name:?} is no function"))),
            Node::Loop(name, arguments) => self.over_array(name, arguments)?,
            Node::Let(name, parts) => {
                let [value, body] = &**parts;
                let value = self.evaluate(value)?;
                self.variables.push((name, value));
                let value = self.evaluate(body)?;
                self.variables.pop();
                value
            }
            Node::Sequence(parts) => {
                let mut last = Value::Nil;
                for part in parts {
                    last = self.evaluate(part)?;
                }
                last
            }
            Node::Conditional(parts) => {
                let [condition, first, second] = &**parts;
                let taken = if self.evaluate(condition)?.truth()? { first } else { second };
                self.evaluate(taken)?
            }
            Node::Array(items) => {
                let items = items.iter().map(|item| self.evaluate(item)).collect::<Result<Vec<_>, _>>()?;
                self.array(items)?
            }
        })
    }

    fn named(&self, name: &str) -> Value {
        match self.variables.iter().rev().find(|(variable, _)| *variable == name) {
            Some((_, value)) => value.clone(),
            None if self.triggers.contains(&name) => Value::Float(self.value),
            None => Value::Nil,
        }
    }

    /// An array, which draws on what may be made in all.
    pub(super) fn array(&mut self, items: Vec<Value>) -> Step {
        self.draw(items.len())?;
        Ok(Value::Array(items.into()))
    }

    fn draw(&mut self, items: usize) -> Outcome<()> {
        self.items = self.items.saturating_add(items);
        if self.items >= ITEMS {
            return Err(Problem::running(format!(
                "the formula makes {ITEMS} items, which expr-lang does not let it"
            )));
        }
        Ok(())
    }

    fn binary(&mut self, operator: &str, of: &'a [Tree; 2]) -> Step {
        let [left, right] = of;
        // The compiler drops a side that a constant on the other makes needless.
        match (operator, &right.node) {
            ("and" | "&&", Node::Bool(false)) => return Ok(Value::Bool(false)),
            ("or" | "||", Node::Bool(true)) => return Ok(Value::Bool(true)),
            ("and" | "&&", Node::Bool(true)) | ("or" | "||", Node::Bool(false)) => {
                return self.evaluate(left);
            }
            _ => {}
        }
        let a = self.evaluate(left)?;
        match operator {
            "and" | "&&" => return if a.truth()? { self.evaluate(right) } else { Ok(a) },
            "or" | "||" => return if a.truth()? { Ok(a) } else { self.evaluate(right) },
            "??" => return if matches!(a, Value::Nil) { self.evaluate(right) } else { Ok(a) },
            _ => {}
        }
        let b = self.evaluate(right)?;
        if operator == ".." {
            return self.range(&a, &b);
        }
        operate(operator, &a, &b).ok_or_else(|| {
            failed(match (operator, &b) {
                ("%", Value::Int(0)) => "the remainder of a division by 0 is wanted".to_owned(),
                _ => format!("{} {operator} {} has no meaning", a.shown(), b.shown()),
            })
        })
    }

    fn range(&mut self, a: &Value, b: &Value) -> Step {
        let (Some(from), Some(to)) = (whole(a), whole(b)) else {
            return Err(failed(format!("{}..{} is no range", a.shown(), b.shown())));
        };
        let items = usize::try_from(to.saturating_sub(from).saturating_add(1)).unwrap_or(0);
        self.draw(items)?;
        Ok(Value::Array((from..=to).map(Value::Int).collect()))
    }

    fn index(&mut self, optional: bool, of: &'a [Tree; 2]) -> Step {
        let [array, index] = of;
        let array = self.evaluate(array)?;
        if optional && matches!(array, Value::Nil) {
            return Err(Stop::Nothing);
        }
        let index = self.evaluate(index)?;
        let Value::Array(items) = &array else {
            return Err(failed(format!("{} has no items", array.shown())));
        };
        let at = whole(&index).and_then(|at| place(at, items.len()));
        let item = at.and_then(|at| items.get(at));
        item.cloned()
            .ok_or_else(|| failed(format!("an array of {} has no item {}", items.len(), index.shown())))
    }

    fn slice(&mut self, of: &'a Tree, ends: [&'a Option<Box<Tree>>; 2]) -> Step {
        let whole_array = self.evaluate(of)?;
        let mut bounds = [Some(0), None];
        for (bound, end) in bounds.iter_mut().zip(ends) {
            if let Some(end) = end {
                let value = self.evaluate(end)?;
                *bound = Some(whole(&value).ok_or_else(|| failed(format!("{} is no place", value.shown())))?);
            }
        }
        let Value::Array(items) = &whole_array else {
            return match whole_array {
                Value::Text(_) => Err(Problem::unsupported(of.at, "a slice of a text").into()),
                other => Err(failed(format!("{} has no items", other.shown()))),
            };
        };
        let [from, to] = bounds.map(|at| at.map_or(items.len(), |at| clamped(at, items.len())));
        let part = items.get(from.min(to)..to).unwrap_or_default();
        Ok(Value::Array(part.into()))
    }
}

pub(super) fn failed(what: String) -> Stop {
    Stop::Failed(Problem::running(what))
}

/// A whole number, for which any is cut.
fn whole(value: &Value) -> Option<i64> {
    match value {
        Value::Int(value) => Some(*value),
        Value::Float(value) => Some(number::int64(*value)),
        _ => None,
    }
}

/// A place in a list, which counts from the end where it is below nothing.
fn place(at: i64, length: usize) -> Option<usize> {
    let from_end = if at < 0 { at.saturating_add(i64::try_from(length).ok()?) } else { at };
    usize::try_from(from_end).ok()
}

fn clamped(at: i64, length: usize) -> usize {
    place(at, length).unwrap_or(0).min(length)
}

pub(super) fn operate(operator: &str, a: &Value, b: &Value) -> Option<Value> {
    let of_floats = |by: fn(f64, f64) -> f64| Some(Value::Float(by(a.float()?, b.float()?)));
    match (operator, a, b) {
        ("==", ..) => Some(Value::Bool(a.equals(b))),
        ("!=", ..) => Some(Value::Bool(!a.equals(b))),
        ("+", Value::Int(a), Value::Int(b)) => Some(Value::Int(a.wrapping_add(*b))),
        ("-", Value::Int(a), Value::Int(b)) => Some(Value::Int(a.wrapping_sub(*b))),
        ("*", Value::Int(a), Value::Int(b)) => Some(Value::Int(a.wrapping_mul(*b))),
        ("%", Value::Int(_), Value::Int(0)) => None,
        ("%", Value::Int(a), Value::Int(b)) => Some(Value::Int(a.wrapping_rem(*b))),
        ("+", Value::Text(a), Value::Text(b)) => Some(Value::Text(format!("{a}{b}").into())),
        ("+", ..) => of_floats(|a, b| a + b),
        ("-", ..) => of_floats(|a, b| a - b),
        ("*", ..) => of_floats(|a, b| a * b),
        ("/", ..) => of_floats(|a, b| a / b),
        ("**" | "^", ..) => of_floats(f64::powf),
        ("<" | ">" | "<=" | ">=", ..) => Some(Value::Bool(compare(operator, a, b)?)),
        ("in", _, Value::Array(items)) => Some(Value::Bool(items.iter().any(|item| item.equals(a)))),
        ("in", _, Value::Nil) => Some(Value::Bool(false)),
        ("contains", Value::Text(a), Value::Text(b)) => Some(Value::Bool(a.contains(&**b))),
        ("startsWith", Value::Text(a), Value::Text(b)) => Some(Value::Bool(a.starts_with(&**b))),
        ("endsWith", Value::Text(a), Value::Text(b)) => Some(Value::Bool(a.ends_with(&**b))),
        _ => None,
    }
}

fn compare(operator: &str, a: &Value, b: &Value) -> Option<bool> {
    let ordering = match (a, b) {
        (Value::Text(a), Value::Text(b)) => Some(a.cmp(b)),
        (Value::Int(a), Value::Int(b)) => Some(a.cmp(b)),
        // What is not a number is neither less nor more.
        _ => a.float()?.partial_cmp(&b.float()?),
    };
    Some(ordering.is_some_and(|ordering| match operator {
        "<" => ordering.is_lt(),
        ">" => ordering.is_gt(),
        "<=" => ordering.is_le(),
        _ => ordering.is_ge(),
    }))
}
