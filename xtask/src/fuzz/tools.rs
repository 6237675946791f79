//! What fuzzing needs beside Cargo, and what to do where it is missing.

use std::process::Command;

use crate::shell::{self, Result};

/// Refuses where a tool is missing.
pub(super) fn check() -> Result {
    nightly()?;
    if shell::succeeds(shell::program("cargo").args(["+nightly", "fuzz", "--version"])) {
        return Ok(());
    }
    Err("fuzzing needs cargo-fuzz: cargo install cargo-fuzz".to_owned())
}

/// Refuses where there is no nightly compiler.
pub(super) fn nightly() -> Result {
    if shell::succeeds(shell::program("cargo").args(["+nightly", "--version"])) {
        return Ok(());
    }
    Err("fuzzing needs a nightly compiler: rustup toolchain install nightly --profile minimal".to_owned())
}

/// `cargo fuzz`, by the nightly compiler.
pub(super) fn fuzz(command: &str) -> Command {
    let mut cargo = shell::program("cargo");
    // The toolchain that runs this would go before the one that is named.
    cargo.env_remove("RUSTUP_TOOLCHAIN").env_remove("CARGO").args(["+nightly", "fuzz", command]);
    cargo
}

/// The platform that the nightly compiler compiles for.
pub(super) fn host() -> Result<String> {
    let said = shell::read(shell::program("rustc").env_remove("RUSTUP_TOOLCHAIN").args([
        "+nightly",
        "--version",
        "--verbose",
    ]))?;
    let host = said.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).ok_or_else(|| format!("rustc does not say its host: {said}"))
}
