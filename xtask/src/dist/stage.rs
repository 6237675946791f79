//! The tool as it is packed: a static binary, its manual pages, its completions.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use super::notices;
use super::release::Release;
use crate::shell::{self, Result};

/// The name of a completion and the shell that it is for.
const COMPLETIONS: [(&str, &str); 4] = [
    ("counterpoise.bash", "bash"),
    ("_counterpoise", "zsh"),
    ("counterpoise.fish", "fish"),
    ("counterpoise.ps1", "powershell"),
];

/// What the tool has besides: the command that writes the manual pages, the server for assistants, Parquet.
pub(super) const FEATURES: &str = "man,mcp,parquet";

/// The licences of what is in a binary, wherever that is packed.
pub(super) const NOTICES: &str = "THIRD-PARTY-LICENSES";

/// Where Cargo would build into, for those who pack from there.
pub(super) fn folder() -> PathBuf {
    shell::target().join("packages/stage")
}

/// Builds the tool for a target. Gives the folder with `counterpoise`, `man/`, `completions/` and
/// the licences of what is in it.
pub(super) fn tool(release: &Release, triple: &str) -> Result<PathBuf> {
    let binary = build(release, triple)?;
    // cargo-deb knows a program by the name of this profile.
    let stage = folder().join(triple).join("release");
    shell::clear(&stage)?;
    shell::copy_file(&binary, &stage.join("counterpoise"))?;
    // The words are the same for every target, but another one's binary does not run here.
    let native = format!("{}-unknown-linux-musl", env::consts::ARCH);
    let runs = if triple.starts_with(env::consts::ARCH) { binary } else { build(release, &native)? };
    shell::run(shell::program(&runs).arg("man").arg(stage.join("man")))?;
    for (name, shell) in COMPLETIONS {
        let script = shell::read(shell::program(&runs).args(["completions", shell]))?;
        shell::write_file(&stage.join("completions").join(name), script)?;
    }
    notices::write("counterpoise-cli", triple, &stage.join(NOTICES))?;
    Ok(stage)
}

/// Builds the binary.
fn build(release: &Release, triple: &str) -> Result<PathBuf> {
    if !has_target(triple) {
        let added = shell::succeeds(shell::program("rustup").args(["target", "add", triple]));
        if !added || !has_target(triple) {
            return Err(format!(
                "rustc has no standard library for {triple}: run `rustup target add {triple}`"
            ));
        }
    }
    let mut cargo = shell::cargo();
    cargo.args(["build", "--locked", "--package", "counterpoise-cli", "--features", FEATURES]);
    shell::run(configured(cargo.args(["--profile", release.profile(), "--target", triple]), triple))?;
    // Cargo keeps the folder's old name for its oldest profile.
    let profile = if release.profile() == "dev" { "debug" } else { release.profile() };
    Ok(shell::target().join(triple).join(profile).join("counterpoise"))
}

/// Without symbols, and without the names of folders of the machine that builds it.
fn configured<'c>(cargo: &'c mut Command, triple: &str) -> &'c mut Command {
    let prefix = format!("CARGO_TARGET_{}", triple.replace('-', "_").to_uppercase());
    let mut flags =
        vec!["-Cstrip=symbols".to_owned(), format!("--remap-path-prefix={}=.", shell::root().display())];
    let home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(env::home_dir()?.join(".cargo")));
    if let Some(home) = home {
        flags.push(format!("--remap-path-prefix={}=cargo", home.display()));
    }
    cargo.env(format!("{prefix}_RUSTFLAGS"), flags.join(" "));
    if !triple.starts_with(env::consts::ARCH) {
        // A system's own linker knows its own architecture.
        cargo.env(format!("{prefix}_LINKER"), "rust-lld");
    }
    cargo
}

/// Whether the toolchain has the target's standard library.
fn has_target(triple: &str) -> bool {
    let folder = shell::read(shell::program("rustc").args(["--print", "target-libdir", "--target", triple]));
    folder.is_ok_and(|folder| PathBuf::from(folder.trim()).exists())
}
