//! Functions of a range vector.

mod changes;
mod instant;
mod over_time;
mod rate;
mod regression;

use super::RangeFunction;
use crate::promql::eval::value::Point;

/// The function with a name; none where it is not one of a range vector. Mirrors `FunctionCalls`.
pub(in crate::promql::eval) fn range_function(name: &str) -> Option<RangeFunction> {
    Some(match name {
        "absent_over_time" | "present_over_time" => over_time::present,
        "avg_over_time" => over_time::avg,
        "changes" => changes::changes,
        "count_over_time" => over_time::count,
        "delta" => rate::delta,
        "deriv" => regression::deriv,
        "first_over_time" => over_time::first,
        "idelta" => instant::idelta,
        "increase" => rate::increase,
        "irate" => instant::irate,
        "last_over_time" => over_time::last,
        "max_over_time" => over_time::max,
        "min_over_time" => over_time::min,
        "predict_linear" => regression::predict_linear,
        "quantile_over_time" => over_time::quantile,
        "rate" => rate::rate,
        "resets" => changes::resets,
        "stddev_over_time" => over_time::stddev,
        "stdvar_over_time" => over_time::stdvar,
        "sum_over_time" => over_time::sum,
        _ => return None,
    })
}

/// Each sample but the first, behind the one before it.
fn pairs(points: &[Point]) -> impl Iterator<Item = (&Point, &Point)> {
    points.iter().zip(points.iter().skip(1))
}
