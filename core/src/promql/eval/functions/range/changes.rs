//! How often a series changed.

use super::super::Window;
use super::pairs;
use crate::go::number::{count, float64};

/// `changes`: how often a value differs from the one before; NaN does not differ from NaN.
pub(super) fn changes(window: &Window<'_>, _: &[f64]) -> Option<f64> {
    let differs = |a: f64, b: f64| a != b && !(a.is_nan() && b.is_nan());
    let found = pairs(window.points).filter(|(before, point)| differs(before.value, point.value));
    Some(float64(count(found.count())))
}

/// `resets`: how often a value is below the one before.
pub(super) fn resets(window: &Window<'_>, _: &[f64]) -> Option<f64> {
    let found = pairs(window.points).filter(|(before, point)| point.value < before.value);
    Some(float64(count(found.count())))
}
