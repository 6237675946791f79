//! Numbers of YAML 1.1.

use crate::go::decimal;

/// A number that a plain scalar is. Mirrors `resolve` of yaml.v2.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Number {
    Int(i64),
    Uint(u64),
    Float(f64),
}

/// The number of a text, if it is one.
pub(super) fn parse(text: &str) -> Option<Number> {
    match text {
        ".inf" | ".Inf" | ".INF" | "+.inf" | "+.Inf" | "+.INF" => return Some(Number::Float(f64::INFINITY)),
        "-.inf" | "-.Inf" | "-.INF" => return Some(Number::Float(f64::NEG_INFINITY)),
        ".nan" | ".NaN" | ".NAN" => return Some(Number::Float(f64::NAN)),
        _ => {}
    }
    if !text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.')) {
        return None;
    }
    let plain = text.replace('_', "");
    int(&plain).or_else(|| float(&plain))
}

/// As `strconv.ParseInt` and `ParseUint` of base 0.
fn int(plain: &str) -> Option<Number> {
    let (sign, digits) = match plain.as_bytes().first()? {
        b'+' => ("", plain.get(1..)?),
        b'-' => ("-", plain.get(1..)?),
        _ => ("", plain),
    };
    let lower = digits.to_ascii_lowercase();
    let (digits, radix) = match lower.get(..2) {
        Some("0x") => (lower.get(2..)?, 16),
        Some("0b") => (lower.get(2..)?, 2),
        Some("0o") => (lower.get(2..)?, 8),
        _ if lower.len() > 1 && lower.starts_with('0') => (lower.get(1..)?, 8),
        _ => (lower.as_str(), 10),
    };
    if !digits.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    if let Ok(value) = i64::from_str_radix(&format!("{sign}{digits}"), radix) {
        return Some(Number::Int(value));
    }
    u64::from_str_radix(digits, radix).ok().filter(|_| sign.is_empty()).map(Number::Uint)
}

/// `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`
fn float(plain: &str) -> Option<Number> {
    let unsigned = plain.strip_prefix(['+', '-']).unwrap_or(plain);
    let starts = unsigned.starts_with(|c: char| c.is_ascii_digit() || c == '.');
    let value = decimal::parse(plain).filter(|value| starts && value.is_finite())?;
    Some(Number::Float(value))
}
