//! What was, gone through once more: a recorded load, and what another HPA, another release or other rules would have made of it.
//!
//! A record has what the metrics of an HPA showed over time, and how many replicas there were. What a metric shows depends on
//! the replicas, which another HPA would have chosen otherwise; so a record is turned into what does not, the load of all pods
//! together, and a [simulation](crate::simulate) shares that among the pods that there would have been. That this is sound is
//! an assumption, and [`Caveat`]s say of a record how far it carries: whether the values moved with the replicas as a load does
//! that is shared, for how long nothing was recorded, for how long the replicas were at their maximum while more was asked for.
//! With the HPA as it was, that one is replayed too, and [`Agreement`] says how often the model has the replicas that there were.
//!
//! | file | holds |
//! |---|---|
//! | `history` | what was recorded |
//! | `rules` | what rules make of recorded series |
//! | `load` | the load that it comes of |
//! | `evidence` | whether the record speaks for that |
//! | `course` | the replicas that there were, in figures and beside those of a simulation |
//! | `caveats` | what cannot be known of it |
//!
//! ```
//! use counterpoise::budget::Budget;
//! use counterpoise::replay::{MetricHistory, Record, Replay};
//! use counterpoise::simulate::Setup;
//! use counterpoise::simulate::input::Series;
//!
//! let hpa = counterpoise::hpa::from_str(
//!     "
//!     apiVersion: autoscaling/v2
//!     kind: HorizontalPodAutoscaler
//!     metadata: {name: web}
//!     spec:
//!       scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
//!       minReplicas: 2
//!       maxReplicas: 10
//!       metrics:
//!       - type: Pods
//!         pods: {metric: {name: requests}, target: {type: AverageValue, averageValue: 20}}
//!     ",
//! )?;
//! // Two pods with 30 requests a second each: with a target of 20 there would have been three.
//! let at = |seconds, value| counterpoise::simulate::input::Point { seconds, value };
//! let history = MetricHistory::new("requests", Series(vec![at(0.0, 30.0), at(600.0, 30.0)]));
//! let record = Record::new(Series(vec![at(0.0, 2.0), at(600.0, 2.0)]), vec![history]);
//! let replayed = Replay::new(Setup::new(hpa), record).run(&Budget::default())?;
//! assert_eq!(replayed.simulation.timeline.last().map(|point| point.replicas), Some(3));
//! assert_eq!(replayed.recorded.max_replicas, 2);
//! # Ok::<(), counterpoise::Error>(())
//! ```

mod caveats;
mod course;
mod evidence;
mod history;
mod load;
mod rules;
#[cfg(test)]
mod tests;

use serde::Serialize;

use crate::budget::Budget;
use crate::error::{Error, Result};
use crate::go::number;
use crate::kube::autoscaling::{MetricSpec, MetricTarget};
use crate::kube::{HorizontalPodAutoscaler, Time};
use crate::simulate::input::{Metrics, Nodes, Period, Pods, Rollout, Workload};
use crate::simulate::{self, Measures, Model, Setup, Simulation};

pub use caveats::{Caveat, CaveatKind};
pub use course::{Agreement, RecordedMeasures};
pub use history::{Keeps, MetricHistory, Record, Shown};
pub use load::Load;
pub use rules::history;

use course::Course;
use history::Steps;

/// A record, and the HPA that goes through it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Replay<'a> {
    /// The controller that is tried; its start is that of the record.
    pub setup: Setup<'a>,
    /// What was recorded.
    pub record: Record,
    /// The HPA as it was, with what its metrics showed.
    pub was: Option<Was<'a>>,
    /// The pods.
    pub pods: Pods,
    /// The way of the metrics to the controller. What was recorded is what came out of it, so that without it nothing is late twice.
    pub metrics: Metrics,
    /// Rollouts, since the start.
    pub rollouts: Vec<Rollout>,
    /// Room for pods.
    pub nodes: Option<Nodes>,
    /// What random parts come of.
    pub seed: u64,
}

/// The HPA as it was.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Was<'a> {
    /// The controller.
    pub setup: Setup<'a>,
    /// What its metrics showed, where that is not in the record.
    pub metrics: Vec<MetricHistory>,
}

/// What would have been, beside what was.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Replayed {
    /// What would have been.
    #[serde(flatten)]
    pub simulation: Simulation,
    /// The replicas that there were, in figures.
    pub recorded: RecordedMeasures,
    /// What was taken for the load, for each metric of the spec.
    pub loads: Vec<Load>,
    /// The HPA as it was, replayed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub was: Option<ReplayedWas>,
    /// What cannot be known of the record.
    pub caveats: Vec<Caveat>,
}

