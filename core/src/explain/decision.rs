//! What the controller makes of the values: the steps of a sync as rows.

use super::layout::{Row, Section};
use super::stations::Desired;
use crate::hpa::wording::{self, ScaleReplicas, Told};
use crate::hpa::{ControllerEvent, EventType, MetricStep, PodNames, ReconcileOutput, Step};
use crate::kube::ConditionStatus;
use crate::kube::autoscaling::{
    HorizontalPodAutoscalerCondition, HorizontalPodAutoscalerConditionType as ConditionType,
};

/// What one metric calls for.
pub(super) fn metric(step: &MetricStep, names: &PodNames, scale: ScaleReplicas, section: &mut Section) {
    if let Some(error) = &step.error {
        section.push(Row::trouble("proposal", "none").because(error.as_str()));
        return;
    }
    let mut rows = [
        ("usage", wording::usage_row(step, scale)),
        ("pods", wording::pods_row(step, names, scale)),
        ("ratio", wording::ratio_row(step, scale)),
        ("tolerance", wording::tolerance_row(step)),
        ("proposal", wording::proposal_row(step, scale)),
    ];
    // What `m` means is said once, where it first appears.
    for told in rows.iter_mut().filter_map(|(_, told)| told.as_mut()) {
        let first = std::iter::once(&told.text).chain(&told.why).find_map(|text| wording::thousandths(text));
        if let Some(first) = first {
            told.why.push(first);
            break;
        }
    }
    for (label, told) in rows {
        section.rows.extend(told.map(|told| row(label, told)));
    }
}

fn row(label: &str, Told { text, why }: Told) -> Row {
    Row { why, ..Row::new(label, text) }
}

/// From the largest proposal to the replicas.
pub(super) fn replicas_section(
    output: &ReconcileOutput,
    scale: ScaleReplicas,
    assumed: &[String],
) -> Section {
    let mut section = Section::new("Replicas");
    let metrics: Vec<&MetricStep> = metric_steps(output).collect();
    for step in &output.steps {
        match step {
            Step::Metric(_) => {}
            Step::Target {
                current_replicas,
                status_replicas,
                min_replicas,
                max_replicas,
                computes_metrics,
                why,
            } => {
                let row =
                    Row::new("current", format!("{current_replicas} asked for, {status_replicas} there"));
                let row = assumed.iter().fold(row, |row, why| row.because(why.as_str()));
                section.push(if *computes_metrics { row } else { row.because(why.as_str()) });
                section.push(Row::new("bounds", format!("{min_replicas} to {max_replicas}")));
            }
            Step::Maximum { proposal: None, why, .. } => {
                let row = Row::trouble("maximum", "none").because(why.as_str());
                section.push(match wording::forbidden_row(&metrics, scale) {
                    Some(why) => row.because(why),
                    None => row,
                });
            }
            Step::Maximum { proposal: Some(proposal), .. } => {
                section.push(row("maximum", wording::maximum_row(*proposal, &metrics)));
            }
            Step::Stabilization { before, after, why, .. } => {
                section.push(Row::new("stabilization", change(*before, *after)).because(why.as_str()));
            }
            Step::Limits { before, after, why, .. } => {
                section.push(Row::new("limits", change(*before, *after)).because(why.as_str()));
            }
            Step::Final { current, desired, rescale, .. } => {
                let row = Row::new("desired", change(*current, *desired));
                section.push(row.because(if *rescale {
                    "the scale is written"
                } else {
                    "nothing is written"
                }));
            }
        }
    }
    section
}

/// What the sync comes to, in short.
pub(super) fn desired(output: &ReconcileOutput) -> Desired {
    let limited = output.status.conditions.iter().find(|condition| {
        condition.r#type == ConditionType::ScalingLimited && condition.reason == "TooManyReplicas"
    });
    Desired {
        text: change(output.status.current_replicas, output.desired_replicas),
        limited: limited.map(|condition| condition.message.to_string()),
    }
}

/// The steps of the metrics, in the order of the spec.
pub(super) fn metric_steps(output: &ReconcileOutput) -> impl Iterator<Item = &MetricStep> {
    output.steps.iter().filter_map(|step| match step {
        Step::Metric(metric) => Some(&**metric),
        _ => None,
    })
}

/// The conditions of the status, as `kubectl describe` shows them.
pub(super) fn conditions(conditions: &[HorizontalPodAutoscalerCondition]) -> Section {
    let mut section = Section::new("Conditions");
    let width = conditions.iter().map(|condition| condition.reason.len()).max().unwrap_or(0);
    for condition in conditions {
        let text =
            format!("{:5}  {:width$}  {}", condition.status.to_string(), condition.reason, condition.message);
        // To be within the limits, or above zero, is no trouble.
        let lasting = matches!(condition.r#type, ConditionType::AbleToScale | ConditionType::ScalingActive);
        let trouble = lasting && condition.status == ConditionStatus::False;
        section.push(Row { trouble, ..Row::new(&condition.r#type.to_string(), text) });
    }
    section
}

/// The events of the sync.
pub(super) fn events(events: &[ControllerEvent]) -> Section {
    let mut section = Section::new("Events");
    let width = events.iter().map(|event| event.reason.len()).max().unwrap_or(0);
    for event in events {
        let text = format!("{:width$}  {}", event.reason, event.message);
        section.push(match event.r#type {
            EventType::Normal => Row::new("Normal", text),
            EventType::Warning => Row::trouble("Warning", text),
        });
    }
    section
}

fn change(before: i32, after: i32) -> String {
    if before == after { format!("{after}") } else { format!("{before} → {after}") }
}
