//! `cargo xtask check`: what can be said about the code without running it.

use crate::shell::{self, Result};
use crate::test::node;
use crate::toolchain::{WASM_REMEDY, WasmToolchain};
use crate::{features, floors, generate};

/// A name and what it runs.
type Check = (&'static str, fn() -> Result);

/// Runs every check, so that one run tells all that is to be mended.
pub(crate) fn run() -> Result {
    let checks: [Check; 8] = [
        ("formatting", formatting),
        ("the floors of the core", floors::check),
        ("clippy", clippy),
        ("the features of the core", features::check),
        ("documentation", documentation),
        ("generated files", || generate::run(true)),
        ("the core for bare wasm32", bare_wasm),
        ("the npm package as it is shipped", node::shipped),
    ];
    let mut failed = Vec::new();
    for (name, check) in checks {
        shell::step(name);
        if let Err(message) = check() {
            println!("{message}");
            failed.push(name);
        }
    }
    if failed.is_empty() {
        println!("\nevery check passed");
        return Ok(());
    }
    Err(format!("not in order: {}", failed.join(", ")))
}

fn formatting() -> Result {
    shell::run(shell::cargo().args(["fmt", "--all", "--check"]))
}

fn clippy() -> Result {
    let arguments =
        ["clippy", "--workspace", "--all-targets", "--all-features", "--keep-going", "--", "-D", "warnings"];
    shell::run(shell::cargo().args(arguments))
}

fn documentation() -> Result {
    let arguments = ["doc", "--workspace", "--no-deps", "--document-private-items", "--keep-going"];
    shell::run(shell::cargo().args(arguments).env("RUSTDOCFLAGS", "-D warnings"))
}

/// Checks the core, and nothing that a browser or Node would add to it, for a target without an operating system: it
/// proves that the core does no I/O.
fn bare_wasm() -> Result {
    let toolchain =
        WasmToolchain::find().ok_or_else(|| format!("no toolchain has the target: {WASM_REMEDY}"))?;
    let mut check = toolchain.cargo("check");
    let features = ["--no-default-features", "--features", "explain,flagger,yaml"];
    shell::run(check.args(["--package", "counterpoise"]).args(features))
}
