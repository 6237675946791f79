use std::collections::BTreeMap;

use super::answer::{Answer, Asked};
use super::calculator::{Scope, Tally};
use super::conditions::Conditions;
use super::source::{Evaluated, Source, Unavailable};
use super::step::{DeadBandStep, MetricStep, Step};
use super::{Event, MetricRequest, why};
use crate::error::Error;
use crate::kube::autoscaling::{MetricSpec, MetricStatus, MetricTarget, MetricValueStatus, SpelledQuantity};
use crate::quantity::Quantity;

/// The metrics of a spec, each with the request that it is read with.
pub(super) struct Computation<'a> {
    pub(super) scope: &'a Scope<'a>,
    pub(super) namespace: &'a str,
    pub(super) metrics: &'a [MetricSpec],
    /// What is asked for each metric, or why it cannot be.
    pub(super) requests: &'a [Result<MetricRequest, Error>],
    pub(super) answers: &'a BTreeMap<String, Answer>,
}

/// The largest count, and what the status shows of the metrics.
pub(super) struct Computed {
    pub(super) replicas: i32,
    /// The metric that called for it, as messages call it.
    pub(super) metric: String,
    pub(super) statuses: Vec<MetricStatus>,
}

/// No count, and what the status shows of the metrics.
pub(super) struct Failed {
    pub(super) error: String,
    pub(super) statuses: Option<Vec<MetricStatus>>,
}

impl Computation<'_> {
    /// The largest of the metrics' counts. Where some metric gave none, a scale-down is refused.
    /// Mirrors the loop of `podautoscaler.HorizontalController.computeReplicasForMetrics`.
    pub(super) fn run(
        &self,
        conditions: &mut Conditions,
        events: &mut Vec<Event>,
        steps: &mut Vec<Step>,
    ) -> Result<Computed, Failed> {
        let (mut replicas, mut name) = (0, String::new());
        let mut statuses = Vec::with_capacity(self.metrics.len());
        let mut first: Option<Unavailable> = None;
        let mut unavailable = 0usize;
        let tally = Tally::new(self.scope);
        for (index, spec) in self.metrics.iter().enumerate() {
            let source =
                Source { tally: &tally, namespace: self.namespace, spec, answer: self.answer(index) };
            let evaluation = source.evaluate();
            steps.push(Step::Metric(Box::new(self.step(index, spec, &evaluation))));
            match evaluation {
                Ok(evaluated) => {
                    statuses.push(evaluated.status);
                    if replicas == 0 || evaluated.proposal.replicas > replicas {
                        replicas = evaluated.proposal.replicas;
                        name = evaluated.name;
                    }
                }
                Err(failure) => {
                    statuses.push(MetricStatus::default());
                    events.push(Event::warning(failure.reason, failure.message.clone()));
                    unavailable = unavailable.saturating_add(1);
                    first.get_or_insert(failure);
                }
            }
        }
        let all = self.metrics.len();
        let down = replicas < self.scope.spec_replicas;
        if let Some(first) = first {
            let error = || {
                format!(
                    "invalid metrics ({unavailable} invalid out of {all}), first error is: {}",
                    first.error
                )
            };
            if unavailable >= all || down {
                let message = format!("the HPA was unable to compute the replica count: {}", first.message);
                conditions.scaling_active(false, first.reason, message);
                return Err(Failed { error: error(), statuses: Some(statuses) });
            }
            // Upstream takes this count for its sign of failure.
            if replicas == -1 {
                conditions.scaling_active(true, "ValidMetricFound", valid(&name));
                return Err(Failed { error: error(), statuses: Some(statuses) });
            }
        }
        conditions.scaling_active(true, "ValidMetricFound", valid(&name));
        steps.push(Step::Maximum {
            proposal: Some(replicas),
            metric: Some(name.clone()),
            unavailable,
            why: why::maximum(replicas, &name, unavailable),
        });
        Ok(Computed { replicas, metric: name, statuses })
    }

    /// The answer to a metric's request, or why there is none.
    fn answer(&self, index: usize) -> Asked<'_> {
        match self.requests.get(index) {
            Some(Ok(request)) => self.answers.get(&request.path).ok_or("the request was not answered"),
            Some(Err(error)) => Err(error.message()),
            None => Err("there is no request"),
        }
    }

    fn step(
        &self,
        index: usize,
        spec: &MetricSpec,
        evaluation: &Result<Evaluated, Unavailable>,
    ) -> MetricStep {
        let tolerances = self.scope.tolerances;
        let target = target_of(spec).cloned();
        let request = self.requests.get(index).and_then(|request| request.as_ref().ok());
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
                return MetricStep {
                    error: Some(failure.message.clone()),
                    why: failure.message.clone(),
                    ..step
                };
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
                why::metric(&evaluated.name, current, target, proposal, (tolerance, dead_band.as_ref()))
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

fn valid(metric: &str) -> String {
    format!("the HPA was able to successfully calculate a replica count from {metric}")
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
