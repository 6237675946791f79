//! `engine.version`.

use serde::{Deserialize, Serialize};

use super::operation::{Operation, operation};
use crate::error::Result;
use crate::hpa::PROFILES;

pub(super) const OPERATIONS: &[Operation] = &[operation!("engine.version" => version)];

/// The C ABI's version: raised when a function of the header changes or goes.
pub const ABI: u32 = 1;

/// `engine.version` takes no fields.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VersionInput {}

/// What this build is.
#[derive(Debug, Serialize)]
pub struct VersionOutput {
    /// The package's version.
    pub version: &'static str,
    /// The C ABI's version.
    pub abi: u32,
    /// The Kubernetes releases whose behaviour can be chosen, newest first.
    pub profiles: Vec<&'static str>,
    /// The operations of this build, in alphabetical order.
    pub features: Vec<&'static str>,
}

/// What this build is and can do.
///
/// # Errors
/// None.
pub fn version(_: VersionInput) -> Result<VersionOutput> {
    let mut features: Vec<_> = super::operations().map(|operation| operation.name).collect();
    features.sort_unstable();
    let profiles = PROFILES.iter().map(|profile| profile.release).collect();
    Ok(VersionOutput { version: env!("CARGO_PKG_VERSION"), abi: ABI, profiles, features })
}
