//! Kubernetes quantities: `100m`, `2Gi`, `1e3`.
//!
//! A [`Quantity`] is an exact decimal number that remembers how it was written. It mirrors `resource.Quantity` of
//! `k8s.io/apimachinery` v0.37, the oddities included.
//!
//! # Formats
//!
//! A number, then a suffix of one of three [`Format`]s:
//!
//! | format | suffixes | example | is |
//! |---|---|---|---|
//! | [`DecimalSi`](Format::DecimalSi) | `n` `u` `m`, none, `k` `M` `G` `T` `P` `E` | `1500m` | 1.5 |
//! | [`BinarySi`](Format::BinarySi) | `Ki` `Mi` `Gi` `Ti` `Pi` `Ei` | `2Ki` | 2048 |
//! | [`DecimalExponent`](Format::DecimalExponent) | `e` or `E` and a power of ten | `12e6` | 12000000 |
//!
//! ```
//! use counterpoise::quantity::{Format, Quantity};
//!
//! let memory = Quantity::parse("1.5Gi")?;
//! assert_eq!(memory.format(), Format::BinarySi);
//! assert_eq!(memory.value(), 1_610_612_736);
//! assert_eq!(Quantity::parse("1000m")?, Quantity::parse("1e0")?); // the same number
//! # Ok::<(), counterpoise::Error>(())
//! ```
//!
//! # Canonical form and spelling
//!
//! Printed, a quantity takes its canonical form: no fraction, no sign but a minus, and the largest suffix that loses
//! nothing. Go prints a quantity that it has just parsed otherwise now and then: a text that its fast path holds, and
//! that looks canonical to it, is kept as it was. [`Quantity::spelling`] gives that text, and [`Spelled`] is a quantity
//! that keeps it, for an object that is written back.
//!
//! ```
//! # use counterpoise::quantity::Quantity;
//! assert_eq!(Quantity::parse("1.5")?.to_string(), "1500m");
//! assert_eq!(Quantity::parse("1.5Gi")?.to_string(), "1536Mi");
//! assert_eq!(Quantity::parse("+5")?.to_string(), "5");
//! assert_eq!(Quantity::spelling("+5")?, "+5");
//! assert_eq!(Quantity::spelling("1.50")?, "1500m");
//! # Ok::<(), counterpoise::Error>(())
//! ```
//!
//! A binary quantity below 1024, or with a fraction, is printed with decimal suffixes. A power of ten that has no
//! suffix, such as `1000E`, loses it in print, as it does upstream.
//!
//! # Rounding
//!
//! Parsing keeps nine decimal places and rounds what is finer away from zero: `0.1n` is `1n`. A binary quantity
//! is cut to the largest int64; the other formats have no such bound. [`Quantity::value`] and
//! [`Quantity::milli_value`] round up, and for an overflow give what Go gives; [`Quantity::checked_value`] and
//! [`Quantity::checked_milli_value`] give `None` there.
//!
//! ```
//! # use counterpoise::quantity::{Format, Quantity};
//! assert_eq!(Quantity::parse("501484u")?.milli_value(), 502);
//! assert_eq!(Quantity::parse("27E")?.checked_value(), None);
//! assert_eq!(Quantity::from_milli(1500, Format::DecimalSi).round_up(0).0.to_string(), "2");
//! # Ok::<(), counterpoise::Error>(())
//! ```
//!
//! # Arithmetic
//!
//! [`add`](Quantity::add), [`sub`](Quantity::sub) and [`mul`](Quantity::mul) are exact at any size, and so is the
//! order. A sum has the format of its first operand that is not zero.
//!
//! ```
//! # use counterpoise::quantity::Quantity;
//! let usage = ["2082398n", "1m"].map(|text| Quantity::parse(text).unwrap_or_default());
//! assert_eq!(usage.iter().sum::<Quantity>().to_string(), "3082398n");
//! # Ok::<(), counterpoise::Error>(())
//! ```

