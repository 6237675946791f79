//! The HPA: its object in every version, and the algorithm of its controller.

mod ambiguity;
mod answer;
mod behavior;
pub mod calculator;
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
pub mod validate;
pub mod versions;
mod why;

pub use ambiguity::OtherHpa;
pub use answer::Answer;
pub use event::{Event, EventType};
pub use options::ControllerOptions;
pub use profile::{PROFILES, Profile};
pub use reconcile::{ReconcileInput, ReconcileOutput, reconcile};
pub use requests::{MetricRequest, request, requests};
pub use state::{Recommendation, ScaleEvent, State};
pub use step::{MetricStep, Step};
pub use tolerance::Tolerances;
pub use validate::{ErrorType, FieldError, ValidationRules, validate};
pub use versions::{AnyHorizontalPodAutoscaler, Version};

#[cfg(test)]
mod tests;
