use super::layout::Section;
use super::responses::Responses;
use super::stations::Way;
use crate::budget::Budget;
use crate::engine::Engine;
use crate::hpa::steps::StepFunction;
use crate::hpa::{ReconcileInput, ReconcileOutput};
use crate::lint::Finding;

/// What an explanation is made from. An HPA with annotations of kube-metrics-adapter goes by these, and the engine answers
/// what they do not.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct ExplainInput<'a> {
    /// The sync. Requests that its `metrics` do not answer are answered by the engine.
    pub sync: ReconcileInput<'a>,
    /// The adapter; without one the answers must all be in `sync.metrics`.
    pub engine: Option<&'a Engine>,
    /// What Prometheus answered.
    pub responses: &'a Responses,
    /// The objects that the cluster lists for a `*`; without them the names of the pods that the scale selects.
    pub objects: Option<&'a [String]>,
    /// What was found in the inputs, to be told beside what becomes of them.
    pub findings: &'a [Finding],
    /// Whether the findings have been told at a sync before.
    pub is_later: bool,
    /// What the queries of all metrics may cost; by default what the engine's limits allow each of them.
    pub budget: Option<&'a Budget>,
    /// What of the scale is not the cluster's, and where it was taken from: sentences.
    pub assumed: &'a [String],
    /// Whether the step function of each metric is wanted.
    pub thresholds: bool,
}

impl<'a> ExplainInput<'a> {
    /// An explanation of a sync whose `metrics` answer every request.
    #[must_use]
    pub fn new(sync: ReconcileInput<'a>) -> Self {
        static NO_RESPONSES: Responses = Responses::none();
        Self {
            sync,
            engine: None,
            responses: &NO_RESPONSES,
            objects: None,
            findings: &[],
            is_later: false,
            budget: None,
            assumed: &[],
            thresholds: false,
        }
    }

    /// The adapter.
    #[must_use]
    pub fn engine(self, engine: &'a Engine) -> Self {
        Self { engine: Some(engine), ..self }
    }

    /// What Prometheus answered.
    #[must_use]
    pub fn responses(self, responses: &'a Responses) -> Self {
        Self { responses, ..self }
    }

    /// The objects that the cluster lists for a `*`.
    #[must_use]
    pub fn objects(self, objects: &'a [String]) -> Self {
        Self { objects: Some(objects), ..self }
    }

    /// What of the scale is not the cluster's, and where it was taken from: sentences.
    #[must_use]
    pub fn assumed(self, assumed: &'a [String]) -> Self {
        Self { assumed, ..self }
    }

    /// With the step function of each metric.
    #[must_use]
    pub fn thresholds(self) -> Self {
        Self { thresholds: true, ..self }
    }

    /// What was found in the inputs.
    #[must_use]
    pub fn findings(self, findings: &'a [Finding]) -> Self {
        Self { findings, ..self }
    }

    /// A sync after another, at which the findings have been told.
    #[must_use]
    pub fn later(self) -> Self {
        Self { is_later: true, ..self }
    }

    /// What the queries of all metrics may cost.
    #[must_use]
    pub fn budget(self, budget: &'a Budget) -> Self {
        Self { budget: Some(budget), ..self }
    }
}

/// An explanation, and the decision that it explains.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Explanation {
    /// Its parts, to be laid out by [`layout`](super::layout()).
    pub sections: Vec<Section>,
    /// The way of each metric, in the order of the spec.
    pub ways: Vec<Way>,
    /// What is found in the inputs and in the decision, the likeliest cause of the outcome first.
    pub causes: Vec<Finding>,
    /// What the sync came to.
    pub decision: ReconcileOutput,
    /// The step functions of the metrics, in the order of the spec, where they are wanted.
    pub steps: Vec<StepFunction>,
}
