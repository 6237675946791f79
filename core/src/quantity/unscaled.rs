//! Integers of any size that stay out of the allocator while 128 bits hold them.

use std::cmp::Ordering;

use num_bigint::{BigInt, Sign};

use crate::go;

/// The integer in `integer × 10^scale`.
#[derive(Debug, Clone)]
pub(super) enum Unscaled {
    /// The usual case.
    Small(i128),
    /// What 128 bits do not hold.
    Big(BigInt),
}

impl Unscaled {
    /// A number in its smallest form.
    pub(super) fn new(value: BigInt) -> Self {
        match i128::try_from(&value) {
            Ok(small) => Self::Small(small),
            Err(_) => Self::Big(value),
        }
    }

    pub(super) fn into_big(self) -> BigInt {
        match self {
            Self::Small(value) => BigInt::from(value),
            Self::Big(value) => value,
        }
    }

    pub(super) fn sign(&self) -> Ordering {
        match self {
            Self::Small(value) => value.cmp(&0),
            Self::Big(value) => match value.sign() {
                Sign::Minus => Ordering::Less,
                Sign::NoSign => Ordering::Equal,
                Sign::Plus => Ordering::Greater,
            },
        }
    }

    pub(super) fn is_zero(&self) -> bool {
        self.sign() == Ordering::Equal
    }

    pub(super) fn neg(self) -> Self {
        self.apply(i128::checked_neg, |value| -value)
    }

    pub(super) fn add(self, other: Self) -> Self {
        self.combine(other, i128::checked_add, |a, b| a + b)
    }

    pub(super) fn sub(self, other: Self) -> Self {
        self.combine(other, i128::checked_sub, |a, b| a - b)
    }

    pub(super) fn mul(self, other: Self) -> Self {
        self.combine(other, i128::checked_mul, |a, b| a * b)
    }

    /// Times `2^bits`.
    pub(super) fn shifted_left(self, bits: u32) -> Self {
        self.apply(
            |value| 1i128.checked_shl(bits).filter(|factor| *factor > 0)?.checked_mul(value),
            |value| value << bits,
        )
    }

    /// Times `10^places`.
    pub(super) fn times_ten_to(self, places: u32) -> Self {
        if self.is_zero() {
            return self;
        }
        self.apply(
            |value| 10i128.checked_pow(places)?.checked_mul(value),
            |value| value * BigInt::from(10).pow(places),
        )
    }

    /// Divided by `10^places` toward zero, and whether that left nothing over.
    pub(super) fn over_ten_to(self, places: u32) -> (Self, bool) {
        match self {
            Self::Small(value) => match 10i128.checked_pow(places) {
                Some(divisor) => (Self::Small(value.wrapping_div(divisor)), value.wrapping_rem(divisor) == 0),
                None => (Self::Small(0), value == 0),
            },
            // 10^places has more than 3 × places bits: such a divisor need not be built.
            Self::Big(value) if value.bits() < u64::from(places).saturating_mul(3) => (Self::Small(0), false),
            Self::Big(value) => {
                let divisor = BigInt::from(10).pow(places);
                let quotient = &value / &divisor;
                let exact = &quotient * &divisor == value;
                (Self::new(quotient), exact)
            }
        }
    }

    /// Divided by 1024 as often as nothing is left over, and how often that was.
    pub(super) fn without_factors_of_1024(self) -> (Self, u32) {
        let zeros = match &self {
            Self::Small(0) => 0,
            Self::Small(value) => u64::from(value.trailing_zeros()),
            Self::Big(value) => value.trailing_zeros().unwrap_or(0),
        };
        let times = u32::try_from(zeros / 10).unwrap_or(0);
        let bits = times.saturating_mul(10);
        let quotient = match self {
            Self::Small(value) => Self::Small(value >> bits),
            Self::Big(value) => Self::new(value >> bits),
        };
        (quotient, times)
    }

    /// `big.Int.Int64`: the lower 63 bits with the sign, for a number that does not fit.
    pub(super) fn wrapped_int64(&self) -> i64 {
        let (negative, low) = match self {
            Self::Small(value) => {
                let [a, b, c, d, e, f, g, h, ..] = value.unsigned_abs().to_le_bytes();
                (*value < 0, i64::from_le_bytes([a, b, c, d, e, f, g, h]))
            }
            Self::Big(value) => {
                let low = value.iter_u64_digits().next().unwrap_or(0);
                (value.sign() == Sign::Minus, i64::from_le_bytes(low.to_le_bytes()))
            }
        };
        if negative { low.wrapping_neg() } else { low }
    }

    pub(super) fn fits_int64(&self) -> bool {
        matches!(self, Self::Small(value) if i64::try_from(*value).is_ok())
    }

    /// The nearest float; infinite beyond the floats' range.
    pub(super) fn to_f64(&self) -> f64 {
        // Reading the digits rounds correctly at any size.
        let digits = match self {
            Self::Small(value) => match i64::try_from(*value) {
                Ok(value) => return go::number::float64(value),
                Err(_) => value.to_string(),
            },
            Self::Big(value) => value.to_string(),
        };
        go::decimal::parse(&digits).unwrap_or(f64::NAN)
    }

    fn apply(self, small: impl FnOnce(i128) -> Option<i128>, big: impl FnOnce(BigInt) -> BigInt) -> Self {
        match self {
            Self::Small(value) => match small(value) {
                Some(result) => Self::Small(result),
                None => Self::new(big(BigInt::from(value))),
            },
            Self::Big(value) => Self::new(big(value)),
        }
    }

    fn combine(
        self,
        other: Self,
        small: impl FnOnce(i128, i128) -> Option<i128>,
        big: impl FnOnce(BigInt, BigInt) -> BigInt,
    ) -> Self {
        if let (Self::Small(a), Self::Small(b)) = (&self, &other)
            && let Some(result) = small(*a, *b)
        {
            return Self::Small(result);
        }
        Self::new(big(self.into_big(), other.into_big()))
    }
}

impl PartialEq for Unscaled {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Unscaled {}

impl PartialOrd for Unscaled {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Unscaled {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Small(a), Self::Small(b)) => a.cmp(b),
            (Self::Big(a), Self::Big(b)) => a.cmp(b),
            // A big number is further from zero than any small one.
            (Self::Small(_), Self::Big(_)) => other.sign().reverse(),
            (Self::Big(_), Self::Small(_)) => self.sign(),
        }
    }
}
