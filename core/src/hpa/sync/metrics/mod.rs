//! Step 3: each metric's replica count, and the largest of them.

mod external;
mod metric;
mod metric_step;
mod object;
mod pods;
mod resource;
mod selector_text;
mod source;
mod value;

use std::collections::BTreeMap;

use super::event::ControllerEvent;
use super::input::ReconcileInput;
use super::record::Record;
use super::selection::Selected;
use super::step::Step;
use super::wording;
use crate::error::Error;
use crate::hpa::answer::{ApiAnswer, Asked};
use crate::hpa::calculator::{Readiness, Scope, Tally};
use crate::hpa::requests::{MetricRequest, request};
use crate::kube::autoscaling::{MetricSpec, MetricStatus, Scale};
use metric::{Metric, Unavailable};

/// The metrics of a spec, each with the request that it is read with.
struct Computation<'a> {
    scope: &'a Scope<'a>,
    namespace: &'a str,
    metrics: &'a [MetricSpec],
    /// What is asked for each metric, or why it cannot be.
    requests: &'a [Result<MetricRequest, Error>],
    answers: &'a BTreeMap<String, ApiAnswer>,
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

/// Computes the metrics of the spec, over the pods that the target's selector selects.
pub(super) fn step(
    input: &ReconcileInput<'_>,
    record: &mut Record,
    scale: &Scale,
    selected: &Selected<'_>,
) -> Result<Computed, Failed> {
    let ReconcileInput { hpa, options, profile, mapper, .. } = *input;
    let namespace = input.namespace();
    let ask = |metric| request(metric, namespace, &selected.selector, mapper);
    let requests: Vec<_> = hpa.spec.metrics.iter().map(ask).collect();
    let scope = Scope {
        profile: &profile,
        pods: &selected.pods,
        tolerances: input.tolerances(),
        readiness: Readiness {
            now: input.now,
            cpu_initialization_period: options.cpu_initialization_period,
            initial_readiness_delay: options.initial_readiness_delay,
        },
        spec_replicas: scale.spec.replicas,
        status_replicas: scale.status.replicas,
    };
    let computation = Computation {
        scope: &scope,
        namespace,
        metrics: &hpa.spec.metrics,
        requests: &requests,
        answers: input.metrics,
    };
    computation.run(record)
}

impl Computation<'_> {
    /// The largest of the metrics' counts. Where some metric gave none, a scale-down is refused.
    /// Mirrors the loop of `podautoscaler.HorizontalController.computeReplicasForMetrics`.
    fn run(&self, record: &mut Record) -> Result<Computed, Failed> {
        let Record { conditions, events, steps, .. } = record;
        let (mut replicas, mut largest, mut name) = (0, i32::MIN, String::new());
        let mut statuses = Vec::with_capacity(self.metrics.len());
        let mut first: Option<Unavailable> = None;
        let mut unavailable = 0usize;
        let tally = Tally::new(self.scope);
        for (index, spec) in self.metrics.iter().enumerate() {
            let metric =
                Metric { tally: &tally, namespace: self.namespace, spec, answer: self.answer(index) };
            let evaluation = source::evaluate(&metric);
            let request = self.requests.get(index).and_then(|request| request.as_ref().ok());
            let step = metric_step::of(spec, request, &evaluation, self.scope);
            steps.push(Step::Metric(Box::new(step)));
            match evaluation {
                Ok(evaluated) => {
                    statuses.push(evaluated.status);
                    largest = largest.max(evaluated.proposal.replicas);
                    if replicas == 0 || evaluated.proposal.replicas > replicas {
                        replicas = evaluated.proposal.replicas;
                        name = evaluated.name;
                    }
                }
                Err(failure) => {
                    statuses.push(MetricStatus::default());
                    events.push(ControllerEvent::warning(failure.reason, failure.message.clone()));
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
            why: wording::maximum(replicas, &name, unavailable, largest),
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
}

fn valid(metric: &str) -> String {
    format!("the HPA was able to successfully calculate a replica count from {metric}")
}
