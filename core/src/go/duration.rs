//! Go's `time.Duration`: nanoseconds in an int64, written `1h2m3.5s`.

use std::fmt::{self, Write};
use std::time::Duration as StdDuration;

const NANO: i64 = 1;
const MICRO: i64 = 1_000;
const MILLI: i64 = 1_000_000;
const SECOND: i64 = 1_000_000_000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;

/// A Go duration: a signed count of nanoseconds. Prints as Go's `Duration.String`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Duration(i64);

impl Duration {
    /// A duration of so many nanoseconds.
    #[must_use]
    pub const fn from_nanos(nanos: i64) -> Self {
        Self(nanos)
    }

    /// A duration of so many seconds; saturates.
    #[must_use]
    pub const fn from_secs(seconds: i64) -> Self {
        Self(seconds.saturating_mul(SECOND))
    }

    /// The nanoseconds.
    #[must_use]
    pub const fn nanos(self) -> i64 {
        self.0
    }

    /// As std's duration; a negative one becomes zero.
    #[must_use]
    pub fn to_std(self) -> StdDuration {
        StdDuration::from_nanos(self.0.max(0).unsigned_abs())
    }

    /// Reads what Go's `time.ParseDuration` reads: `1h2m3.5s`, `-10s`, `.5s`, `1µs`, `0`. `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::whole_seconds(text).or_else(|| Self::read(text).ok())
    }

    /// Reads whole seconds, as windows are, such as `15s`.
    fn whole_seconds(text: &str) -> Option<Self> {
        let digits = text.strip_suffix('s').filter(|digits| (1..10).contains(&digits.len()))?;
        let seconds = digits.bytes().try_fold(0i64, |seconds, digit| {
            let digit = i64::from(digit.wrapping_sub(b'0'));
            (digit < 10).then(|| seconds.wrapping_mul(10).wrapping_add(digit))
        })?;
        Some(Self::from_secs(seconds))
    }

    /// Reads as [`parse`](Self::parse) does, and says in Go's words what is wrong.
    ///
    /// # Errors
    /// The message of Go's error, such as `time: missing unit in duration "60"`.
    pub fn read(text: &str) -> Result<Self, String> {
        let invalid = || format!("time: invalid duration {}", quoted(text));
        let (negative, mut rest) = match text.as_bytes().first() {
            Some(b'-') => (true, text.get(1..).unwrap_or_default()),
            Some(b'+') => (false, text.get(1..).unwrap_or_default()),
            _ => (false, text),
        };
        if rest == "0" {
            return Ok(Self(0));
        }
        if rest.is_empty() {
            return Err(invalid());
        }
        // One nanosecond more than an int64 holds is allowed below zero.
        let limit = 1u64 << 63;
        let mut total = 0u64;
        while !rest.is_empty() {
            let (whole, after) = digits(rest);
            let (fraction, after) = after.strip_prefix('.').map_or(("", after), digits);
            if whole.is_empty() && fraction.is_empty() {
                return Err(invalid());
            }
            let whole: u64 = if whole.is_empty() { 0 } else { whole.parse().map_err(|_| invalid())? };
            let unit_len = after.find(|c: char| c == '.' || c.is_ascii_digit()).unwrap_or(after.len());
            let (unit, after) = after.split_at_checked(unit_len).unwrap_or((after, ""));
            if unit.is_empty() {
                return Err(format!("time: missing unit in duration {}", quoted(text)));
            }
            let nanos = unit_nanos(unit)
                .ok_or_else(|| format!("time: unknown unit {} in duration {}", quoted(unit), quoted(text)))?;
            let part = whole.checked_mul(nanos).filter(|part| whole <= limit && *part <= limit);
            let part = part.and_then(|part| part.checked_add(fraction_nanos(fraction, nanos)));
            let sum = part.filter(|part| *part <= limit).and_then(|part| total.checked_add(part));
            total = sum.filter(|sum| *sum <= limit).ok_or_else(invalid)?;
            rest = after;
        }
        let nanos = if negative { 0i64.checked_sub_unsigned(total) } else { i64::try_from(total).ok() };
        nanos.map(Self).ok_or_else(invalid)
    }
}

/// A text in quotes as `time` writes it: whatever is not printable ASCII byte by byte, as `\\x09`.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for byte in text.bytes() {
        match byte {
            b'"' | b'\\' => out.extend(['\\', char::from(byte)]),
            b' '..=b'\x7f' => out.push(char::from(byte)),
            // Writing to a String cannot fail.
            _ => drop(write!(out, "\\x{byte:02x}")),
        }
    }
    out.push('"');
    out
}

/// The digits that lead a text, and what follows them.
fn digits(text: &str) -> (&str, &str) {
    text.split_at_checked(text.bytes().take_while(u8::is_ascii_digit).count()).unwrap_or((text, ""))
}

fn unit_nanos(unit: &str) -> Option<u64> {
    let nanos = match unit {
        "ns" => NANO,
        "us" | "\u{b5}s" | "\u{3bc}s" => MICRO,
        "ms" => MILLI,
        "s" => SECOND,
        "m" => MINUTE,
        "h" => HOUR,
        _ => return None,
    };
    Some(nanos.unsigned_abs())
}

/// The digits after the point, of a unit; digits past what fits are dropped, as Go drops them.
fn fraction_nanos(digits: &str, unit: u64) -> u64 {
    let (mut value, mut scale) = (0u64, 1.0f64);
    for digit in digits.bytes() {
        let Some(next) = value.checked_mul(10).and_then(|v| v.checked_add(u64::from(digit - b'0'))) else {
            break;
        };
        if next > 1 << 63 {
            break;
        }
        value = next;
        scale *= 10.0;
    }
    let value = super::number::float64(i64::try_from(value).unwrap_or(i64::MAX));
    let unit = super::number::float64(i64::try_from(unit).unwrap_or(i64::MAX));
    super::number::int64(value * (unit / scale)).unsigned_abs()
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let nanos = self.0.unsigned_abs();
        if self.0 < 0 {
            f.write_str("-")?;
        }
        let second = SECOND.unsigned_abs();
        if nanos == 0 {
            return f.write_str("0s");
        }
        if nanos < second {
            let (unit, name) = match nanos {
                0..1_000 => (1, "ns"),
                1_000..1_000_000 => (MICRO.unsigned_abs(), "\u{b5}s"),
                _ => (MILLI.unsigned_abs(), "ms"),
            };
            write_fraction(f, nanos, unit)?;
            return f.write_str(name);
        }
        let minutes = nanos / (60 * second);
        if minutes >= 60 {
            write!(f, "{}h", minutes / 60)?;
        }
        if minutes > 0 {
            write!(f, "{}m", minutes % 60)?;
        }
        write_fraction(f, nanos % (60 * second), second)?;
        f.write_str("s")
    }
}

/// `value / unit` in decimals without trailing zeros.
fn write_fraction(f: &mut fmt::Formatter<'_>, value: u64, unit: u64) -> fmt::Result {
    write!(f, "{}", value / unit)?;
    let (mut rest, mut unit) = (value % unit, unit / 10);
    if rest > 0 {
        f.write_str(".")?;
    }
    while rest > 0 {
        write!(f, "{}", rest / unit)?;
        rest %= unit;
        unit /= 10;
    }
    Ok(())
}
