//! The functions of `text/template`: their names, parameters and results.

use super::result::{Failure, FunctionResult, printed};
use super::{compare, escape};
use crate::go::value::{GoText, GoValue, Slice};

/// A function that every template knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Function {
    And,
    Call,
    Html,
    Index,
    Js,
    Len,
    Not,
    Or,
    Print,
    Printf,
    Println,
    Slice,
    UrlQuery,
    Eq,
    Ge,
    Gt,
    Le,
    Lt,
    Ne,
}

/// What a function or method takes in one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Parameter {
    /// Anything, also nil.
    Any,
    /// A string.
    Text,
}

/// The parameters: those that must be there, and whether any number of others may follow.
#[derive(Debug, Clone, Copy)]
pub(super) struct Parameters {
    pub(super) fixed: &'static [Parameter],
    pub(super) variadic: bool,
}

impl Function {
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "and" => Self::And,
            "call" => Self::Call,
            "html" => Self::Html,
            "index" => Self::Index,
            "js" => Self::Js,
            "len" => Self::Len,
            "not" => Self::Not,
            "or" => Self::Or,
            "print" => Self::Print,
            "printf" => Self::Printf,
            "println" => Self::Println,
            "slice" => Self::Slice,
            "urlquery" => Self::UrlQuery,
            "eq" => Self::Eq,
            "ge" => Self::Ge,
            "gt" => Self::Gt,
            "le" => Self::Le,
            "lt" => Self::Lt,
            "ne" => Self::Ne,
            _ => return None,
        })
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::And => "and",
            Self::Call => "call",
            Self::Html => "html",
            Self::Index => "index",
            Self::Js => "js",
            Self::Len => "len",
            Self::Not => "not",
            Self::Or => "or",
            Self::Print => "print",
            Self::Printf => "printf",
            Self::Println => "println",
            Self::Slice => "slice",
            Self::UrlQuery => "urlquery",
            Self::Eq => "eq",
            Self::Ge => "ge",
            Self::Gt => "gt",
            Self::Le => "le",
            Self::Lt => "lt",
            Self::Ne => "ne",
        }
    }

    pub(super) fn parameters(self) -> Parameters {
        const ANY: Parameter = Parameter::Any;
        let (fixed, variadic): (&[Parameter], bool) = match self {
            Self::And | Self::Call | Self::Eq | Self::Index | Self::Or | Self::Slice => (&[ANY], true),
            Self::Html | Self::Js | Self::Print | Self::Println | Self::UrlQuery => (&[], true),
            Self::Printf => (&[Parameter::Text], true),
            Self::Len | Self::Not => (&[ANY], false),
            Self::Ge | Self::Gt | Self::Le | Self::Lt | Self::Ne => (&[ANY, ANY], false),
        };
        Parameters { fixed, variadic }
    }

    /// The result for arguments that fit the parameters. `and` and `or` are not called: they take their arguments one
    /// by one.
    pub(super) fn call<'a>(self, arguments: &[GoValue<'a>]) -> FunctionResult<'a> {
        let (first, rest) = arguments.split_first().unwrap_or((&GoValue::Nil, &[]));
        let second = rest.first().unwrap_or(&GoValue::Nil);
        match self {
            Self::And | Self::Or => Ok(arguments.last().cloned().unwrap_or(GoValue::Nil)),
            Self::Call => Err(Failure::Message(match first {
                GoValue::Nil => "call of nil".into(),
                value => format!("non-function of type {}", value.type_name()),
            })),
            Self::Not => Ok(GoValue::Bool(!truth(first))),
            Self::Len => length(first),
            Self::Index => rest.iter().try_fold(required("index", first)?, |item, index| at(&item, index)),
            Self::Slice => slice(&required("slice", first)?, rest),
            Self::Print => printed(|printer| printer.print(arguments)),
            Self::Println => printed(|printer| printer.println(arguments)),
            Self::Printf => match first {
                GoValue::Text(format) => printed(|printer| printer.printf(format, rest)),
                _ => Ok(GoValue::Nil),
            },
            Self::Html => escape::html(arguments),
            Self::Js => escape::js(arguments),
            Self::UrlQuery => escape::urlquery(arguments),
            Self::Eq => Ok(GoValue::Bool(compare::eq(first, rest)?)),
            Self::Ne => Ok(GoValue::Bool(!compare::eq(first, rest)?)),
            Self::Lt => Ok(GoValue::Bool(compare::lt(first, second)?)),
            Self::Ge => Ok(GoValue::Bool(!compare::lt(first, second)?)),
            Self::Le => Ok(GoValue::Bool(compare::le(first, second)?)),
            Self::Gt => Ok(GoValue::Bool(!compare::le(first, second)?)),
        }
    }
}

