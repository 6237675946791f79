use super::Told;
use crate::hpa::calculator::Counts;
use crate::hpa::sync::pod_names::{Names, PodNames};
use crate::hpa::sync::step::MetricStep;
use crate::hpa::sync::wording::ScaleReplicas;
use crate::hpa::sync::wording::value::{Target, compared};
use crate::kube::autoscaling::{MetricSourceType, MetricTargetType};

/// A metric's pods by group, and what becomes of each group; nothing where the metric does not look at pods.
pub(crate) fn pods_row(step: &MetricStep, names: &PodNames, scale: ScaleReplicas) -> Option<Told> {
    let pods = step.pods?;
    let told = match step.source {
        MetricSourceType::Object | MetricSourceType::External => times_ready(pods, names),
        _ => by_group(step, pods, names),
    };
    let (active, there) = (names.active, scale.status);
    Some(match i64::try_from(active).is_ok_and(|active| active > i64::from(there)) {
        true => told.because(format!(
            "the selector selects {active} pods, status.replicas is {there}: others' pods may be among them"
        )),
        false => told,
    })
}

/// The value of an object, or of none, which is counted times the ready pods.
fn times_ready(Counts { ready, unready, .. }: Counts, names: &PodNames) -> Told {
    if unready == 0 {
        return Told::new(format!("{ready} ready"));
    }
    let all = ready.saturating_add(unready);
    Told::new(format!(
        "{ready} ready of {all}; the ratio is taken times the ready pods, the others do not count"
    ))
    .because(format!("not ready: {}", names.unready))
}

fn by_group(step: &MetricStep, pods: Counts, names: &PodNames) -> Told {
    let mut lines = Vec::new();
    if pods.ready > 0 {
        lines.push(format!("{} ready", pods.ready));
    }
    if pods.unready > 0 {
        let counts = counts(pods.unready);
        lines.push(format!("{} unready: {counts} as 0 going up, not at all going down", pods.unready));
    }
    if pods.missing > 0 {
        let (counts, down) = (counts(pods.missing), missing_going_down(step, pods.missing));
        lines.push(format!("{} without a sample: {counts} as 0 going up, {down} going down", pods.missing));
    }
    let ignored = [(&names.failed, "Failed"), (&names.deleted, "being deleted")];
    for (names, what) in ignored.into_iter().filter(|(names, _)| names.count() > 0) {
        let does = if names.count() == 1 { "does" } else { "do" };
        lines.push(format!("{} {what} ({names}): {does} not count", names.count()));
    }
    let told = Told::new(if lines.is_empty() { "none".to_owned() } else { lines.join("\n") });
    let named = |told: Told, label: &str, names: &Names| match names.count() {
        0 => told,
        _ => told.because(format!("{label}: {names}")),
    };
    named(named(told, "unready", &names.unready), "without a sample", &names.missing)
}

fn counts(pods: usize) -> &'static str {
    if pods == 1 { "counts" } else { "count" }
}

/// What a pod without a sample counts as where the ratio is below 1.
fn missing_going_down(step: &MetricStep, missing: usize) -> String {
    let (Some(target), Some(current)) = (&step.target, &step.current) else { return String::new() };
    if compared(current) == MetricTargetType::Utilization {
        let percent = target.average_utilization.unwrap_or_default().max(100);
        let their = if missing == 1 { "its" } else { "their" };
        return format!("as {percent}% of {their} request");
    }
    format!("as the target, {},", Target(target, current))
}
