//! The HPA: its object in every version, and the algorithm of its controller.
//!
//! [`reconcile`](reconcile()) is one sync of the controller of `k8s.io/kubernetes/pkg/controller/podautoscaler`, without a cluster: the
//! host reads the objects, asks the metrics APIs what [`requests`](fn@requests) says, writes the scale and the status,
//! records the events and keeps the [`State`] for the next sync. A [`Profile`] chooses the release. What happens on the
//! way, in its order:
//!
//! 1. the replicas against the limits of the spec, and a target at zero;
//! 2. the selector, which must select for this HPA alone;
//! 3. each metric: its answer, then its replica count by the [`calculator`]; the largest count wins, and none goes down
//!    while some metric cannot be read;
//! 4. stabilization by earlier recommendations;
//! 5. limits of the spec, and of how fast the count may change, by `behavior` or without;
//! 6. conditions, events and status.
//!
//! Each leaves a [`Step`] that says what came of it and why.
//!
//! ```
//! use counterpoise::hpa::calculator::{Readiness, Scope, object_average};
//! use counterpoise::hpa::{ControllerOptions, Profile, Tolerances};
//!
//! let options = ControllerOptions::default();
//! let scope = Scope {
//!     profile: &Profile::of("1.37")?,
//!     pods: &[],
//!     tolerances: Tolerances::both(options.tolerance),
//!     readiness: Readiness {
//!         now: Default::default(),
//!         cpu_initialization_period: options.cpu_initialization_period,
//!         initial_readiness_delay: options.initial_readiness_delay,
//!     },
//!     spec_replicas: 3,
//!     status_replicas: 3,
//! };
//! // 10 in all over 3 replicas, 2 for each wanted.
//! assert_eq!(object_average(&scope, 10_000, 2_000).replicas, 5);
//! # Ok::<(), counterpoise::Error>(())
//! ```

mod ambiguity;
mod answer;
mod arithmetic;
pub mod autoscale;
mod behavior;
pub mod calculator;
mod changes;
mod conditions;
pub mod defaults;
mod entry;
mod event;
mod limits;
mod options;
mod profile;
mod proposals;
mod reconcile;
pub mod requests;
mod selector_text;
pub mod show;
mod source;
mod stabilization;
mod state;
mod step;
mod sync;
mod time;
mod tolerance;
mod until;
pub mod validate;
pub mod versions;
mod why;
#[cfg(test)]
mod work;

pub use ambiguity::OtherHpa;
pub use answer::Answer;
pub use event::{Event, EventType};
pub use options::ControllerOptions;
pub use profile::{PROFILES, Profile};
pub use reconcile::{ReconcileInput, ReconcileOutput, reconcile};
pub use requests::{MetricRequest, request, requests, selected_pods};
pub use state::{Recommendation, ScaleEvent, State};
pub use step::{DeadBandStep, MetricStep, Step};
pub use tolerance::Tolerances;
pub use validate::{ErrorType, FieldError, ValidationRules, validate};
pub use versions::{AnyHorizontalPodAutoscaler, HpaDocument, Version};

#[cfg(test)]
mod tests;
