//! A small generator of numbers that only look random: the same seed gives the same ones everywhere.

use crate::go::number;

/// SplitMix64, as Sebastiano Vigna published it.
#[derive(Debug, Clone)]
pub(super) struct Random {
    state: u64,
}

const STEP: u64 = 0x9E37_79B9_7F4A_7C15;

impl Random {
    pub(super) const fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    /// The numbers of one thing that has its own, by its place among others of its kind.
    pub(super) const fn of(seed: u64, place: u64) -> Self {
        Self::new(mixed(seed ^ mixed(place.wrapping_add(STEP))))
    }

    /// At least 0 and less than 1.
    pub(super) fn share(&mut self) -> f64 {
        self.state = self.state.wrapping_add(STEP);
        let bits = i64::try_from(mixed(self.state) >> 11).unwrap_or_default();
        number::float64(bits) / 9_007_199_254_740_992.0
    }
}

const fn mixed(state: u64) -> u64 {
    let state = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let state = (state ^ (state >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    state ^ (state >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first numbers of the published generator from the state 0, in their upper 53 bits.
    #[test]
    fn it_is_splitmix() {
        let mut random = Random::new(0);
        let bits = [0xE220_A839_7B1D_CDAF_u64, 0x6E78_9E6A_A1B9_65F4, 0x06C4_5D18_8009_454F];
        for expected in bits {
            let share = number::float64(i64::try_from(expected >> 11).unwrap()) / 9_007_199_254_740_992.0;
            assert!((random.share() - share).abs() < f64::EPSILON);
        }
    }

    #[test]
    fn places_have_numbers_of_their_own() {
        let first = |place| Random::of(7, place).share();
        assert!((0..100).all(|place| (0.0..1.0).contains(&first(place)) && first(place) != first(place + 1)));
    }
}