//! # Upstream's functions
//!
//! | `k8s.io/apimachinery/pkg/api/resource` | here |
//! |---|---|
//! | `ParseQuantity`, `MustParse` | [`Quantity::parse`], [`FromStr`] |
//! | `NewQuantity`, `NewMilliQuantity`, `NewScaledQuantity` | [`Quantity::new`], [`Quantity::from_milli`], [`Quantity::from_scaled`] |
//! | `SetMilli` and the other setters | a new quantity: values do not change in place |
//! | `String` right after parsing | [`Quantity::spelling`], [`Spelled`] |
//! | `CanonicalizeBytes` | [`Display`](fmt::Display), [`Quantity::append_to`] |
//! | `Value`, `MilliValue`, `ScaledValue` | [`value`](Quantity::value), [`milli_value`](Quantity::milli_value), [`scaled_value`](Quantity::scaled_value) |
//! | `AsApproximateFloat64` | [`as_f64`](Quantity::as_f64) |
//! | `Cmp`, `Equal` | [`Ord`], [`PartialEq`] |
//! | `Add`, `Sub`, `Neg`, `Mul` | [`add`](Quantity::add), [`sub`](Quantity::sub), [`neg`](Quantity::neg), [`mul`](Quantity::mul), and the operators |
//! | `RoundUp` | [`round_up`](Quantity::round_up) |
//! | `Sign`, `IsZero` | [`sign`](Quantity::sign), [`is_zero`](Quantity::is_zero) |
//! | `MarshalJSON`, `UnmarshalJSON` | [`Serialize`](serde::Serialize), [`Deserialize`](serde::Deserialize) |

mod arithmetic;
mod decimal;
mod fast;
mod format;
mod int64;
mod parse;
mod plain;
mod print;
mod repr;
mod scaled;
mod spelled;
mod suffix;
mod unscaled;
mod wire;

#[cfg(test)]
mod tests;

use std::fmt;
use std::str::FromStr;

use self::int64::Int64;
use self::repr::Repr;
use crate::error::{Error, Result};

pub use self::format::Format;
pub use self::plain::{Form, Plain};
pub use self::spelled::Spelled;

/// The finest power of ten that parsing keeps.
const NANO: i32 = -9;

/// An exact decimal number with the [`Format`] it is written in; see the [module](self) for a guide.
///
/// 24 bytes, allocating only beyond 128 bits. Comparisons look at the number alone. Zero by default.
#[derive(Clone)]
pub struct Quantity(Repr);

impl Quantity {
    /// A whole number. Mirrors `resource.NewQuantity`.
    #[must_use]
    pub const fn new(value: i64, format: Format) -> Self {
        Self(Repr::int64(Int64::new(value, 0), format))
    }

    /// A number of milli-units: 1500 is 1.5. Mirrors `resource.NewMilliQuantity`.
    #[must_use]
    pub const fn from_milli(milli: i64, format: Format) -> Self {
        Self(Repr::int64(Int64::new(milli, -3), format))
    }

    /// `value × 10^scale`. Mirrors `resource.NewScaledQuantity`.
    #[must_use]
    pub fn from_scaled(value: i64, scale: i8, format: Format) -> Self {
        Self(Repr::int64(Int64::new(value, i32::from(scale)), format))
    }

    /// How it is written.
    #[must_use]
    pub const fn format(&self) -> Format {
        self.0.format()
    }

    /// Value and scale, where upstream holds the number as an `int64Amount`.
    pub(crate) fn int64_amount(&self) -> Option<(i64, i32)> {
        match self.0 {
            Repr::Int64 { value, scale, .. } => Some((value, scale)),
            Repr::Wide { .. } | Repr::Big { .. } => None,
        }
    }

    /// The number, to be written in a format.
    #[must_use]
    pub fn with_format(mut self, format: Format) -> Self {
        self.0.set_format(format);
        self
    }
}

impl Default for Quantity {
    fn default() -> Self {
        Self::new(0, Format::default())
    }
}

impl From<i64> for Quantity {
    fn from(value: i64) -> Self {
        Self::new(value, Format::DecimalSi)
    }
}

impl FromStr for Quantity {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Self::parse(text)
    }
}

/// The canonical form and the format, which the form alone does not always tell.
impl fmt::Debug for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Quantity({self} {:?})", self.format())
    }
}
