//! The fast form, upstream's `int64Amount`: an int64 and a scale.

use std::cmp::Ordering;

use super::decimal::Decimal;
use super::unscaled::Unscaled;

/// `value × 10^scale`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Int64 {
    pub(super) value: i64,
    pub(super) scale: i32,
}

impl Int64 {
    pub(super) const fn new(value: i64, scale: i32) -> Self {
        Self { value, scale }
    }

    pub(super) fn decimal(self) -> Decimal {
        Decimal::new(Unscaled::Small(i128::from(self.value)), self.scale)
    }

    /// Mirrors `int64Amount.Cmp`.
    #[inline]
    pub(super) fn cmp(self, other: Self) -> Ordering {
        if self.scale == other.scale {
            return self.value.cmp(&other.value);
        }
        // The finer number stays; the coarser one, in the finer one's units, fits 128 bits for all named suffixes.
        let coarser = |value: i64, places: u32| Some(i128::from(value) * i128::from(power_of_ten(places)?));
        let compared = if self.scale < other.scale {
            coarser(other.value, other.scale.abs_diff(self.scale))
                .map(|other| i128::from(self.value).cmp(&other))
        } else {
            coarser(self.value, self.scale.abs_diff(other.scale))
                .map(|this| this.cmp(&i128::from(other.value)))
        };
        compared.unwrap_or_else(|| self.decimal().cmp(other.decimal()))
    }

    /// The sum with the finer of the two scales, `None` when that overflows. Mirrors `int64Amount.Add`.
    #[inline]
    pub(super) fn add(self, other: Self) -> Option<Self> {
        if other.value == 0 {
            return Some(self);
        }
        if self.value == 0 {
            return Some(other);
        }
        let finer = self.scale.min(other.scale);
        let a = times_ten_to(self.value, self.scale.abs_diff(finer))?;
        let b = times_ten_to(other.value, other.scale.abs_diff(finer))?;
        Some(Self::new(a.checked_add(b)?, finer))
    }

    /// Mirrors `int64Amount.Mul`, which gives up (`None`) on overflow, and on a fraction that does not become whole.
    pub(super) fn mul(self, by: i64) -> Option<Self> {
        if self.value == 0 {
            return Some(self);
        }
        if by == 0 {
            return Some(Self::new(0, 0));
        }
        let value = self.value.checked_mul(by)?;
        let places = self.scale.unsigned_abs();
        if self.scale >= 0 {
            times_ten_to(value, places)?;
        } else if !over_ten_to(value, places).1 {
            return None;
        }
        Some(Self::new(value, self.scale))
    }

    /// At this scale or a coarser one, rounded away from zero, and whether that changed nothing.
    /// Mirrors `int64Amount.AsScale`.
    pub(super) fn rounded_up(self, scale: i32) -> (Self, bool) {
        if self.scale >= scale {
            return (self, true);
        }
        let (value, exact) = over_ten_to(self.value, scale.abs_diff(self.scale));
        (Self::new(value, scale), exact)
    }

    /// In units of `10^scale`, rounded away from zero; see [`overflowed`] for what does not fit.
    /// Mirrors `int64Amount.AsScaledInt64`.
    #[inline]
    pub(super) fn scaled_value(self, scale: i32) -> i64 {
        let places = self.scale.abs_diff(scale);
        if self.scale < scale {
            over_ten_to(self.value, places).0
        } else {
            times_ten_to(self.value, places).unwrap_or_else(|| overflowed(self.value, places))
        }
    }
}

/// What upstream's `positiveScaleInt64` hands back with its `false`, which not all callers look at: the lower 64 bits
/// where it multiplies once, 0 where it multiplies digit by digit or stops at the smallest int64.
fn overflowed(value: i64, places: u32) -> i64 {
    match places {
        1 | 2 | 3 | 6 | 9 if value != i64::MIN => value.wrapping_mul(10i64.pow(places)),
        _ => 0,
    }
}

/// `10^places`, `None` beyond int64.
#[inline]
pub(super) fn power_of_ten(places: u32) -> Option<i64> {
    const POWERS: [i64; 19] = [
        1,
        10,
        100,
        1_000,
        10_000,
        100_000,
        1_000_000,
        10_000_000,
        100_000_000,
        1_000_000_000,
        10_000_000_000,
        100_000_000_000,
        1_000_000_000_000,
        10_000_000_000_000,
        100_000_000_000_000,
        1_000_000_000_000_000,
        10_000_000_000_000_000,
        100_000_000_000_000_000,
        1_000_000_000_000_000_000,
    ];
    POWERS.get(usize::try_from(places).ok()?).copied()
}

/// `value × 10^places`, `None` when it overflows. Mirrors `resource.positiveScaleInt64`.
#[inline]
fn times_ten_to(value: i64, places: u32) -> Option<i64> {
    if value == 0 || places == 0 {
        return Some(value);
    }
    power_of_ten(places)?.checked_mul(value)
}

/// `value / 10^places` rounded away from zero, and whether nothing was left over.
/// Mirrors `resource.negativeScaleInt64`.
#[inline]
fn over_ten_to(value: i64, places: u32) -> (i64, bool) {
    // A division by a constant is a multiplication.
    let (quotient, rest) = match places {
        3 => (value / 1000, value % 1000),
        6 => (value / 1_000_000, value % 1_000_000),
        _ => match power_of_ten(places) {
            Some(divisor) => (value.wrapping_div(divisor), value.wrapping_rem(divisor)),
            None => (0, value),
        },
    };
    // A divisor of at least 10 leaves room for the rounding; one of 1 leaves no rest.
    (quotient.saturating_add(rest.signum()), rest == 0)
}
