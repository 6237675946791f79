//! What cannot be known of a record.

use serde::Serialize;

use super::course::{Agreement, Course};
use super::history::{Keeps, Shown, Steps};
use super::load::Driven;
use super::targets;
use crate::go::number;
use crate::kube::HorizontalPodAutoscaler;
use crate::kube::autoscaling::{MetricTarget, SpelledQuantity};
use crate::quantity::Quantity;

/// So few changes of the replicas speak for nothing.
const FEW: usize = 5;
/// A model that agrees for less of the time is worth a word.
const AGREES: f64 = 0.95;

/// Something that cannot be known of a record.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Caveat {
    /// What it is.
    pub kind: CaveatKind,
    /// The metric that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metric: Option<String>,
    /// For how many seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seconds: Option<f64>,
    /// In a sentence.
    pub message: String,
}

/// What cannot be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum CaveatKind {
    /// The replicas changed too seldom to tell what of the metric stays as it is.
    Assumed,
    /// The record speaks against what is assumed of the metric.
    Doubted,
    /// Nothing is recorded for a while.
    Gap,
    /// There was no pod for a while, so that nothing is known of the load.
    Zero,
    /// The replicas were at their maximum while more was asked for.
    Saturated,
    /// The HPA as it was, replayed, has other replicas than there were.
    Disagrees,
}

/// What cannot be known of the loads.
pub(super) fn of(loads: &[Driven], (start, end): (i64, i64), replicas: &Steps) -> Vec<Caveat> {
    let (start, end) = (number::float64(start), number::float64(end));
    let mut all = Vec::new();
    for driven in loads {
        let load = &driven.load;
        let about =
            |kind, seconds, message| Caveat { kind, metric: Some(load.metric.clone()), seconds, message };
        let (changes, name) = (load.changes, &load.metric);
        let (kept, held) = match load.keeps {
            Keeps::Total => ("its total over all pods", load.as_total),
            Keeps::Value => ("its value", changes.saturating_sub(load.as_total)),
        };
        if !driven.is_given && changes < FEW {
            let message = format!(
                "{name}: that {kept} would be the same with other replicas is assumed: the record has {changes} changes of the replicas that could show it"
            );
            all.push(about(CaveatKind::Assumed, None, message));
        } else if driven.of != Shown::Total && changes >= FEW && held.saturating_mul(2) < changes {
            let message = format!(
                "{name}: that {kept} would be the same with other replicas is doubtful: at {} of {changes} changes of the replicas the record shows otherwise",
                changes.saturating_sub(held)
            );
            all.push(about(CaveatKind::Doubted, None, message));
        }
        let held: f64 =
            driven.shown.spans().map(|(from, until, _)| within((from, until), (start, end))).sum();
        let missing = end - start - held;
        if missing >= 1.0 {
            let message = format!(
                "{name}: nothing is recorded for {missing} seconds, in which the metric is missing here"
            );
            all.push(about(CaveatKind::Gap, Some(missing), message));
        }
    }
    let empty: f64 = replicas
        .spans()
        .filter(|(_, _, count)| *count < 0.5)
        .map(|(from, until, _)| within((from, until), (start, end)))
        .sum();
    if empty > 0.0 && loads.iter().any(|driven| driven.is_multiplied) {
        let message = format!("there was no pod for {empty} seconds: what the load was is not known");
        all.push(Caveat { kind: CaveatKind::Zero, metric: None, seconds: Some(empty), message });
    }
    all
}

/// What cannot be known, as the HPA that there was shows it.
pub(super) fn of_was(
    hpa: &HorizontalPodAutoscaler,
    loads: &[Driven],
    course: &Course,
    agreement: &Agreement,
) -> Vec<Caveat> {
    let mut all = Vec::new();
    let most = hpa.spec.max_replicas;
    for (name, _, target) in targets(hpa) {
        let Some(driven) = loads.iter().find(|driven| driven.load.metric == name) else { continue };
        let Some(bound) = bound(target, driven.of) else { continue };
        let above = driven.shown.spans().filter(|(_, _, value)| *value > bound);
        let seconds = course.while_at_least(most, above.map(|(from, until, _)| (from, until)));
        if seconds > 0.0 {
            let message = format!(
                "{name}: it was above its target for {seconds} seconds in which there were {most} replicas, the maximum: more may have been asked for than is recorded"
            );
            let metric = Some(name.to_owned());
            all.push(Caveat { kind: CaveatKind::Saturated, metric, seconds: Some(seconds), message });
        }
    }
    if agreement.within_one < AGREES {
        let percent = (agreement.within_one * 100.0).floor();
        let message = format!(
            "the HPA as it was, replayed, has the replicas that there were, or one more or less, for {percent} per cent of the time: something that is not in the record had a part in it"
        );
        all.push(Caveat { kind: CaveatKind::Disagrees, metric: None, seconds: None, message });
    }
    all
}

/// For how long a span lies within another.
fn within((from, until): (f64, f64), (start, end): (f64, f64)) -> f64 {
    (until.min(end) - from.max(start)).max(0.0)
}

/// The target in the unit of what was shown.
fn bound(target: &MetricTarget, of: Shown) -> Option<f64> {
    let quantity = |spelled: &Option<SpelledQuantity>| {
        spelled.as_ref().map(|spelled| Quantity::as_f64(spelled.quantity()))
    };
    match of {
        Shown::Utilization => target.average_utilization.map(f64::from),
        Shown::Average => quantity(&target.average_value),
        Shown::Value => quantity(&target.value),
        Shown::Total => None,
    }
}
