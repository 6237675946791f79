//! Numbers and durations: where they end in a text, what they are worth, and how durations are written.

use super::token::Kind;
use crate::go::literal::{Integer, parse_integer};
use crate::go::quote::quote;
use crate::go::{decimal, float, number};

/// Nanoseconds of a second.
pub(crate) const SECOND: f64 = 1e9;
/// Seconds that a duration holds at most, either way.
const LONGEST: f64 = 9_223_372_036.854_776;

/// The units of a duration, which stand in this order, and their milliseconds.
pub(crate) const UNITS: [(&str, u64); 7] = [
    ("y", 365 * 24 * 60 * 60 * 1000),
    ("w", 7 * 24 * 60 * 60 * 1000),
    ("d", 24 * 60 * 60 * 1000),
    ("h", 60 * 60 * 1000),
    ("m", 60 * 1000),
    ("s", 1000),
    ("ms", 1),
];

/// A number or duration at the begin of a text, and its bytes; no kind where it is neither, and then the bytes up to where
/// that shows. What is a number by its characters need not be one.
pub(super) fn scan(text: &str) -> (Option<Kind>, usize) {
    let mut scan = Scan { text: text.as_bytes(), at: 0 };
    if scan.number() {
        return (Some(Kind::Number), scan.at);
    }
    if scan.duration() {
        return (Some(Kind::Duration), scan.at);
    }
    // Never within a character.
    let end = (scan.at..=text.len()).find(|end| text.is_char_boundary(*end)).unwrap_or(text.len());
    (None, end)
}

struct Scan<'a> {
    text: &'a [u8],
    at: usize,
}

impl Scan<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    fn accept(&mut self, belongs: impl Fn(u8) -> bool) -> bool {
        let found = self.peek().is_some_and(belongs);
        self.at += usize::from(found);
        found
    }

    fn ends_word(&self) -> bool {
        !self.peek().is_some_and(|byte| byte == b'_' || byte.is_ascii_alphanumeric())
    }

    /// Mirrors `Lexer.scanNumber`, which looks at what may not follow what.
    fn number(&mut self) -> bool {
        let is_exponent = |byte: u8| matches!(byte, b'e' | b'E');
        let hexadecimal = self.accept(|byte| byte == b'0') && self.accept(|byte| matches!(byte, b'x' | b'X'));
        if hexadecimal {
            self.accept(|byte| byte == b'_');
        }
        let is_digit = |byte: u8| if hexadecimal { byte.is_ascii_hexdigit() } else { byte.is_ascii_digit() };
        self.accept(|byte| byte == b'.');
        self.accept(is_digit);
        let (mut point, mut exponent) = (false, false);
        while let Some(byte) = self.peek() {
            if is_exponent(byte) && exponent || byte == b'.' && point {
                self.at += 1;
                return false;
            }
            if byte == b'.' {
                self.at += 1;
                point = true;
                if self.accept(|byte| matches!(byte, b'_' | b'.')) || hexadecimal {
                    return false;
                }
            } else if is_exponent(byte) {
                self.at += 1;
                exponent = true;
                self.accept(|byte| matches!(byte, b'+' | b'-'));
                if self.accept(|byte| matches!(byte, b'.' | b'_') || is_exponent(byte))
                    || self.peek().is_none()
                {
                    return false;
                }
            } else if byte == b'_' {
                self.at += 1;
                if self.accept(|byte| matches!(byte, b'.' | b'_') || is_exponent(byte))
                    || self.peek().is_none()
                {
                    return false;
                }
            } else if is_digit(byte) {
                while self.accept(is_digit) {}
            } else {
                break;
            }
        }
        self.ends_word()
    }

    /// What is left of a duration behind its first number. Whether the units are in order shows when it is read.
    fn duration(&mut self) -> bool {
        if !self.accept(|byte| b"smhdwy".contains(&byte)) {
            return false;
        }
        self.accept(|byte| byte == b's');
        while self.accept(|byte| byte.is_ascii_digit()) {
            while self.accept(|byte| byte.is_ascii_digit()) {}
            if !self.accept(|byte| b"smhdw".contains(&byte)) {
                return false;
            }
            self.accept(|byte| byte == b's');
        }
        let ends = self.ends_word();
        self.at += usize::from(!ends);
        ends
    }
}

