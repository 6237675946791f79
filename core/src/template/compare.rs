//! `eq`, `ne`, `lt`, `le`, `gt` and `ge`.

use super::result::shown;
use crate::go::value::Value;

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

fn kind(value: &Value<'_>) -> Kind {
    match value {
        Value::Bool(_) => Kind::Bool,
        Value::Complex(..) => Kind::Complex,
        Value::Int(_) => Kind::Int,
        Value::Byte(_) => Kind::Uint,
        Value::Float(_) => Kind::Float,
        Value::Text(_) => Kind::Text,
        Value::Nil | Value::Slice(_) | Value::Map(_) | Value::Struct(_) => Kind::Other,
    }
}

fn is_nil(value: &Value<'_>) -> bool {
    match value {
        Value::Nil => true,
        Value::Slice(slice) => slice.is_nil(),
        Value::Map(map) => map.entries.is_none(),
        _ => false,
    }
}

fn incompatible(a: &Value<'_>, b: &Value<'_>) -> String {
    format!("incompatible types for comparison: {} and {}", a.type_name(), b.type_name())
}

/// Whether the first equals one of the others.
pub(super) fn eq(first: &Value<'_>, others: &[Value<'_>]) -> Result<bool, String> {
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
fn equal(a: &Value<'_>, b: &Value<'_>) -> Result<bool, String> {
    Ok(match (a, b) {
        (Value::Bool(a), Value::Bool(b)) => a == b,
        (Value::Int(a), Value::Int(b)) => a == b,
        (Value::Byte(a), Value::Byte(b)) => a == b,
        (Value::Int(int), Value::Byte(byte)) | (Value::Byte(byte), Value::Int(int)) => {
            *int == i64::from(*byte)
        }
        (Value::Float(a), Value::Float(b)) => a == b,
        (Value::Complex(a, b), Value::Complex(c, d)) => a == c && b == d,
        (Value::Text(a), Value::Text(b)) => **a == **b,
        _ if kind(a) != kind(b) => {
            if !matches!(a, Value::Nil) && !matches!(b, Value::Nil) {
                return Err(incompatible(a, b));
            }
            false
        }
        _ => same(a, b)?,
    })
}

/// Equality of what is neither a number nor a string.
fn same(a: &Value<'_>, b: &Value<'_>) -> Result<bool, String> {
    match (a, b) {
        (Value::Nil, _)
        | (_, Value::Nil)
        | (Value::Slice(_), Value::Slice(_))
        | (Value::Map(_), Value::Map(_))
            if is_nil(a) || is_nil(b) =>
        {
            Ok(is_nil(a) == is_nil(b))
        }
        (Value::Struct(a), Value::Struct(b)) if b.comparable => {
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
        (Value::Slice(_), Value::Slice(_))
        | (Value::Map(_), Value::Map(_))
        | (Value::Struct(_), Value::Struct(_)) => {
            Err(format!("non-comparable type {}: {}", shown(b), b.type_name()))
        }
        _ => {
            let (first, of_first, of_second, second) = (shown(a), a.type_name(), b.type_name(), shown(b));
            Err(format!("non-comparable types {first}: {of_first}, {of_second}: {second}"))
        }
    }
}

/// Whether the first is less than the second.
pub(super) fn lt(a: &Value<'_>, b: &Value<'_>) -> Result<bool, String> {
    let bad = || "invalid type for comparison".to_owned();
    Ok(match (a, b) {
        (Value::Int(a), Value::Int(b)) => a < b,
        (Value::Byte(a), Value::Byte(b)) => a < b,
        (Value::Int(a), Value::Byte(b)) => *a < i64::from(*b),
        (Value::Byte(a), Value::Int(b)) => i64::from(*a) < *b,
        (Value::Float(a), Value::Float(b)) => a < b,
        (Value::Text(a), Value::Text(b)) => **a < **b,
        _ if kind(a) == Kind::Other || kind(b) == Kind::Other || kind(a) == kind(b) => return Err(bad()),
        _ => return Err(incompatible(a, b)),
    })
}

/// Whether the first is less than the second or equal to it.
pub(super) fn le(a: &Value<'_>, b: &Value<'_>) -> Result<bool, String> {
    Ok(lt(a, b)? || equal(a, b)?)
}
