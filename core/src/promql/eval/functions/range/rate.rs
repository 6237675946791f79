//! How much a series changes over a range, to its very ends. Mirrors `extrapolatedRate`.

use super::super::Window;
use super::pairs;
use crate::go::number::{count, float64};

/// `rate`: how much a counter grows in a second.
pub(super) fn rate(window: &Window<'_>, _: &[f64]) -> Option<f64> {
    extrapolated(window, true, seconds(window.range))
}

/// `increase`: how much a counter grows.
pub(super) fn increase(window: &Window<'_>, _: &[f64]) -> Option<f64> {
    extrapolated(window, true, 1.0)
}

/// `delta`: how much a gauge changes.
pub(super) fn delta(window: &Window<'_>, _: &[f64]) -> Option<f64> {
    extrapolated(window, false, 1.0)
}

/// The change between the first and the last sample, prolonged to the ends of the range, and divided.
fn extrapolated(window: &Window<'_>, is_counter: bool, divisor: f64) -> Option<f64> {
    let [first, .., last] = window.points else { return None };
    let mut change = last.value - first.value;
    if is_counter {
        for (before, point) in pairs(window.points) {
            if point.value < before.value {
                change += before.value;
            }
        }
    }
    let end = window.at.saturating_sub(window.offset);
    let start = end.saturating_sub(window.range);
    let between = |from: i64, until: i64| float64(until.saturating_sub(from)) / 1000.0;
    let sampled = between(first.millis, last.millis);
    let average = sampled / float64(count(window.points.len().saturating_sub(1)));
    // A sample that is missing at an end by more than this is one that the series did not have.
    let threshold = average * 1.1;
    let to_end = |duration: f64| if duration >= threshold { average / 2.0 } else { duration };
    let mut before = to_end(between(start, first.millis));
    if is_counter && change > 0.0 && first.value >= 0.0 {
        // A counter is not prolonged to below zero.
        let since_zero = sampled * (first.value / change);
        if since_zero < before {
            before = since_zero;
        }
    }
    let after = to_end(between(last.millis, end));
    Some(change * ((sampled + before + after) / sampled / divisor))
}

/// Seconds of milliseconds. Mirrors `Duration.Seconds`.
fn seconds(millis: i64) -> f64 {
    let nanos = (millis % 1000).saturating_mul(1_000_000);
    float64(millis / 1000) + float64(nanos) / 1e9
}
