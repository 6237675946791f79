//! The sentences of the steps.

use std::fmt;

use super::calculator::{Counts, Outcome, Proposal};
use super::limits::Limited;
use super::stabilization::Stabilized;
use super::step::DeadBandStep;
use crate::kube::Time;
use crate::kube::autoscaling::{MetricTarget, MetricValueStatus};

/// A ratio in at most three decimals.
pub(super) struct Ratio(pub(super) f64);

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = format!("{:.3}", self.0);
        let short = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
        f.write_str(short)
    }
}

/// `2 replicas`, `1 replica`.
pub(super) struct Replicas(pub(super) i32);

impl fmt::Display for Replicas {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} replica{}", self.0, if self.0 == 1 { "" } else { "s" })
    }
}

/// `2 replicas stay`, `1 replica stays`.
struct Stay(i32);

impl fmt::Display for Stay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} stay{}", Replicas(self.0), if self.0 == 1 { "s" } else { "" })
    }
}

/// `2 ready pods`, `1 ready pod`.
struct ReadyPods(usize);

impl fmt::Display for ReadyPods {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ready pod{}", self.0, if self.0 == 1 { "" } else { "s" })
    }
}

pub(super) fn metric(
    name: &str,
    current: &MetricValueStatus,
    target: &MetricTarget,
    proposal: &Proposal,
    (tolerance, dead_band): (f64, Option<&DeadBandStep>),
) -> String {
    let (ratio, tolerance, until) = (Ratio(proposal.ratio), Ratio(tolerance), Ends(dead_band));
    let pods = proposal.pods.unwrap_or_default();
    let (count, stay) = (Replicas(proposal.replicas), Stay(proposal.replicas));
    let now = Ratio(proposal.recomputed_ratio.unwrap_or(proposal.ratio));
    let consequence = match proposal.outcome {
        Outcome::WithinTolerance => format!("within the tolerance of {tolerance}, so {stay}{until}"),
        Outcome::RatioOfPods => format!("times {}, rounded up, is {count}", ReadyPods(pods.ready)),
        Outcome::RatioFromZero => format!("rounded up from zero is {count}"),
        Outcome::UsageOverTarget => format!("outside the tolerance of {tolerance}; the usage needs {count}"),
        Outcome::RecomputedWithinTolerance => {
            format!(
                "with {} counted in {now}, within the tolerance of {tolerance}, so {stay}{until}",
                Others(pods)
            )
        }
        Outcome::RecomputedTurned => {
            format!("with {} counted in {now}, which points the other way, so {stay}", Others(pods))
        }
        Outcome::CountTurned => {
            format!("with {} counted in {now}, whose count goes the other way, so {stay}", Others(pods))
        }
        Outcome::RecomputedRatioOfPods => {
            format!("with {} counted in {now}, times the pods and rounded up is {count}", Others(pods))
        }
    };
    format!("{name} is at {} of {}: ratio {ratio}, {consequence}", Value(current), Target(target))
}

/// `; the count changes at …`.
struct Ends<'a>(Option<&'a DeadBandStep>);

impl fmt::Display for Ends<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.map_or(Ok(()), |band| write!(f, "; {band}"))
    }
}

/// Where the count changes, without a capital or a full stop.
impl fmt::Display for DeadBandStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.below, &self.above) {
            (Some(below), Some(above)) => {
                write!(f, "the count changes at {} or less, and at {} or more", Value(below), Value(above))
            }
            (Some(below), None) => write!(f, "the count changes at {} or less", Value(below)),
            (None, Some(above)) => write!(f, "the count changes at {} or more", Value(above)),
            (None, None) => f.write_str("no value changes the count"),
        }
    }
}

struct Others(Counts);

impl fmt::Display for Others {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0.missing, self.0.unready) {
            (missing, 0) => write!(f, "{missing} missing"),
            (0, unready) => write!(f, "{unready} unready"),
            (missing, unready) => write!(f, "{missing} missing and {unready} unready"),
        }
    }
}

struct Value<'a>(&'a MetricValueStatus);

impl fmt::Display for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            MetricValueStatus { average_utilization: Some(percent), .. } => write!(f, "{percent}%"),
            MetricValueStatus { average_value: Some(average), .. } => write!(f, "{average} for each pod"),
            MetricValueStatus { value: Some(value), .. } => write!(f, "{value}"),
            _ => f.write_str("<unknown>"),
        }
    }
}

struct Target<'a>(&'a MetricTarget);

impl fmt::Display for Target<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            MetricTarget { average_value: Some(average), .. } => write!(f, "{average}"),
            MetricTarget { average_utilization: Some(percent), .. } => write!(f, "{percent}%"),
            MetricTarget { value: Some(value), .. } => write!(f, "{value}"),
            _ => f.write_str("<unknown>"),
        }
    }
}

pub(super) fn maximum(proposal: i32, metric: &str, unavailable: usize) -> String {
    let least = if unavailable == 0 { "" } else { ", metrics that could not be read aside" };
    format!("the largest proposal is {} by {metric}{least}", Replicas(proposal))
}

/// `, until …`.
struct Until(Option<Time>);

impl fmt::Display for Until {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.map_or(Ok(()), |time| write!(f, ", until {time}"))
    }
}

pub(super) fn stabilization(before: i32, stabilized: &Stabilized, until: Option<Time>) -> String {
    if stabilized.replicas == before {
        "no recent recommendation stands in the way".to_owned()
    } else {
        format!("{}: {} instead of {before}{}", stabilized.message, stabilized.replicas, Until(until))
    }
}

pub(super) fn limits(before: i32, limited: &Limited, until: Option<Time>) -> String {
    if limited.replicas == before {
        limited.message.to_owned()
    } else {
        format!("{}: {} instead of {before}{}", limited.message, limited.replicas, Until(until))
    }
}

pub(super) fn last(current: i32, desired: i32, rescale: bool, reason: &str) -> String {
    match (rescale, reason) {
        (false, _) => Stay(current).to_string(),
        (true, "") => format!("from {current} to {}", Replicas(desired)),
        (true, reason) => format!("from {current} to {}: {reason}", Replicas(desired)),
    }
}
