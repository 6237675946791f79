//! Addition, multiplication, rounding, order.

use std::cmp::Ordering;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};

use super::int64::{Int64, power_of_ten};
use super::repr::{Amount, Repr};
use super::unscaled::Unscaled;
use super::{Format, Quantity};

impl Quantity {
    /// The sum, exact. It has the format of `self`, or that of `other` when `self` is zero.
    /// Mirrors `resource.Quantity.Add`.
    #[must_use]
    #[inline]
    pub fn add(&self, other: &Self) -> Self {
        if let (Some(a), Some(b)) = (self.0.as_int64(), other.0.as_int64())
            && let Some(sum) = a.add(b)
        {
            let format = if a.value == 0 { other.format() } else { self.format() };
            return Self(Repr::int64(sum, format));
        }
        let format = if self.is_zero() { other.format() } else { self.format() };
        if let Some((a, b, scale)) = self.aligned(other)
            && let Some(sum) = a.checked_add(b)
        {
            return Self(Repr::wide(sum, scale, format));
        }
        self.add_decimal(other, format)
    }

    /// Both integers at the finer of the two scales, and that scale; `None` where this takes more than 128 bits, or
    /// scales a number that is wider than 64.
    #[inline]
    fn aligned(&self, other: &Self) -> Option<(i128, i128, i32)> {
        let ((a, a_scale), (b, b_scale)) = (self.0.as_small()?, other.0.as_small()?);
        let finer = a_scale.min(b_scale);
        let scaled = |value: i128, places: u32| match places {
            0 => Some(value),
            places => Some(i128::from(i64::try_from(value).ok()?) * i128::from(power_of_ten(places)?)),
        };
        Some((scaled(a, a_scale.abs_diff(finer))?, scaled(b, b_scale.abs_diff(finer))?, finer))
    }

    #[cold]
    fn add_decimal(&self, other: &Self, format: Format) -> Self {
        let sum = self.0.amount().into_decimal().add(other.0.amount().into_decimal());
        Self(Repr::decimal(sum, format))
    }

    /// The difference, exact; see [`add`](Self::add) for its format. Mirrors `resource.Quantity.Sub`.
    #[must_use]
    pub fn sub(&self, other: &Self) -> Self {
        let format = if self.is_zero() { other.format() } else { self.format() };
        Self(match (self.0.amount(), other.0.amount()) {
            // Upstream adds the negated number, and the smallest int64 is its own.
            (Amount::Int64(a), Amount::Int64(b)) => {
                match a.add(Int64::new(b.value.wrapping_neg(), b.scale)) {
                    Some(difference) => Repr::int64(difference, format),
                    None => Repr::decimal(a.decimal().sub(b.decimal()), format),
                }
            }
            (a, b) => Repr::decimal(a.into_decimal().sub(b.into_decimal()), format),
        })
    }

    /// The product, which is always exact, and what upstream says of it: `false` when the integer behind the decimal
    /// form no longer fits an int64. Mirrors `resource.Quantity.Mul`.
    #[must_use]
    pub fn mul(&self, by: i64) -> (Self, bool) {
        let format = self.format();
        let amount = self.0.amount();
        if let Amount::Int64(amount) = &amount
            && let Some(product) = amount.mul(by)
        {
            return (Self(Repr::int64(product, format)), true);
        }
        let mut decimal = amount.into_decimal();
        decimal.unscaled = decimal.unscaled.mul(Unscaled::Small(i128::from(by)));
        let fits = decimal.unscaled.fits_int64();
        (Self(Repr::decimal(decimal, format)), fits)
    }

    /// The number with the other sign. Mirrors `resource.Quantity.Neg`.
    #[must_use]
    pub fn neg(&self) -> Self {
        let format = self.format();
        Self(match self.0.amount() {
            Amount::Int64(amount) => {
                Repr::int64(Int64::new(amount.value.wrapping_neg(), amount.scale), format)
            }
            Amount::Decimal(mut decimal) => {
                decimal.unscaled = decimal.unscaled.neg();
                Repr::decimal(decimal, format)
            }
        })
    }

