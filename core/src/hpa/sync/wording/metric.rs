//! A metric's replica count and the rule that gave it: the sentence of its step.

use std::cmp::Ordering;
use std::fmt;

use super::dead_band::Ends;
use super::number::{Decimal, Pods, Ratio, ReadyPods, Replicas, Rounded, Stay};
use super::value::{Current, Target};
use crate::go::number;
use crate::hpa::calculator::{Counts, ProposalOutcome};
use crate::hpa::sync::step::MetricStep;
use crate::kube::autoscaling::MetricValueStatus;

/// The replicas of the scale: those asked for, and those there.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ScaleReplicas {
    /// `spec.replicas`.
    pub(crate) spec: i32,
    /// `status.replicas`.
    pub(crate) status: i32,
}

/// The sentence of a metric's step, from its other fields; none where it gave nothing.
pub(in crate::hpa) fn metric(step: &MetricStep, scale: ScaleReplicas) -> String {
    let (Some(current), Some(target), Some(proposal), Some(outcome), Some(ratio)) =
        (&step.current, &step.target, step.proposal, step.outcome, step.ratio)
    else {
        return String::new();
    };
    let tolerance = Decimal::short(step.tolerance.unwrap_or_default());
    let until = Ends(step.dead_band.as_ref());
    let (count, kept) = (Replicas(proposal), Kept { count: proposal, asked: scale.spec });
    let again = Ratio(Decimal::short(step.recomputed_ratio.unwrap_or(ratio)));
    let counted_in = CountedIn::of(step);
    let rounded = |number: f64| Rounded { number, count: proposal };
    let consequence = match outcome {
        ProposalOutcome::WithinTolerance => format!("within the tolerance of {tolerance}, so {kept}{until}"),
        ProposalOutcome::RatioOfPods => {
            let ready = step.pods.map_or(0, |pods| pods.ready);
            let rounded = rounded(ratio * number::float64(number::count(ready)));
            format!("times {}, {rounded}, is {count}", ReadyPods(ready))
        }
        ProposalOutcome::RatioFromZero => match rounded(ratio) {
            rounded if rounded.is_up() => format!("rounded up from zero is {count}"),
            rounded => format!("{rounded}, is {count}"),
        },
        ProposalOutcome::UsageOverTarget => {
            format!("outside the tolerance of {tolerance}; the usage needs {count}")
        }
        ProposalOutcome::RecomputedWithinTolerance => {
            format!("{counted_in} it is {again}, within the tolerance of {tolerance}, so {kept}{until}")
        }
        ProposalOutcome::RecomputedTurned => {
            format!("{counted_in} it is {again}, which points the other way, so {kept}")
        }
        ProposalOutcome::CountTurned => {
            format!("{counted_in} it is {again}, whose count goes the other way, so {kept}")
        }
        ProposalOutcome::RecomputedRatioOfPods => {
            let counted = step.counted_pods.unwrap_or_default();
            let rounded = rounded(step.recomputed_ratio.unwrap_or(ratio) * number::float64(counted));
            format!("{counted_in} it is {again}, times {}, {rounded}, is {count}", Pods(counted))
        }
    };
    let (name, at, of) = (&step.metric, At { step, current, scale }, Target(target, current));
    format!("{name} is at {at} of {of}: ratio {}, {consequence}", Ratio(Decimal::short(ratio)))
}

/// A value, and the total that it is the average of.
struct At<'a> {
    step: &'a MetricStep,
    current: &'a MetricValueStatus,
    scale: ScaleReplicas,
}

impl fmt::Display for At<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.step.total {
            // What Go makes of the division is no average.
            Some(total) if self.scale.status == 0 => write!(f, "{total} in total over 0 replicas,"),
            Some(total) => {
                write!(f, "{total} in total over {}, {},", Replicas(self.scale.status), Current(self.current))
            }
            None => Current(self.current).fmt(f),
        }
    }
}

/// `3 replicas stay`; where the count that is kept is not the one asked for, which is which.
pub(super) struct Kept {
    pub(super) count: i32,
    pub(super) asked: i32,
}

impl fmt::Display for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { count, asked } = self;
        if count == asked {
            Stay(*count).fmt(f)
        } else {
            write!(f, "status.replicas {count} is kept, not the {asked} asked for")
        }
    }
}

/// `with 1 missing and 2 unready counted in`: the pods without a sample that counts, as far as the direction has it that they
/// count; nothing where none does.
pub(super) struct CountedIn {
    missing: usize,
    unready: usize,
}

impl CountedIn {
    pub(super) fn of(step: &MetricStep) -> Self {
        let Counts { missing, unready, .. } = step.pods.unwrap_or_default();
        let (missing, unready) = match step.ratio.and_then(|ratio| ratio.partial_cmp(&1.0)) {
            Some(Ordering::Less) => (missing, 0),
            Some(Ordering::Greater) => (missing, unready),
            _ => (0, 0),
        };
        Self { missing, unready }
    }
}

impl fmt::Display for CountedIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.missing, self.unready) {
            (0, 0) => f.write_str("with none counted in"),
            (missing, 0) => write!(f, "with {missing} missing counted in"),
            (0, unready) => write!(f, "with {unready} unready counted in"),
            (missing, unready) => write!(f, "with {missing} missing and {unready} unready counted in"),
        }
    }
}
