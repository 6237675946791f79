//! The sentences of the steps after the metrics.

use std::fmt;

use super::number::{Replicas, Stay};
use crate::kube::Time;

/// The largest proposal, and the metric that made it.
pub(in crate::hpa) fn maximum(proposal: i32, metric: &str, unavailable: usize) -> String {
    let least = if unavailable == 0 { "" } else { ", metrics that could not be read aside" };
    format!("the largest proposal is {} by {metric}{least}", Replicas(proposal))
}

/// What earlier recommendations made of a count; `message` says what they do.
pub(in crate::hpa) fn stabilization(
    (before, after): (i32, i32),
    message: &str,
    until: Option<Time>,
) -> String {
    if after == before {
        "no recent recommendation stands in the way".to_owned()
    } else {
        held((before, after), message, until)
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
