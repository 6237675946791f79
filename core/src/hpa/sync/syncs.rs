use std::collections::BTreeMap;

use super::input::{OtherHpa, ReconcileInput};
use super::kept::Kept;
use super::options::ControllerOptions;
use super::outline::Outline;
use super::output::ReconcileOutput;
use super::record::Memory;
use super::state::State;
use crate::hpa::answer::ApiAnswer;
use crate::hpa::{Profile, Tolerances};
use crate::kube::autoscaling::{HorizontalPodAutoscalerStatus, Scale};
use crate::kube::{HorizontalPodAutoscaler, Pod, Time};
use crate::resources::Mapper;

/// An HPA from sync to sync: each is [`reconcile`](super::reconcile) on the status and the state that the one before left,
/// with what stays the same made once.
#[derive(Debug)]
pub(crate) struct Syncs<'a> {
    hpa: HorizontalPodAutoscaler,
    state: State,
    kept: Kept,
    tolerances: Tolerances,
    pub(crate) options: ControllerOptions,
    pub(crate) profile: Profile,
    pub(crate) mapper: &'a Mapper,
}

/// What one of the syncs looks at.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Seen<'a> {
    pub(crate) scale: Result<&'a Scale, &'a str>,
    pub(crate) pods: &'a [Pod],
    /// Counts how often the pods changed; absent where nobody does.
    pub(crate) version: Option<u64>,
    pub(crate) metrics: &'a BTreeMap<String, ApiAnswer>,
    pub(crate) others: &'a [OtherHpa],
    pub(crate) now: Time,
}

impl<'a> Syncs<'a> {
    /// An HPA whose controller has just started.
    pub(crate) fn new(
        hpa: HorizontalPodAutoscaler,
        options: ControllerOptions,
        profile: Profile,
        mapper: &'a Mapper,
    ) -> Self {
        let first =
            ReconcileInput::without_scale(&hpa, "", Time::default()).options(options).profile(profile);
        let tolerances = first.tolerances();
        Self { hpa, state: State::new(), kept: Kept::default(), tolerances, options, profile, mapper }
    }

    /// The HPA with the status of the last sync.
    pub(crate) fn hpa(&self) -> &HorizontalPodAutoscaler {
        &self.hpa
    }

    /// What is remembered beside it.
    pub(crate) fn state(&self) -> &State {
        &self.state
    }

    /// The HPA's status.
    pub(crate) fn into_status(self) -> HorizontalPodAutoscalerStatus {
        self.hpa.status
    }

    /// Whether a ratio of usage to target is above the target and the tolerance.
    pub(crate) fn is_above(&self, ratio: f64) -> bool {
        ratio > 1.0 && !self.profile.is_within(self.tolerances, ratio)
    }

    /// The next sync, in words or without: then the status has no metrics, and there are no steps.
    pub(crate) fn sync(&mut self, seen: Seen<'_>, told: bool) -> (ReconcileOutput, Outline) {
        let memory = Memory {
            conditions: std::mem::take(&mut self.hpa.status.conditions),
            state: std::mem::take(&mut self.state),
        };
        let Seen { scale, pods, version, metrics, others, now } = seen;
        self.kept.pods_are(version);
        let input = ReconcileInput {
            hpa: &self.hpa,
            scale,
            pods,
            metrics,
            others,
            options: self.options,
            state: State::just_started(),
            now,
            profile: self.profile,
            mapper: self.mapper,
            varied: None,
        };
        let (mut output, outline) = super::sync(&input, memory, &mut self.kept, told);
        self.state = std::mem::take(&mut output.state);
        self.hpa.status = std::mem::take(&mut output.status);
        (output, outline)
    }
}
