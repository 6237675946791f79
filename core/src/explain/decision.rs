//! What the controller makes of the values: the steps of a sync as rows.

use super::layout::{Row, Section};
use crate::hpa::calculator::ProposalOutcome;
use crate::hpa::wording::{self, Decimal, Replicas};
use crate::hpa::{ControllerEvent, EventType, MetricStep, ReconcileOutput, Step};
use crate::kube::ConditionStatus;
use crate::kube::autoscaling::{
    HorizontalPodAutoscalerCondition, HorizontalPodAutoscalerConditionType as ConditionType,
};

/// What one metric calls for.
pub(super) fn metric(step: &MetricStep, section: &mut Section) {
    if let Some(error) = &step.error {
        section.push(Row::trouble("proposal", "none").because(error.as_str()));
        return;
    }
    if let (Some(current), Some(target)) = (&step.current, &step.target) {
        section.push(Row::new("usage", wording::usage_row(current, target)));
    }
    if let Some(pods) = step.pods {
        section.push(Row::new("pods", wording::pods_row(pods)));
    }
    if let Some(ratio) = step.ratio {
        let mut row = Row::new("ratio", Decimal::long(ratio).to_string());
        if let Some(again) = step.recomputed_ratio {
            row = row.because(format!("{} with missing and unready pods counted in", Decimal::long(again)));
        }
        section.push(row);
        if let Some(tolerance) = step.tolerance {
            let inside = step.outcome.is_some_and(ProposalOutcome::is_within_tolerance);
            let place = if inside { "inside" } else { "outside" };
            let row = Row::new("tolerance", format!("{tolerance}: {place}"));
            let row = match wording::on_the_edge(step.recomputed_ratio.unwrap_or(ratio), tolerance, inside) {
                Some(why) => row.because(why),
                None => row,
            };
            section.push(match &step.dead_band {
                Some(band) => row.because(band.to_string()),
                None => row,
            });
        }
    }
    if let Some(proposal) = step.proposal {
        let row = Row::new("proposal", Replicas(proposal).to_string());
        section.push(match &step.outcome {
            Some(outcome) => row.because(wording::proposal_row(step, *outcome)),
            None => row,
        });
    }
}

/// From the largest proposal to the replicas.
pub(super) fn replicas_section(output: &ReconcileOutput) -> Section {
    let mut section = Section::new("Replicas");
    let proposals = || {
        output.steps.iter().filter_map(|step| match step {
            Step::Metric(metric) => Some(metric.proposal),
            _ => None,
        })
    };
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
                section.push(if *computes_metrics { row } else { row.because(why.as_str()) });
                section.push(Row::new("bounds", format!("{min_replicas} to {max_replicas}")));
            }
            Step::Maximum { proposal: None, why, .. } => {
                section.push(Row::trouble("maximum", "none").because(why.as_str()));
            }
            Step::Maximum { proposal: Some(proposal), unavailable, .. } => {
                let row = Row::new("maximum", Replicas(*proposal).to_string());
                let row = match proposals().position(|other| other == Some(*proposal)) {
                    _ if proposals().count() == 1 => row.because("the only proposal"),
                    Some(index) => {
                        row.because(format!("the largest proposal, of metric {}", index.saturating_add(1)))
                    }
                    None => row,
                };
                section.push(match unavailable {
                    0 => row,
                    _ => row.because("a metric gave no value, so the count may grow but not shrink"),
                });
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
