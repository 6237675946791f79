//! Go's literals, read as `strconv` reads them: strings, runes, integers and floats.

use super::decimal;

/// The bytes of a string literal in double or back quotes; `None` where `strconv.Unquote` fails.
#[must_use]
pub(crate) fn unquote(literal: &str) -> Option<Vec<u8>> {
    if let Some(raw) = literal.strip_prefix('`') {
        let raw = raw.strip_suffix('`').filter(|raw| !raw.contains('`'))?;
        return Some(raw.bytes().filter(|byte| *byte != b'\r').collect());
    }
    let mut rest = literal.strip_prefix('"')?.strip_suffix('"')?;
    let mut bytes = Vec::with_capacity(rest.len());
    while !rest.is_empty() {
        if rest.starts_with('\n') {
            return None;
        }
        let (unit, tail) = unquote_unit(rest, '"')?;
        unit.push_to(&mut bytes);
        rest = tail;
    }
    Some(bytes)
}

/// One character of a literal: a rune, or a byte that `\x` or an octal escape gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// A rune.
    Rune(char),
    /// A byte.
    Byte(u8),
}

impl Unit {
    fn push_to(self, bytes: &mut Vec<u8>) {
        match self {
            Self::Rune(c) => bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
            Self::Byte(byte) => bytes.push(byte),
        }
    }
}

impl From<Unit> for i64 {
    fn from(unit: Unit) -> Self {
        match unit {
            Unit::Rune(c) => u32::from(c).into(),
            Unit::Byte(byte) => byte.into(),
        }
    }
}

/// The first character of a literal's inside and what follows it. Mirrors `strconv.UnquoteChar`.
#[must_use]
pub(crate) fn unquote_unit(text: &str, quote: char) -> Option<(Unit, &str)> {
    let mut chars = text.chars();
    match chars.next()? {
        c if c == quote => return None,
        '\\' => {}
        c => return Some((Unit::Rune(c), chars.as_str())),
    }
    let escape = chars.next()?;
    let rest = chars.as_str();
    let rune = |c| Some((Unit::Rune(c), rest));
    match escape {
        'a' => rune('\u{7}'),
        'b' => rune('\u{8}'),
        'f' => rune('\u{c}'),
        'n' => rune('\n'),
        'r' => rune('\r'),
        't' => rune('\t'),
        'v' => rune('\u{b}'),
        '\\' => rune('\\'),
        c if c == quote => rune(c),
        'x' => code(rest, 2, 16).and_then(|(code, rest)| Some((Unit::Byte(u8::try_from(code).ok()?), rest))),
        'u' => code(rest, 4, 16).and_then(|(code, rest)| Some((Unit::Rune(char::from_u32(code)?), rest))),
        'U' => code(rest, 8, 16).and_then(|(code, rest)| Some((Unit::Rune(char::from_u32(code)?), rest))),
        '0'..='7' => {
            let (low, rest) = code(rest, 2, 8)?;
            let value = escape.to_digit(8)? * 64 + low;
            Some((Unit::Byte(u8::try_from(value).ok()?), rest))
        }
        _ => None,
    }
}

/// So many digits at the start of a text, as a number, and what follows them.
fn code(text: &str, digits: usize, radix: u32) -> Option<(u32, &str)> {
    let (digits, rest) = text.split_at_checked(digits)?;
    let value = digits
        .chars()
        .try_fold(0u32, |value, c| Some(value.wrapping_mul(radix).wrapping_add(c.to_digit(radix)?)))?;
    Some((value, rest))
}

/// What `strconv.ParseInt` or `ParseUint` of base 0 makes of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Integer {
    /// It fits an int64.
    Int(i64),
    /// It fits a uint64 only.
    Uint(u64),
}

/// An integer literal with an optional sign: decimal, `0x`, `0o`, `0b` or a leading 0 for octal, underscores between
/// digits. `None` for anything else, and for what fits neither an int64 nor a uint64.
#[must_use]
pub(crate) fn parse_integer(text: &str) -> Option<Integer> {
    if !underscores_fit(text) {
        return None;
    }
    let (sign, digits) = match text.as_bytes().first()? {
        b'+' => (Some(false), text.get(1..)?),
        b'-' => (Some(true), text.get(1..)?),
        _ => (None, text),
    };
    let (digits, radix) = match digits.get(..2).map(str::to_ascii_lowercase).as_deref() {
        Some("0x") => (digits.get(2..)?, 16),
        Some("0o") => (digits.get(2..)?, 8),
        Some("0b") => (digits.get(2..)?, 2),
        Some(octal) if octal.starts_with('0') => (digits.get(1..)?, 8),
        _ => (digits, 10),
    };
    let mut value = 0u64;
    let mut seen = false;
    for c in digits.chars().filter(|c| *c != '_') {
        seen = true;
        value = value.checked_mul(radix.into())?.checked_add(c.to_digit(radix)?.into())?;
    }
    if !seen {
        return None;
    }
    match (sign, i64::try_from(value)) {
        (Some(true), _) => 0i64.checked_sub_unsigned(value).map(Integer::Int),
        (_, Ok(value)) => Some(Integer::Int(value)),
        (None, Err(_)) => Some(Integer::Uint(value)),
        (Some(false), Err(_)) => None,
    }
}

