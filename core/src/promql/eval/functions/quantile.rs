//! The quantile of some values.

use super::super::order::is_before;
use crate::go::number::{count, float64, int64};
use crate::go::sort::sort;

/// The value below which a share `q` of the values is, between two of them by their distance; the values are put in order, NaN
/// first. NaN of no values and for a `q` that is NaN, negative infinity for one below 0, infinity for one above 1. Mirrors
/// `promql.quantile`.
pub(in crate::promql::eval) fn quantile(q: f64, values: &mut [f64]) -> f64 {
    if values.is_empty() || q.is_nan() {
        return f64::NAN;
    }
    if q < 0.0 {
        return f64::NEG_INFINITY;
    }
    if q > 1.0 {
        return f64::INFINITY;
    }
    sort(values, |a, b| is_before(*a, *b, false));
    let most = float64(count(values.len())) - 1.0;
    let rank = q * most;
    let lower = rank.floor();
    let at = |place: f64| {
        let place = usize::try_from(int64(place)).unwrap_or_default();
        values.get(place).copied().unwrap_or(f64::NAN)
    };
    let weight = rank - lower;
    if weight == 0.0 {
        return at(lower);
    }
    at(lower) * (1.0 - weight) + at(most.min(lower + 1.0)) * weight
}
