//! Packages that a folder's `package-lock.json` names, and the programs among them.

use std::fs;
use std::process::Command;

use crate::shell::{self, Result};

/// What is missing where [`install`] fails.
pub(crate) const REMEDY: &str = "npm must reach its registry once";

/// Installs what the folder's `package-lock.json` names, unless it is there already.
pub(crate) fn install(folder: &str) -> Result {
    let folder = shell::root().join(folder);
    let changed = |name: &str| fs::metadata(folder.join(name)).and_then(|data| data.modified()).ok();
    let lock = changed("package-lock.json");
    if lock.is_some() && changed("node_modules/.package-lock.json") >= lock {
        return Ok(());
    }
    shell::run(shell::program("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(folder))
}

/// A program of an installed package, to be run in its folder.
pub(crate) fn program(folder: &str, name: &str) -> Command {
    let folder = shell::root().join(folder);
    let mut command = shell::program(folder.join("node_modules/.bin").join(name));
    command.current_dir(folder);
    command
}
