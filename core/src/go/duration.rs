//! Go's `time.Duration`: nanoseconds in an int64, written `1h2m3.5s`.

use std::fmt;
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

    /// The same as std's duration; a negative one becomes zero.
    #[must_use]
    pub fn to_std(self) -> StdDuration {
        StdDuration::from_nanos(self.0.max(0).unsigned_abs())
    }

    /// Reads what Go's `time.ParseDuration` reads: `1h2m3.5s`, `-10s`, `.5s`, `1µs`, `0`. `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (negative, mut rest) = match text.as_bytes().first()? {
            b'-' => (true, text.get(1..)?),
            b'+' => (false, text.get(1..)?),
            _ => (false, text),
        };
        if rest == "0" {
            return Some(Self(0));
        }
        if rest.is_empty() {
            return None;
        }
        // One nanosecond more than an int64 holds is allowed below zero.
        let limit = 1u64 << 63;
        let mut total = 0u64;
        while !rest.is_empty() {
            let whole_len = rest.bytes().take_while(u8::is_ascii_digit).count();
            let (whole, after) = rest.split_at_checked(whole_len)?;
            let (fraction, after) = match after.strip_prefix('.') {
                Some(after) => {
                    let len = after.bytes().take_while(u8::is_ascii_digit).count();
                    after.split_at_checked(len)?
                }
                None => ("", after),
            };
            if whole.is_empty() && fraction.is_empty() {
                return None;
            }
            let unit_len = after.find(|c: char| c == '.' || c.is_ascii_digit()).unwrap_or(after.len());
            let (unit, after) = after.split_at_checked(unit_len)?;
            let unit = unit_nanos(unit)?;
            let whole: u64 = if whole.is_empty() { 0 } else { whole.parse().ok().filter(|w| *w <= limit)? };
            let mut nanos = whole.checked_mul(unit).filter(|n| *n <= limit)?;
            nanos = nanos.checked_add(fraction_nanos(fraction, unit)).filter(|n| *n <= limit)?;
            total = total.checked_add(nanos).filter(|t| *t <= limit)?;
            rest = after;
        }
        if negative {
            Some(Self(0i64.checked_sub_unsigned(total)?))
        } else {
            i64::try_from(total).ok().map(Self)
        }
    }
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