/// What a number is worth. Mirrors `strconv.ParseInt` of any base, and `ParseFloat` of what that does not take.
///
/// # Errors
/// What Go says of one that is none or is out of range.
pub(super) fn value(text: &str) -> Result<f64, String> {
    if let Some(Integer::Int(value)) = parse_integer(text) {
        return Ok(number::float64(value));
    }
    float::parse(text).ok_or_else(|| {
        let reads = decimal::parse(text).is_some();
        let problem = if reads { "value out of range" } else { "invalid syntax" };
        format!("error parsing number: strconv.ParseFloat: parsing {}: {problem}", quote(text))
    })
}

/// The seconds of a duration such as `1h30m`. Mirrors `model.ParseDuration`.
///
/// # Errors
/// What Prometheus says of one that is none.
pub(super) fn duration(text: &str) -> Result<f64, String> {
    const OUT_OF_RANGE: &str = "duration out of range";
    let invalid = || format!("not a valid duration string: {}", quote(text));
    let mut units = UNITS.iter();
    let mut total = 0u64;
    let mut rest = text;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit()).ok_or_else(invalid)?;
        let (count, after) = rest.split_at_checked(digits).ok_or_else(invalid)?;
        let count: u64 = count.parse().map_err(|_| invalid())?;
        let (unit, after) = after
            .split_at_checked(after.find(|c: char| c.is_ascii_digit()).unwrap_or(after.len()))
            .ok_or_else(invalid)?;
        if !UNITS.iter().any(|(known, _)| *known == unit) {
            return Err(format!("unknown unit {} in duration {}", quote(unit), quote(text)));
        }
        let (_, milliseconds) = units.find(|(known, _)| *known == unit).ok_or_else(invalid)?;
        let nanos = milliseconds * 1_000_000;
        if count > (1 << 63) / nanos {
            return Err(OUT_OF_RANGE.to_owned());
        }
        total = total.saturating_add(count.saturating_mul(nanos));
        if i64::try_from(total).is_err() {
            return Err(OUT_OF_RANGE.to_owned());
        }
        rest = after;
    }
    let part = |nanos: u64| number::float64(i64::try_from(nanos).unwrap_or(i64::MAX));
    Ok(part(total / 1_000_000_000) + part(total % 1_000_000_000) / SECOND)
}

/// Whether seconds are more than a duration holds.
pub(super) fn is_out_of_range(seconds: f64) -> bool {
    !(-LONGEST..=LONGEST).contains(&seconds) && !seconds.is_nan()
}

/// Seconds as nanoseconds, rounded.
pub(super) fn nanos(seconds: f64) -> i64 {
    number::int64((seconds * SECOND).round())
}

/// Appends a duration of nanoseconds as `1h30m`, without what is less than a millisecond. Mirrors `model.Duration.String`.
pub(super) fn write_duration(nanos: i64, out: &mut String) {
    /// Of these one is written only where nothing is left: 90d is easier to read than 12w6d.
    const WHOLE: [&str; 2] = ["y", "w"];
    let millis = nanos / 1_000_000;
    if millis == 0 {
        return out.push_str("0s");
    }
    if millis < 0 {
        out.push('-');
    }
    let mut left = millis.unsigned_abs();
    for (unit, each) in UNITS {
        if WHOLE.contains(&unit) && !left.is_multiple_of(each) || left < each {
            continue;
        }
        out.push_str(&(left / each).to_string());
        out.push_str(unit);
        left %= each;
    }
}
