//! Step 3: each metric's replica count, and the largest of them.

mod curve;
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

use super::compiled::Compiled;
use super::event::ControllerEvent;
use super::input::ReconcileInput;
use super::record::Record;
use super::selection::Selected;
use super::step::Step;
use super::wording;
use crate::hpa::answer::{ApiAnswer, Asked};
use crate::hpa::calculator::{Readiness, Roster, Scope, Tally, Varied};
use crate::kube::autoscaling::{MetricSpec, MetricStatus, Scale};
use metric::{Metric, Unavailable};

pub(in crate::hpa) use curve::{Curve, Given};
pub(super) use source::called;

/// The metrics of a spec, each with the request that it is read with.
struct Computation<'a, 'c> {
    scope: &'a Scope<'a>,
    namespace: &'a str,
    metrics: &'a [MetricSpec],
    compiled: &'c Compiled,
    roster: Option<&'c Roster>,
    answers: &'a BTreeMap<String, ApiAnswer>,
    varied: Option<(usize, Varied)>,
}

/// The largest count, and what the status shows of the metrics.
pub(super) struct Computed<'c> {
    pub(super) replicas: i32,
    /// The metric that called for it, as messages call it.
    pub(super) metric: &'c str,
    pub(super) statuses: Vec<MetricStatus>,
}

/// No count, and what the status shows of the metrics.
pub(super) struct Failed {
    pub(super) error: String,
    pub(super) statuses: Option<Vec<MetricStatus>>,
}

/// Computes the metrics of the spec, over the pods that the target's selector selects.
pub(super) fn step<'c>(
    input: &ReconcileInput<'_>,
    record: &mut Record,
    scale: &Scale,
    selected: &Selected<'_, 'c>,
) -> Result<Computed<'c>, Failed> {
    let scope = scope(input, scale, selected);
    Computation::new(input, &scope, selected).run(record)
}

/// What each metric's computation looks at beside its samples.
fn scope<'s>(input: &'s ReconcileInput<'_>, scale: &Scale, selected: &'s Selected<'_, '_>) -> Scope<'s> {
    let options = &input.options;
    Scope {
        profile: &input.profile,
        pods: &selected.pods,
        tolerances: input.tolerances(),
        readiness: Readiness {
            now: input.now,
            cpu_initialization_period: options.cpu_initialization_period,
            initial_readiness_delay: options.initial_readiness_delay,
        },
        spec_replicas: scale.spec.replicas,
        status_replicas: scale.status.replicas,
    }
}

impl<'a, 'c> Computation<'a, 'c> {
    fn new(input: &ReconcileInput<'a>, scope: &'a Scope<'a>, selected: &Selected<'_, 'c>) -> Self {
        Self {
            scope,
            namespace: input.namespace(),
            metrics: &input.hpa.spec.metrics,
            compiled: selected.compiled,
            roster: selected.roster,
            answers: input.metrics,
            varied: input.varied,
        }
    }

    /// The largest of the metrics' counts. Where some metric gave none, a scale-down is refused.
    /// Mirrors the loop of `podautoscaler.HorizontalController.computeReplicasForMetrics`.
    fn run(&self, record: &mut Record) -> Result<Computed<'c>, Failed> {
        let Record { conditions, events, steps, outline, .. } = record;
        let (mut replicas, mut largest, mut name) = (0, i32::MIN, "");
        let mut statuses = Vec::new();
        let mut first: Option<Unavailable> = None;
        let mut unavailable = 0usize;
        let tally = Tally::new(self.scope, self.roster, steps.is_some());
        outline.metrics.reserve_exact(self.metrics.len());
        for (index, spec) in self.metrics.iter().enumerate() {
            let metric =
                Metric { tally: &tally, namespace: self.namespace, spec, answer: self.answer(index) };
            tally.vary(self.varied.filter(|(varied, _)| *varied == index).map(|(_, varied)| varied));
            let evaluation = source::evaluate(&metric);
            let called = self.compiled.names.get(index).map_or("", String::as_str);
            if let Some(steps) = steps {
                let status = evaluation
                    .as_ref()
                    .map(|proposal| source::status(spec, self.scope.profile, proposal))
                    .unwrap_or_default();
                let request = self.compiled.requests.get(index).and_then(|request| request.as_ref().ok());
                let step = metric_step::of(spec, request, &evaluation, (called, &status), self.scope);
                steps.push(Step::Metric(Box::new(step)));
                statuses.push(status);
            }
            outline.metrics.push(evaluation.as_ref().map_err(|failure| failure.message.clone()).copied());
            match evaluation {
                Ok(proposal) => {
                    largest = largest.max(proposal.replicas);
                    if replicas == 0 || proposal.replicas > replicas {
                        replicas = proposal.replicas;
                        name = called;
                    }
                }
                Err(failure) => {
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
                conditions.scaling_active(false, first.reason, &message);
                return Err(Failed { error: error(), statuses: Some(statuses) });
            }
            // Upstream takes this count for its sign of failure.
            if replicas == -1 {
                conditions.valid_metric(name);
                return Err(Failed { error: error(), statuses: Some(statuses) });
            }
        }
        conditions.valid_metric(name);
        outline.proposal = Some(replicas);
        if let Some(steps) = steps {
            steps.push(Step::Maximum {
                proposal: Some(replicas),
                metric: Some(name.to_owned()),
                unavailable,
                why: wording::maximum(replicas, name, unavailable, largest),
            });
        }
        Ok(Computed { replicas, metric: name, statuses })
    }

    /// The answer to a metric's request, or why there is none.
    fn answer(&self, index: usize) -> Asked<'a>
    where
        'c: 'a,
    {
        match self.compiled.requests.get(index) {
            Some(Ok(request)) => self.answers.get(&request.path).ok_or("the request was not answered"),
            Some(Err(error)) => Err(error.message()),
            None => Err("there is no request"),
        }
    }
}
