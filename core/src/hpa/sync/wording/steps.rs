//! The sentences of the steps after the metrics.

use std::fmt;

use super::number::{Replicas, Stay};
use crate::hpa::sync::stabilization::Stabilized;
use crate::kube::Time;

/// The proposal that is taken, and the metric that made it; `largest` is the largest of all.
pub(in crate::hpa) fn maximum(proposal: i32, metric: &str, unavailable: usize, largest: i32) -> String {
    let least = if unavailable == 0 { "" } else { ", metrics that could not be read aside" };
    let count = Replicas(proposal);
    if proposal < largest {
        return format!("{count} by {metric} {GIVES_WAY}{least}");
    }
    format!("the largest proposal is {count} by {metric}{least}")
}

/// Why a proposal is taken that is not the largest.
pub(super) const GIVES_WAY: &str =
    "is taken, though less than 0: to the controller a proposal of 0 is none yet";

/// What earlier recommendations made of a count: the lowest or highest of them is applied, unless the count that there is
/// lies in between.
pub(in crate::hpa) fn stabilization(
    (before, after): (i32, i32),
    stabilized: &Stabilized,
    until: Option<Time>,
) -> String {
    let Stabilized { bound, message, .. } = *stabilized;
    if after == before {
        "no recent recommendation stands in the way".to_owned()
    } else if after == bound {
        held((before, after), message, until)
    } else {
        let side = if after > before { "as high as" } else { "as low as" };
        let message = format!("recent recommendations were {side} {bound}, so the count stays");
        held((before, after), &message, until)
    }
}

/// What limits made of a count; `message` says which.
pub(in crate::hpa) fn limits((before, after): (i32, i32), message: &str, until: Option<Time>) -> String {
    if after == before { message.to_owned() } else { held((before, after), message, until) }
}

fn held((before, after): (i32, i32), message: &str, until: Option<Time>) -> String {
    format!("{message}: {after} instead of {before}{}", Until(until))
}

/// `, until …`.
struct Until(Option<Time>);

impl fmt::Display for Until {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.map_or(Ok(()), |time| write!(f, ", until {time}"))
    }
}

/// What the sync does: the count that is written and its reason, where one is.
pub(in crate::hpa) fn last(current: i32, rescale: Option<(i32, &str)>) -> String {
    match rescale {
        None => Stay(current).to_string(),
        Some((desired, "")) => format!("from {current} to {}", Replicas(desired)),
        Some((desired, reason)) => format!("from {current} to {}: {reason}", Replicas(desired)),
    }
}
