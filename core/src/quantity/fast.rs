//! The texts that upstream's fast form holds, read in one pass over their bytes.

use super::int64::{Int64, power_of_ten};
use super::repr::Repr;
use super::suffix::{DIGITS, Suffix};
use super::{Format, NANO, Quantity};

/// Digits that the fast form takes; `resource.maxInt64Factors`.
const FAST_DIGITS: usize = 18;

/// What was read, in parts that fit registers.
pub(super) struct Fast {
    amount: FastAmount,
    format: Format,
    /// Whether Go's `String()` gives the text it was read from.
    pub(super) keeps_spelling: bool,
}

enum FastAmount {
    Int64(Int64),
    Nano(i128),
}

impl Fast {
    #[inline]
    pub(super) fn quantity(self) -> Quantity {
        Quantity(match self.amount {
            FastAmount::Int64(amount) => Repr::int64(amount, self.format),
            FastAmount::Nano(value) => Repr::wide(value, NANO, self.format),
        })
    }
}

/// Reads a quantity that fits the fast form; `None` for any other text, good or bad.
/// Mirrors the part of `resource.ParseQuantity` that makes an `int64Amount`.
#[inline]
pub(super) fn parse(text: &str) -> Option<Fast> {
    let (negative, rest) = match text.as_bytes() {
        [] => return None,
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        rest => (false, rest),
    };
    let mut rest = rest;
    while let [b'0', after @ ..] = rest {
        rest = after;
    }
    // More than 18 digits may wrap around, and are then refused for their count.
    let (number, whole, rest) = digits(0, rest);
    let (number, fraction, rest) = match rest {
        [b'.', rest @ ..] => digits(number, rest),
        _ => (number, 0, rest),
    };
    // Upstream counts the zero it puts in place of no digit.
    let count = whole.max(1).checked_add(fraction)?;
    let suffix = Suffix::interpret(rest)?;
    let number = i64::try_from(number).ok()?;
    let (value, exponent, format, keeps_spelling) = match suffix {
        Suffix::Decimal { exponent, format } => {
            if count > FAST_DIGITS {
                return None;
            }
            // A text that begins with a digit other than 0 ends in 000 where the number does.
            (number, exponent, format, whole > 0 && number % 1000 != 0)
        }
        Suffix::Binary { exponent } if fraction > 0 => {
            return if count > FAST_DIGITS {
                None
            } else {
                binary_fraction(negative, number, fraction, exponent)
            };
        }
        Suffix::Binary { exponent } => {
            // 2^10 has about 3 digits.
            let room = 14u32.checked_sub(exponent.checked_mul(3)?.checked_div(10)?)?;
            if count > usize::try_from(room).ok()? {
                return None;
            }
            (number.checked_mul(1i64.checked_shl(exponent)?)?, 0, Format::BinarySi, number & 7 != 0)
        }
    };
    let scale = exponent.wrapping_sub(i32::try_from(fraction).ok()?);
    if scale < NANO || usize::try_from(scale.unsigned_abs()).ok()? > DIGITS {
        return None;
    }
    let keeps_spelling = keeps_spelling && (format == Format::BinarySi || scale % 3 == 0);
    let value = if negative { value.wrapping_neg() } else { value };
    Some(Fast { amount: FastAmount::Int64(Int64::new(value, scale)), format, keeps_spelling })
}

/// A fraction with a binary suffix, such as `1.5Gi`, which upstream holds in nano-units; `None` where that takes rounding
/// or cutting.
#[inline]
fn binary_fraction(negative: bool, number: i64, fraction: usize, exponent: u32) -> Option<Fast> {
    const ONE: i128 = 1_000_000_000;
    let finer = NANO.unsigned_abs().checked_sub(u32::try_from(fraction).ok()?)?;
    let nano = i128::from(number) * i128::from(power_of_ten(finer)?);
    // The sign takes a bit too.
    if number == 0 || nano.leading_zeros() <= exponent.checked_add(1)? {
        return None;
    }
    let nano = nano << exponent;
    if nano > i128::from(i64::MAX) * ONE {
        return None;
    }
    let format = if nano < ONE { Format::DecimalSi } else { Format::BinarySi };
    let amount = FastAmount::Nano(if negative { -nano } else { nano });
    Some(Fast { amount, format, keeps_spelling: false })
}

/// Reads on in a number: what it is then, how many digits that took, and what is left.
#[inline]
fn digits(start: u64, bytes: &[u8]) -> (u64, usize, &[u8]) {
    let (mut number, mut rest) = (start, bytes);
    while let [digit @ b'0'..=b'9', after @ ..] = rest {
        number = number.wrapping_mul(10).wrapping_add(u64::from(digit.wrapping_sub(b'0')));
        rest = after;
    }
    (number, bytes.len().wrapping_sub(rest.len()), rest)
}
