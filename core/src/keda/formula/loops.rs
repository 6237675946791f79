//! The functions of the language: those that go through an array, and those over values.

use std::rc::Rc;

use super::Problem;
use super::evaluate::{Evaluation, Step, Stop, Value, failed};
use super::tree::Tree;
use crate::go::{float, number};

/// Where a loop is: what `#`, `#index` and `#acc` are.
#[derive(Debug)]
pub(super) struct Frame {
    item: Value,
    index: usize,
    total: Value,
}

impl Frame {
    pub(super) fn get(&self, name: &str) -> Value {
        match name {
            "index" => Value::Int(number::count(self.index)),
            "acc" => self.total.clone(),
            _ => self.item.clone(),
        }
    }
}

impl<'a> Evaluation<'a> {
    pub(super) fn over_array(&mut self, name: &str, arguments: &'a [Tree]) -> Step {
        let Some((array, rest)) = arguments.split_first() else { return Ok(Value::Nil) };
        if let ("sum", [], super::tree::Node::Array(items)) = (name, rest, &array.node)
            && let Some((last, before)) = items.split_last()
            && !before.is_empty()
            && !items.iter().all(is_literal)
        {
            return self.added(before, last);
        }
        let items = match self.evaluate(array)? {
            Value::Array(items) => items,
            Value::Text(_) => return Err(Problem::unsupported(array.at, "a loop over a text").into()),
            other => return Err(failed(format!("{name} goes through {}, which is no array", other.shown()))),
        };
        let asked = rest.first();
        match name {
            "sum" => self.sum(&items, asked),
            "reduce" => self.reduce(&items, asked, rest.get(1)),
            "map" => {
                let mut out = Vec::new();
                for at in 0..items.len() {
                    out.push(self.ask(&items, at, asked, Value::Nil)?);
                }
                self.array(out)
            }
            "filter" => {
                let mut out = Vec::new();
                for at in 0..items.len() {
                    if self.ask(&items, at, asked, Value::Nil)?.truth()? {
                        out.extend(items.get(at).cloned());
                    }
                }
                self.array(out)
            }
            "count" | "one" => {
                let mut count = 0_usize;
                for at in 0..items.len() {
                    count =
                        count.saturating_add(usize::from(self.ask(&items, at, asked, Value::Nil)?.truth()?));
                }
                Ok(if name == "one" { Value::Bool(count == 1) } else { Value::Int(number::count(count)) })
            }
            _ => self.find(name, &items, asked),
        }
    }

    /// What is asked of an item, or the item where nothing is.
    fn ask(&mut self, items: &Rc<[Value]>, at: usize, asked: Option<&'a Tree>, total: Value) -> Step {
        let item = items.get(at).cloned().unwrap_or(Value::Nil);
        let Some(asked) = asked else { return Ok(item) };
        self.frames.push(Frame { item, index: at, total });
        let value = self.evaluate(asked);
        self.frames.pop();
        value
    }

    /// A sum of parts that are written out, which the compiler makes additions of, the last ones first.
    fn added(&mut self, before: &'a [Tree], last: &'a Tree) -> Step {
        let values = before.iter().map(|part| self.evaluate(part)).collect::<Result<Vec<_>, _>>()?;
        let last = self.evaluate(last)?;
        values.into_iter().rev().try_fold(last, |sum, value| add(&value, &sum))
    }

    fn sum(&mut self, items: &Rc<[Value]>, asked: Option<&'a Tree>) -> Step {
        let mut sum = Value::Int(0);
        for at in 0..items.len() {
            let value = self.ask(items, at, asked, Value::Nil)?;
            sum = add(&value, &sum)?;
        }
        Ok(sum)
    }

    fn reduce(&mut self, items: &Rc<[Value]>, asked: Option<&'a Tree>, start: Option<&'a Tree>) -> Step {
        let (mut total, from) = match (start, items.first()) {
            (Some(start), _) => (self.evaluate(start)?, 0),
            (None, Some(first)) => (first.clone(), 1),
            (None, None) => {
                return Err(failed(
                    "reduce goes through an empty array and has nothing to begin with".into(),
                ));
            }
        };
        for at in from..items.len() {
            total = self.ask(items, at, asked, total)?;
        }
        Ok(total)
    }

    /// `all`, `any`, `none`, and the three that find.
    fn find(&mut self, name: &str, items: &Rc<[Value]>, asked: Option<&'a Tree>) -> Step {
        let from_end = name == "findLast";
        let mut found = None;
        for step in 0..items.len() {
            let at = if from_end { items.len().saturating_sub(step).saturating_sub(1) } else { step };
            let holds = self.ask(items, at, asked, Value::Nil)?.truth()?;
            // `all` looks for one that does not hold.
            if holds != (name == "all") {
                found = Some(at);
                break;
            }
        }
        Ok(match name {
            "all" | "none" => Value::Bool(found.is_none()),
            "any" => Value::Bool(found.is_some()),
            "findIndex" => found.map_or(Value::Nil, |at| Value::Int(number::count(at))),
            _ => found.and_then(|at| items.get(at)).cloned().unwrap_or(Value::Nil),
        })
    }
}

