use super::metric::Evaluation;
use crate::hpa::calculator::{Proposal, Scope};
use crate::hpa::requests::MetricRequest;
use crate::hpa::sync::step::{DeadBandStep, MetricStep};
use crate::hpa::sync::wording::{self, ScaleReplicas};
use crate::kube::autoscaling::{MetricSpec, MetricStatus, MetricTarget, MetricValueStatus, SpelledQuantity};
use crate::quantity::{Format, Quantity};

/// What is told of a metric: how it was read, and what it gave; `name` is how messages call it, `status` its entry there.
pub(super) fn of(
    spec: &MetricSpec,
    request: Option<&MetricRequest>,
    evaluation: &Evaluation,
    (name, status): (&str, &MetricStatus),
    scope: &Scope<'_>,
) -> MetricStep {
    let tolerances = scope.tolerances;
    let target = target_of(spec).cloned();
    let step = MetricStep {
        metric: request
            .map(|request| request.metric.as_str())
            .or(name_of(spec))
            .unwrap_or_default()
            .to_owned(),
        source: spec.r#type.clone(),
        path: request.map(|request| request.path.clone()),
        current: None,
        total: None,
        target,
        pods: None,
        ratio: None,
        recomputed_ratio: None,
        counted_pods: None,
        tolerance: None,
        tolerances,
        dead_band: None,
        proposal: None,
        outcome: None,
        error: None,
        why: String::new(),
    };
    let proposal = match evaluation {
        Ok(proposal) => proposal,
        Err(failure) => {
            return MetricStep { error: Some(failure.message.clone()), why: failure.message.clone(), ..step };
        }
    };
    let tolerance = tolerances.towards(proposal.recomputed_ratio.unwrap_or(proposal.ratio));
    let current = current_of(status);
    let dead_band = match (&current, proposal.dead_band) {
        (Some(current), Some(band)) => Some(DeadBandStep {
            below: band.below.map(|value| end(current, proposal, value, scope)),
            above: band.above.map(|value| end(current, proposal, value, scope)),
        }),
        _ => None,
    };
    let step = MetricStep {
        metric: name.to_owned(),
        current,
        total: proposal.total.map(|total| Quantity::from_milli(total, Format::DecimalSi).into()),
        pods: proposal.pods,
        ratio: Some(proposal.ratio),
        recomputed_ratio: proposal.recomputed_ratio,
        counted_pods: proposal.counted,
        tolerance: Some(tolerance),
        dead_band,
        proposal: Some(proposal.replicas),
        outcome: Some(proposal.outcome),
        ..step
    };
    let scale = ScaleReplicas { spec: scope.spec_replicas, status: scope.status_replicas };
    let why = wording::metric(&step, scale);
    MetricStep { why, ..step }
}

/// An end of a dead band as the status shows the present value; with the total, where it shows the average of one.
fn end(current: &MetricValueStatus, proposal: &Proposal, value: i64, scope: &Scope<'_>) -> MetricValueStatus {
    if proposal.total.is_none() {
        return like(current, value);
    }
    let average = scope.profile.average_usage(value, scope.status_replicas);
    let total = Quantity::from_milli(value, Format::DecimalSi);
    MetricValueStatus { value: Some(total.into()), ..like(current, average) }
}

/// A value of the calculator's as the status shows the present one: in per cent, or as a quantity of the same format.
fn like(current: &MetricValueStatus, value: i64) -> MetricValueStatus {
    let quantity =
        |like: &SpelledQuantity| SpelledQuantity::from(Quantity::from_milli(value, like.quantity().format()));
    if current.average_utilization.is_some() {
        return MetricValueStatus {
            average_utilization: i32::try_from(value).ok(),
            ..MetricValueStatus::default()
        };
    }
    MetricValueStatus {
        value: current.value.as_ref().map(quantity),
        average_value: current.average_value.as_ref().map(quantity),
        average_utilization: None,
    }
}

fn name_of(spec: &MetricSpec) -> Option<&str> {
    let MetricSpec { object, pods, resource, container_resource, external, .. } = spec;
    None.or(object.as_ref().map(|source| source.metric.name.as_str()))
        .or(pods.as_ref().map(|source| source.metric.name.as_str()))
        .or(resource.as_ref().map(|source| source.name.as_str()))
        .or(container_resource.as_ref().map(|source| source.name.as_str()))
        .or(external.as_ref().map(|source| source.metric.name.as_str()))
}

fn target_of(spec: &MetricSpec) -> Option<&MetricTarget> {
    let MetricSpec { object, pods, resource, container_resource, external, .. } = spec;
    None.or(object.as_ref().map(|source| &source.target))
        .or(pods.as_ref().map(|source| &source.target))
        .or(resource.as_ref().map(|source| &source.target))
        .or(container_resource.as_ref().map(|source| &source.target))
        .or(external.as_ref().map(|source| &source.target))
}

fn current_of(status: &MetricStatus) -> Option<MetricValueStatus> {
    let MetricStatus { object, pods, resource, container_resource, external, .. } = status;
    None.or(object.as_ref().map(|status| &status.current))
        .or(pods.as_ref().map(|status| &status.current))
        .or(resource.as_ref().map(|status| &status.current))
        .or(container_resource.as_ref().map(|status| &status.current))
        .or(external.as_ref().map(|status| &status.current))
        .cloned()
}
