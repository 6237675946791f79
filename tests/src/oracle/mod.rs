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

use crate::paths;

/// The program, which `cargo xtask oracle` and `cargo xtask test` build.
///
/// # Errors
/// It is not built; how to build it.
pub fn program() -> Result<PathBuf, String> {
    let path = paths::built("COUNTERPOISE_ORACLE", "oracle/values");
    if path.exists() {
        Ok(path)
    } else {
        Err("the oracle is not built (cargo xtask test, with Go 1.26 or newer)".to_owned())
    }
}
