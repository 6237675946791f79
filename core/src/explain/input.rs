use super::layout::Section;
use super::responses::Responses;
use crate::budget::Budget;
use crate::engine::Engine;
use crate::hpa::{ReconcileInput, ReconcileOutput};

/// What an explanation is made from. An HPA with annotations of kube-metrics-adapter goes by these, and the engine answers
/// what they do not.
#[derive(Debug, Clone, Copy)]
pub struct ExplainInput<'a> {
    /// The sync. Requests that its `metrics` do not answer are answered by the engine.
    pub sync: ReconcileInput<'a>,
    /// The adapter; without one the answers must all be in `sync.metrics`.
    pub engine: Option<&'a Engine>,
    /// What Prometheus answered.
    pub responses: &'a Responses,
    /// The objects that the cluster lists for a `*`; without them the names of the pods that the scale selects.
    pub objects: Option<&'a [String]>,
    /// What the queries of all metrics may cost.
    pub budget: &'a Budget,
}

/// An explanation, and the decision that it explains.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// Its parts, to be laid out by [`layout`](super::layout()).
    pub sections: Vec<Section>,
    /// What the sync came to.
    pub decision: ReconcileOutput,
}