/// A float literal, decimal or hexadecimal, underscores between digits. `None` for anything else and for what is out of
/// range. Mirrors `strconv.ParseFloat` of 64 bits for texts that begin with a sign, a digit or a point.
#[must_use]
pub(crate) fn parse_float(text: &str) -> Option<f64> {
    if !underscores_fit(text) {
        return None;
    }
    let plain: String = text.chars().filter(|c| *c != '_').collect();
    let unsigned = plain.strip_prefix(['+', '-']).unwrap_or(&plain);
    if !unsigned.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return None;
    }
    let value = match unsigned.strip_prefix("0x").or_else(|| unsigned.strip_prefix("0X")) {
        Some(hexadecimal) => {
            let magnitude = parse_hexadecimal(hexadecimal)?;
            if plain.starts_with('-') { -magnitude } else { magnitude }
        }
        None => decimal::parse(&plain)?,
    };
    value.is_finite().then_some(value)
}

/// `h.hhhp±d`: at most 64 bits of the mantissa are kept, and a bit for whether any were lost.
fn parse_hexadecimal(text: &str) -> Option<f64> {
    let (mantissa, exponent) = text.split_once(['p', 'P'])?;
    let unsigned = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    if unsigned.is_empty() || !unsigned.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    // An exponent past what an i32 holds is out of range or zero in any case.
    let magnitude = unsigned.parse::<i32>().unwrap_or(1 << 28).min(1 << 28);
    let mut exponent = if exponent.starts_with('-') { -magnitude } else { magnitude };
    let (mut bits, mut lost, mut point, mut seen) = (0u64, false, false, false);
    for c in mantissa.chars() {
        if c == '.' {
            if point {
                return None;
            }
            point = true;
            continue;
        }
        seen = true;
        let digit = u64::from(c.to_digit(16)?);
        if bits >> 59 == 0 {
            bits = bits << 4 | digit;
            exponent -= if point { 4 } else { 0 };
        } else {
            lost |= digit != 0;
            exponent += if point { 0 } else { 4 };
        }
    }
    seen.then(|| scale(bits, lost, exponent))
}

/// `bits * 2^exponent`, rounded to the nearest float, ties to even; `lost` says that the bits are a little more.
fn scale(bits: u64, lost: bool, exponent: i32) -> f64 {
    if bits == 0 {
        return 0.0;
    }
    let shift = bits.leading_zeros();
    let bits = bits << shift;
    // The value is bits/2^63 * 2^top.
    let top = exponent.saturating_add(63).saturating_sub(i32::try_from(shift).unwrap_or(0));
    if top > 1023 {
        return f64::INFINITY;
    }
    // A normal float keeps 53 bits; below 2^-1022 each power of two costs one more.
    let dropped = if top >= -1022 { 11 } else { 11i32.saturating_add(-1022 - top) };
    let Some(dropped) = u32::try_from(dropped).ok().filter(|dropped| *dropped <= 64) else {
        return 0.0;
    };
    let kept = bits.checked_shr(dropped).unwrap_or(0);
    let rest = if dropped == 64 { bits } else { bits << (64 - dropped) };
    let half = 1u64 << 63;
    let up = rest > half || rest == half && (lost || kept & 1 == 1);
    // The float's own bits: with the hidden bit in place, the exponent field is one less, and a carry raises it.
    let field = u64::try_from((top + 1022).max(0)).unwrap_or(0);
    f64::from_bits((field << 52) + kept + u64::from(up))
}

/// Whether underscores stand between digits only, or after a base prefix. Mirrors `strconv`'s rule for base 0.
fn underscores_fit(text: &str) -> bool {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let prefix = unsigned.get(..2).map(str::to_ascii_lowercase);
    let (mut before, digits, hexadecimal) = match (prefix.as_deref(), unsigned.get(2..)) {
        (Some(prefix @ ("0x" | "0o" | "0b")), Some(digits)) => ('0', digits, prefix == "0x"),
        _ => ('^', unsigned, false),
    };
    for c in digits.chars() {
        let kind = match c {
            '_' => '_',
            c if c.is_ascii_digit() || hexadecimal && c.is_ascii_hexdigit() => '0',
            _ => '!',
        };
        if kind == '_' && before != '0' || before == '_' && kind != '0' {
            return false;
        }
        before = kind;
    }
    before != '_'
}
