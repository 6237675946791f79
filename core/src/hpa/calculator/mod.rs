//! From samples to a replica count, one function a kind of target. Nothing here knows an API path or a status.
//!
//! The arithmetic is upstream's own: int64 sums that wrap, ratios in binary floating point, conversions as Go compiles
//! them for amd64. Time and memory are linear in the number of pods; nothing is allocated but the result.

mod dead_band;
mod failure;
mod groups;
mod memory;
mod missing_requests;
mod plain;
mod pod_requests;
mod proposal;
mod roster;
mod samples;
mod scope;
mod sums;
mod tally;
mod unready_and_missing;
mod utilization;
mod varied;
mod whole;

pub use dead_band::DeadBand;
pub(super) use dead_band::{Bands, nearest};
pub use failure::Failure;
pub use groups::{Counts, Readiness};
#[cfg(feature = "explain")]
pub(super) use groups::{Group, group, is_ready};
pub use plain::plain;
pub(super) use pod_requests::pod_request;
pub use proposal::{Proposal, ProposalOutcome};
pub(super) use roster::Roster;
pub use samples::{PodSample, PodSamples};
pub use scope::Scope;
pub(super) use tally::Tally;
pub use utilization::{UtilizationTarget, utilization};
pub(crate) use varied::Varied;
pub use whole::{external_average, external_value, object_average, object_value};
