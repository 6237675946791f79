//! `cargo xtask check`: what can be said about the code without running it.

use crate::bench::gate;
use crate::shell::{self, Result};
use crate::test::node;
use crate::toolchain::{WASM_REMEDY, WasmToolchain};
use crate::{dist, editors, features, floors, generate, go};

/// A name and what it runs.
type Check = (&'static str, fn() -> Result);

/// Runs every check, so that one run tells all that is to be mended.
pub(crate) fn run() -> Result {
    let checks: [Check; 13] = [
        ("formatting", formatting),
        ("the floors of the core", floors::check),
        ("clippy", clippy),
        ("the features of the core", features::check),
        ("documentation", documentation),
        ("generated files", || generate::run(true)),
        ("the core for bare wasm32", bare_wasm),
        ("the npm package as it is shipped", node::shipped),
        ("the instructions of the benches", || gate::run(false)),
        ("the module of the Go package", go::check),
        ("Go code", go_code),
        ("the extension for VS Code", editors::run),
        ("the packages of a release", dist::trial::run),
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

/// The modules of Go code that people use or that embeds what they use.
const GO_MODULES: [&str; 4] = ["ffi/go", "ffi/adapter", "ffi/observer", "tests/e2e"];

/// What finds more than Go's own `vet`.
const STATICCHECK: &str = "honnef.co/go/tools/cmd/staticcheck@v0.8.2";

fn go_code() -> Result {
    for module in GO_MODULES {
        let folder = shell::root().join(module);
        let unformatted = shell::read(shell::program("gofmt").arg("-l").arg(&folder))?;
        if !unformatted.is_empty() {
            return Err(format!("gofmt would change:\n{unformatted}"));
        }
        let go = || {
            let mut go = shell::program("go");
            go.current_dir(&folder).env("CGO_ENABLED", "0");
            go
        };
        shell::run(go().args(["mod", "tidy", "-diff"]))?;
        shell::run(go().args(["vet", "./..."]))?;
        shell::run(go().args(["run", STATICCHECK, "./..."]))?;
    }
    Ok(())
}
