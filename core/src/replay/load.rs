//! The load that a record comes of.

use serde::Serialize;

use super::evidence::Evidence;
use super::history::{History, Keeps, Shown, Steps};
use super::targets;
use crate::budget::Budget;
use crate::error::{Error, Result, codes};
use crate::go::number;
use crate::kube::HorizontalPodAutoscaler;
use crate::kube::autoscaling::{MetricSourceType, MetricTarget, MetricTargetType};
use crate::simulate::input::{Metrics, Period, Pods, Point, STALE, Series, SeriesSignal, Signal};

/// A quantity is told to the milli, rounded, so that what was recorded lies up to this above it.
const HALF_A_MILLI: f64 = 0.0005;
/// A utilization is told in whole per cent, rounded down.
const HALF_A_PERCENT: f64 = 0.5;

/// At so many instants of a window it is looked how many pods there were.
const INSTANTS: u32 = 8;

/// What a load is made of, beside what a metric showed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Given<'a> {
    pub(super) replicas: &'a Steps,
    pub(super) metrics: &'a Metrics,
    pub(super) pods: &'a Pods,
    pub(super) budget: &'a Budget,
}

/// How values of pods come about, in seconds.
#[derive(Debug, Clone, Copy, Default)]
struct Way {
    /// What a value is the mean of.
    window: f64,
    /// From the creation of a pod until it takes its part.
    ready: f64,
    /// From there until it has a value.
    seen: f64,
}

impl Way {
    fn of(source: &MetricSourceType, metrics: &Metrics, pods: &Pods) -> Self {
        let seconds = |period: Period| number::float64(period.nanos()) / 1e9;
        let runs = seconds(pods.scheduling_delay) + seconds(pods.image_pull);
        let ready = runs + seconds(pods.readiness_delay);
        let resolution = seconds(metrics.resolution);
        match source {
            MetricSourceType::Resource | MetricSourceType::ContainerResource => {
                Self { window: resolution, ready, seen: ready + resolution }
            }
            MetricSourceType::Pods => {
                // A rate needs two scrapes.
                Self {
                    window: seconds(metrics.window),
                    ready,
                    seen: runs + 1.5 * seconds(metrics.scrape_interval),
                }
            }
            _ => Self::default(),
        }
    }

    /// By what the mean of the pods is multiplied to be the load of all: the pods that have a value, and of these the share that they
    /// had of the load over the window, in which others that are gone had theirs.
    ///
    /// # Errors
    /// `limit.syncs`, where very many changes of the replicas lie within a window.
    fn pods(self, replicas: &Steps, at: f64, budget: &Budget) -> Result<Option<f64>> {
        let least = |at: f64, length: f64| {
            budget.take_looks(replicas.count(at, length).saturating_add(1))?;
            Ok::<_, Error>(replicas.least(at, length))
        };
        let Some(seen) = least(at, self.seen)?.filter(|count| *count > 0.0) else { return Ok(None) };
        let mut share = 0.0;
        for instant in 0..INSTANTS {
            let back = self.window * f64::from(instant) / f64::from(INSTANTS);
            let ready = least(at - back, self.ready)?.unwrap_or(seen);
            share += if ready > seen { seen / ready } else { 1.0 };
        }
        Ok(Some(seen * f64::from(INSTANTS) / share))
    }
}

/// What was taken for the load of a metric.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Load {
    /// The metric's name; for resources the resource.
    pub metric: String,
    /// The type of the metric.
    pub source: MetricSourceType,
    /// What stays as it was with other replicas.
    pub keeps: Keeps,
    /// Changes of the replicas with a value on both sides.
    pub changes: usize,
    /// At how many of them the total went on as before, more than the value did.
    pub as_total: usize,
}

/// A load, with the values of it.
#[derive(Debug)]
pub(super) struct Driven {
    pub(super) load: Load,
    /// Whether the record says what stays as it was.
    pub(super) is_given: bool,
    /// What was shown, and the unit of it.
    pub(super) shown: Steps,
    pub(super) of: Shown,
    /// Whether it takes the replicas to know it.
    pub(super) is_multiplied: bool,
    /// What is shared, or what is shown to all.
    values: Vec<Point>,
    shared: bool,
}

