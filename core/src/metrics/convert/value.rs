//! Sample values as quantities and sample times as instants.

use jiff::Timestamp;

use crate::go::number;
use crate::kube::Time;
use crate::quantity::{Format, Quantity};
use crate::rules::Compat;

/// Why a value has no quantity, in safe mode.
pub(super) const NOT_A_NUMBER: &str = "the value is NaN";
pub(super) const OUT_OF_RANGE: &str = "the value does not fit a quantity of milli-units";

/// A value in milli-units. Mirrors `int64(v * 1000)`, which cuts off what is finer and, for NaN, infinities and
/// values out of range, gives what amd64 gives; safe mode rounds half away from zero and refuses those.
pub(super) fn quantity(value: f64, format: Format, compat: Compat) -> Result<Quantity, &'static str> {
    let milli = match compat {
        Compat::Upstream => number::int64(value * 1000.0),
        Compat::Safe if value.is_nan() => return Err(NOT_A_NUMBER),
        Compat::Safe => match number::int64((value * 1000.0).round()) {
            i64::MIN => return Err(OUT_OF_RANGE),
            milli => milli,
        },
    };
    Ok(Quantity::from_milli(milli, format))
}

/// The instant of a sample; one beyond the calendar's years gives the nearest that it has.
pub(super) fn instant(millis: i64) -> Time {
    let nearest = if millis < 0 { Timestamp::MIN } else { Timestamp::MAX };
    Time(Timestamp::from_millisecond(millis).unwrap_or(nearest))
}
