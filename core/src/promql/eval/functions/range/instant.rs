//! How much a series changes between its last two samples. Mirrors `instantValue`.

use super::super::Window;
use crate::go::number::float64;

/// `irate`: how much a counter grows in a second.
pub(super) fn irate(window: &Window<'_>, _: &[f64]) -> Option<f64> {
    let [.., before, last] = window.points else { return None };
    // Where it was reset, it has grown from zero.
    let change = if last.value < before.value { last.value } else { last.value - before.value };
    Some(change / (float64(last.millis.saturating_sub(before.millis)) / 1000.0))
}

/// `idelta`: how much a gauge changes.
pub(super) fn idelta(window: &Window<'_>, _: &[f64]) -> Option<f64> {
    let [.., before, last] = window.points else { return None };
    Some(last.value - before.value)
}
