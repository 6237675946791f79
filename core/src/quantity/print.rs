//! The canonical form: no fraction, no sign but a minus, the largest suffix that loses nothing.

use std::fmt;

use super::int64::{Int64, power_of_ten};
use super::repr::{Amount, Repr};
use super::suffix;
use super::unscaled::Unscaled;
use super::{Format, Quantity};

/// The canonical form. Mirrors `resource.Quantity.CanonicalizeBytes`.
impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write_to(f)
    }
}

impl Quantity {
    /// Appends the canonical form, which is faster than formatting it. Mirrors `resource.Quantity.CanonicalizeBytes`.
    ///
    /// ```
    /// # use counterpoise::quantity::{Format, Quantity};
    /// let mut text = String::from("memory ");
    /// Quantity::new(3 << 30, Format::BinarySi).append_to(&mut text);
    /// assert_eq!(text, "memory 3Gi");
    /// ```
    pub fn append_to(&self, text: &mut String) {
        // Writing to a string does not fail.
        let _ = self.write_to(text);
    }

    #[inline]
    fn write_to<W: fmt::Write>(&self, out: &mut W) -> fmt::Result {
        let Some((integer, suffix)) = self.printed().and_then(|amount| short(amount, self.format())) else {
            return self.write_general(out);
        };
        out.write_str(itoa::Buffer::new().format(integer))?;
        match suffix {
            Printed::Name(name) => out.write_str(name),
            Printed::Exponent(exponent) => {
                out.write_char('e')?;
                out.write_str(itoa::Buffer::new().format(exponent))
            }
        }
    }
}

/// A suffix as it is printed.
enum Printed {
    Name(&'static str),
    Exponent(i32),
}

/// The integer and the suffix of a number in the fast form; `None` where the integer is not an int64.
#[inline]
fn short(amount: Int64, format: Format) -> Option<(i64, Printed)> {
    let Int64 { mut value, mut scale } = amount;
    if value == 0 {
        return Some((0, Printed::Name("")));
    }
    if format == Format::BinarySi {
        if scale != 0 || value == i64::MIN {
            return None;
        }
        if value.unsigned_abs() >= 1024 {
            let power = value.trailing_zeros() / 10;
            return Some((value >> power.wrapping_mul(10), Printed::Name(suffix::binary(power))));
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
    let suffix = match format {
        Format::DecimalExponent if scale != 0 => Printed::Exponent(scale),
        _ => Printed::Name(suffix::decimal(i64::from(scale))),
    };
    Some((value, suffix))
}

impl Quantity {
    /// A number that prints the same in the fast form.
    #[inline]
    fn printed(&self) -> Option<Int64> {
        match &self.0 {
            Repr::Int64 { value, scale, .. } => Some(Int64::new(*value, *scale)),
            Repr::Wide { unscaled, scale, format } => {
                let value = i128::from_le_bytes(*unscaled);
                match (format, scale) {
                    // Binary suffixes are for whole numbers.
                    (Format::BinarySi, ..0) => {
                        let one = i128::from(power_of_ten(scale.unsigned_abs())?);
                        let whole = i64::try_from(value.checked_div(one)?).ok()?;
                        (i128::from(whole) * one == value).then_some(Int64::new(whole, 0))
                    }
                    _ => Some(Int64::new(i64::try_from(value).ok()?, *scale)),
                }
            }
            Repr::Big { .. } => None,
        }
    }

    #[cold]
    fn write_general(&self, f: &mut dyn fmt::Write) -> fmt::Result {
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
fn write_mantissa(f: &mut dyn fmt::Write, unscaled: &Unscaled, scale: i32) -> Result<i64, fmt::Error> {
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

fn write_zeros(f: &mut dyn fmt::Write, count: i64) -> fmt::Result {
    f.write_str(match count {
        1 => "0",
        2 => "00",
        _ => "",
    })
}

fn write_integer(f: &mut dyn fmt::Write, value: &Unscaled) -> fmt::Result {
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
