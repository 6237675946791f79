//! Which element a part is split at.

use super::super::number::count;
use super::{SHORTEST, Sorter};

/// Fewer elements than this have no median that is looked for.
const FEWEST: usize = 8;
/// As many exchanges as there can be while medians are looked for: all of what was looked at falls.
const ALL_FALL: usize = 12;

impl<T, F: Fn(&T, &T) -> bool> Sorter<'_, T, F> {
    /// Where the pivot is, and whether all that was looked at rises. What falls is turned around. Mirrors `choosePivot`.
    pub(super) fn pivot(&mut self, from: usize, until: usize) -> (usize, bool) {
        let length = until - from;
        let quarter = length / 4;
        let mut exchanges = 0;
        let mut places = [1, 2, 3].map(|quarters| from + quarters * quarter);
        if length >= SHORTEST {
            places = places.map(|place| self.median([place - 1, place, place + 1], &mut exchanges));
        }
        let pivot = self.median(places, &mut exchanges);
        if exchanges < ALL_FALL {
            return (pivot, exchanges == 0);
        }
        for (left, right) in (from..until).zip((from..until).rev()).take(length / 2) {
            self.swap(left, right);
        }
        (until - 1 - (pivot - from), true)
    }

    /// The place of the median of three. Mirrors `median`.
    fn median(&self, [a, b, c]: [usize; 3], exchanges: &mut usize) -> usize {
        let mut in_order = |a: usize, b: usize| {
            if self.less(b, a) {
                *exchanges += 1;
                return (b, a);
            }
            (a, b)
        };
        let (a, b) = in_order(a, b);
        let (b, _) = in_order(b, c);
        in_order(a, b).1
    }

    /// Exchanges some elements, as if by chance, to break a pattern that makes bad pivots. Mirrors `breakPatterns`.
    pub(super) fn scatter(&mut self, from: usize, until: usize) {
        let length = until - from;
        if length < FEWEST {
            return;
        }
        let mut random = count(length).cast_unsigned();
        let mask = (1 << (usize::BITS - length.leading_zeros())) - 1_u64;
        let middle = from + length / 4 * 2;
        for place in middle - 1..=middle + 1 {
            // G. Marsaglia's xorshift.
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            let other = usize::try_from(random & mask).unwrap_or_default();
            self.swap(place, from + if other >= length { other - length } else { other });
        }
    }
}
