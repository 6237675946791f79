//! Ranges that are closed by the samples around them: `anchored` and `smoothed`. Mirrors `extendedRate`, `extendFloats` and
//! `smoothSeries` of samples without start timestamps.

use super::value::Point;
use crate::go::number::float64;
use crate::promql::syntax::Bounds;

/// What is made of a range's ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extended {
    /// `rate` or, where it is not per second, `increase`; of a gauge `delta`.
    Rate { is_counter: bool, per_second: bool },
    /// `changes` and `resets`, from the sample before the range on.
    Anchored,
}

impl Extended {
    /// What a function makes of them; `None` for one that takes no such range.
    pub(super) fn of(name: &str, bounds: Bounds) -> Option<Self> {
        match (name, bounds) {
            ("rate", _) => Some(Self::Rate { is_counter: true, per_second: true }),
            ("increase", _) => Some(Self::Rate { is_counter: true, per_second: false }),
            ("delta", _) => Some(Self::Rate { is_counter: false, per_second: false }),
            ("changes" | "resets", Bounds::Anchored) => Some(Self::Anchored),
            _ => None,
        }
    }
}

/// The names of the functions that take ranges with such ends.
pub(super) const fn functions(bounds: Bounds) -> &'static str {
    match bounds {
        Bounds::Anchored => "changes, delta, increase, rate, resets",
        Bounds::Smoothed => "delta, increase, rate",
    }
}

/// A range in milliseconds: after `from`, until `until`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Range {
    pub(super) from: i64,
    pub(super) until: i64,
    pub(super) bounds: Bounds,
}

/// The samples that close a range, and the values at its ends.
struct Closed<'p> {
    first: Point,
    left: f64,
    right: f64,
    /// The samples within the range, without those at its ends.
    between: &'p [Point],
}

impl Range {
    fn is_smoothed(self) -> bool {
        self.bounds == Bounds::Smoothed
    }

    /// Closes it by samples that reach beyond it; `None` where none is after its start.
    fn close(self, points: &[Point], is_counter: bool) -> Option<Closed<'_>> {
        let end = points.len().checked_sub(1)?;
        let head = points.get(..end)?;
        let first = head.partition_point(|point| point.millis <= self.from).saturating_sub(1);
        let last = match self.bounds {
            Bounds::Smoothed => head.partition_point(|point| point.millis < self.until),
            Bounds::Anchored => end,
        };
        let (first_point, last_point) = (*points.get(first)?, *points.get(last)?);
        if last_point.millis <= self.from {
            return None;
        }
        let left = match points.get(first.saturating_add(1)) {
            Some(next) if first_point.millis < self.from && self.is_smoothed() => {
                interpolated(first_point, *next, self.from, is_counter)
            }
            _ => first_point.value,
        };
        let right = match last.checked_sub(1).and_then(|before| points.get(before)) {
            Some(before) if last_point.millis > self.until => match self.bounds {
                Bounds::Smoothed => interpolated(*before, last_point, self.until, is_counter),
                Bounds::Anchored => before.value,
            },
            _ => last_point.value,
        };
        let from = if first_point.millis <= self.from { first.saturating_add(1) } else { first };
        let until = if last_point.millis >= self.until { last } else { last.saturating_add(1) };
        let between = points.get(from..until).unwrap_or_default();
        Some(Closed { first: first_point, left, right, between })
    }

    /// By how much the values at its ends differ, resets of a counter made up for.
    pub(super) fn difference(self, points: &[Point], is_counter: bool) -> Option<f64> {
        let closed = self.close(points, is_counter)?;
        if self.is_smoothed() && closed.first.millis > self.until {
            return None;
        }
        let difference = closed.right - closed.left;
        if !is_counter {
            return Some(difference);
        }
        let mut correction = 0.0;
        let mut before = closed.left;
        for value in closed.between.iter().map(|point| point.value).chain([closed.right]) {
            if value < before {
                correction += before;
            }
            before = value;
        }
        Some(difference + correction)
    }

    /// The samples from the last one before it on; `None` where none is after its start.
    pub(super) fn anchored(self, points: &[Point]) -> Option<&[Point]> {
        let after = points.partition_point(|point| point.millis <= self.from);
        if after >= points.len() {
            return None;
        }
        points.get(after.saturating_sub(1)..)
    }

    /// Its samples with one at each end, as the result of a whole query.
    pub(super) fn extended(self, points: &[Point]) -> Vec<Point> {
        let Some(closed) = self.close(points, false) else { return Vec::new() };
        let ends = |millis, value| Point { millis, value };
        let mut extended = vec![ends(self.from, closed.left)];
        extended.extend(closed.between);
        extended.push(ends(self.until, closed.right));
        extended
    }
}

/// The value at a time of samples around it: of the one at that time, between two, or the one before.
pub(super) fn smoothed(points: &[Point], at: i64) -> Option<f64> {
    let place = points.partition_point(|point| point.millis < at);
    let before = place.checked_sub(1).and_then(|before| points.get(before));
    match (before, points.get(place)) {
        (_, Some(exact)) if exact.millis == at => Some(exact.value),
        (Some(before), Some(after)) => Some(interpolated(*before, *after, at, false)),
        (Some(before), None) => Some(before.value),
        (None, _) => None,
    }
}

/// The value at a time on the line between two samples; a counter that was reset comes from 0.
fn interpolated(a: Point, b: Point, at: i64, is_counter: bool) -> f64 {
    let from = if is_counter && b.value < a.value { 0.0 } else { a.value };
    let (passed, whole) = (at.saturating_sub(a.millis), b.millis.saturating_sub(a.millis));
    from + (b.value - from) * float64(passed) / float64(whole)
}
