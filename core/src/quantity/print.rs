//! The canonical form: no fraction, no sign but a minus, the largest suffix that loses nothing.

use std::fmt;

use super::int64::Int64;
use super::repr::Amount;
use super::suffix;
use super::unscaled::Unscaled;
use super::{Format, Quantity};

/// Mirrors `resource.Quantity.CanonicalizeBytes`.
impl fmt::Display for Quantity {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.as_int64().and_then(|amount| short(amount, self.format())) {
            Some((integer, suffix)) => write_short(f, integer, suffix),
            None => self.write_general(f),
        }
    }
}

/// The integer and the suffix of a number in the fast form; `None` where these are not an int64 and a name.
#[inline]
fn short(amount: Int64, format: Format) -> Option<(i64, &'static str)> {
    let Int64 { mut value, mut scale } = amount;
    if value == 0 {
        return Some((0, ""));
    }
    if format == Format::BinarySi {
        if scale != 0 || value == i64::MIN {
            return None;
        }
        if value.unsigned_abs() >= 1024 {
            let power = value.trailing_zeros() / 10;
            return Some((value >> power.wrapping_mul(10), suffix::binary(power)));
        }
    }
    // To a power of 1000, then to the largest one.
    let places = scale.rem_euclid(3);
    let factor = match places {
        0 => 1,
        1 => 10,
        _ => 100,
    };
    value = value.checked_mul(factor)?;
    scale = scale.checked_sub(places)?;
    while value % 1000 == 0 {
        value /= 1000;
        scale = scale.checked_add(3)?;
    }
    match format {
        Format::DecimalExponent if scale != 0 => None,
        _ => Some((value, suffix::decimal(i64::from(scale)))),
    }
}

/// Writes both at once, from the end.
fn write_short(f: &mut fmt::Formatter<'_>, integer: i64, suffix: &str) -> fmt::Result {
    // A sign, 19 digits, two letters.
    let mut text = [0; 24];
    let mut cells = text.iter_mut().rev();
    let mut put = |byte| {
        if let Some(cell) = cells.next() {
            *cell = byte;
        }
    };
    for byte in suffix.bytes().rev() {
        put(byte);
    }
    let mut rest = integer.unsigned_abs();
    loop {
        let [digit, ..] = (rest % 10).to_le_bytes();
        put(digit.wrapping_add(b'0'));
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if integer < 0 {
        put(b'-');
    }
    let start = cells.len();
    f.write_str(text.get(start..).and_then(|text| str::from_utf8(text).ok()).unwrap_or_default())
}

impl Quantity {
    #[cold]
    fn write_general(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let format = self.format();
        if self.is_zero() {
            return f.write_str("0");
        }
        if format == Format::BinarySi
            && let Some((mantissa, power)) = self.whole_binary()
        {
            write_integer(f, &mantissa)?;
            return f.write_str(suffix::binary(power));
        }
        // A binary quantity that is small, or not whole, is written with decimal suffixes.
        let exponent = match self.0.amount() {
            Amount::Int64(amount) => {
                write_mantissa(f, &Unscaled::Small(i128::from(amount.value)), amount.scale)?
            }
            Amount::Decimal(decimal) => write_mantissa(f, &decimal.unscaled, decimal.scale)?,
        };
        if format == Format::DecimalExponent && exponent != 0 {
            return write!(f, "e{exponent}");
        }
        f.write_str(suffix::decimal(exponent))
    }

    /// The mantissa and the power of 1024, for a whole number of at least 1024.
    fn whole_binary(&self) -> Option<(Unscaled, u32)> {
        let amount = self.0.amount();
        if let Amount::Int64(amount) = &amount
            && amount.scale == 0
        {
            if amount.value.unsigned_abs() < 1024 {
                return None;
            }
            let value = Unscaled::Small(i128::from(amount.value));
            // Upstream's loop over int64 cannot negate the smallest one, and takes no factor out of it.
            return Some(if amount.value == i64::MIN { (value, 0) } else { value.without_factors_of_1024() });
        }
        let smallest_int64 = matches!(&amount, Amount::Int64(amount) if amount.scaled_value(0) == i64::MIN);
        let (whole, exact) = amount.into_decimal().rounded_up(0);
        let small = match &whole.unscaled {
            Unscaled::Small(value) => value.unsigned_abs() < 1024,
            Unscaled::Big(_) => false,
        };
        if small || !exact {
            return None;
        }
        Some(if smallest_int64 { (whole.unscaled, 0) } else { whole.unscaled.without_factors_of_1024() })
    }
}

/// Writes the digits with the largest exponent that is a multiple of 3, and gives that exponent.
fn write_mantissa(f: &mut fmt::Formatter<'_>, unscaled: &Unscaled, scale: i32) -> Result<i64, fmt::Error> {
    match unscaled {
        Unscaled::Small(value) => {
            let (mut digits, mut exponent) = (*value, i64::from(scale));
            while digits % 10 == 0 && digits != 0 {
                digits = digits.wrapping_div(10);
                exponent = exponent.saturating_add(1);
            }
            let padding = exponent.rem_euclid(3);
            write_integer(f, &Unscaled::Small(digits))?;
            write_zeros(f, padding)?;
            Ok(exponent.saturating_sub(padding))
        }
        Unscaled::Big(value) => {
            let text = value.to_string();
            let digits = text.trim_end_matches('0');
            let removed = i64::try_from(text.len().saturating_sub(digits.len())).unwrap_or(0);
            let exponent = i64::from(scale).saturating_add(removed);
            let padding = exponent.rem_euclid(3);
            f.write_str(digits)?;
            write_zeros(f, padding)?;
            Ok(exponent.saturating_sub(padding))
        }
    }
}

fn write_zeros(f: &mut fmt::Formatter<'_>, count: i64) -> fmt::Result {
    f.write_str(match count {
        1 => "0",
        2 => "00",
        _ => "",
    })
}

fn write_integer(f: &mut fmt::Formatter<'_>, value: &Unscaled) -> fmt::Result {
    match value {
        // 64 bits print faster than 128.
        Unscaled::Small(value) => match i64::try_from(*value) {
            Ok(value) => write!(f, "{value}"),
            Err(_) => write!(f, "{value}"),
        },
        Unscaled::Big(value) => write!(f, "{value}"),
    }
}

impl Quantity {
    /// Whether `text` is the canonical form, without building that.
    pub(super) fn prints_as(&self, text: &str) -> bool {
        let mut rest = Rest(Some(text));
        fmt::write(&mut rest, format_args!("{self}")).is_ok() && rest.0 == Some("")
    }
}

/// What is left of a text after what was written.
struct Rest<'a>(Option<&'a str>);

impl fmt::Write for Rest<'_> {
    fn write_str(&mut self, written: &str) -> fmt::Result {
        self.0 = self.0.and_then(|rest| rest.strip_prefix(written));
        Ok(())
    }
}
