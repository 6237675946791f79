//! The rows of an explanation about a metric, which say the facts of its sentence at more length.

use super::number::{Decimal, ReadyPods};
use super::value::UNKNOWN;
use crate::hpa::calculator::{Counts, ProposalOutcome};
use crate::hpa::sync::step::MetricStep;
use crate::kube::autoscaling::{MetricTarget, MetricValueStatus};

/// Why a row's count follows from the rows above it.
pub(crate) fn proposal_row(step: &MetricStep, outcome: ProposalOutcome) -> String {
    let ratio = Decimal::long(step.ratio.unwrap_or_default());
    let again = Decimal::long(step.recomputed_ratio.unwrap_or_default());
    match outcome {
        ProposalOutcome::WithinTolerance => {
            "the ratio is inside the tolerance, so the count stays".to_owned()
        }
        ProposalOutcome::RatioOfPods => {
            let ready = ReadyPods(step.pods.map_or(0, |pods| pods.ready));
            format!("{ratio} × {ready}, rounded up")
        }
        ProposalOutcome::RatioFromZero => format!("from zero replicas the ratio itself, {ratio}, rounded up"),
        ProposalOutcome::UsageOverTarget => {
            "the usage as a whole over the target for each pod, rounded up".to_owned()
        }
        ProposalOutcome::RecomputedWithinTolerance => {
            format!("with all pods counted in the ratio is {again}, inside the tolerance, so the count stays")
        }
        ProposalOutcome::RecomputedTurned => {
            format!(
                "with all pods counted in the ratio is {again}, which points the other way, so the count stays"
            )
        }
        ProposalOutcome::CountTurned => {
            format!(
                "with all pods counted in the ratio is {again}, whose count goes the other way, so the count stays"
            )
        }
        ProposalOutcome::RecomputedRatioOfPods => format!("{again} × all pods counted in, rounded up"),
    }
}

/// A row's pods by group, and what becomes of each group.
pub(crate) fn pods_row(pods: Counts) -> String {
    let groups = [
        (pods.ready, "ready"),
        (pods.unready, "unready: count as 0 going up"),
        (pods.missing, "without a sample: count as 0 going up, as the target going down"),
        (pods.ignored, "failed or being deleted: do not count"),
    ];
    let told = groups.iter().filter(|(count, _)| *count > 0);
    let told: Vec<_> = told.map(|(count, what)| format!("{count} {what}")).collect();
    if told.is_empty() { "none".to_owned() } else { told.join("\n") }
}

/// Why a ratio on the edge of the tolerance is on this side of it; `None` for any other: releases differ in what they
/// compare, and binary floating point decides.
pub(crate) fn on_the_edge(ratio: f64, tolerance: f64, inside: bool) -> Option<String> {
    let distance = (ratio - 1.0).abs();
    if (distance - tolerance).abs() > 1e-9 {
        return None;
    }
    let sign = if ratio < 1.0 { '-' } else { '+' };
    let ratio = Decimal::long(ratio);
    Some(if inside {
        format!("the edge itself is inside: {ratio} is 1 {sign} {tolerance}")
    } else {
        format!("in binary floating point {ratio} is {distance:?} away from 1, more than {tolerance}")
    })
}

/// A row's value of its target: a utilization with its average.
pub(crate) fn usage_row(current: &MetricValueStatus, target: &MetricTarget) -> String {
    format!("{} of {}", full_current(current), full_target(target))
}

fn full_current(current: &MetricValueStatus) -> String {
    match (current.average_utilization, &current.average_value, &current.value) {
        (Some(percent), Some(average), _) => format!("{percent}% ({average} for each pod)"),
        (Some(percent), None, _) => format!("{percent}%"),
        (None, Some(average), _) => format!("{average} for each pod"),
        (None, None, Some(value)) => value.to_string(),
        (None, None, None) => UNKNOWN.to_owned(),
    }
}

fn full_target(target: &MetricTarget) -> String {
    match (target.average_utilization, &target.average_value, &target.value) {
        (Some(percent), ..) => format!("{percent}%"),
        (None, Some(average), _) => format!("{average} for each pod"),
        (None, None, Some(value)) => value.to_string(),
        (None, None, None) => UNKNOWN.to_owned(),
    }
}
