//! What is wanted, and how far a simulation is from it.

use std::cmp::Ordering;

use serde::Serialize;

use crate::go::number;
use crate::kube::HorizontalPodAutoscaler;
use crate::kube::autoscaling::{MetricSpec, MetricTarget};
use crate::simulate::output::{Measures, Simulation, TimelineMetric, TimelinePoint};

const SECONDS_OF_AN_HOUR: f64 = 3_600.0;

/// What is wanted of an HPA.
#[derive(Debug, Clone, PartialEq)]
pub struct Goal {
    /// What the metrics are to be under, in per cent: of the requests for a target that is a utilization, else of the target that
    /// the given HPA has, whatever a candidate's is.
    pub keep_under: Option<f64>,
    /// For how much of the time a metric may be over it nevertheless, as a share from 0 to 1.
    pub over_at_most: f64,
    /// Changes of the replicas an hour, over the whole simulation.
    pub at_most_changes: Option<f64>,
    /// Requests that are dropped.
    pub at_most_dropped: Option<Dropped>,
    /// What is to be least of all that meets the rest.
    pub least: Cost,
}

impl Default for Goal {
    fn default() -> Self {
        Self {
            keep_under: None,
            over_at_most: 0.01,
            at_most_changes: None,
            at_most_dropped: None,
            least: Cost::default(),
        }
    }
}

/// Requests that may be dropped.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Dropped {
    /// So many.
    Count(f64),
    /// So large a share of those that come, from 0 to 1.
    Share(f64),
}

/// What candidates cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Cost {
    /// The pods that there are, over time.
    #[default]
    PodHours,
    /// The replicas that are asked for, over time.
    ReplicaHours,
    /// Changes of the replicas.
    Changes,
}

/// What came of a candidate.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Trial {
    /// What the goal bounds, in its order.
    pub demands: Vec<Demand>,
    /// What it costs, by the measure that is to be least.
    pub cost: f64,
    /// All figures.
    pub measures: Measures,
    /// By how much it misses the goal: 0 where it meets it.
    #[serde(skip)]
    pub(super) missed: f64,
}

/// One bound of a goal, and what there was.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Demand {
    /// Which one.
    pub goal: GoalName,
    /// What there was: seconds, changes an hour, or requests.
    pub value: f64,
    /// What there may be at most.
    pub limit: f64,
    /// Whether that is so.
    pub met: bool,
}

/// A bound of a goal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum GoalName {
    /// Seconds for which a metric is over [`Goal::keep_under`].
    KeepUnder,
    /// Changes an hour.
    AtMostChanges,
    /// Requests dropped.
    AtMostDropped,
}

/// What each metric of the given HPA is to be under.
#[derive(Debug, Clone)]
pub(super) struct Levels(Vec<Option<Level>>);

#[derive(Debug, Clone, Copy)]
enum Level {
    /// Per cent of the requests.
    Utilization(f64),
    /// The metric's own unit.
    Usage(f64),
}

impl Levels {
    pub(super) fn of(hpa: &HorizontalPodAutoscaler, percent: f64) -> Self {
        let level = |metric: &MetricSpec| {
            let target = target(metric)?;
            if target.average_utilization.is_some() {
                return Some(Level::Utilization(percent));
            }
            let given = target.average_value.as_ref().or(target.value.as_ref())?;
            Some(Level::Usage(given.quantity().as_f64() * percent / 100.0))
        };
        Self(hpa.spec.metrics.iter().map(level).collect())
    }

    fn is_over(&self, point: &TimelinePoint) -> bool {
        let over = |(metric, level): (&TimelineMetric, &Option<Level>)| match level {
            Some(Level::Utilization(level)) => {
                metric.utilization.is_some_and(|utilization| f64::from(utilization) > *level)
            }
            Some(Level::Usage(level)) => metric.usage.is_some_and(|usage| usage > *level),
            None => false,
        };
        point.metrics.iter().zip(&self.0).any(over)
    }

    /// How long a metric was over its level as the controller saw it, of a timeline with every sync: each counts until the next.
    fn seconds_over(&self, simulation: &Simulation) -> f64 {
        let ends = simulation.timeline.iter().skip(1).map(|point| point.seconds);
        let ends = ends.chain([simulation.measures.seconds]);
        let over = simulation.timeline.iter().zip(ends).filter(|(point, _)| self.is_over(point));
        over.map(|(point, end)| end - point.seconds).sum()
    }
}

/// The target of a metric, whatever its type.
pub(super) fn target(metric: &MetricSpec) -> Option<&MetricTarget> {
    let MetricSpec { object, pods, resource, container_resource, external, .. } = metric;
    let of_object = object.as_ref().map(|source| &source.target);
    let of_object = of_object.or(pods.as_ref().map(|source| &source.target));
    let of_resource = resource.as_ref().map(|source| &source.target);
    let of_resource = of_resource.or(container_resource.as_ref().map(|source| &source.target));
    of_object.or(of_resource).or(external.as_ref().map(|source| &source.target))
}

impl Goal {
    /// What a simulation with every sync in its timeline comes to.
    pub(super) fn trial(&self, levels: Option<&Levels>, simulation: &Simulation) -> Trial {
        let measures = &simulation.measures;
        let changes = number::float64(number::count(measures.changes));
        let hours = measures.seconds / SECONDS_OF_AN_HOUR;
        let mut demands = Vec::new();
        let mut missed = 0.0;
        // What one more is worth, so that what is missed adds up.
        let mut demand = |goal, value: f64, limit: f64, unit: f64| {
            let met = value <= limit;
            demands.push(Demand { goal, value, limit, met });
            if !met {
                missed += (value - limit) / unit;
            }
        };
        if let Some(levels) = levels {
            let over = levels.seconds_over(simulation);
            let limit = self.over_at_most * measures.seconds;
            demand(GoalName::KeepUnder, over, limit, measures.seconds.max(1.0));
        }
        if let Some(limit) = self.at_most_changes {
            let value = if hours > 0.0 { changes / hours } else { 0.0 };
            demand(GoalName::AtMostChanges, value, limit, limit.max(1.0));
        }
        if let (Some(limit), Some(work)) = (self.at_most_dropped, &measures.work) {
            let limit = match limit {
                Dropped::Count(count) => count,
                Dropped::Share(share) => share * work.requests,
            };
            demand(GoalName::AtMostDropped, work.dropped, limit, work.requests.max(1.0));
        }
        let cost = match self.least {
            Cost::PodHours => measures.pod_hours,
            Cost::ReplicaHours => measures.replica_hours,
            Cost::Changes => changes,
        };
        Trial { demands, cost, measures: measures.clone(), missed }
    }
}

impl Trial {
    /// Whether it meets the goal.
    #[must_use]
    pub fn meets(&self) -> bool {
        self.demands.iter().all(|demand| demand.met)
    }

    /// Less where this one is better: it misses the goal by less, costs less, or changes the replicas less often.
    #[must_use]
    pub fn order(&self, other: &Self) -> Ordering {
        let missed = self.missed.total_cmp(&other.missed);
        let cost = self.cost.total_cmp(&other.cost);
        missed.then(cost).then(self.measures.changes.cmp(&other.measures.changes))
    }
}
