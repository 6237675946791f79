//! The npm package: what a program in Node and a type checker see of it.

use std::path::PathBuf;

use super::{must, tap};
use crate::npm;
use crate::shell::{self, Result};
use crate::tally::Tally;
use crate::toolchain::{WASM_REMEDY, WasmToolchain};
use crate::wasm::{self, Module};

/// Builds the package, for the suites that talk to `wasm/tests/surface.mjs`.
pub(super) fn build(tally: &mut Tally) -> bool {
    shell::step("the npm package");
    if WasmToolchain::find().is_none() {
        tally.skip("the npm package", WASM_REMEDY);
        return false;
    }
    must(tally, "the npm package", wasm::build(Module::Tried))
}

/// The package that is shipped, which no suite but this one tries: its module is smaller than a limit, and works.
pub(crate) fn shipped() -> Result {
    wasm::run()?;
    packages()?;
    shell::run(shell::program("node").args(["--test", "--test-reporter=dot"]).args(tests()?))
}

/// The tests that are written in JavaScript, and the types.
pub(super) fn test(tally: &mut Tally) {
    shell::step("tests in Node");
    if shell::installed(&["node"]).is_none() {
        return tally.skip("tests in Node", "install Node 20 or newer");
    }
    let files = match tests() {
        Ok(files) => files,
        Err(message) => return tally.fail(message),
    };
    // The tests import the package by its name, and the types need a compiler.
    if let Err(message) = packages() {
        println!("{message}");
        return tally.skip("tests in Node", npm::REMEDY);
    }
    tap(tally, "node", shell::program("node").args(["--test", "--test-reporter=tap"]).args(files));
}

/// The files `wasm/tests/*.test.mjs`, in order.
fn tests() -> Result<Vec<PathBuf>> {
    let mut files = shell::files(&shell::root().join("wasm/tests"))?;
    files.retain(|path| path.to_string_lossy().ends_with(".test.mjs"));
    Ok(files)
}

/// Installs what the tests need, and the package itself beside it.
fn packages() -> Result {
    npm::install("wasm/tests")?;
    shell::link("../../pkg", &shell::root().join("wasm/tests/node_modules/counterpoise"))
}
