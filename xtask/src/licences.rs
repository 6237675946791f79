//! The licences, versions and sources of all that is built on, held to `deny.toml`.

use crate::shell::{self, Result};
use crate::tools;

/// Asks cargo-deny, of what the lock file says and what is downloaded already.
pub(crate) fn check() -> Result {
    let mut deny = tools::DENY.command()?;
    deny.args(["--locked", "--offline", "--log-level", "warn", "check", "--hide-inclusion-graph"]);
    shell::run(deny.args(["licenses", "bans", "sources"]))
}
