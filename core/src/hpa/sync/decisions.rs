use super::input::ReconcileInput;
use super::kept::Kept;
use super::record::Memory;
use crate::hpa::calculator::Varied;

/// One sync with other values of a metric, without words.
pub(in crate::hpa) struct Decisions<'a> {
    input: ReconcileInput<'a>,
    metric: usize,
    kept: Kept,
}

impl<'a> Decisions<'a> {
    /// A sync in which a metric of the spec is varied.
    pub(in crate::hpa) fn new(input: &ReconcileInput<'a>, metric: usize) -> Self {
        Self { input: *input, metric, kept: Kept::default() }
    }

    /// The replicas that the target is asked to have where the metric has this value; `None` for its samples' own.
    pub(in crate::hpa) fn at(&mut self, varied: Option<Varied>) -> i32 {
        self.input.varied = varied.map(|varied| (self.metric, varied));
        let ReconcileInput { hpa, state, .. } = self.input;
        let memory = Memory { conditions: hpa.status.conditions.clone(), state: state.clone() };
        super::sync(&self.input, memory, &mut self.kept, false).0.desired_replicas
    }
}
