//! What the controller makes of the values: the steps of a sync as rows.

use super::layout::{Row, Section};
use crate::hpa::{Event, EventType, MetricStep, ReconcileOutput, Step};
use crate::kube::ConditionStatus;
use crate::kube::autoscaling::{HorizontalPodAutoscalerCondition, MetricTarget, MetricValueStatus};

/// What one metric calls for.
pub(super) fn metric(step: &MetricStep, section: &mut Section) {
    if let Some(error) = &step.error {
        section.push(Row::trouble("proposal", "none").because(error.as_str()));
        return;
    }
    if let (Some(current), Some(target)) = (&step.current, &step.target) {
        section.push(Row::new("usage", format!("{} of {}", usage(current), goal(target))));
    }
    if let Some(pods) = step.pods {
        let groups = [
            (pods.ready, "ready"),
            (pods.unready, "unready: count as 0 going up"),
            (pods.missing, "without a sample: count as 0 going up, as the target going down"),
            (pods.ignored, "failed or being deleted: do not count"),
        ];
        let told: Vec<_> = groups
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, what)| format!("{count} {what}"))
            .collect();
        section.push(Row::new("pods", if told.is_empty() { "none".to_owned() } else { told.join("\n") }));
    }
    if let Some(ratio) = step.ratio {
        let mut row = Row::new("ratio", decimal(ratio));
        if let Some(again) = step.recomputed_ratio {
            row = row.because(format!("{} with missing and unready pods counted in", decimal(again)));
        }
        section.push(row);
        if let Some(tolerance) = step.tolerance {
            let distance = (step.recomputed_ratio.unwrap_or(ratio) - 1.0).abs();
            let place = if distance <= tolerance { "inside" } else { "outside" };
            let row = Row::new("tolerance", format!("{tolerance}: {place}"));
            section.push(row.because(close_call(ratio, tolerance)));
        }
    }
    if let Some(proposal) = step.proposal {
        section.push(Row::new("proposal", replicas(proposal)).because(step.why.as_str()));
    }
}

/// A ratio that looks as if it stood on the edge of the tolerance does so in decimals only.
fn close_call(ratio: f64, tolerance: f64) -> String {
    let distance = (ratio - 1.0).abs();
    let reach = |verb: &str| format!("|{} - 1| {verb} {tolerance}", decimal(ratio));
    if distance == tolerance {
        reach("is")
    } else if (distance - tolerance).abs() < 1e-9 {
        let side = if distance > tolerance { "exceeds" } else { "stays below" };
        format!("in binary floating point {} ({distance:?})", reach(side))
    } else if distance > tolerance {
        reach("exceeds")
    } else {
        reach("does not exceed")
    }
}

/// From the largest proposal to the replicas.
pub(super) fn replicas_section(output: &ReconcileOutput) -> Section {
    let mut section = Section::new("Replicas");
    for step in &output.steps {
        match step {
            Step::Metric(_) => {}
            Step::Target { current_replicas, status_replicas, min_replicas, max_replicas, why, .. } => {
                let text = format!("{current_replicas} asked for, {status_replicas} there");
                section.push(Row::new("current", text).because(why.as_str()));
                section.push(Row::new("bounds", format!("{min_replicas} to {max_replicas}")));
            }
            Step::Maximum { proposal, why, .. } => {
                let row = match proposal {
                    Some(proposal) => Row::new("maximum", replicas(*proposal)),
                    None => Row::trouble("maximum", "none"),
                };
                section.push(row.because(why.as_str()));
            }
            Step::Stabilization { before, after, why, .. } => {
                section.push(Row::new("stabilization", change(*before, *after)).because(why.as_str()));
            }
            Step::Limits { before, after, why, .. } => {
                section.push(Row::new("limits", change(*before, *after)).because(why.as_str()));
            }
            Step::Final { current, desired, why, .. } => {
                section.push(Row::new("desired", change(*current, *desired)).because(why.as_str()));
            }
        }
    }
    section
}

/// The conditions of the status, as `kubectl describe` shows them.
pub(super) fn conditions(conditions: &[HorizontalPodAutoscalerCondition]) -> Section {
    let mut section = Section::new("Conditions");
    for condition in conditions {
        let trouble =
            condition.status == ConditionStatus::False && condition.r#type.to_string() != "ScalingLimited";
        let text = format!("{} {}", condition.status, condition.reason);
        let kind = condition.r#type.to_string();
        let row = if trouble { Row::trouble(&kind, text) } else { Row::new(&kind, text) };
        section.push(row.because(condition.message.as_str()));
    }
    section
}

/// The events of the sync.
pub(super) fn events(events: &[Event]) -> Section {
    let mut section = Section::new("Events");
    for event in events {
        let row = match event.r#type {
            EventType::Normal => Row::new("Normal", event.reason),
            EventType::Warning => Row::trouble("Warning", event.reason),
        };
        section.push(row.because(event.message.as_str()));
    }
    section
}

fn change(before: i32, after: i32) -> String {
    if before == after { format!("{after}") } else { format!("{before} → {after}") }
}

fn replicas(count: i32) -> String {
    format!("{count} replica{}", if count == 1 { "" } else { "s" })
}

/// At most four decimals, without trailing zeros.
fn decimal(value: f64) -> String {
    let text = format!("{value:.4}");
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

fn usage(current: &MetricValueStatus) -> String {
    match (current.average_utilization, &current.average_value, &current.value) {
        (Some(percent), Some(average), _) => format!("{percent}% ({average} for each pod)"),
        (Some(percent), None, _) => format!("{percent}%"),
        (None, Some(average), _) => format!("{average} for each pod"),
        (None, None, Some(value)) => value.to_string(),
        (None, None, None) => "<unknown>".to_owned(),
    }
}

fn goal(target: &MetricTarget) -> String {
    match (target.average_utilization, &target.average_value, &target.value) {
        (Some(percent), ..) => format!("{percent}%"),
        (None, Some(average), _) => format!("{average} for each pod"),
        (None, None, Some(value)) => value.to_string(),
        (None, None, None) => "<unknown>".to_owned(),
    }
}
