//! The form of any size and precision, upstream's `inf.Dec`.

use std::cmp::Ordering;

use super::unscaled::Unscaled;

/// `unscaled × 10^scale`. (`inf.Dec` turns the sign of its scale around.)
#[derive(Debug, Clone)]
pub(super) struct Decimal {
    pub(super) unscaled: Unscaled,
    pub(super) scale: i32,
}

impl Decimal {
    pub(super) fn new(unscaled: Unscaled, scale: i32) -> Self {
        Self { unscaled, scale }
    }

    /// Both with the finer of the two scales; mirrors `inf.upscale`.
    fn aligned(a: Self, b: Self) -> (Unscaled, Unscaled, i32) {
        let finer = a.scale.min(b.scale);
        (
            a.unscaled.times_ten_to(a.scale.abs_diff(finer)),
            b.unscaled.times_ten_to(b.scale.abs_diff(finer)),
            finer,
        )
    }

    pub(super) fn add(self, other: Self) -> Self {
        let (a, b, scale) = Self::aligned(self, other);
        Self::new(a.add(b), scale)
    }

    pub(super) fn sub(self, other: Self) -> Self {
        let (a, b, scale) = Self::aligned(self, other);
        Self::new(a.sub(b), scale)
    }

    pub(super) fn cmp(self, other: Self) -> Ordering {
        let signs = self.unscaled.sign().cmp(&other.unscaled.sign());
        if signs != Ordering::Equal {
            return signs;
        }
        let (a, b, _) = Self::aligned(self, other);
        a.cmp(&b)
    }

    /// At exactly this scale, rounded away from zero, and whether that changed nothing.
    /// Mirrors `inf.Dec.Round` with `RoundUp`.
    pub(super) fn rounded_up(self, scale: i32) -> (Self, bool) {
        let places = self.scale.abs_diff(scale);
        if self.scale >= scale {
            return (Self::new(self.unscaled.times_ten_to(places), scale), true);
        }
        let away = match self.unscaled.sign() {
            Ordering::Less => -1,
            Ordering::Equal => 0,
            Ordering::Greater => 1,
        };
        let (quotient, exact) = self.unscaled.over_ten_to(places);
        let rounded = if exact { quotient } else { quotient.add(Unscaled::Small(away)) };
        (Self::new(rounded, scale), exact)
    }
}
