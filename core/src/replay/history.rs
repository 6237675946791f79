//! What was recorded, and the steps that it is.

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result, codes};
use crate::go::number;
use crate::simulate::input::{Point, Series};

/// For how long a value holds where the next one is missing, at least: as long as Prometheus looks back for one.
const LOOKBACK: f64 = 300.0;
/// And for how many of the usual distances between two values.
const DISTANCES: f64 = 3.0;
/// The largest value, and the latest time in seconds: as much as a simulation takes.
const MOST: f64 = 1e15;
const LATEST: f64 = 1e11;

/// What one metric of an HPA showed over time.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct MetricHistory {
    /// The metric's name; for resources the resource.
    pub metric: String,
    /// Seconds since 1970, and values: cores for cpu, bytes for memory, per cent for a utilization.
    pub values: Series,
    /// What the values are; without it what the target of the HPA's metric is compared with.
    #[serde(default)]
    pub of: Option<Shown>,
    /// What would have stayed as it was with other replicas; without it the total, and of a value the value.
    #[serde(default)]
    pub keeps: Option<Keeps>,
}

/// What a recorded value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Shown {
    /// `averageUtilization`: per cent of the pods' requests.
    Utilization,
    /// `averageValue`: the mean of the pods.
    Average,
    /// `value`: as it is read.
    Value,
    /// The sum over all pods.
    Total,
}

/// What of a metric does not depend on the replicas.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Keeps {
    /// The sum over all pods: more of them have less each.
    Total,
    /// What is shown: more pods have as much each.
    Value,
}

/// What was recorded of one HPA.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Record {
    /// Seconds since 1970, and replicas.
    pub replicas: Series,
    /// What its metrics showed.
    pub metrics: Vec<MetricHistory>,
    /// When to begin, in seconds since 1970; where everything is recorded by default.
    pub start: Option<f64>,
    /// When to end; with the last value by default.
    pub end: Option<f64>,
}

impl MetricHistory {
    /// Values of what the HPA's target is compared with.
    #[must_use]
    pub fn new(metric: impl Into<String>, values: Series) -> Self {
        Self { metric: metric.into(), values, of: None, keeps: None }
    }

    pub(super) fn read(&self) -> Result<History> {
        let steps = Steps::of(&self.values).map_err(|error| error.in_path("values"))?;
        Ok(History { metric: self.metric.clone(), steps, of: self.of, keeps: self.keeps })
    }
}

impl Record {
    /// All of it.
    #[must_use]
    pub fn new(replicas: Series, metrics: Vec<MetricHistory>) -> Self {
        Self { replicas, metrics, start: None, end: None }
    }

    /// When to begin and to end, in whole seconds.
    pub(super) fn bounds(&self, replicas: &Steps, metrics: &[History]) -> Result<(i64, i64)> {
        let all = || metrics.iter().map(|metric| &metric.steps).chain([replicas]);
        let first = all().map(Steps::first).fold(f64::NEG_INFINITY, f64::max);
        let last = all().map(Steps::last).fold(f64::NEG_INFINITY, f64::max);
        let start = self.start.unwrap_or(first);
        let end = self.end.unwrap_or(last);
        for (time, path) in [(start, "start"), (end, "end")] {
            if !(0.0..=LATEST).contains(&time) {
                let message = format!("{time} is no time in seconds since 1970");
                return Err(Error::new(codes::replay::RANGE, message).in_path(path));
            }
        }
        if start < first {
            let message = format!("it begins at {start}, and only from {first} on everything is recorded");
            return Err(Error::new(codes::replay::RANGE, message).in_path("start"));
        }
        let (start, end) = (number::int64(start.ceil()), number::int64(end.ceil()));
        if end <= start {
            let message = format!("it ends at {end}, which is not after its start, {start}");
            let path = if self.end.is_some() { "end" } else { "history" };
            return Err(Error::new(codes::replay::RANGE, message).in_path(path));
        }
        Ok((start, end))
    }
}

/// A metric's history that was read.
#[derive(Debug, Clone)]
pub(super) struct History {
    pub(super) metric: String,
    pub(super) steps: Steps,
    pub(super) of: Option<Shown>,
    pub(super) keeps: Option<Keeps>,
}

