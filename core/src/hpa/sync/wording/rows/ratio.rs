use super::Told;
use crate::hpa::calculator::ProposalOutcome;
use crate::hpa::sync::step::MetricStep;
use crate::hpa::sync::wording::ScaleReplicas;
use crate::hpa::sync::wording::metric::CountedIn;
use crate::hpa::sync::wording::number::{Decimal, Pods, Ratio};

/// Usage over target, and the ratio after pods without a sample that counts were counted in.
pub(crate) fn ratio_row(step: &MetricStep, scale: ScaleReplicas) -> Option<Told> {
    let ratio = step.ratio?;
    let tolerance = step.tolerance.unwrap_or_default();
    let told = Told::new(exact(ratio, tolerance));
    let told = match &step.total {
        Some(_) if !ratio.is_finite() && scale.status == 0 => {
            told.because("the total is divided by the target for each of 0 replicas")
        }
        _ if !ratio.is_finite() => told.because("the target is 0"),
        _ => told,
    };
    let Some(again) = step.recomputed_ratio else { return Some(told) };
    let (counted_in, pods) = (CountedIn::of(step), Pods(step.counted_pods.unwrap_or_default()));
    Some(told.because(format!("{counted_in}: {}, over {pods}", exact(again, tolerance))))
}

/// In four decimals, or in as many as tell on which side of the tolerance it is.
fn exact(ratio: f64, tolerance: f64) -> String {
    let near = ((ratio - 1.0).abs() - tolerance).abs() < 1e-4 && !is_edge(ratio, tolerance);
    if near { ratio.to_string() } else { Ratio(Decimal::long(ratio)).to_string() }
}

/// Whether a ratio is within the tolerance, and why where that is not to be seen.
pub(crate) fn tolerance_row(step: &MetricStep) -> Option<Told> {
    let (ratio, tolerance, outcome) = (step.ratio?, step.tolerance?, step.outcome?);
    if outcome == ProposalOutcome::RatioFromZero {
        return Some(Told::new(format!("{tolerance}: not looked at while there are 0 replicas")));
    }
    let inside = outcome.is_within_tolerance();
    let told = Told::new(format!("{tolerance}: {}", if inside { "inside" } else { "outside" }));
    let told = match on_the_edge(step.recomputed_ratio.unwrap_or(ratio), tolerance, inside) {
        Some(why) => told.because(why),
        None => told,
    };
    Some(match &step.dead_band {
        Some(band) => told.because(band.to_string()),
        None => told,
    })
}

/// Why a ratio on the edge of the tolerance is on this side of it; `None` for any other: releases differ in what they
/// compare, and binary floating point decides.
fn on_the_edge(ratio: f64, tolerance: f64, inside: bool) -> Option<String> {
    if !is_edge(ratio, tolerance) {
        return None;
    }
    let distance = (ratio - 1.0).abs();
    let sign = if ratio < 1.0 { '-' } else { '+' };
    let ratio = Decimal::long(ratio);
    Some(if inside {
        format!("the edge itself is inside: {ratio} is 1 {sign} {tolerance}")
    } else {
        format!("in binary floating point {ratio} is {distance:?} away from 1, more than {tolerance}")
    })
}

/// Whether a ratio is as far from 1 as the tolerance goes, but for what binary floating point loses.
fn is_edge(ratio: f64, tolerance: f64) -> bool {
    ((ratio - 1.0).abs() - tolerance).abs() <= 4.0 * f64::EPSILON
}
