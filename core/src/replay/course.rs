//! The replicas that there were.

use serde::Serialize;

use super::history::Steps;
use crate::go::number;
use crate::simulate::{Simulation, Tally};

const NANOS: f64 = 1e9;

/// The replicas that there were, in figures.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RecordedMeasures {
    /// How long it was.
    pub seconds: f64,
    /// Changes of the replicas, whoever made them.
    pub changes: usize,
    /// Changes that turn the direction of the one before within ten minutes of it.
    pub flaps: usize,
    /// The fewest replicas.
    pub min_replicas: i32,
    /// The most.
    pub max_replicas: i32,
    /// The mean of them over time.
    pub mean_replicas: f64,
    /// Replicas over time.
    pub replica_hours: f64,
}

/// Replicas of a simulation beside those that there were.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Agreement {
    /// The share of the time with equal replicas, from 0 to 1.
    pub same: f64,
    /// The share of the time in which they differ by 1 at most.
    pub within_one: f64,
    /// How far they are apart in the mean over time.
    pub mean_difference: f64,
}

/// Replicas by the seconds since the start from which on there were so many.
#[derive(Debug)]
pub(super) struct Course {
    start: i64,
    seconds: i64,
    steps: Vec<(f64, i32)>,
}

impl Course {
    /// Between two times. Where nothing is recorded there are as many as before.
    pub(super) fn of(replicas: &Steps, (start, end): (i64, i64)) -> Self {
        let from = number::float64(start);
        let seconds = end.saturating_sub(start);
        let mut steps: Vec<(f64, i32)> = Vec::new();
        for point in replicas.points.iter().filter(|point| !point.is_stale()) {
            let count = number::int32(point.value);
            let at = (point.seconds - from).max(0.0);
            if at == 0.0 {
                steps.clear();
            }
            if at < number::float64(seconds) && steps.last().is_none_or(|last| last.1 != count) {
                steps.push((at, count));
            }
        }
        Self { start, seconds, steps }
    }

    /// In seconds since 1970.
    pub(super) fn start(&self) -> i64 {
        self.start
    }

    pub(super) fn seconds(&self) -> i64 {
        self.seconds
    }

    /// The replicas at the start.
    pub(super) fn first(&self) -> i32 {
        self.steps.first().map_or(0, |first| first.1)
    }

    pub(super) fn measures(&self) -> RecordedMeasures {
        let mut tally = Tally::new(self.first());
        let mut before: Option<(f64, i32)> = None;
        for (at, count) in self.steps.iter().copied() {
            if let Some((since, was)) = before {
                tally.advance(at - since, was, 0);
                tally.change(number::int64(at * NANOS), was, count);
            }
            before = Some((at, count));
        }
        let end = number::float64(self.seconds);
        if let Some((since, count)) = before {
            tally.advance(end - since, count, 0);
        }
        let all = tally.measures(number::int64(end * NANOS));
        RecordedMeasures {
            seconds: all.seconds,
            changes: all.changes,
            flaps: all.flaps,
            min_replicas: all.min_replicas,
            max_replicas: all.max_replicas,
            mean_replicas: all.mean_replicas,
            replica_hours: all.replica_hours,
        }
    }

    /// Beside a simulation of the same time.
    pub(super) fn agreement(&self, simulation: &Simulation) -> Agreement {
        let simulated = simulation.timeline.iter().map(|point| (point.seconds, point.replicas));
        let simulated: Vec<_> = [(0.0, self.first())].into_iter().chain(simulated).collect();
        let (mut ours, mut theirs) =
            (self.steps.iter().copied().peekable(), simulated.into_iter().peekable());
        let end = number::float64(self.seconds);
        let (mut at, mut here, mut there) = (0.0, self.first(), self.first());
        let (mut same, mut within, mut apart) = (0.0, 0.0, 0.0);
        while at < end {
            while let Some((_, count)) = ours.next_if(|next| next.0 <= at) {
                here = count;
            }
            while let Some((_, count)) = theirs.next_if(|next| next.0 <= at) {
                there = count;
            }
            let next = |step: Option<&(f64, i32)>| step.map_or(end, |step| step.0);
            let until = next(ours.peek()).min(next(theirs.peek())).min(end);
            let difference = f64::from(here.abs_diff(there));
            let length = until - at;
            same += if difference < 0.5 { length } else { 0.0 };
            within += if difference < 1.5 { length } else { 0.0 };
            apart += difference * length;
            at = until;
        }
        Agreement { same: same / end, within_one: within / end, mean_difference: apart / end }
    }

    /// For how many seconds of it there are so many replicas at least within spans, which are in their order.
    pub(super) fn while_at_least(&self, replicas: i32, spans: impl Iterator<Item = (f64, f64)>) -> f64 {
        let from = number::float64(self.start);
        let end = number::float64(self.seconds);
        let until = |place: usize| self.steps.get(place.saturating_add(1)).map_or(end, |step| step.0);
        let mut seconds = 0.0;
        let mut place = 0usize;
        for (since, last) in spans {
            let (since, last) = ((since - from).max(0.0), (last - from).min(end));
            while place.saturating_add(1) < self.steps.len() && until(place) <= since {
                place = place.saturating_add(1);
            }
            while let Some((at, count)) = self.steps.get(place).filter(|step| step.0 < last) {
                if *count >= replicas {
                    seconds += (until(place).min(last) - at.max(since)).max(0.0);
                }
                // The next span may have a part of it, too.
                if until(place) > last {
                    break;
                }
                place = place.saturating_add(1);
            }
        }
        seconds
    }
}
