//! Values in Prometheus' order, where NaN comes first and the order is not always one. Mirrors `vectorByValueHeap`,
//! `vectorByReverseValueHeap`, and what Go's `sort` and `container/heap` make of them.

use crate::go::sort::sort;

/// Whether a value is before another: NaN before all, and the smaller, or with `reverse` the larger, before the other.
pub(super) fn is_before(a: f64, b: f64, reverse: bool) -> bool {
    a.is_nan() || if reverse { a > b } else { a < b }
}

/// Sorts by [`is_before`], the last first. Mirrors `sort.Sort(sort.Reverse(…))`.
pub(super) fn sort_reversed<T>(items: &mut [T], value: impl Fn(&T) -> f64, reverse: bool) {
    // `Reverse` asks whether the one behind comes before.
    sort(items, |a, b| is_before(value(b), value(a), reverse));
}

/// The largest values, or with `reverse` the smallest, that were pushed. Mirrors `container/heap` on Prometheus' orders.
pub(super) struct Heap<T> {
    items: Vec<(f64, T)>,
    reverse: bool,
}

impl<T> Heap<T> {
    pub(super) const fn new(reverse: bool) -> Self {
        Self { items: Vec::new(), reverse }
    }

    /// Takes an item in where there are fewer than `most`, or where it belongs there more than the least one.
    pub(super) fn offer(&mut self, value: f64, item: T, most: usize) {
        if self.items.len() < most {
            self.items.push((value, item));
            self.up();
            return;
        }
        let Some(least) = self.items.first_mut() else { return };
        let beats = if self.reverse { least.0 > value } else { least.0 < value };
        if beats || (least.0.is_nan() && !value.is_nan()) {
            *least = (value, item);
            self.down();
        }
    }

    /// What was kept, the one that belongs there most first.
    pub(super) fn into_sorted(mut self) -> impl Iterator<Item = (f64, T)> {
        sort_reversed(&mut self.items, |item| item.0, self.reverse);
        self.items.into_iter()
    }

    fn is_before(&self, a: usize, b: usize) -> bool {
        match (self.items.get(a), self.items.get(b)) {
            (Some(a), Some(b)) => is_before(a.0, b.0, self.reverse),
            _ => false,
        }
    }

    fn up(&mut self) {
        let mut place = self.items.len().saturating_sub(1);
        while place > 0 {
            let parent = place.saturating_sub(1) / 2;
            if !self.is_before(place, parent) {
                return;
            }
            self.items.swap(parent, place);
            place = parent;
        }
    }

    fn down(&mut self) {
        let mut place = 0_usize;
        loop {
            let left = place.saturating_mul(2).saturating_add(1);
            let right = left.saturating_add(1);
            if left >= self.items.len() {
                return;
            }
            let child = if self.is_before(right, left) { right } else { left };
            if !self.is_before(child, place) {
                return;
            }
            self.items.swap(place, child);
            place = child;
        }
    }
}
