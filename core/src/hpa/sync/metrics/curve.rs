//! One metric of the spec at any value.

use super::metric::{Metric, Unavailable};
use super::{Computation, scope, source};
use crate::hpa::calculator::{Proposal, Tally, Varied};
use crate::hpa::sync::ReconcileInput;
use crate::hpa::sync::kept::Kept;
use crate::hpa::sync::record::{Memory, Record};
use crate::hpa::sync::selection;
use crate::hpa::sync::state::State;

/// What a metric calls for at any value: as a sync evaluates it, all else being as it is.
pub(in crate::hpa) struct Curve<'a> {
    metric: Metric<'a>,
    /// How messages call the metric.
    pub(in crate::hpa) name: &'a str,
}

/// What a value gives.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::hpa) enum Given {
    /// A count.
    Proposal(Proposal),
    /// None: the sync has no count from it.
    Nothing,
    /// The value is too large to be computed with.
    Beyond,
}

impl Curve<'_> {
    /// Calls with the curve of a metric; the error is why the sync does not come to its metrics.
    pub(in crate::hpa) fn of<T>(
        input: &ReconcileInput<'_>,
        metric: usize,
        use_it: impl FnOnce(&Curve<'_>) -> T,
    ) -> Result<T, String> {
        let scale = input.known_scale()?;
        let memory = Memory { conditions: Vec::new(), state: State::new() };
        let mut record = Record::new(memory, input.now, false);
        let mut kept = Kept::default();
        let selected = selection::step(input, &mut record, &mut kept, &scale.status.selector)?;
        let scope = scope(input, scale, &selected);
        let computation = Computation::new(input, &scope, &selected);
        let tally = Tally::new(&scope, None, true);
        let spec = computation.metrics.get(metric).ok_or("there is no such metric")?;
        let name = selected.compiled.names.get(metric).map_or("", String::as_str);
        let answer = computation.answer(metric);
        let metric = Metric { tally: &tally, namespace: computation.namespace, spec, answer };
        Ok(use_it(&Curve { metric, name }))
    }

    /// What its samples give; the error is the event's message.
    pub(in crate::hpa) fn present(&self) -> Result<Proposal, String> {
        self.metric.tally.vary(None);
        source::evaluate(&self.metric).map_err(|Unavailable { message, .. }| message)
    }

    /// What another value gives.
    pub(in crate::hpa) fn at(&self, varied: Varied) -> Given {
        self.metric.tally.vary(Some(varied));
        match source::evaluate(&self.metric) {
            Ok(proposal) => Given::Proposal(proposal),
            Err(_) if self.metric.tally.is_beyond() => Given::Beyond,
            Err(_) => Given::Nothing,
        }
    }
}
