//! Booleans, numbers and strings under each verb. Mirrors the formatter of Go's `fmt`.

use super::flags::{Flags, Sink};
use crate::go::float::format_float;
use crate::go::quote::{Quoting, can_backquote};
use crate::go::runes;

/// How an integer is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Base {
    pub(super) radix: u32,
    pub(super) upper: bool,
    /// `%O`: `0o` in front.
    pub(super) marked: bool,
}

impl Base {
    pub(super) const DECIMAL: Self = Self { radix: 10, upper: false, marked: false };
    pub(super) const HEXADECIMAL: Self = Self { radix: 16, upper: false, marked: false };
}

fn digits(mut value: u64, base: Base) -> String {
    let radix = u64::from(base.radix.max(2));
    let mut out = Vec::new();
    loop {
        let digit = char::from_digit(u32::try_from(value % radix).unwrap_or(0), base.radix).unwrap_or('0');
        out.push(if base.upper { digit.to_ascii_uppercase() } else { digit });
        value /= radix;
        if value == 0 {
            return out.iter().rev().collect();
        }
    }
}

/// An integer as sign and magnitude.
pub(super) fn integer(sink: &mut Sink<'_>, flags: &Flags, negative: bool, magnitude: u64, base: Base) {
    let plain = Flags { zero: false, ..*flags };
    let signed = negative || flags.plus || flags.space;
    let least = match flags.precision {
        Some(0) if magnitude == 0 => {
            sink.padding(&plain, flags.width.unwrap_or(0));
            return;
        }
        Some(precision) => precision,
        None if flags.zero && !flags.minus => {
            flags.width.map_or(0, |width| width.saturating_sub(usize::from(signed)))
        }
        None => 0,
    };
    let digits = digits(magnitude, base);
    let zeros = least.saturating_sub(digits.len());
    let mut text = String::with_capacity(digits.len() + zeros + 4);
    if negative {
        text.push('-');
    } else if flags.plus {
        text.push('+');
    } else if flags.space {
        text.push(' ');
    }
    if base.marked {
        text.push_str("0o");
    }
    if flags.sharp {
        match base.radix {
            2 => text.push_str("0b"),
            8 if zeros == 0 && !digits.starts_with('0') => text.push('0'),
            16 => text.push_str(if base.upper { "0X" } else { "0x" }),
            _ => {}
        }
    }
    text.extend((0..zeros).map(|_| '0'));
    text.push_str(&digits);
    sink.pad(&plain, text.as_bytes());
}

/// `%U`: `U+0078`, with `#` also the character.
pub(super) fn unicode(sink: &mut Sink<'_>, flags: &Flags, code: u64) {
    let digits = digits(code, Base { upper: true, ..Base::HEXADECIMAL });
    let zeros = flags.precision.unwrap_or(0).max(4).saturating_sub(digits.len());
    let mut text = String::from("U+");
    text.extend((0..zeros).map(|_| '0'));
    text.push_str(&digits);
    let c = u32::try_from(code).ok().and_then(char::from_u32).filter(|c| flags.sharp && runes::is_print(*c));
    if let Some(c) = c {
        text.extend([' ', '\'', c, '\'']);
    }
    sink.pad(&Flags { zero: false, ..*flags }, text.as_bytes());
}

fn rune(code: u64) -> char {
    u32::try_from(code).ok().and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// `%c`.
pub(super) fn character(sink: &mut Sink<'_>, flags: &Flags, code: u64) {
    sink.pad(flags, rune(code).encode_utf8(&mut [0; 4]).as_bytes());
}

/// `%q` of an integer.
pub(super) fn quoted_character(sink: &mut Sink<'_>, flags: &Flags, code: u64) {
    let mut text = String::new();
    let quoting = Quoting { quote: '\'', ascii: flags.plus };
    quoting.bytes_into(rune(code).encode_utf8(&mut [0; 4]).as_bytes(), &mut text);
    sink.pad(flags, text.as_bytes());
}

/// `%t`.
pub(super) fn boolean(sink: &mut Sink<'_>, flags: &Flags, value: bool) {
    sink.pad(flags, if value { b"true" } else { b"false" });
}

/// As many runes as the precision allows.
fn truncated<'t>(flags: &Flags, text: &'t [u8]) -> &'t [u8] {
    let Some(precision) = flags.precision else { return text };
    let len = runes::runes(text).take(precision).map(|(_, raw)| raw.len()).sum();
    text.get(..len).unwrap_or(text)
}

