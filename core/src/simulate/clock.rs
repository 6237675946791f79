//! What happens next.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Something that happens. What is at the same time happens in this order, so that the controller sees a cluster in which
/// all else is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Event {
    /// The simulation starts, after what led there.
    Start,
    /// A node is there.
    NodeArrives,
    /// A node is looked for, for the pod of this number.
    PodSchedules(u64),
    /// Its container runs.
    PodRuns(u64),
    /// It is ready, or its container ends.
    PodStarts(u64),
    /// It is gone.
    PodGone(u64),
    /// A rollout begins: its place in the list.
    Rollout(usize),
    /// Prometheus scrapes.
    Scrape,
    /// metrics-server scrapes.
    Resolve,
    /// An adapter collects values.
    Collect,
    /// The controller syncs.
    Sync,
}

/// Events in the order of their times; of one time in their own order, then in that in which they were set.
#[derive(Debug, Default)]
pub(super) struct Clock {
    next: BinaryHeap<Reverse<(i64, Event, u64)>>,
    set: u64,
}

impl Clock {
    /// Sets an event at a time in nanoseconds since the start.
    pub(super) fn set(&mut self, at: i64, event: Event) {
        self.set = self.set.wrapping_add(1);
        self.next.push(Reverse((at, event, self.set)));
    }

    /// The next event.
    pub(super) fn next(&mut self) -> Option<(i64, Event)> {
        let Reverse((at, event, _)) = self.next.pop()?;
        Some((at, event))
    }
}
