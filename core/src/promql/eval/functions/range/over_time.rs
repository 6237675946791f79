//! What the samples of a range come to.

use super::super::average::Average;
use super::super::kahan::Sum;
use super::super::{Window, quantile};
use crate::go::number;

/// `avg_over_time`
pub(super) fn avg(window: &Window<'_>, _: &[f64]) -> Option<f64> {
    let (first, rest) = window.points.split_first()?;
    let mut average = Average::new(first.value);
    for point in rest {
        average.add(point.value);
    }
    Some(average.value())
}

/// `sum_over_time`
pub(super) fn sum(window: &Window<'_>, _: &[f64]) -> Option<f64> {
    let mut sum = Sum::default();
    for point in window.points {
        sum.add(point.value);
    }
    Some(sum.value())
}

/// `count_over_time`
pub(super) fn count(window: &Window<'_>, _: &[f64]) -> Option<f64> {
    Some(number::float64(number::count(window.points.len())))
}

/// `min_over_time`
pub(super) fn min(window: &Window<'_>, _: &[f64]) -> Option<f64> {
    extreme(window, |value, least| value < least)
}

/// `max_over_time`
pub(super) fn max(window: &Window<'_>, _: &[f64]) -> Option<f64> {
    extreme(window, |value, most| value > most)
}

/// `last_over_time`
pub(super) fn last(window: &Window<'_>, _: &[f64]) -> Option<f64> {
    window.points.last().map(|point| point.value)
}

/// `first_over_time`
pub(super) fn first(window: &Window<'_>, _: &[f64]) -> Option<f64> {
    window.points.first().map(|point| point.value)
}

/// `present_over_time`, and what `absent_over_time` looks at: 1 wherever there is a sample.
pub(super) fn present(_: &Window<'_>, _: &[f64]) -> Option<f64> {
    Some(1.0)
}

/// `stddev_over_time`
pub(super) fn stddev(window: &Window<'_>, _: &[f64]) -> Option<f64> {
    Some(variance(window).sqrt())
}

/// `stdvar_over_time`
pub(super) fn stdvar(window: &Window<'_>, _: &[f64]) -> Option<f64> {
    Some(variance(window))
}

/// `quantile_over_time`
pub(super) fn quantile(window: &Window<'_>, scalars: &[f64]) -> Option<f64> {
    let mut values: Vec<_> = window.points.iter().map(|point| point.value).collect();
    Some(quantile::quantile(*scalars.first()?, &mut values))
}

/// The value that beats all others; NaN is beaten by any. Mirrors `compareOverTime`.
fn extreme(window: &Window<'_>, beats: impl Fn(f64, f64) -> bool) -> Option<f64> {
    let values = window.points.iter().map(|point| point.value);
    values.reduce(|held, value| if beats(value, held) || held.is_nan() { value } else { held })
}

/// Welford's variance, with compensated sums. Mirrors `varianceOverTime`.
fn variance(window: &Window<'_>) -> f64 {
    let (mut count, mut mean, mut squares) = (0.0, Sum::default(), Sum::default());
    for point in window.points {
        count += 1.0;
        let delta = point.value - mean.value();
        mean.add(delta / count);
        squares.add(delta * (point.value - mean.value()));
    }
    squares.value() / count
}
