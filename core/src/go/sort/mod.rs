//! Go's sort: where elements are equal, in which order they end depends on each step that it takes.
//!
//! It is O. Peters' pattern-defeating quicksort: insertion where there are few elements, a heap where pivots were bad too often.

mod pivot;
#[cfg(test)]
mod tests;

/// As many elements as are sorted by insertion.
const INSERTION: usize = 12;
/// Fewer elements than this are not looked at twice.
const SHORTEST: usize = 50;
/// How many elements that are out of order are put right before a part counts as unsorted.
const REPAIRS: usize = 5;

/// Sorts as `sort.Sort` and `slices.SortFunc` do, also where `is_less` is no order.
pub(crate) fn sort<T>(items: &mut [T], is_less: impl Fn(&T, &T) -> bool) {
    let length = items.len();
    let bad_pivots = usize::BITS - length.leading_zeros();
    Sorter { items, is_less }.quick(0, length, bad_pivots);
}

/// Elements that are being sorted, told by their places: from one until another.
struct Sorter<'i, T, F> {
    items: &'i mut [T],
    is_less: F,
}

impl<T, F: Fn(&T, &T) -> bool> Sorter<'_, T, F> {
    /// Whether the element at a place belongs before that at another.
    fn less(&self, a: usize, b: usize) -> bool {
        match (self.items.get(a), self.items.get(b)) {
            (Some(a), Some(b)) => (self.is_less)(a, b),
            _ => false,
        }
    }

    fn swap(&mut self, a: usize, b: usize) {
        if a.max(b) < self.items.len() {
            self.items.swap(a, b);
        }
    }

    /// Mirrors `pdqsort`.
    fn quick(&mut self, mut from: usize, mut until: usize, mut bad_pivots: u32) {
        let (mut was_balanced, mut was_partitioned) = (true, true);
        loop {
            let length = until.saturating_sub(from);
            if length <= INSERTION {
                return self.insertion(from, until);
            }
            if bad_pivots == 0 {
                return self.heap(from, until);
            }
            if !was_balanced {
                self.scatter(from, until);
                bad_pivots -= 1;
            }
            let (pivot, is_rising) = self.pivot(from, until);
            if was_balanced && was_partitioned && is_rising && self.repair(from, until) {
                return;
            }
            // Equal to what is before all of them: many are the same.
            if from > 0 && !self.less(from - 1, pivot) {
                from = self.partition_equal(from, until, pivot);
                continue;
            }
            let middle;
            (middle, was_partitioned) = self.partition(from, until, pivot);
            let (left, right) = (middle.saturating_sub(from), until.saturating_sub(middle));
            was_balanced = left.min(right) >= length / 8;
            if left < right {
                self.quick(from, middle, bad_pivots);
                from = middle + 1;
            } else {
                self.quick(middle + 1, until, bad_pivots);
                until = middle;
            }
        }
    }

    /// Mirrors `insertionSort`.
    fn insertion(&mut self, from: usize, until: usize) {
        for end in from + 1..until {
            self.sink(end, from);
        }
    }

    /// Moves an element forward past those that it belongs before, no further than to the first place.
    fn sink(&mut self, mut place: usize, first: usize) {
        while place > first && self.less(place, place - 1) {
            self.swap(place, place - 1);
            place -= 1;
        }
    }

    /// Mirrors `heapSort`.
    fn heap(&mut self, from: usize, until: usize) {
        let length = until - from;
        for root in (0..=(length - 1) / 2).rev() {
            self.sift_down(root, length, from);
        }
        for end in (0..length).rev() {
            self.swap(from, from + end);
            self.sift_down(0, end, from);
        }
    }

    fn sift_down(&mut self, mut root: usize, length: usize, first: usize) {
        loop {
            let mut child = 2 * root + 1;
            if child >= length {
                return;
            }
            if child + 1 < length && self.less(first + child, first + child + 1) {
                child += 1;
            }
            if !self.less(first + root, first + child) {
                return;
            }
            self.swap(first + root, first + child);
            root = child;
        }
    }

    /// Those that belong before the pivot to its left: where it is then, and whether they were there. Mirrors `partition`.
    fn partition(&mut self, from: usize, until: usize, pivot: usize) -> (usize, bool) {
        self.swap(from, pivot);
        let (mut left, mut right) = (from + 1, until - 1);
        let mut swaps = 0_usize;
        loop {
            while left <= right && self.less(left, from) {
                left += 1;
            }
            while left <= right && !self.less(right, from) {
                right -= 1;
            }
            if left > right {
                self.swap(right, from);
                return (right, swaps == 0);
            }
            self.swap(left, right);
            swaps += 1;
            left += 1;
            right -= 1;
        }
    }

    /// Those that are equal to the pivot to the left, where none belongs before it: where the others begin. Mirrors
    /// `partitionEqual`.
    fn partition_equal(&mut self, from: usize, until: usize, pivot: usize) -> usize {
        self.swap(from, pivot);
        let (mut left, mut right) = (from + 1, until - 1);
        loop {
            while left <= right && !self.less(from, left) {
                left += 1;
            }
            while left <= right && self.less(from, right) {
                right -= 1;
            }
            if left > right {
                return left;
            }
            self.swap(left, right);
            left += 1;
            right -= 1;
        }
    }

    /// Sorts what is nearly sorted; false where it is not. Mirrors `partialInsertionSort`.
    fn repair(&mut self, from: usize, until: usize) -> bool {
        let mut place = from + 1;
        for _ in 0..REPAIRS {
            while place < until && !self.less(place, place - 1) {
                place += 1;
            }
            if place == until {
                return true;
            }
            if until - from < SHORTEST {
                return false;
            }
            self.swap(place, place - 1);
            if place - from >= 2 {
                // Past the first one of the part, too, as Go does.
                self.sink(place - 1, 0);
            }
            let mut later = place + 1;
            while later < until && self.less(later, later - 1) {
                self.swap(later, later - 1);
                later += 1;
            }
        }
        false
    }
}
