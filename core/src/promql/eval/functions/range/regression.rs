//! The line that is nearest to the samples of a range. Mirrors `linearRegression`.

use super::super::Window;
use super::super::kahan::Sum;
use crate::go::number::{count, float64};
use crate::promql::eval::value::Point;

/// `deriv`: how much the line rises in a second.
pub(super) fn deriv(window: &Window<'_>, _: &[f64]) -> Option<f64> {
    // Near the samples, where the seconds have few digits.
    let origin = window.points.first()?.millis;
    Some(Line::of(window.points, origin)?.slope)
}

/// `predict_linear`: where the line is so many seconds after the time of the query.
pub(super) fn predict_linear(window: &Window<'_>, scalars: &[f64]) -> Option<f64> {
    let line = Line::of(window.points, window.at)?;
    Some(line.slope * scalars.first()? + line.intercept)
}

/// A line by least squares.
struct Line {
    /// By the second.
    slope: f64,
    /// Its value at a time.
    intercept: f64,
}

impl Line {
    /// Of two samples or more, with the intercept at a time.
    fn of(points: &[Point], origin: i64) -> Option<Self> {
        let [first, _, ..] = points else { return None };
        if points.iter().all(|point| point.value == first.value) {
            let is_infinite = first.value.is_infinite();
            let (slope, intercept) = if is_infinite { (f64::NAN, f64::NAN) } else { (0.0, first.value) };
            return Some(Self { slope, intercept });
        }
        let [mut x, mut y, mut xy, mut x2] = [Sum::default(); 4];
        for point in points {
            let seconds = float64(point.millis.saturating_sub(origin)) / 1e3;
            x.add(seconds);
            y.add(point.value);
            xy.add(seconds * point.value);
            x2.add(seconds * seconds);
        }
        let n = float64(count(points.len()));
        let [x, y, xy, x2] = [x, y, xy, x2].map(Sum::value);
        let covariance = xy - x * y / n;
        let variance = x2 - x * x / n;
        let slope = covariance / variance;
        Some(Self { slope, intercept: y / n - slope * x / n })
    }
}
