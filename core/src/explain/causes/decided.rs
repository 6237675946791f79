//! What a decision itself shows: a target at zero, a metric that could not be read, and why a count stays although the
//! value is not at its target.

use super::{HPA, at, thousandths};
use crate::error::{Code, Diagnostic, Error, Severity, codes};
use crate::go::number;
use crate::hpa::calculator::ProposalOutcome;
use crate::hpa::wording::ScaleReplicas;
use crate::hpa::{MetricStep, PodNames, ReconcileInput, ReconcileOutput, Step};
use crate::lint::Finding;

/// A metric of the HPA, and what the sync made of it.
pub(in crate::explain) struct Metric<'a> {
    /// Its place in the spec.
    pub(in crate::explain) index: usize,
    pub(in crate::explain) step: &'a MetricStep,
    pub(in crate::explain) names: &'a PodNames,
    pub(in crate::explain) scale: ScaleReplicas,
    /// What to change where nothing came of its answer; `None` where there was none, or a finding says what is wrong.
    pub(in crate::explain) mend: Option<&'a str>,
    pub(in crate::explain) decision: &'a ReconcileOutput,
}

/// A target at zero, which turns the HPA off.
pub(in crate::explain) fn at_zero(sync: &ReconcileInput<'_>, decision: &ReconcileOutput) -> Option<Finding> {
    let Some(Step::Target { current_replicas: 0, computes_metrics: false, why, .. }) = decision.steps.first()
    else {
        return None;
    };
    if decision.desired_replicas != 0 {
        return None;
    }
    let (target, least) = (&sync.hpa.spec.scale_target_ref, sync.hpa.spec.min_replicas.unwrap_or(1).max(1));
    let hint = format!(
        "Scale it up once, `kubectl scale {}/{} --replicas={least}`, and see who wrote the zero: the HPA leaves a count \
         of 0 that others wrote alone.",
        target.kind.to_ascii_lowercase(),
        target.name
    );
    Some(found("scale", Severity::Warning, codes::hpa::AT_ZERO, why.as_str(), "spec.replicas", hint))
}

/// What the sync shows of one metric.
pub(in crate::explain) fn of_metric(metric: &Metric<'_>) -> Option<Finding> {
    unread(metric)
        .or_else(|| thousandths::of(metric.step).map(|told| told.at(metric.index)))
        .or_else(|| held_by_pods(metric))
        .or_else(|| within_tolerance(metric))
}

/// An answer of which nothing came.
fn unread(metric: &Metric<'_>) -> Option<Finding> {
    let (error, mend) = (metric.step.error.as_ref()?, metric.mend?);
    let others = metrics(metric.decision).any(|step| step.proposal.is_some());
    let alone = if others { ", so the count may grow but not shrink" } else { "" };
    let message = format!("metric {} gave no value{alone}: {error}", metric.index.saturating_add(1));
    Some(found(
        HPA,
        Severity::Warning,
        codes::hpa::UNREAD_METRIC,
        message,
        &at(metric.index),
        mend.to_owned(),
    ))
}

/// Pods without a sample that counts, for whose sake a count stays.
fn held_by_pods(metric: &Metric<'_>) -> Option<Finding> {
    let Metric { step, names, .. } = metric;
    let (ratio, outcome, counts) = (step.ratio?, step.outcome?, step.pods?);
    let held = match outcome {
        ProposalOutcome::RecomputedTurned
        | ProposalOutcome::CountTurned
        | ProposalOutcome::RecomputedWithinTolerance => true,
        // The ready pods alone are multiplied.
        ProposalOutcome::RatioOfPods => ratio > 1.0 && counts.unready > 0,
        _ => false,
    };
    if !held || !stays(metric) || names.unready.count() + names.missing.count() == 0 {
        return None;
    }
    let mut hints = Vec::new();
    if names.unready.count() > 0 {
        hints.push(format!(
            "Unready: {}. `kubectl describe pod` says why: a readinessProbe that fails, or a start that takes long.",
            names.unready
        ));
    }
    if names.missing.count() > 0 {
        hints.push(format!("Without a sample: {}. See whether they are measured at all.", names.missing));
    }
    let (code, path) = (codes::hpa::HELD_BY_PODS, at(metric.index));
    Some(found(HPA, Severity::Warning, code, step.why.as_str(), &path, hints.join(" ")))
}

/// A value beside its target that the tolerance makes nothing of, where without it the count would be another.
fn within_tolerance(metric: &Metric<'_>) -> Option<Finding> {
    let step = metric.step;
    let ratio = step.recomputed_ratio.or(step.ratio)?;
    // Nearer to the target nobody asks why.
    let is_far = (ratio - 1.0).abs() * 2.0 >= step.tolerance?;
    let is_held = step.outcome?.is_within_tolerance() && stays(metric);
    if !is_far || !is_held || !would_move(step, ratio, metric.scale) {
        return None;
    }
    let rules = if ratio > 1.0 { "scaleUp" } else { "scaleDown" };
    let hint = format!(
        "Another target moves the band. From Kubernetes 1.35 on spec.behavior.{rules}.tolerance narrows it for this HPA; \
         --horizontal-pod-autoscaler-tolerance of the controller is for all."
    );
    let (code, path) = (codes::hpa::TOLERANCE, at(metric.index));
    Some(found(HPA, Severity::Info, code, step.why.as_str(), &path, hint))
}

/// Whether the count is the one that there was, and this metric's proposal is the one that keeps it.
fn stays(metric: &Metric<'_>) -> bool {
    let kept = metric.decision.desired_replicas == metric.scale.spec && !metric.decision.rescale;
    let largest = metrics(metric.decision).filter_map(|step| step.proposal).max();
    kept && metric.step.proposal == largest
}

/// Whether a ratio would change the count, were there no tolerance: a count is whole, and rounded up.
fn would_move(step: &MetricStep, ratio: f64, scale: ScaleReplicas) -> bool {
    let pods = match (step.counted_pods, step.pods) {
        (Some(counted), _) => number::float64(counted),
        (None, Some(counts)) => number::float64(number::count(counts.ready)),
        (None, None) => f64::from(scale.status),
    };
    (ratio * pods).ceil() != f64::from(scale.spec)
}

fn metrics(decision: &ReconcileOutput) -> impl Iterator<Item = &MetricStep> {
    super::super::decision::metric_steps(decision)
}

/// A finding of a decision; without a hint of its own it has that of its code.
pub(super) fn found(
    file: &str,
    severity: Severity,
    code: &'static Code,
    message: impl Into<String>,
    path: &str,
    hint: String,
) -> Finding {
    let error = Error::new(code, message).in_path(path);
    let error = if hint.is_empty() { error } else { error.with_hint(hint) };
    Finding::new(file, Diagnostic::new(severity, error))
}