    /// Rounded away from zero to a multiple of `10^scale`, and whether that changed nothing.
    /// Mirrors `resource.Quantity.RoundUp`.
    #[must_use]
    pub fn round_up(&self, scale: i8) -> (Self, bool) {
        let format = self.format();
        match self.0.amount() {
            Amount::Int64(amount) => {
                let (rounded, exact) = amount.rounded_up(i32::from(scale));
                (Self(Repr::int64(rounded, format)), exact)
            }
            Amount::Decimal(decimal) => {
                let (rounded, exact) = decimal.rounded_up(i32::from(scale));
                (Self(Repr::decimal(rounded, format)), exact)
            }
        }
    }

    /// -1, 0 or 1. Mirrors `resource.Quantity.Sign`.
    #[must_use]
    pub fn sign(&self) -> i32 {
        match self.ordering_to_zero() {
            Ordering::Less => -1,
            Ordering::Equal => 0,
            Ordering::Greater => 1,
        }
    }

    /// Whether the number is zero. Mirrors `resource.Quantity.IsZero`.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.ordering_to_zero() == Ordering::Equal
    }

    fn ordering_to_zero(&self) -> Ordering {
        match &self.0 {
            Repr::Int64 { value, .. } => value.cmp(&0),
            Repr::Wide { unscaled, .. } => i128::from_le_bytes(*unscaled).cmp(&0),
            Repr::Big { decimal, .. } => match decimal.0.sign() {
                num_bigint::Sign::Minus => Ordering::Less,
                num_bigint::Sign::NoSign => Ordering::Equal,
                num_bigint::Sign::Plus => Ordering::Greater,
            },
        }
    }
}

/// By the number alone, whatever the formats. Mirrors `resource.Quantity.Cmp`.
impl Ord for Quantity {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.0.as_int64(), other.0.as_int64()) {
            (Some(a), Some(b)) => a.cmp(b),
            _ => match self.aligned(other) {
                Some((a, b, _)) => a.cmp(&b),
                None => self.0.amount().into_decimal().cmp(other.0.amount().into_decimal()),
            },
        }
    }
}

impl PartialOrd for Quantity {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Quantity {
    /// Whether it is known at a glance to be the same number: both are in the fast form, with one scale.
    #[inline]
    pub(crate) fn is_held_as(&self, other: &Self) -> bool {
        match (self.0.as_int64(), other.0.as_int64()) {
            (Some(a), Some(b)) => a.value == b.value && a.scale == b.scale,
            _ => false,
        }
    }
}

impl PartialEq for Quantity {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Quantity {}

impl Add for Quantity {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Quantity::add(&self, &other)
    }
}

impl AddAssign<&Quantity> for Quantity {
    #[inline]
    fn add_assign(&mut self, other: &Self) {
        if self.0.add_in_place(&other.0).is_none() {
            *self = Quantity::add(self, other);
        }
    }
}

impl AddAssign for Quantity {
    fn add_assign(&mut self, other: Self) {
        *self += &other;
    }
}

impl Sub for Quantity {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Quantity::sub(&self, &other)
    }
}

impl SubAssign for Quantity {
    fn sub_assign(&mut self, other: Self) {
        *self = Quantity::sub(self, &other);
    }
}

impl Neg for Quantity {
    type Output = Self;

    fn neg(self) -> Self {
        Quantity::neg(&self)
    }
}

impl Sum for Quantity {
    fn sum<I: Iterator<Item = Self>>(quantities: I) -> Self {
        let mut sum = Self::default();
        quantities.for_each(|quantity| sum += &quantity);
        sum
    }
}

impl<'a> Sum<&'a Quantity> for Quantity {
    fn sum<I: Iterator<Item = &'a Quantity>>(quantities: I) -> Self {
        let mut sum = Self::default();
        quantities.for_each(|quantity| sum += quantity);
        sum
    }
}
