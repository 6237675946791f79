//! Subcommands of Cargo that are programs of their own, each of one version, built where they are wanted for the first time.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use crate::shell::{self, Result};

/// A program of crates.io.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tool {
    name: &'static str,
    version: &'static str,
}

/// Makes the tool's Debian package.
pub(crate) const DEB: Tool = Tool { name: "cargo-deb", version: "3.8.0" };
/// Writes what a crate is made of.
pub(crate) const CYCLONEDX: Tool = Tool { name: "cargo-cyclonedx", version: "0.5.9" };
/// Holds dependencies to `deny.toml`.
pub(crate) const DENY: Tool = Tool { name: "cargo-deny", version: "0.20.2" };

impl Tool {
    /// The program: the one on the `PATH` where that is of this version, or else one of the user's cache, so that a new copy of the
    /// repository has it at once.
    ///
    /// # Errors
    /// It is in neither place and cannot be installed.
    pub(crate) fn command(self) -> Result<Command> {
        if self.is_of_version(self.name.into()) {
            return Ok(self.as_subcommand(self.name.into()));
        }
        let root = cache()?.join(format!("{}-{}", self.name, self.version));
        let program = root.join("bin").join(self.name);
        if !self.is_of_version(program.clone()) {
            println!("{} {} is built into {}", self.name, self.version, root.display());
            let mut install = shell::cargo();
            install.arg("install").arg(format!("{}@{}", self.name, self.version));
            install.args(["--locked", "--quiet", "--root"]).arg(&root);
            // What they have in common is compiled once.
            install.env("CARGO_TARGET_DIR", shell::target().join("tools"));
            // To build them takes longer than anything they do.
            install.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0").env("CARGO_PROFILE_RELEASE_LTO", "off");
            install.env("CARGO_PROFILE_RELEASE_STRIP", "true");
            shell::run(&mut install)?;
        }
        Ok(self.as_subcommand(program))
    }

    /// A program as Cargo calls it: with its own name again.
    fn as_subcommand(self, program: PathBuf) -> Command {
        let mut command = shell::program(program);
        command.arg(self.name.trim_start_matches("cargo-"));
        command
    }

    /// Whether a program is there, and of this version.
    fn is_of_version(self, program: PathBuf) -> bool {
        let said = shell::read(self.as_subcommand(program).arg("--version"));
        said.is_ok_and(|said| said.split_whitespace().any(|word| word == self.version))
    }
}

/// Where tools are kept from one copy of the repository to the next.
fn cache() -> Result<PathBuf> {
    let cache = env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let cache = cache.or_else(|| Some(env::home_dir()?.join(".cache")));
    Ok(cache.ok_or("neither XDG_CACHE_HOME nor HOME says where tools are kept")?.join("counterpoise/tools"))
}