fn is_literal(tree: &Tree) -> bool {
    use super::tree::Node::{Bool, Float, Int, Text};
    matches!(tree.node, Int(_) | Float(_) | Text(_) | Bool(_)) || tree.constant().is_some()
}

fn add(a: &Value, b: &Value) -> Step {
    super::evaluate::operate("+", a, b)
        .ok_or_else(|| failed(format!("{} + {} has no meaning", a.shown(), b.shown())))
}

/// A function over values.
pub(super) fn function(name: &str, values: &[Value]) -> Step {
    if let "max" | "min" = name {
        return most(name == "max", values).map_err(Stop::Failed);
    }
    if let "mean" | "median" = name {
        let mut numbers = Vec::new();
        gather(name, values, &mut numbers).map_err(Stop::Failed)?;
        return Ok(Value::Float(if name == "mean" { mean(&numbers) } else { median(numbers) }));
    }
    let value = values.first().unwrap_or(&Value::Nil);
    let known = match (name, value) {
        ("len", Value::Array(items)) => Some(Value::Int(number::count(items.len()))),
        ("len", Value::Text(text)) => Some(Value::Int(number::count(text.chars().count()))),
        ("abs", Value::Int(value)) => Some(Value::Int(value.wrapping_abs())),
        ("abs", Value::Float(value)) => Some(Value::Float(value.abs())),
        ("ceil", _) => value.float().map(|value| Value::Float(value.ceil())),
        ("floor", _) => value.float().map(|value| Value::Float(value.floor())),
        ("round", _) => value.float().map(|value| Value::Float(value.round())),
        ("int", Value::Int(_)) => Some(value.clone()),
        ("int", Value::Float(value)) => Some(Value::Int(number::int64(*value))),
        ("int", Value::Text(text)) => text.parse().ok().map(Value::Int),
        ("float", Value::Text(text)) => float::parse(text).map(Value::Float),
        ("float", _) => value.float().map(Value::Float),
        ("first", Value::Array(items)) => Some(items.first().cloned().unwrap_or(Value::Nil)),
        ("last", Value::Array(items)) => Some(items.last().cloned().unwrap_or(Value::Nil)),
        ("first" | "last", _) => Some(Value::Nil),
        _ => None,
    };
    known.ok_or_else(|| failed(format!("{name} does not take {}", value.shown())))
}

/// The largest or the smallest, of arrays too; a single value that is no number is given back.
fn most(largest: bool, values: &[Value]) -> Result<Value, Problem> {
    let mut best = Value::Nil;
    for value in values {
        let one = match value {
            Value::Int(_) | Value::Float(_) => value.clone(),
            Value::Array(items) => {
                if let Some(other) = items
                    .iter()
                    .find(|item| !matches!(item, Value::Int(_) | Value::Float(_) | Value::Array(_)))
                {
                    return Err(Problem::running(format!("max and min do not take {}", other.shown())));
                }
                most(largest, items)?
            }
            other if values.len() == 1 => return Ok(other.clone()),
            other => return Err(Problem::running(format!("max and min do not take {}", other.shown()))),
        };
        let is_better = match (one.float(), best.float()) {
            (Some(one), Some(best)) => {
                if largest {
                    best < one
                } else {
                    best > one
                }
            }
            (Some(_), None) => true,
            (None, _) => false,
        };
        if is_better {
            best = one;
        }
    }
    Ok(best)
}

fn gather(name: &str, values: &[Value], numbers: &mut Vec<f64>) -> Result<(), Problem> {
    for value in values {
        match (value, value.float()) {
            (_, Some(value)) => numbers.push(value),
            (Value::Array(items), None) => gather(name, items, numbers)?,
            (other, None) => return Err(Problem::running(format!("{name} does not take {}", other.shown()))),
        }
    }
    Ok(())
}

fn mean(numbers: &[f64]) -> f64 {
    if numbers.is_empty() {
        return 0.0;
    }
    numbers.iter().sum::<f64>() / number::float64(number::count(numbers.len()))
}

fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    let middle = numbers.len() / 2;
    let at = |place: usize| numbers.get(place).copied().unwrap_or_default();
    if numbers.len() % 2 == 1 { at(middle) } else { (at(middle.saturating_sub(1)) + at(middle)) / 2.0 }
}
