//! Constants: what a template's literals are worth.

use super::lex::number;
use super::place::excerpt;
use super::token::Kind;
use crate::go::decimal;
use crate::go::literal::{Integer, parse_float, parse_integer, unquote_unit};
use crate::go::quote::quote;
use crate::go::value::{GoText, GoValue};

/// The value of a literal, of the type that Go gives it where nothing asks for another.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Constant {
    Bool(bool),
    Int(i64),
    Float(f64),
    Complex(f64, f64),
    Text(Box<[u8]>),
    /// An integer that only a uint64 holds: an error once it is used.
    Overflow,
}

impl Constant {
    /// The value; `None` for an integer that overflows.
    pub(super) fn value(&self) -> Option<GoValue<'_>> {
        Some(match self {
            Self::Bool(v) => GoValue::Bool(*v),
            Self::Int(v) => GoValue::Int(*v),
            Self::Float(v) => GoValue::Float(*v),
            Self::Complex(re, im) => GoValue::Complex(*re, *im),
            Self::Text(text) => GoValue::Text(GoText::Borrowed(text)),
            Self::Overflow => return None,
        })
    }

    /// A number's value from its token; the message where it has none.
    pub(super) fn number(kind: Kind, text: &str) -> Result<Self, String> {
        match kind {
            Kind::Character => character(text),
            Kind::Complex => complex(text),
            _ => real(text),
        }
    }
}

fn character(text: &str) -> Result<Constant, String> {
    let inside = text.get(1..).unwrap_or_default();
    match unquote_unit(inside, '\'') {
        Some((unit, "'")) => Ok(Constant::Int(unit.into())),
        Some(_) => Err(format!("malformed character constant: {}", excerpt(text))),
        None => Err("invalid syntax".into()),
    }
}

/// `1+2i`, as `fmt.Sscan` reads it: it has no `0b` and `0o`, and takes an `i` behind a sign for the start of `Inf`.
fn complex(text: &str) -> Result<Constant, String> {
    let (im, re) = number(text).unwrap_or(("", text));
    let digits = im.trim_start_matches(['+', '-']);
    let im = im.strip_suffix('i').filter(|_| !digits.starts_with('i'));
    match im.filter(|_| !text.contains(['b', 'B', 'o', 'O']) || text.contains(['x', 'X'])) {
        Some(im) => Ok(Constant::Complex(part(re)?, part(im)?)),
        None => Err("syntax error scanning complex number".into()),
    }
}

fn part(text: &str) -> Result<f64, String> {
    parse_float(text).ok_or_else(|| {
        let is_large = decimal::parse(text).is_some_and(f64::is_infinite);
        let why = if is_large { "value out of range" } else { "invalid syntax" };
        format!("strconv.ParseFloat: parsing {}: {why}", quote(text))
    })
}

fn real(text: &str) -> Result<Constant, String> {
    if let Some(im) = text.strip_suffix('i').and_then(parse_float) {
        return Ok(Constant::Complex(0.0, im));
    }
    let integer = parse_integer(text);
    if integer.is_none() && parse_float(text).is_some() && !text.contains(['.', 'e', 'E', 'p', 'P']) {
        return Err(format!("integer overflow: {}", quote(&excerpt(text))));
    }
    // A letter e makes a float, but not as a digit of a hexadecimal integer; after a sign Go does not see that it is one.
    let hexadecimal = (text.starts_with("0x") || text.starts_with("0X")) && !text.contains(['p', 'P']);
    let looks_float = !hexadecimal && text.contains(['.', 'e', 'E', 'p', 'P']);
    match integer {
        Some(Integer::Int(value)) if looks_float => Ok(Constant::Float(crate::go::number::float64(value))),
        Some(Integer::Int(value)) => Ok(Constant::Int(value)),
        Some(Integer::Uint(_)) => Ok(Constant::Overflow),
        None => parse_float(text)
            .map(Constant::Float)
            .ok_or_else(|| format!("illegal number syntax: {}", quote(&excerpt(text)))),
    }
}