/// Whether `if` takes a value for true. Mirrors `template.IsTrue`.
pub(super) fn truth(value: &GoValue<'_>) -> bool {
    match value {
        GoValue::Nil => false,
        GoValue::Bool(v) => *v,
        GoValue::Int(v) => *v != 0,
        GoValue::Byte(v) => *v != 0,
        GoValue::Float(v) => *v != 0.0,
        GoValue::Complex(re, im) => *re != 0.0 || *im != 0.0,
        GoValue::Text(text) => !text.is_empty(),
        GoValue::Slice(slice) => !slice.items().is_empty(),
        GoValue::Map(map) => !map.entries().is_empty(),
        GoValue::Struct(_) => true,
    }
}

fn required<'a>(function: &str, value: &GoValue<'a>) -> FunctionResult<'a> {
    match value {
        GoValue::Nil => Err(format!("{function} of untyped nil").into()),
        value => Ok(value.clone()),
    }
}

fn length<'a>(value: &GoValue<'_>) -> FunctionResult<'a> {
    let len = match value {
        GoValue::Text(text) => text.len(),
        GoValue::Slice(slice) => slice.items().len(),
        GoValue::Map(map) => map.entries().len(),
        GoValue::Nil => return Err("reflect: call of reflect.Value.Type on zero Value".to_owned().into()),
        value => return Err(format!("len of type {}", value.type_name()).into()),
    };
    Ok(GoValue::Int(crate::go::number::count(len)))
}

/// An index up to and including `capacity`.
fn position(index: &GoValue<'_>, capacity: usize) -> Result<usize, Failure> {
    let index = match index {
        GoValue::Int(index) => *index,
        GoValue::Byte(index) => i64::from(*index),
        GoValue::Nil => return Err("cannot index slice/array with nil".to_owned().into()),
        value => return Err(format!("cannot index slice/array with type {}", value.type_name()).into()),
    };
    let position = usize::try_from(index).ok().filter(|position| *position <= capacity);
    position.ok_or_else(|| format!("index out of range: {index}").into())
}

fn at<'a>(item: &GoValue<'a>, index: &GoValue<'a>) -> FunctionResult<'a> {
    // The index just behind the last item passes the first check, and fails in the next.
    let beyond = |of: &str| Failure::Message(format!("reflect: {of} index out of range"));
    match item {
        GoValue::Text(text) => {
            let index = position(index, text.len())?;
            text.get(index).map(|byte| GoValue::Byte(*byte)).ok_or_else(|| beyond("string"))
        }
        GoValue::Slice(slice) => {
            let index = position(index, slice.items().len())?;
            slice.items().get(index).map(|item| GoValue::from(*item)).ok_or_else(|| beyond("slice"))
        }
        GoValue::Map(map) => match index {
            GoValue::Text(key) => Ok(map.get(key).unwrap_or_else(|| "".into())),
            GoValue::Nil => Err("value is nil; should be of type string".to_owned().into()),
            value => Err(format!("value has type {}; should be string", value.type_name()).into()),
        },
        item => Err(format!("can't index item of type {}", item.type_name()).into()),
    }
}

fn slice<'a>(item: &GoValue<'a>, indexes: &[GoValue<'a>]) -> FunctionResult<'a> {
    if indexes.len() > 3 {
        return Err(format!("too many slice indexes: {}", indexes.len()).into());
    }
    let (len, capacity) = match item {
        GoValue::Text(_) if indexes.len() == 3 => {
            return Err("cannot 3-index slice a string".to_owned().into());
        }
        GoValue::Text(text) => (text.len(), text.len()),
        GoValue::Slice(slice) => (slice.items().len(), slice.capacity()),
        item => return Err(format!("can't slice item of type {}", item.type_name()).into()),
    };
    let index = |at: usize, otherwise| match indexes.get(at) {
        Some(index) => position(index, capacity),
        None => Ok(otherwise),
    };
    let (from, to, end) = (index(0, 0)?, index(1, len)?, index(2, capacity)?);
    if from > to {
        return Err(format!("invalid slice index: {from} > {to}").into());
    }
    if to > end {
        return Err(format!("invalid slice index: {to} > {end}").into());
    }
    match item {
        GoValue::Slice(slice) => sliced(slice, from, to, end),
        GoValue::Text(GoText::Borrowed(text)) => {
            let part = text.get(from..to).unwrap_or_default();
            Ok(GoValue::Text(GoText::Borrowed(part)))
        }
        GoValue::Text(GoText::Inserted(text)) => {
            Ok(GoValue::Text(GoText::Inserted(text.slice(from, to).into())))
        }
        GoValue::Text(text) => Ok(text.get(from..to).unwrap_or_default().to_vec().into()),
        item => Ok(item.clone()),
    }
}

fn sliced<'a>(slice: &Slice<'a>, from: usize, to: usize, end: usize) -> FunctionResult<'a> {
    slice
        .slice(from, to, end)
        .map(GoValue::Slice)
        .ok_or_else(|| Failure::Message("slice bounds out of range".into()))
}
