//! Asking upstream: the Go program in `tests/oracle` answers the contract's operations by calling the real packages.
//!
//! [`diff`] compares its answers to ours on generated cases, [`mod@write`] makes vectors of them.

pub mod diff;
mod evaluated;
mod order;
mod shrink;
mod stream;
mod verdict;
pub mod versions;
pub mod write;

pub(crate) use evaluated::agree;

use std::path::PathBuf;

use crate::generate::Area;
use crate::paths;

/// The program that answers an area. `cargo xtask test` builds the one that answers most of them, and `cargo xtask oracle`
/// the one that it asks.
///
/// # Errors
/// It is not built; how to build it.
pub fn program(area: Area) -> Result<PathBuf, String> {
    let path = match area {
        Area::Hpa(_, release) => {
            let profile = release.profile();
            let variable = format!("COUNTERPOISE_ORACLE_HPA_{}", profile.replace('.', "_"));
            paths::built(&variable, &format!("oracle/hpa-{profile}"))
        }
        Area::Keda => paths::built("COUNTERPOISE_ORACLE_KEDA", "oracle/keda"),
        Area::Resources => paths::built("COUNTERPOISE_ORACLE_RESOURCES", "oracle/resources"),
        _ => paths::built("COUNTERPOISE_ORACLE", "oracle/values"),
    };
    if path.exists() {
        Ok(path)
    } else {
        Err("the oracle is not built (cargo xtask test or cargo xtask oracle, with Go 1.26 or newer)"
            .to_owned())
    }
}
