//! `cargo xtask wasm`.

use crate::shell::Result;

/// Builds the npm package.
pub(crate) fn run() -> Result {
    Err("not yet".to_owned())
}
