//! Settings of an HPA that meet a goal at the least cost, found by simulations.
//!
//! [`Tuner`] gives one candidate after the other and takes what came of each: whoever drives it runs the simulations, shows how
//! far it is, and may stop at any time. Equal input gives equal candidates, and so an equal answer.
//!
//! Of two candidates that one is better
//! 1. which misses the goal by less: by the sum over what the goal bounds, of over time as a share of the time, of changes as a
//!    share of those allowed, of dropped requests as a share of all; what is met misses by 0;
//! 2. then which costs less;
//! 3. then which changes the replicas less often;
//! 4. then which sets fewer fields otherwise than the HPA that was given.
//!
//! | file | holds |
//! |---|---|
//! | `goal` | what is wanted, and how far a simulation is from it |
//! | `knob` | what may be set, and to which values |
//! | `ladders` | these values, in order |
//! | `descent` | the way down from one candidate: one field after the other, in steps that become smaller |
//! | `search` | several ways down, and each changed field put back once |
//! | `answer` | the best one: what it sets, and what each field of it buys |
//!
//! ```
//! use counterpoise::budget::Budget;
//! use counterpoise::hpa;
//! use counterpoise::simulate::input::{Period, Workload};
//! use counterpoise::simulate::tune::{Goal, Tuner, Vary};
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
//!       maxReplicas: 20
//!       metrics:
//!       - type: Resource
//!         resource: {name: cpu, target: {type: Utilization, averageUtilization: 30}}
//!     ",
//! )?;
//! let workload: Workload = serde_json::from_str(r#"{"load": 100}"#)?;
//! let model = Model::new(workload, Period::from_secs(21_600));
//! let setup = Setup::new(hpa);
//! let goal = Goal { keep_under: Some(70.0), over_at_most: 0.05, ..Goal::default() };
//! let vary = Vary { target: true, ..Vary::default() };
//! let mut tuner = Tuner::new(&setup, goal, vary, 40, 0);
//! while let Some(candidate) = tuner.candidate() {
//!     let simulation = simulate(tuner.setup(&setup, candidate), &model, &Budget::default());
//!     tuner.tell(simulation.ok().as_ref());
//! }
//! let answer = tuner.answer().ok_or("not one candidate could be simulated")?;
//! assert!(answer.meets);
//! assert!(answer.best.measures.pod_hours < answer.start.measures.pod_hours);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod answer;
mod descent;
mod goal;
mod knob;
mod ladders;
mod search;

#[cfg(test)]
mod tests;

pub use answer::{Answer, Change};
pub use goal::{Cost, Demand, Dropped, Goal, GoalName, Trial};
pub use knob::Vary;
pub use search::Tuner;
