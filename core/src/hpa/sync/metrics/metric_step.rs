use super::metric::{Evaluated, Unavailable};
use crate::hpa::requests::MetricRequest;
use crate::hpa::sync::step::{DeadBandStep, MetricStep};
use crate::hpa::sync::wording;
use crate::hpa::tolerance::Tolerances;
use crate::kube::autoscaling::{MetricSpec, MetricStatus, MetricTarget, MetricValueStatus, SpelledQuantity};
use crate::quantity::Quantity;

/// What is told of a metric: how it was read, and what it gave.
pub(super) fn of(
    spec: &MetricSpec,
    request: Option<&MetricRequest>,
    evaluation: &Result<Evaluated, Unavailable>,
    tolerances: Tolerances,
) -> MetricStep {
    let target = target_of(spec).cloned();
    let step = MetricStep {
        metric: request.map(|request| request.metric.clone()).unwrap_or_default(),
        source: spec.r#type.clone(),
        path: request.map(|request| request.path.clone()),
        current: None,
        target,
        pods: None,
        ratio: None,
        recomputed_ratio: None,
        tolerance: None,
        tolerances,
        dead_band: None,
        proposal: None,
        outcome: None,
        error: None,
        why: String::new(),
    };
    let evaluated = match evaluation {
        Ok(evaluated) => evaluated,
        Err(failure) => {
            return MetricStep { error: Some(failure.message.clone()), why: failure.message.clone(), ..step };
        }
    };
    let proposal = &evaluated.proposal;
    let tolerance = tolerances.towards(proposal.recomputed_ratio.unwrap_or(proposal.ratio));
    let current = current_of(&evaluated.status);
    let dead_band = match (&current, proposal.dead_band) {
        (Some(current), Some(band)) => Some(DeadBandStep {
            below: band.below.map(|value| like(current, value)),
            above: band.above.map(|value| like(current, value)),
        }),
        _ => None,
    };
    let why = match (&current, &step.target) {
        (Some(current), Some(target)) => {
            wording::metric(&evaluated.name, current, target, proposal, (tolerance, dead_band.as_ref()))
        }
        _ => String::new(),
    };
    MetricStep {
        metric: evaluated.name.clone(),
        current,
        pods: proposal.pods,
        ratio: Some(proposal.ratio),
        recomputed_ratio: proposal.recomputed_ratio,
        tolerance: Some(tolerance),
        dead_band,
        proposal: Some(proposal.replicas),
        outcome: Some(proposal.outcome),
        why,
        ..step
    }
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
