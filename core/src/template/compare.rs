//! `eq`, `ne`, `lt`, `le`, `gt` and `ge`.

use super::result::shown;
use crate::go::value::GoValue;

/// What values are compared as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Bool,
    Complex,
    Int,
    Uint,
    Float,
    Text,
    /// Not comparable but to nil, or with `==`.
    Other,
}

fn kind(value: &GoValue<'_>) -> Kind {
    match value {
        GoValue::Bool(_) => Kind::Bool,
        GoValue::Complex(..) => Kind::Complex,
        GoValue::Int(_) => Kind::Int,
        GoValue::Byte(_) => Kind::Uint,
        GoValue::Float(_) => Kind::Float,
        GoValue::Text(_) => Kind::Text,
        GoValue::Nil | GoValue::Slice(_) | GoValue::Map(_) | GoValue::Struct(_) => Kind::Other,
    }
}

fn is_nil(value: &GoValue<'_>) -> bool {
    match value {
        GoValue::Nil => true,
        GoValue::Slice(slice) => slice.is_nil(),
        GoValue::Map(map) => map.entries.is_none(),
        _ => false,
    }
}

fn incompatible(a: &GoValue<'_>, b: &GoValue<'_>) -> String {
    format!("incompatible types for comparison: {} and {}", a.type_name(), b.type_name())
}

/// Whether the first equals one of the others.
pub(super) fn eq(first: &GoValue<'_>, others: &[GoValue<'_>]) -> Result<bool, String> {
    if others.is_empty() {
        return Err("missing argument for comparison".into());
    }
    for other in others {
        if equal(first, other)? {
            return Ok(true);
        }
    }
    Ok(false)
}

#[expect(clippy::float_cmp, reason = "Go compares floats by ==")]
fn equal(a: &GoValue<'_>, b: &GoValue<'_>) -> Result<bool, String> {
    Ok(match (a, b) {
        (GoValue::Bool(a), GoValue::Bool(b)) => a == b,
        (GoValue::Int(a), GoValue::Int(b)) => a == b,
        (GoValue::Byte(a), GoValue::Byte(b)) => a == b,
        (GoValue::Int(int), GoValue::Byte(byte)) | (GoValue::Byte(byte), GoValue::Int(int)) => {
            *int == i64::from(*byte)
        }
        (GoValue::Float(a), GoValue::Float(b)) => a == b,
        (GoValue::Complex(a, b), GoValue::Complex(c, d)) => a == c && b == d,
        (GoValue::Text(a), GoValue::Text(b)) => **a == **b,
        _ if kind(a) != kind(b) => {
            if !matches!(a, GoValue::Nil) && !matches!(b, GoValue::Nil) {
                return Err(incompatible(a, b));
            }
            false
        }
        _ => same(a, b)?,
    })
}

/// Equality of what is neither a number nor a string.
fn same(a: &GoValue<'_>, b: &GoValue<'_>) -> Result<bool, String> {
    match (a, b) {
        (GoValue::Nil, _)
        | (_, GoValue::Nil)
        | (GoValue::Slice(_), GoValue::Slice(_))
        | (GoValue::Map(_), GoValue::Map(_))
            if is_nil(a) || is_nil(b) =>
        {
            Ok(is_nil(a) == is_nil(b))
        }
        (GoValue::Struct(a), GoValue::Struct(b)) if b.comparable => {
            if a.type_name != b.type_name {
                return Ok(false);
            }
            for ((_, a), (_, b)) in a.fields.iter().zip(&b.fields) {
                if !equal(a, b)? {
                    return Ok(false);
                }
            }
            Ok(true)
        }
        (GoValue::Slice(_), GoValue::Slice(_))
        | (GoValue::Map(_), GoValue::Map(_))
        | (GoValue::Struct(_), GoValue::Struct(_)) => {
            Err(format!("non-comparable type {}: {}", shown(b), b.type_name()))
        }
        _ => {
            let (first, of_first, of_second, second) = (shown(a), a.type_name(), b.type_name(), shown(b));
            Err(format!("non-comparable types {first}: {of_first}, {of_second}: {second}"))
        }
    }
}

/// Whether the first is less than the second.
pub(super) fn lt(a: &GoValue<'_>, b: &GoValue<'_>) -> Result<bool, String> {
    let bad = || "invalid type for comparison".to_owned();
    Ok(match (a, b) {
        (GoValue::Int(a), GoValue::Int(b)) => a < b,
        (GoValue::Byte(a), GoValue::Byte(b)) => a < b,
        (GoValue::Int(a), GoValue::Byte(b)) => *a < i64::from(*b),
        (GoValue::Byte(a), GoValue::Int(b)) => i64::from(*a) < *b,
        (GoValue::Float(a), GoValue::Float(b)) => a < b,
        (GoValue::Text(a), GoValue::Text(b)) => **a < **b,
        _ if kind(a) == Kind::Other || kind(b) == Kind::Other || kind(a) == kind(b) => return Err(bad()),
        _ => return Err(incompatible(a, b)),
    })
}

/// Whether the first is less than the second or equal to it.
pub(super) fn le(a: &GoValue<'_>, b: &GoValue<'_>) -> Result<bool, String> {
    Ok(lt(a, b)? || equal(a, b)?)
}
