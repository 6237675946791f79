//! A simulation in figures.

use super::load::seconds;
use super::output::{Measures, WorkMeasures};
use super::queue::Flow;
use crate::go::number;

const SECONDS_OF_AN_HOUR: f64 = 3_600.0;
/// A change that turns back within this time is a flap.
const FLAP: i64 = 600 * 1_000_000_000;

/// What adds up while a simulation goes on.
#[derive(Debug)]
pub(crate) struct Tally {
    syncs: usize,
    failed_syncs: usize,
    changes: usize,
    flaps: usize,
    fewest: i32,
    most: i32,
    replica_seconds: f64,
    pod_seconds: f64,
    over_target: f64,
    /// Whether the last sync saw a metric above its target.
    above: bool,
    /// When the last change was, and whether it went up.
    last: Option<(i64, bool)>,
}

impl Tally {
    /// Begins with so many replicas.
    pub(crate) fn new(replicas: i32) -> Self {
        Self {
            syncs: 0,
            failed_syncs: 0,
            changes: 0,
            flaps: 0,
            fewest: replicas,
            most: replicas,
            replica_seconds: 0.0,
            pod_seconds: 0.0,
            over_target: 0.0,
            above: false,
            last: None,
        }
    }

    /// Goes on by some seconds with so many replicas and pods.
    pub(crate) fn advance(&mut self, length: f64, replicas: i32, pods: usize) {
        self.replica_seconds += length * f64::from(replicas);
        self.pod_seconds += length * number::float64(number::count(pods));
        if self.above {
            self.over_target += length;
        }
    }

    /// A sync saw whether a metric is above its target, and whether one gave nothing.
    pub(super) fn sync(&mut self, above: bool, failed: bool) {
        self.syncs = self.syncs.saturating_add(1);
        self.failed_syncs = self.failed_syncs.saturating_add(usize::from(failed));
        self.above = above;
    }

    /// The replicas change.
    pub(crate) fn change(&mut self, at: i64, from: i32, to: i32) {
        let up = to > from;
        self.changes = self.changes.saturating_add(1);
        let turns = self.last.is_some_and(|(before, was_up)| was_up != up && at - before <= FLAP);
        self.flaps = self.flaps.saturating_add(usize::from(turns));
        self.last = Some((at, up));
        self.fewest = self.fewest.min(to);
        self.most = self.most.max(to);
    }

    /// The figures after so many nanoseconds.
    pub(crate) fn measures(&self, length: i64) -> Measures {
        let length = seconds(length);
        Measures {
            seconds: length,
            syncs: self.syncs,
            failed_syncs: self.failed_syncs,
            changes: self.changes,
            flaps: self.flaps,
            min_replicas: self.fewest,
            max_replicas: self.most,
            mean_replicas: if length > 0.0 { self.replica_seconds / length } else { f64::from(self.fewest) },
            replica_hours: self.replica_seconds / SECONDS_OF_AN_HOUR,
            pod_hours: self.pod_seconds / SECONDS_OF_AN_HOUR,
            over_target_seconds: self.over_target,
            work: None,
        }
    }
}

impl WorkMeasures {
    /// What became of the requests; `before` is how many came before the start.
    pub(super) fn of(flow: &Flow, before: f64) -> Self {
        Self {
            over_capacity_seconds: flow.over_capacity,
            requests: flow.arrived - before,
            served: flow.served,
            dropped: flow.dropped,
            queued: flow.queue,
            max_queue: flow.max_queue,
            max_wait_seconds: Some(flow.max_wait).filter(|wait| wait.is_finite()),
        }
    }
}
