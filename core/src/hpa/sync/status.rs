//! Step 7: the status, and with it the end of the sync.

use super::event::ControllerEvent;
use super::input::ReconcileInput;
use super::metrics::Failed;
use super::outline::Outline;
use super::output::ReconcileOutput;
use super::record::Record;
use super::step::Step;
use crate::kube::autoscaling::{HorizontalPodAutoscalerStatus, MetricStatus};

/// What the sync came to.
pub(super) struct Decision {
    pub(super) current: i32,
    pub(super) desired: i32,
    /// The replicas that the status shows as desired.
    pub(super) shown: i32,
    pub(super) rescaled: bool,
    pub(super) statuses: Option<Vec<MetricStatus>>,
}

/// The status anew, but for what stays. Mirrors `podautoscaler.HorizontalController.setStatus`.
pub(super) fn anew(
    input: &ReconcileInput<'_>,
    record: Record,
    decision: Decision,
) -> (ReconcileOutput, Outline) {
    let ReconcileInput { hpa, profile, now, .. } = *input;
    let observed = profile.observed_generation.then(|| hpa.metadata.generation.unwrap_or_default());
    let last_scale_time = if decision.rescaled { Some(now) } else { hpa.status.last_scale_time };
    let output = ReconcileOutput {
        desired_replicas: decision.desired,
        rescale: decision.rescaled,
        status: HorizontalPodAutoscalerStatus {
            observed_generation: observed,
            last_scale_time,
            current_replicas: decision.current,
            desired_replicas: decision.shown,
            current_metrics: decision.statuses,
            conditions: record.conditions.into_list(),
        },
        events: record.events,
        state: record.state,
        steps: record.steps.unwrap_or_default(),
    };
    (output, record.outline)
}

/// The sync ends without a count.
pub(super) fn failed(
    input: &ReconcileInput<'_>,
    record: &mut Record,
    current: i32,
    Failed { error, statuses }: Failed,
) -> Decision {
    let hpa = input.hpa;
    record.events.push(ControllerEvent::warning("FailedComputeMetricsReplicas", error.clone()));
    if let Some(steps) = &mut record.steps {
        let unavailable = hpa.spec.metrics.len();
        steps.push(Step::Maximum { proposal: None, metric: None, unavailable, why: error });
    }
    Decision { current, desired: current, shown: hpa.status.desired_replicas, rescaled: false, statuses }
}

/// The sync ends before it begins: the status stays but for a condition.
pub(super) fn without_scale(
    input: &ReconcileInput<'_>,
    mut record: Record,
    error: &str,
) -> (ReconcileOutput, Outline) {
    let hpa = input.hpa;
    record.events.push(ControllerEvent::warning("FailedGetScale", error));
    let message = format!("the HPA controller was unable to get the target's current scale: {error}");
    record.conditions.able_to_scale(false, "FailedGetScale", &message);
    let replicas = hpa.status.desired_replicas;
    if let Some(steps) = &mut record.steps {
        steps.push(Step::Final { current: replicas, desired: replicas, rescale: false, why: message });
    }
    let output = ReconcileOutput {
        desired_replicas: replicas,
        rescale: false,
        status: HorizontalPodAutoscalerStatus {
            conditions: record.conditions.into_list(),
            ..hpa.status.clone()
        },
        events: record.events,
        state: record.state,
        steps: record.steps.unwrap_or_default(),
    };
    (output, record.outline)
}
