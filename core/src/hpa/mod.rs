//! The HPA: its object in every version, and the algorithm of its controller.
//!
//! [`reconcile`](reconcile()) is one sync of the controller of `k8s.io/kubernetes/pkg/controller/podautoscaler`, without a cluster: the
//! host reads the objects, asks the metrics APIs what [`requests`](fn@requests) says, writes the scale and the status,
//! records the events and keeps the [`State`] for the next sync. A [`Profile`] chooses the release. What happens on the
//! way, in its order, each in a file or folder of `sync/`:
//!
//! 1. `entry`: the replicas against the limits of the spec, and a target at zero;
//! 2. `selection`: the selector, which must select for this HPA alone;
//! 3. `metrics`: each metric's answer, then its replica count by the [`calculator`]; the largest count wins, and none
//!    goes down while some metric cannot be read;
//! 4. `stabilization`: earlier recommendations;
//! 5. `limits`: the limits of the spec, and how fast the count may change, by `behavior` or without;
//! 6. `rescale`: the scale, where it is written, and the memory of the change;
//! 7. `status`: the status with its conditions.
//!
//! Each but the second and the last leaves a [`Step`] that says what came of it and why.
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

// The object.
pub mod autoscale;
pub mod check;
pub mod defaults;
pub mod show;
mod strict;
pub mod validate;
pub mod versions;

// The metrics APIs.
mod answer;
pub mod requests;

// The algorithm.
pub mod calculator;
mod profile;
pub mod steps;
mod sync;
mod time;
mod tolerance;

#[cfg(test)]
mod work;

pub use answer::ApiAnswer;
pub(crate) use check::check_text;
pub use check::{CheckContext, check};
pub use profile::{PROFILES, Profile};
pub(crate) use requests::each_request;
pub use requests::{MetricRequest, request, requests, selected_pods};
pub use strict::strict;
pub use sync::{
    ControllerEvent, ControllerOptions, DeadBandStep, EventType, MetricStep, OtherHpa, Recommendation,
    ReconcileInput, ReconcileOutput, ScaleEvent, State, Step, reconcile,
};
#[cfg(feature = "simulate")]
pub(crate) use sync::{Outline, Seen, Syncs};
#[cfg(feature = "explain")]
pub(crate) use sync::{PodNames, wording};
pub use tolerance::Tolerances;
pub use validate::{ErrorType, FieldError, ValidationRules, validate};
pub use versions::{AnyHorizontalPodAutoscaler, HpaDocument, Version, from_str};

#[cfg(test)]
mod tests;
