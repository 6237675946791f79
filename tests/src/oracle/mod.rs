//! Asking upstream: the Go program in `tests/oracle` answers the contract's operations by calling the real packages.
//!
//! [`diff`] compares its answers to ours on generated cases, [`mod@write`] makes vectors of them.

pub mod diff;
mod shrink;
mod stream;
mod verdict;
pub mod versions;
pub mod write;

use std::path::PathBuf;

use crate::generate::Area;
use crate::paths;

/// The program that answers an area, which `cargo xtask oracle` builds, and `cargo xtask test` but for those of `hpa`.
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
        _ => paths::built("COUNTERPOISE_ORACLE", "oracle/values"),
    };
    if path.exists() {
        Ok(path)
    } else {
        Err(format!(
            "the oracle of {} is not built (cargo xtask oracle diff --area {0}, with Go 1.26 or newer)",
            area.name()
        ))
    }
}
