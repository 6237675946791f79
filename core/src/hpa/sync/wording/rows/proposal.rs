use super::Told;
use crate::go::number;
use crate::hpa::calculator::ProposalOutcome;
use crate::hpa::sync::step::MetricStep;
use crate::hpa::sync::wording::ScaleReplicas;
use crate::hpa::sync::wording::metric::CountedIn;
use crate::hpa::sync::wording::number::{Decimal, Pods, Ratio, ReadyPods, Replicas, Rounded};
use crate::hpa::sync::wording::steps::GIVES_WAY;
use crate::hpa::sync::wording::value::Target;

/// A metric's count, and why it follows from the rows above.
pub(crate) fn proposal_row(step: &MetricStep, scale: ScaleReplicas) -> Option<Told> {
    let (count, outcome, ratio) = (step.proposal?, step.outcome?, step.ratio?);
    let again = step.recomputed_ratio.unwrap_or(ratio);
    let with = CountedIn::of(step);
    let long = |ratio| Ratio(Decimal::long(ratio));
    let rounded = |number: f64| Rounded { number, count };
    let why = match outcome {
        ProposalOutcome::WithinTolerance => {
            format!("the ratio is inside the tolerance, so {}", kept(count, scale))
        }
        ProposalOutcome::RatioOfPods => {
            let ready = step.pods.map_or(0, |pods| pods.ready);
            let rounded = rounded(ratio * number::float64(number::count(ready)));
            format!("{} × {}, {rounded}", long(ratio), ReadyPods(ready))
        }
        ProposalOutcome::RatioFromZero => {
            format!("from zero replicas the ratio itself, {}, {}", long(ratio), rounded(ratio))
        }
        ProposalOutcome::UsageOverTarget => over_target(step, count),
        ProposalOutcome::RecomputedWithinTolerance => {
            format!("{with} the ratio is {}, inside the tolerance, so {}", long(again), kept(count, scale))
        }
        ProposalOutcome::RecomputedTurned => {
            let kept = kept(count, scale);
            format!("{with} the ratio is {}, which points the other way, so {kept}", long(again))
        }
        ProposalOutcome::CountTurned => {
            let kept = kept(count, scale);
            format!("{with} the ratio is {}, whose count goes the other way, so {kept}", long(again))
        }
        ProposalOutcome::RecomputedRatioOfPods => {
            let counted = step.counted_pods.unwrap_or_default();
            let rounded = rounded(again * number::float64(counted));
            format!("{} × {} counted in, {rounded}", long(again), Pods(counted))
        }
    };
    let told = Told::new(Replicas(count).to_string()).because(why);
    Some(match held_by_rounding(step, scale, count, again) {
        Some(held) => told.because(held),
        None => told,
    })
}

/// Why a ratio below 1 changes nothing: a count is whole. Tells which ratio the next lower count takes.
fn held_by_rounding(step: &MetricStep, scale: ScaleReplicas, count: i32, ratio: f64) -> Option<String> {
    let pods = match step.outcome? {
        ProposalOutcome::RatioOfPods => number::count(step.pods?.ready),
        ProposalOutcome::RecomputedRatioOfPods => step.counted_pods?,
        _ => return None,
    };
    if ratio >= 1.0 || count != scale.spec || count < 2 || pods < 1 {
        return None;
    }
    let (pods, fewer) = (number::float64(pods), count.saturating_sub(1));
    // Cut off, so that the ratio that is shown does what is said of it.
    let most = (f64::from(fewer) / pods * 10_000.0).floor() / 10_000.0;
    let needed = Decimal::long(ratio * pods);
    Some(format!(
        "{needed} round up to the {count} that there are; {fewer} would take a ratio of {} or less",
        Decimal::long(most)
    ))
}

/// `the count stays`; where the count that is kept is not the one asked for, which is which.
fn kept(count: i32, scale: ScaleReplicas) -> String {
    if count == scale.spec {
        return "the count stays".to_owned();
    }
    format!("status.replicas {count} is kept, not the {} asked for; it does not stay", scale.spec)
}

fn over_target(step: &MetricStep, count: i32) -> String {
    let (Some(total), Some(target), Some(current)) = (&step.total, &step.target, &step.current) else {
        return String::new();
    };
    let over = target.average_value.as_ref().map_or(0, |target| target.milli_value());
    let number = number::float64(total.milli_value()) / number::float64(over);
    let rounded = Rounded { number, count };
    format!("{total} in total over {} for each pod, {rounded}", Target(target, current))
}

/// The proposal that is taken, of all metrics' in their order.
pub(crate) fn maximum_row(proposal: i32, metrics: &[&MetricStep]) -> Told {
    let told = Told::new(Replicas(proposal).to_string());
    let told = match taken(metrics) {
        _ if metrics.len() == 1 => told.because("the only proposal"),
        Some(index) => {
            let number = index.saturating_add(1);
            if metrics.iter().any(|metric| metric.proposal > Some(proposal)) {
                told.because(format!("the proposal of metric {number} {GIVES_WAY}"))
            } else {
                told.because(format!("the largest proposal, of metric {number}"))
            }
        }
        None => told,
    };
    match unknown(metrics) {
        Some(names) => told.because(format!("{names} gave no value, so the count may grow but not shrink")),
        None => told,
    }
}

/// The place of the metric whose proposal is taken: of the first of the largest, but that to the controller 0 is none yet.
fn taken(metrics: &[&MetricStep]) -> Option<usize> {
    let proposals = metrics.iter().enumerate().filter_map(|(index, metric)| Some((index, metric.proposal?)));
    let taken = proposals.reduce(|taken, next| if taken.1 == 0 || next.1 > taken.1 { next } else { taken });
    taken.map(|(index, _)| index)
}

/// Why there is no count though some metric called for one: a metric that is not known forbids going down.
pub(crate) fn forbidden_row(metrics: &[&MetricStep], scale: ScaleReplicas) -> Option<String> {
    let largest = metrics.iter().filter_map(|metric| metric.proposal).max()?;
    let names = unknown(metrics)?;
    let (count, asked) = (Replicas(largest), scale.spec);
    Some(format!("{names} gave no value, which forbids going down from {asked} to {count}"))
}

/// `metric 1 (hits) and metric 3 (cpu)`: the metrics that gave no count.
fn unknown(metrics: &[&MetricStep]) -> Option<String> {
    let unknown = metrics.iter().enumerate().filter(|(_, metric)| metric.proposal.is_none());
    let names = unknown.map(|(index, metric)| {
        let name = if metric.metric.is_empty() { String::new() } else { format!(" ({})", metric.metric) };
        format!("metric {}{name}", index.saturating_add(1))
    });
    let names: Vec<_> = names.collect();
    let (last, others) = names.split_last()?;
    Some(if others.is_empty() { last.clone() } else { format!("{} and {last}", others.join(", ")) })
}
