//! A quantity as two numbers and two words, for callers that hold it without an allocation.

use super::int64::Int64;
use super::repr::Repr;
use super::suffix::DIGITS;
use super::{Format, NANO, Quantity};

/// `value × 10^scale`, how it is written, and in which form upstream holds it. Most quantities have it: all that are an int64
/// times a power of ten.
///
/// ```
/// use counterpoise::Quantity;
/// use counterpoise::quantity::{Form, Format, Plain};
///
/// let memory = Quantity::parse("1.5Gi")?;
/// let plain = memory.to_plain().unwrap();
/// assert_eq!((plain.format, plain.form), (Format::BinarySi, Form::InfDec));
/// assert_eq!(plain.to_quantity(), Some(memory));
/// assert_eq!(Quantity::parse("123456789012345678901234567890")?.to_plain(), None);
/// # Ok::<(), counterpoise::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Plain {
    /// The integer.
    pub value: i64,
    /// The power of ten.
    pub scale: i32,
    /// How it is written.
    pub format: Format,
    /// In which form upstream holds it.
    pub form: Form,
}

/// The two forms in which upstream holds a quantity; they round and overflow differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Form {
    /// `int64Amount`.
    #[default]
    Int64Amount,
    /// `inf.Dec`, of this integer and scale.
    InfDec,
    /// `inf.Dec` in nano-units, whose integer is larger than an int64: such as `16.5Gi`.
    InfDecNano,
}

impl Plain {
    /// The quantity. `None` for a scale that is further from zero than any that [`Quantity::parse`] gives, or that its form does
    /// not have.
    #[must_use]
    pub fn to_quantity(self) -> Option<Quantity> {
        let Self { value, scale, format, form } = self;
        let most = u32::try_from(DIGITS).ok()?;
        if value != 0 && scale.unsigned_abs() > most {
            return None;
        }
        Some(Quantity(match form {
            Form::Int64Amount => Repr::int64(Int64::new(value, scale), format),
            Form::InfDec => Repr::wide(i128::from(value), scale, format),
            Form::InfDecNano => {
                let coarser = u32::try_from(scale.checked_sub(NANO)?).ok()?;
                // The integer has up to 38 digits, and so the power more than an int64.
                let unscaled = i128::from(value).checked_mul(10_i128.checked_pow(coarser)?)?;
                Repr::wide(unscaled, NANO, format)
            }
        }))
    }
}

impl Quantity {
    /// The quantity as plain numbers, where it is an int64 times a power of ten.
    #[must_use]
    #[inline]
    pub fn to_plain(&self) -> Option<Plain> {
        let format = self.format();
        match &self.0 {
            Repr::Int64 { value, scale, .. } => {
                Some(Plain { value: *value, scale: *scale, format, form: Form::Int64Amount })
            }
            Repr::Wide { unscaled, scale, .. } => {
                let unscaled = i128::from_le_bytes(*unscaled);
                match i64::try_from(unscaled) {
                    Ok(value) => Some(Plain { value, scale: *scale, format, form: Form::InfDec }),
                    Err(_) if *scale == NANO => of_nano(unscaled, format),
                    Err(_) => None,
                }
            }
            Repr::Big { .. } => None,
        }
    }
}

/// Nano-units that are more than an int64, where they are an int64 times a power of ten.
fn of_nano(unscaled: i128, format: Format) -> Option<Plain> {
    let (mut value, mut scale) = (unscaled, NANO);
    while i64::try_from(value).is_err() {
        if value % 10 != 0 {
            return None;
        }
        (value, scale) = (value / 10, scale.checked_add(1)?);
    }
    Some(Plain { value: i64::try_from(value).ok()?, scale, format, form: Form::InfDecNano })
}
