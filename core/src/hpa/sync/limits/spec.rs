//! How far a count may go in one sync where the spec has no `behavior`.

use super::limited::{Limit, Limited};
use crate::go::number;

/// The count where the spec has no `behavior`: between the limits of the spec, and going up no more than to the double
/// or to 4 in one sync. Mirrors `podautoscaler.convertDesiredReplicasWithRules`.
pub(in crate::hpa) fn limit(current: i32, desired: i32, minimum: i32, maximum: i32) -> Limited {
    let step = scale_up_limit(current);
    let most = if maximum > step { Limit::RateUp.at(step) } else { Limit::Maximum.at(maximum) };
    if desired < minimum {
        Limit::Minimum.at(minimum)
    } else if desired > most.replicas {
        most
    } else {
        Limit::None.at(desired)
    }
}

/// Mirrors `podautoscaler.calculateScaleUpLimit`.
fn scale_up_limit(current: i32) -> i32 {
    number::int32((2.0 * f64::from(current)).max(4.0))
}
