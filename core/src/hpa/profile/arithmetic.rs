use crate::go::number;

/// What sums of milli-units and replica counts do beyond the largest number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::hpa) enum Arithmetic {
    /// They wrap, and what becomes of a float depends on the processor: as Go has it on amd64.
    AsGo,
    /// They stop at the largest or the smallest.
    Saturating,
}

impl Arithmetic {
    pub(in crate::hpa) fn add(self, a: i64, b: i64) -> i64 {
        match self {
            Self::AsGo => a.wrapping_add(b),
            Self::Saturating => a.saturating_add(b),
        }
    }

    pub(in crate::hpa) fn sub(self, a: i64, b: i64) -> i64 {
        match self {
            Self::AsGo => a.wrapping_sub(b),
            Self::Saturating => a.saturating_sub(b),
        }
    }

    pub(in crate::hpa) fn mul(self, a: i64, b: i64) -> i64 {
        match self {
            Self::AsGo => a.wrapping_mul(b),
            Self::Saturating => a.saturating_mul(b),
        }
    }

    /// An int64 as an int32.
    pub(in crate::hpa) fn narrow(self, value: i64) -> i32 {
        match self {
            Self::AsGo => number::wrap_int32(value),
            Self::Saturating => {
                let limit = if value < 0 { i32::MIN } else { i32::MAX };
                i32::try_from(value).unwrap_or(limit)
            }
        }
    }

    /// A whole number of replicas as an int32.
    pub(in crate::hpa) fn replicas(self, value: f64) -> i32 {
        match self {
            Self::Saturating if value > f64::from(i32::MAX) => i32::MAX,
            _ => number::int32(value),
        }
    }
}