/// The HPA as it was, replayed: how well the model knows what happened.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct ReplayedWas {
    /// It in figures.
    pub measures: Measures,
    /// Its replicas beside those that there were.
    pub agreement: Agreement,
}

impl<'a> Was<'a> {
    /// An HPA whose metrics are in the record.
    #[must_use]
    pub fn new(setup: Setup<'a>) -> Self {
        Self { setup, metrics: Vec::new() }
    }
}

impl<'a> Replay<'a> {
    /// A record, with all else by default.
    #[must_use]
    pub fn new(setup: Setup<'a>, record: Record) -> Self {
        Self {
            setup,
            record,
            was: None,
            pods: Pods::default(),
            metrics: Metrics::default(),
            rollouts: Vec::new(),
            nodes: None,
            seed: 0,
        }
    }

    /// Goes through it.
    ///
    /// # Errors
    /// The `replay.*` codes for a record that cannot be followed; those of [`simulate`](simulate::simulate()).
    pub fn run(self, budget: &Budget) -> Result<Replayed> {
        let replicas = Steps::of_replicas(&self.record.replicas)?;
        let read = |all: &[MetricHistory], at: &str| -> Result<Vec<_>> {
            let each = all.iter().enumerate();
            each.map(|(index, history)| {
                history.read().map_err(|error| error.in_path(format_args!("{at}[{index}]")))
            })
            .collect()
        };
        let histories = read(&self.record.metrics, "history")?;
        let before = match &self.was {
            Some(was) => read(&was.metrics, "was.history")?,
            None => Vec::new(),
        };
        let (start, end) = self.record.bounds(&replicas, &histories)?;
        let given = load::Given { replicas: &replicas, metrics: &self.metrics, pods: &self.pods, budget };
        let loads = load::of(&self.setup.hpa, &histories.iter().collect::<Vec<_>>(), given)?;
        let course = Course::of(&replicas, (start, end));
        let simulation = self.simulate(self.setup.clone(), &loads, &course, budget)?;
        let recorded = course.measures();
        let mut caveats = caveats::of(&loads, (start, end), &replicas);
        let was = match &self.was {
            None => None,
            Some(was) => {
                // What the HPA as it was showed is what was recorded, where nothing else is said.
                let histories: Vec<_> = before.iter().chain(&histories).collect();
                let loads = load::of(&was.setup.hpa, &histories, given);
                let loads = loads.map_err(|error| error.in_path("was"))?;
                let ran = self.simulate(was.setup.clone(), &loads, &course, budget);
                let ran = ran.map_err(|error: Error| error.in_path("was"))?;
                let agreement = course.agreement(&ran);
                caveats.extend(caveats::of_was(&was.setup.hpa, &loads, &course, &agreement));
                Some(ReplayedWas { measures: ran.measures, agreement })
            }
        };
        let loads = loads.into_iter().map(|driven| driven.load).collect();
        Ok(Replayed { simulation, recorded, loads, was, caveats })
    }

    fn simulate(
        &self,
        mut setup: Setup<'a>,
        loads: &[load::Driven],
        course: &Course,
        budget: &Budget,
    ) -> Result<Simulation> {
        setup.start = Time::from_unix(course.start(), 0).unwrap_or_default();
        let mut model = Model::new(Workload::none(), Period::from_secs(course.seconds()));
        model.pods = self.pods.clone();
        model.metrics = self.metrics.clone();
        for driven in loads {
            let signal = driven.signal(number::float64(course.start()));
            model.metrics.signals.insert(driven.load.metric.clone(), signal);
        }
        model.rollouts.clone_from(&self.rollouts);
        model.nodes = self.nodes;
        model.seed = self.seed;
        model.replicas = Some(course.first());
        let mut simulation = simulate::simulate(setup, &model, budget)?;
        // There were requests, but nothing is known of them.
        simulation.measures.work = None;
        for point in &mut simulation.timeline {
            (point.rate, point.queue, point.dropped) = (None, None, None);
        }
        Ok(simulation)
    }
}

/// The metrics of a spec that can be told by their names.
fn targets(hpa: &HorizontalPodAutoscaler) -> impl Iterator<Item = (&str, &MetricSpec, &MetricTarget)> {
    let metrics = hpa.spec.metrics.iter();
    metrics.filter_map(|metric| metric.named_target().map(|(name, target)| (name, metric, target)))
}
