//! Two simulations side by side: where they first ask for other replicas, and at which step of that sync.

use serde::Serialize;

use super::input::Period;
use super::output::{Measures, Simulation, TimelineMetric, TimelinePoint};
use super::recorded::{RecordedSync, follow};
use super::setup::{Model, Setup};
use super::simulate;
use crate::budget::Budget;
use crate::error::{Error, Result};
use crate::go::duration::Duration;
use crate::go::number;

/// One simulation of two.
#[derive(Debug)]
pub struct Side<'a> {
    /// The controller, and what is told of its syncs.
    pub setup: Setup<'a>,
    /// What it goes through.
    pub course: Course,
}

/// What a controller goes through.
#[derive(Debug, Clone)]
pub enum Course {
    /// A model of a workload.
    Model(Box<Model>),
    /// Syncs as they were.
    Recorded(Vec<RecordedSync>),
}

/// Two simulations, in figures and where they part.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct Comparison {
    /// Where they part; absent where both ask for the same replicas all along.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parted: Option<Parted>,
    /// The figures of both.
    pub measures: Both<Measures>,
}

/// What each of two sides has.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Both<T> {
    /// Of the first.
    pub a: T,
    /// Of the second.
    pub b: T,
}

/// The first time at which two simulations ask for other replicas.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Parted {
    /// When, in seconds since the start.
    pub seconds: f64,
    /// The first step at which the syncs differ.
    pub step: Step,
    /// The last sync of each side until then.
    pub points: Both<TimelinePoint>,
}

/// A step of a sync, in the order in which the controller takes them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Step {
    /// One side read a metric that the other could not read, or does not have.
    Read,
    /// The values that were read differ.
    Usage,
    /// The same values are compared with other targets.
    Target,
    /// The same ratio calls for another count: by the pods that are ready, or by the tolerance.
    Proposal,
    /// Another stabilization window holds the count, or another recommendation of the past.
    Window,
    /// Policies or bounds hold the count.
    Limit,
}

impl Side<'_> {
    /// Simulates it.
    ///
    /// # Errors
    /// Those of [`simulate`] and of [`follow`].
    pub fn run(&self, budget: &Budget) -> Result<Simulation> {
        let setup = self.setup.clone();
        match &self.course {
            Course::Model(model) => simulate(setup, model, budget),
            Course::Recorded(syncs) => follow(setup, syncs, budget),
        }
    }

    /// As [`run`](Self::run), with every sync in the timeline and no further than a time.
    fn until(&self, nanos: i64, budget: &Budget) -> Result<Simulation> {
        let mut setup = self.setup.clone();
        setup.every = Some(Period::default());
        setup.trace = false;
        match &self.course {
            Course::Model(model) => {
                let mut model = model.clone();
                model.duration = model.duration.min(Period(Duration::from_nanos(nanos)));
                simulate(setup, &model, budget)
            }
            Course::Recorded(syncs) => follow(setup, syncs, budget),
        }
    }
}

/// Simulates both sides, and the time until they part once more with every sync told.
///
/// # Errors
/// Those of [`simulate`] and of [`follow`], in `a` or in `b`. Both sides draw from one budget.
pub fn compare(a: &Side<'_>, b: &Side<'_>, budget: &Budget) -> Result<Comparison> {
    let (in_a, in_b) = (|error: Error| error.in_path("a"), |error: Error| error.in_path("b"));
    let first = a.run(budget).map_err(in_a)?;
    let second = b.run(budget).map_err(in_b)?;
    let parted = match part(&first.timeline, &second.timeline) {
        None => None,
        // A timeline has only some of the syncs that change nothing.
        Some(parted) => {
            let nanos = number::int64(parted.seconds * 1e9).saturating_add(1_000_000_000);
            let first = a.until(nanos, budget).map_err(in_a)?;
            let second = b.until(nanos, budget).map_err(in_b)?;
            part(&first.timeline, &second.timeline)
        }
    };
    Ok(Comparison { parted, measures: Both { a: first.measures, b: second.measures } })
}

/// The first time at which two timelines, each of which has every sync that changes the replicas, ask for other replicas.
#[must_use]
pub fn part(a: &[TimelinePoint], b: &[TimelinePoint]) -> Option<Parted> {
    let (mut a, mut b) = (a.iter().peekable(), b.iter().peekable());
    let (mut last_a, mut last_b) = (None, None);
    loop {
        let next = |point: Option<&&TimelinePoint>| point.map_or(f64::INFINITY, |point| point.seconds);
        let seconds = next(a.peek()).min(next(b.peek()));
        if seconds == f64::INFINITY {
            return None;
        }
        last_a = a.next_if(|point| point.seconds <= seconds).or(last_a);
        last_b = b.next_if(|point| point.seconds <= seconds).or(last_b);
        if let (Some(a), Some(b)) = (last_a, last_b)
            && a.replicas != b.replicas
        {
            return Some(Parted { seconds, step: step(a, b), points: Both { a: a.clone(), b: b.clone() } });
        }
    }
}

/// The first step at which two syncs that ask for other replicas differ.
fn step(a: &TimelinePoint, b: &TimelinePoint) -> Step {
    let read = |metric: &TimelineMetric| metric.error.is_none();
    if a.metrics.len() != b.metrics.len() || !a.metrics.iter().map(read).eq(b.metrics.iter().map(read)) {
        return Step::Read;
    }
    let used = |metric: &TimelineMetric| (metric.usage, metric.utilization);
    if !a.metrics.iter().map(used).eq(b.metrics.iter().map(used)) {
        return Step::Usage;
    }
    let ratio = |metric: &TimelineMetric| metric.ratio;
    if !a.metrics.iter().map(ratio).eq(b.metrics.iter().map(ratio)) {
        return Step::Target;
    }
    if a.proposal != b.proposal {
        return Step::Proposal;
    }
    if a.stabilized != b.stabilized || a.limited == b.limited && a.stabilized.is_some() {
        return Step::Window;
    }
    Step::Limit
}

#[cfg(test)]
mod tests;
