//! The licences, versions and sources of all that is built on, held to `deny.toml`.

use crate::shell::{self, Result};
use crate::tools;

/// Asks cargo-deny, of what the lock file says.
pub(super) fn check() -> Result {
    // It reads the crates of every system. Where they are there already, nothing is asked of the network.
    shell::run(shell::cargo().args(["fetch", "--locked", "--quiet"]))?;
    let mut deny = tools::DENY.command()?;
    deny.args(["--locked", "--offline", "--log-level", "warn", "check", "--hide-inclusion-graph"]);
    shell::run(deny.args(["licenses", "bans", "sources"]))
}
