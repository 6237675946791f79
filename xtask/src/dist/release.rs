//! What all parts of a release agree on.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::shell::{self, Result};

/// The version of everything.
pub(super) const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The profile of what is shipped.
pub(super) const SHIPPED: &str = "dist";

/// A release that is being packed.
pub(crate) struct Release {
    profile: String,
    targets: Vec<String>,
    epoch: String,
    folder: PathBuf,
    is_changed: bool,
}

impl Release {
    /// Of the tree as it is.
    ///
    /// # Errors
    /// Nobody knows the time that files are to have.
    pub(super) fn new(profile: String, targets: Vec<String>) -> Result<Self> {
        let status = shell::read(shell::program("git").args(["status", "--porcelain"])).unwrap_or_default();
        let is_changed = !status.is_empty();
        if is_changed || profile != SHIPPED {
            println!(
                "to be tried, and no release: {}",
                if is_changed { "the tree has changes" } else { &profile }
            );
        }
        let targets = if targets.is_empty() {
            vec![format!("{}-unknown-linux-musl", env::consts::ARCH)]
        } else {
            targets
        };
        let folder = shell::target().join("packages").join(VERSION);
        Ok(Self { profile, targets, epoch: epoch()?, folder, is_changed })
    }

    /// The Cargo profile.
    pub(super) fn profile(&self) -> &str {
        &self.profile
    }

    /// Whether it is packed as it is shipped: small, however long that takes.
    pub(super) fn is_shipped(&self) -> bool {
        self.profile == SHIPPED
    }

    /// Whether the tree is not that of its commit.
    pub(super) fn is_changed(&self) -> bool {
        self.is_changed
    }

    /// What the tool is built for.
    pub(super) fn targets(&self) -> &[String] {
        &self.targets
    }

    /// Where what is packed goes.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The time that files have, in seconds since 1970, so that the same commit makes the same packages.
    pub(super) fn epoch(&self) -> &str {
        &self.epoch
    }

    /// A program that is to use this time, too.
    pub(super) fn timed(&self, mut command: Command) -> Command {
        command.env("SOURCE_DATE_EPOCH", &self.epoch);
        command
    }
}

/// The time of the commit, or the one that whoever calls has settled on.
fn epoch() -> Result<String> {
    if let Ok(epoch) = env::var("SOURCE_DATE_EPOCH") {
        return Ok(epoch);
    }
    let time = shell::read(shell::program("git").args(["log", "-1", "--format=%ct"]));
    let time = time.map_err(|error| format!("{error}\nset SOURCE_DATE_EPOCH where there is no git"))?;
    Ok(time.trim().to_owned())
}

/// What Debian, krew and container registries call an architecture, by the triple that rustc calls it.
pub(super) fn architecture(triple: &str) -> Result<&'static str> {
    match triple.split('-').next() {
        Some("x86_64") => Ok("amd64"),
        Some("aarch64") => Ok("arm64"),
        _ => Err(format!(
            "{triple} is none of the architectures that are packed, x86_64 and aarch64: see xtask/src/dist/release.rs"
        )),
    }
}
