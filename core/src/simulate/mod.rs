//! The controller in a closed loop over time: a load, pods that take time to start, metrics that are late, and at every sync
//! [`reconcile`](crate::hpa::reconcile()).
//!
//! Events happen in the order of their times; between two of them requests flow. What is where:
//!
//! | file | holds |
//! |---|---|
//! | `load` | requests a second over time, in closed form |
//! | `queue` | what the ready pods do of them, what waits, what is dropped |
//! | `pods` | the life of a pod, and what it uses |
//! | `rollout`, `nodes` | how many pods a Deployment makes and deletes; room for them |
//! | `pipeline` | what is scraped, and what the metrics APIs answer of it |
//! | `controller` | the syncs, and what each of them looked at |
//! | `timeline`, `measures` | what is told of them |
//! | `clock`, `world` | what happens next, and what it does |
//! | `recorded` | syncs as they were, in the place of all that |
//! | `compare` | two simulations, and where they part |
//! | `tune` | settings of an HPA that meet a goal, by simulations |
//!
//! ```
//! use counterpoise::budget::Budget;
//! use counterpoise::hpa;
//! use counterpoise::simulate::input::{Period, Workload};
//! use counterpoise::simulate::{Model, Setup, simulate};
//!
//! let hpa = hpa::from_str(
//!     "
//!     apiVersion: autoscaling/v2
//!     kind: HorizontalPodAutoscaler
//!     metadata: {name: web}
//!     spec:
//!       scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
//!       minReplicas: 2
//!       maxReplicas: 10
//!       metrics:
//!       - type: Resource
//!         resource: {name: cpu, target: {type: Utilization, averageUtilization: 50}}
//!     ",
//! )?;
//! // 100 requests a second of 10 ms of CPU each: a core, which is 8 halves of 250m.
//! let workload: Workload = serde_json::from_str(r#"{"load": 100}"#)?;
//! let model = Model::new(workload, Period::from_secs(1800));
//! let simulation = simulate(Setup::new(hpa), &model, &Budget::default())?;
//! assert_eq!(simulation.timeline.last().map(|point| point.replicas), Some(9));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod compare;
pub mod input;
pub mod tune;

mod check;
mod clock;
mod controller;
mod load;
mod measures;
mod nodes;
mod output;
mod pipeline;
mod pods;
mod queue;
mod random;
mod recorded;
mod rollout;
mod setup;
mod timeline;
mod trace;
mod world;

#[cfg(test)]
mod tests;

#[cfg(feature = "replay")]
pub(crate) use measures::Tally;
pub use output::{
    About, Measures, MetricDriver, Simulation, TimelineEvent, TimelineMetric, TimelinePoint, WorkMeasures,
};
pub use recorded::{RecordedSync, follow};
pub use setup::{Model, Setup};

use crate::budget::Budget;
use crate::error::Result;
use crate::kube::HorizontalPodAutoscaler;
use world::World;

/// Follows an HPA through a model of its workload.
///
/// # Errors
/// The `simulate.*` codes with the path of what is wrong; `limit.syncs`, `limit.pods` and `limit.output` for what is too much.
pub fn simulate(setup: Setup<'_>, model: &Model, budget: &Budget) -> Result<Simulation> {
    World::new(setup, model, budget)?.run()
}

/// The selector of the model's pods, which are labelled with the name of the HPA's target.
#[must_use]
pub fn selector_of(hpa: &HorizontalPodAutoscaler) -> String {
    format!("app={}", setup::target_of(hpa))
}
