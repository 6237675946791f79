//! A metric at another value than its samples come to.

use super::{Counts, Proposal};
use crate::go::number;

/// A value in the place of the samples', milli: what each pod has whose sample counts, or the value as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Varied {
    pub(crate) value: i64,
    /// Whether unready pods and those without a sample count as the others do, with the same value.
    pub(crate) all_ready: bool,
}

impl Counts {
    /// The pods of a moment later, when each is ready and has a sample.
    pub(super) fn all_ready(self) -> Self {
        let ready = self.ready.saturating_add(self.unready).saturating_add(self.missing);
        Self { ready, unready: 0, missing: 0, ..self }
    }
}

impl Proposal {
    /// Where no count over so many pods is beyond an int32: there releases differ in what they make of it, and counts no longer
    /// grow with the value.
    pub(super) fn countable(self, pods: i64) -> Option<Self> {
        let count = (self.ratio * number::float64(pods)).ceil();
        (count.abs() <= f64::from(i32::MAX)).then_some(self)
    }
}