/// `%s`.
pub(super) fn string(sink: &mut Sink<'_>, flags: &Flags, text: &[u8]) {
    sink.pad(flags, truncated(flags, text));
}

/// `%q`.
pub(super) fn quoted_string(sink: &mut Sink<'_>, flags: &Flags, text: &[u8]) {
    let text = truncated(flags, text);
    if flags.sharp && can_backquote(text) {
        sink.pad(flags, &[b"`", text, b"`"].concat());
        return;
    }
    let mut quoted = String::with_capacity(text.len() + 2);
    Quoting { ascii: flags.plus, ..Quoting::STRING }.bytes_into(text, &mut quoted);
    sink.pad(flags, quoted.as_bytes());
}

/// `%x` and `%X` of a string.
pub(super) fn hexadecimal_string(sink: &mut Sink<'_>, flags: &Flags, text: &[u8], upper: bool) {
    let text = flags.precision.and_then(|precision| text.get(..precision)).unwrap_or(text);
    let width = flags.width.unwrap_or(0);
    if text.is_empty() {
        sink.padding(flags, width);
        return;
    }
    let mark = if upper { "0X" } else { "0x" };
    let mut out = String::with_capacity(text.len() * 2);
    for (at, byte) in text.iter().enumerate() {
        if flags.space && at > 0 {
            out.push(' ');
        }
        if flags.sharp && (flags.space || at == 0) {
            out.push_str(mark);
        }
        let pair = [byte >> 4, byte & 0xf].map(|digit| char::from_digit(digit.into(), 16).unwrap_or('0'));
        out.extend(pair.map(|c| if upper { c.to_ascii_uppercase() } else { c }));
    }
    sink.pad(flags, out.as_bytes());
}

/// A float under a verb of `strconv`, with a precision for when the flags have none.
pub(super) fn float(sink: &mut Sink<'_>, flags: &Flags, v: f64, verb: char, precision: Option<usize>) {
    let precision = flags.precision.or(precision);
    let text = format_float(v, verb, precision);
    let (negative, number) = match text.strip_prefix(['-', '+']) {
        Some(number) => (text.starts_with('-'), number),
        None => (false, text.as_str()),
    };
    let sign = match (negative, flags.plus, flags.space) {
        (true, ..) => "-",
        (false, true, _) => "+",
        (false, false, true) => " ",
        (false, false, false) if v.is_infinite() => "+",
        (false, false, false) => "",
    };
    if !v.is_finite() {
        sink.pad(&Flags { zero: false, ..*flags }, format!("{sign}{number}").as_bytes());
        return;
    }
    let number = if flags.sharp && verb != 'b' { with_point(number, verb, precision) } else { number.into() };
    let width = flags.width.unwrap_or(0);
    if !sign.is_empty() && flags.zero && !flags.minus && width > sign.len() + number.len() {
        sink.write_str(sign);
        sink.padding(flags, width - sign.len() - number.len());
        sink.write_str(&number);
        return;
    }
    sink.pad(flags, format!("{sign}{number}").as_bytes());
}

/// `#`: the point is always there, and `%g` keeps its zeros.
fn with_point(number: &str, verb: char, precision: Option<usize>) -> String {
    let mut missing = match verb {
        'g' | 'G' | 'x' => precision.unwrap_or(6),
        _ => 0,
    };
    let is_tail = |c: char| match c {
        'p' | 'P' => true,
        'e' | 'E' => !matches!(verb, 'x' | 'X'),
        _ => false,
    };
    let (head, tail) = number.split_at(number.find(is_tail).unwrap_or(number.len()));
    let mut seen = false;
    for c in head.chars().filter(|c| *c != '.') {
        seen |= c != '0';
        missing = missing.saturating_sub(usize::from(seen));
    }
    let mut out = String::from(head);
    if !head.contains('.') {
        missing = missing.saturating_sub(usize::from(head == "0"));
        out.push('.');
    }
    out.extend((0..missing).map(|_| '0'));
    out.push_str(tail);
    out
}