/// Values, each from its time on, in seconds since 1970.
#[derive(Debug, Clone)]
pub(super) struct Steps {
    pub(super) points: Vec<Point>,
    /// For how long a value holds at most.
    hold: f64,
}

impl Steps {
    /// # Errors
    /// `replay.history` with a path below the list.
    fn of(series: &Series) -> Result<Self> {
        let wrong = |message: String, index: usize| {
            Err(Error::new(codes::replay::HISTORY, message).in_path(format_args!("[{index}]")))
        };
        let mut before = f64::NEG_INFINITY;
        for (index, point) in series.0.iter().enumerate() {
            let Point { seconds, value } = *point;
            if !(0.0..=LATEST).contains(&seconds) {
                return wrong(format!("{seconds} is no time in seconds since 1970"), index);
            }
            if seconds <= before {
                return wrong(
                    format!("its time, {seconds}, is no later than that of the value before"),
                    index,
                );
            }
            if !point.is_stale() && !(0.0..=MOST).contains(&value) {
                return wrong(format!("{value} is no value from 0 to {MOST}"), index);
            }
            before = seconds;
        }
        if series.0.iter().all(Point::is_stale) {
            return Err(Error::new(codes::replay::HISTORY, "nothing is recorded"));
        }
        let mut distances: Vec<f64> =
            series.0.iter().zip(series.0.iter().skip(1)).map(|(a, b)| b.seconds - a.seconds).collect();
        distances.sort_unstable_by(f64::total_cmp);
        let usual = distances.get(distances.len() / 2).copied().unwrap_or_default();
        Ok(Self { points: series.0.clone(), hold: (usual * DISTANCES).max(LOOKBACK) })
    }

    /// # Errors
    /// `replay.history`, also for what is no count.
    pub(super) fn of_replicas(series: &Series) -> Result<Self> {
        let steps = Self::of(series).map_err(|error| error.in_path("replicas"))?;
        let count = |point: &Point| {
            point.is_stale() || point.value.fract() == 0.0 && point.value <= f64::from(i32::MAX)
        };
        match steps.points.iter().position(|point| !count(point)) {
            None => Ok(steps),
            Some(index) => {
                let value = steps.points.get(index).map(|point| point.value).unwrap_or_default();
                let message = format!("{value} is no count of replicas");
                Err(Error::new(codes::replay::HISTORY, message).in_path(format_args!("replicas[{index}]")))
            }
        }
    }

    pub(super) fn first(&self) -> f64 {
        self.points.first().map(|point| point.seconds).unwrap_or_default()
    }

    fn last(&self) -> f64 {
        self.points.last().map(|point| point.seconds).unwrap_or_default()
    }

    /// The value at a time, where there is one.
    pub(super) fn at(&self, seconds: f64) -> Option<f64> {
        let begun = self.points.partition_point(|point| point.seconds <= seconds);
        let point = self.points.get(begun.checked_sub(1)?)?;
        (!point.is_stale() && seconds - point.seconds <= self.hold).then_some(point.value)
    }

    /// How many values there are in the time before one that is so long.
    pub(super) fn count(&self, until: f64, length: f64) -> usize {
        let place = |seconds: f64| self.points.partition_point(|point| point.seconds <= seconds);
        place(until).saturating_sub(place(until - length))
    }

    /// The least value of a time and all of the time before it that is so long; none where there is none at it.
    pub(super) fn least(&self, until: f64, length: f64) -> Option<f64> {
        let now = self.at(until)?;
        let from = until - length;
        let begun = self.points.partition_point(|point| point.seconds <= from).saturating_sub(1);
        let ended = self.points.partition_point(|point| point.seconds <= until);
        let within =
            self.points.get(begun..ended).unwrap_or_default().iter().filter(|point| !point.is_stale());
        Some(within.map(|point| point.value).fold(now, f64::min))
    }

    /// The values with the times from which and until which each holds.
    pub(super) fn spans(&self) -> impl Iterator<Item = (f64, f64, f64)> {
        let nexts = self.points.iter().skip(1).map(|point| Some(point.seconds)).chain([None]);
        self.points.iter().zip(nexts).filter(|(point, _)| !point.is_stale()).map(|(point, next)| {
            let longest = point.seconds + self.hold;
            (point.seconds, next.map_or(longest, |next| next.min(longest)), point.value)
        })
    }
}
