//! How a quantity is held: 24 bytes, the allocator only for what 128 bits do not hold.

use num_bigint::BigInt;

use super::decimal::Decimal;
use super::format::Format;
use super::int64::{Int64, power_of_ten};
use super::unscaled::Unscaled;

/// Upstream keeps a quantity as `int64Amount` or as `inf.Dec`, and rounds and overflows differently in the two. So the
/// form is part of the value here too; [`Wide`](Repr::Wide) and [`Big`](Repr::Big) are two ways to hold the latter.
#[derive(Debug, Clone)]
pub(super) enum Repr {
    /// `int64Amount`.
    Int64 { value: i64, scale: i32, format: Format },
    /// `inf.Dec` whose integer fits 128 bits; bytes, since an i128 would ask for 32 bytes in all.
    Wide { unscaled: [u8; 16], scale: i32, format: Format },
    /// `inf.Dec` beyond.
    Big { decimal: Box<(BigInt, i32)>, format: Format },
}

/// The two forms that upstream tells apart.
pub(super) enum Amount {
    Int64(Int64),
    Decimal(Decimal),
}

impl Repr {
    pub(super) const fn int64(amount: Int64, format: Format) -> Self {
        Self::Int64 { value: amount.value, scale: amount.scale, format }
    }

    pub(super) const fn wide(unscaled: i128, scale: i32, format: Format) -> Self {
        Self::Wide { unscaled: unscaled.to_le_bytes(), scale, format }
    }

    pub(super) fn decimal(decimal: Decimal, format: Format) -> Self {
        let Decimal { unscaled, scale } = decimal;
        match unscaled {
            Unscaled::Small(value) => Self::wide(value, scale, format),
            Unscaled::Big(value) => Self::Big { decimal: Box::new((value, scale)), format },
        }
    }

    /// The fast form, where it is that.
    #[inline]
    pub(super) const fn as_int64(&self) -> Option<Int64> {
        match self {
            Self::Int64 { value, scale, .. } => Some(Int64::new(*value, *scale)),
            Self::Wide { .. } | Self::Big { .. } => None,
        }
    }

    /// Adds a term in place, where that leaves form, scale and format as they are, as most terms of a sum do; `None`
    /// where it does not, and then nothing is added.
    #[inline]
    pub(super) fn add_in_place(&mut self, other: &Self) -> Option<()> {
        let &Self::Int64 { value: term, scale: coarser, .. } = other else { return None };
        match self {
            // Zero takes the other's format.
            Self::Int64 { value, scale, .. } if *scale == coarser && *value != 0 => {
                *value = value.checked_add(term)?;
            }
            Self::Wide { unscaled, scale, .. } => {
                let value = i128::from_le_bytes(*unscaled);
                let factor = power_of_ten(u32::try_from(coarser.checked_sub(*scale)?).ok()?)?;
                let sum = value.checked_add(i128::from(term) * i128::from(factor))?;
                if value == 0 {
                    return None;
                }
                *unscaled = sum.to_le_bytes();
            }
            _ => return None,
        }
        Some(())
    }

    /// Integer and scale, where 128 bits hold the integer.
    #[inline]
    pub(super) fn as_small(&self) -> Option<(i128, i32)> {
        match self {
            Self::Int64 { value, scale, .. } => Some((i128::from(*value), *scale)),
            Self::Wide { unscaled, scale, .. } => Some((i128::from_le_bytes(*unscaled), *scale)),
            Self::Big { .. } => None,
        }
    }

    pub(super) fn amount(&self) -> Amount {
        match self {
            Self::Int64 { value, scale, .. } => Amount::Int64(Int64::new(*value, *scale)),
            Self::Wide { unscaled, scale, .. } => {
                Amount::Decimal(Decimal::new(Unscaled::Small(i128::from_le_bytes(*unscaled)), *scale))
            }
            Self::Big { decimal, .. } => {
                let (unscaled, scale) = decimal.as_ref();
                Amount::Decimal(Decimal::new(Unscaled::Big(unscaled.clone()), *scale))
            }
        }
    }

    pub(super) const fn format(&self) -> Format {
        match self {
            Self::Int64 { format, .. } | Self::Wide { format, .. } | Self::Big { format, .. } => *format,
        }
    }

    pub(super) fn set_format(&mut self, new: Format) {
        match self {
            Self::Int64 { format, .. } | Self::Wide { format, .. } | Self::Big { format, .. } => {
                *format = new;
            }
        }
    }
}

impl Amount {
    pub(super) fn into_decimal(self) -> Decimal {
        match self {
            Self::Int64(amount) => amount.decimal(),
            Self::Decimal(decimal) => decimal,
        }
    }
}
