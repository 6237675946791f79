//! A quantity as a plain number: `Value()`, `MilliValue()`, a float.

use super::int64::power_of_ten;
use super::repr::Amount;
use super::{Format, Quantity};
use crate::go;

impl Quantity {
    /// The value in whole units, rounded up. Mirrors `resource.Quantity.Value`; see
    /// [`scaled_value`](Self::scaled_value).
    #[must_use]
    pub fn value(&self) -> i64 {
        self.scaled_value(0)
    }

    /// The value in milli-units, rounded up. Mirrors `resource.Quantity.MilliValue`; see
    /// [`scaled_value`](Self::scaled_value).
    #[must_use]
    pub fn milli_value(&self) -> i64 {
        self.scaled_value(-3)
    }

    /// The value in units of `10^scale`, rounded up. Mirrors `resource.Quantity.ScaledValue` in all it does:
    ///
    /// - away from zero in the fast form (`-1500m` is -2);
    /// - beyond it toward positive infinity, and for negative fractions one further (`-239.530666u` is 1); of a negative
    ///   number that is below int64 in nano-units only the lower 64 bits count (`-1234567890123456789m`);
    /// - an overflow gives the lower 64 bits, or 0 in the fast form where the scales are 4, 5, 7, 8 or more than 9
    ///   apart.
    #[must_use]
    #[inline]
    pub fn scaled_value(&self, scale: i8) -> i64 {
        match self.0.as_int64() {
            Some(amount) => amount.scaled_value(i32::from(scale)),
            None => self.scaled_decimal(i32::from(scale)),
        }
    }

    fn scaled_decimal(&self, scale: i32) -> i64 {
        if let Some((unscaled, own)) = self.0.as_small()
            && let Ok(unscaled @ 0..) = i64::try_from(unscaled)
            && let Some(divisor) =
                scale.checked_sub(own).and_then(|places| power_of_ten(u32::try_from(places).ok()?))
        {
            let up = i64::from(unscaled.wrapping_rem(divisor) != 0);
            return unscaled.wrapping_div(divisor).wrapping_add(up);
        }
        let decimal = self.0.amount().into_decimal();
        let coarser = decimal.scale.saturating_sub(scale);
        let places = coarser.unsigned_abs();
        let low = decimal.unscaled.wrapped_int64();
        if coarser >= 0 {
            // Upstream multiplies by the float's integer, which out of int64 is the smallest one.
            let factor = if coarser == 0 { 1 } else { go::number::int64(go::pow10::pow10(coarser)) };
            return low.wrapping_mul(factor);
        }
        let below_largest = decimal.unscaled < super::unscaled::Unscaled::Small(i128::from(i64::MAX));
        if below_largest && places < 19 {
            let divisor = 10i64.pow(places);
            let up = i64::from(low.wrapping_rem(divisor) != 0);
            return low.wrapping_div(divisor).wrapping_add(up);
        }
        let negative = decimal.unscaled.sign().is_lt();
        let (quotient, exact) = decimal.unscaled.over_ten_to(places);
        quotient.wrapped_int64().wrapping_add(i64::from(!exact && !negative))
    }

    /// [`value`](Self::value), and `None` where that is not below the largest int64 in magnitude, the number that
    /// quantities with a binary suffix are cut to.
    #[must_use]
    pub fn checked_value(&self) -> Option<i64> {
        self.fits(0).then(|| self.value())
    }

    /// [`milli_value`](Self::milli_value), and `None` where that is not below the largest int64 in magnitude.
    #[must_use]
    pub fn checked_milli_value(&self) -> Option<i64> {
        self.fits(-3).then(|| self.milli_value())
    }

    fn fits(&self, scale: i8) -> bool {
        let limit = |value| Quantity::from_scaled(value, scale, Format::DecimalSi);
        *self < limit(i64::MAX) && *self > limit(-i64::MAX)
    }

    /// The nearest float or one close to it; infinite beyond the floats' range.
    /// Mirrors `resource.Quantity.AsApproximateFloat64`, to the last bit.
    #[must_use]
    pub fn as_f64(&self) -> f64 {
        let (base, exponent) = match self.0.amount() {
            Amount::Int64(amount) => (go::number::float64(amount.value), amount.scale),
            Amount::Decimal(decimal) => (decimal.unscaled.to_f64(), decimal.scale),
        };
        if exponent == 0 { base } else { base * go::pow10::pow10(exponent) }
    }
}
