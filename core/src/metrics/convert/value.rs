//! Sample values as quantities and sample times as instants.

use crate::go::number;
use crate::kube::Time;
use crate::quantity::{Format, Quantity};
use crate::rules::{Compat, Switch};

/// Why a value has no quantity, in safe mode.
pub(super) const NOT_A_NUMBER: &str = "the value is NaN";
pub(super) const OUT_OF_RANGE: &str = "the value does not fit a quantity of milli-units";

/// A value in milli-units. Mirrors `int64(v * 1000)`, which cuts off what is finer and, for NaN, infinities and
/// values out of range, gives what amd64 gives; mended, it rounds half away from zero and refuses those.
pub(super) fn quantity(value: f64, format: Format, compat: Compat) -> Result<Quantity, &'static str> {
    let scaled = value * 1000.0;
    let milli = number::int64(if compat.mends(Switch::Rounding) { scaled.round() } else { scaled });
    match compat.mends(Switch::Unrepresentable) {
        true if value.is_nan() => Err(NOT_A_NUMBER),
        true if milli == i64::MIN => Err(OUT_OF_RANGE),
        _ => Ok(Quantity::from_milli(milli, format)),
    }
}

/// The instant of a sample; one beyond the calendar's years gives the nearest that it has.
pub(super) fn instant(millis: i64) -> Time {
    let nearest = if millis < 0 { Time::MIN } else { Time::MAX };
    Time::from_unix_nanos(i128::from(millis) * 1_000_000).unwrap_or(nearest)
}
