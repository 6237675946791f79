use crate::hpa::answer::Asked;
use crate::hpa::calculator::{Proposal, Tally};
use crate::hpa::profile::Profile;
use crate::kube::autoscaling::MetricSpec;

/// One metric of the spec with what its request was answered.
#[derive(Clone, Copy)]
pub(super) struct Metric<'a> {
    pub(super) tally: &'a Tally<'a>,
    pub(super) namespace: &'a str,
    pub(super) spec: &'a MetricSpec,
    pub(super) answer: Asked<'a>,
}

impl<'a> Metric<'a> {
    pub(super) fn profile(&self) -> &'a Profile {
        self.tally.scope().profile
    }
}

/// A metric that did not.
#[derive(Debug)]
pub(super) struct Unavailable {
    /// The word of the event and of the `ScalingActive` condition.
    pub(super) reason: &'static str,
    /// What the event says.
    pub(super) message: String,
    /// What the sync's own error says.
    pub(super) error: String,
}

/// What a metric gave: a replica count.
pub(super) type Evaluation = std::result::Result<Proposal, Unavailable>;
/// A part of an evaluation; its error is the message of the event.
pub(super) type Part<T> = std::result::Result<T, String>;