/// The loads of the metrics of an HPA.
///
/// # Errors
/// `replay.metric` for a metric of which nothing is recorded, `replay.unit` for values that cannot be turned into what it needs.
pub(super) fn of(
    hpa: &HorizontalPodAutoscaler,
    histories: &[&History],
    given: Given<'_>,
) -> Result<Vec<Driven>> {
    let mut all: Vec<Driven> = Vec::new();
    for (index, (name, metric, target)) in targets(hpa).enumerate() {
        if all.iter().any(|driven| driven.load.metric == name) {
            continue;
        }
        let history = histories.iter().find(|history| history.metric == name).ok_or_else(|| {
            let message = format!("nothing is recorded of the metric {name:?}");
            Error::new(codes::replay::METRIC, message).in_path(format_args!("hpa.spec.metrics[{index}]"))
        })?;
        let driven = Driven::of(history, &metric.r#type, target, given);
        all.push(driven.map_err(|error| error.in_path(format_args!("hpa.spec.metrics[{index}]")))?);
    }
    Ok(all)
}

impl Driven {
    fn of(
        history: &History,
        source: &MetricSourceType,
        target: &MetricTarget,
        given: Given<'_>,
    ) -> Result<Self> {
        let Given { replicas, metrics, pods, budget } = given;
        let name = &history.metric;
        let of = history.of.unwrap_or(match target.r#type {
            MetricTargetType::Utilization => Shown::Utilization,
            MetricTargetType::Value => Shown::Value,
            _ => Shown::Average,
        });
        let of_pods = matches!(
            source,
            MetricSourceType::Pods | MetricSourceType::Resource | MetricSourceType::ContainerResource
        );
        let default = match of {
            Shown::Value if !of_pods => Keeps::Value,
            _ => Keeps::Total,
        };
        let keeps = history.keeps.unwrap_or(default);
        if keeps == Keeps::Value && (of == Shown::Total || of == Shown::Average && !of_pods) {
            let message = format!(
                "{name} is one value of all pods together: of what they have each nothing is recorded"
            );
            return Err(Error::new(codes::replay::UNIT, message));
        }
        // What one pod's part of a whole is, in the unit of the metric.
        let scale = match of {
            Shown::Utilization => request_of(name, pods)? / 100.0,
            _ => 1.0,
        };
        let above = match of {
            Shown::Utilization => HALF_A_PERCENT,
            Shown::Average | Shown::Value => HALF_A_MILLI,
            Shown::Total => 0.0,
        };
        let is_multiplied = keeps == Keeps::Total && of != Shown::Total;
        let shared = match keeps {
            // An object's or external value that the pods share is one pod's part as it is read.
            Keeps::Total => of_pods || of == Shown::Value,
            Keeps::Value => false,
        };
        let way = Way::of(source, metrics, pods);
        let mut values = Vec::with_capacity(history.steps.points.len());
        for (from, until, value) in history.steps.spans() {
            let by = if is_multiplied { way.pods(replicas, from, budget)? } else { Some(1.0) };
            let value = by.map_or(STALE, |by| (value + above) * scale * by);
            if values.last().is_some_and(|last: &Point| last.seconds >= from) {
                values.pop();
            }
            values.push(Point { seconds: from, value });
            values.push(Point { seconds: until, value: STALE });
        }
        let Evidence { changes, as_total } = match of {
            Shown::Total => Evidence::default(),
            _ => Evidence::of(&history.steps, replicas),
        };
        let load = Load { metric: name.clone(), source: source.clone(), keeps, changes, as_total };
        Ok(Self {
            load,
            is_given: history.keeps.is_some() || of == Shown::Total,
            shown: history.steps.clone(),
            of,
            is_multiplied,
            values,
            shared,
        })
    }

    /// What drives the metric in a simulation that begins at a time.
    pub(super) fn signal(&self, start: f64) -> Signal {
        let begun = self.values.partition_point(|point| point.seconds <= start).saturating_sub(1);
        let since = self.values.iter().skip(begun);
        let points =
            since.map(|point| Point { seconds: (point.seconds - start).max(0.0), value: point.value });
        let series = Series(points.collect());
        Signal::Series(if self.shared { SeriesSignal::shared(series) } else { SeriesSignal::each(series) })
    }
}

/// What a pod requests of a resource.
fn request_of(resource: &str, pods: &Pods) -> Result<f64> {
    let request = pods.requests.get(resource).map(crate::quantity::Quantity::as_f64);
    request.filter(|request| *request > 0.0).ok_or_else(|| {
        let message =
            format!("a utilization of {resource} is recorded, and what the pods request of it is not known");
        Error::new(codes::replay::UNIT, message).with_hint(format!("give pods.requests.{resource}"))
    })
}
