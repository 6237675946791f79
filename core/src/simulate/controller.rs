//! The controller's own part: one sync after the other, whoever gives what it looks at.

use serde_json::value::RawValue;

use super::setup::Setup;
use super::trace;
use crate::error::Result;
use crate::hpa::{OtherHpa, Outline, ReconcileOutput, Seen, Syncs};
use crate::kube::autoscaling::HorizontalPodAutoscalerStatus;
use crate::kube::{ApiResourceList, HorizontalPodAutoscaler};
use crate::limits;
use crate::rules::Compat;

/// The controller of one HPA.
#[derive(Debug)]
pub(super) struct Controller<'a> {
    syncs: Syncs<'a>,
    pub(super) others: Vec<OtherHpa>,
    compat: Option<Compat>,
    resources: Option<&'a [ApiResourceList]>,
    trace: Option<Vec<Box<RawValue>>>,
    trace_bytes: usize,
}

impl<'a> Controller<'a> {
    pub(super) fn new(setup: Setup<'a>) -> Self {
        let Setup { hpa, options, profile, mapper, others, trace, compat, resources, .. } = setup;
        Self {
            syncs: Syncs::new(hpa, options, profile, mapper),
            others,
            compat,
            resources,
            trace: trace.then(Vec::new),
            trace_bytes: 0,
        }
    }

    pub(super) fn hpa(&self) -> &HorizontalPodAutoscaler {
        self.syncs.hpa()
    }

    pub(super) fn syncs(&self) -> &Syncs<'a> {
        &self.syncs
    }

    /// How much it remembers of earlier syncs.
    pub(super) fn remembered(&self) -> usize {
        let state = self.syncs.state();
        let changes = state.scale_up_events.len().saturating_add(state.scale_down_events.len());
        state.recommendations.len().saturating_add(changes)
    }

    /// One sync. The last one fills in all of the status; so does each where there is a trace, since the next one's input has it.
    ///
    /// # Errors
    /// `limit.output` for a trace that is too long.
    pub(super) fn sync(&mut self, seen: Seen<'_>, last: bool) -> Result<(ReconcileOutput, Outline)> {
        if let Some(trace) = &mut self.trace {
            let input = trace::input(&self.syncs, &seen, self.compat, self.resources)?;
            self.trace_bytes = self.trace_bytes.saturating_add(input.get().len());
            limits::check_output(self.trace_bytes)?;
            trace.push(input);
        }
        Ok(self.syncs.sync(seen, last || self.trace.is_some()))
    }

    /// The status and the trace at the end.
    pub(super) fn end(self) -> (HorizontalPodAutoscalerStatus, Option<Vec<Box<RawValue>>>) {
        (self.syncs.into_status(), self.trace)
    }
}
