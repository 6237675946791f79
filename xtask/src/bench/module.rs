//! `cargo xtask bench --module`: the npm package in Node beside the engine that it is compiled of.

use std::collections::BTreeMap;
use std::fs::File;

use super::{Figures, TURNS, better, figures};
use crate::shell::{self, Result};
use crate::wasm::{self, Module};

/// Times the same operations natively and through the package, in turns, and prints the ratios.
pub(crate) fn run() -> Result {
    shell::step("the npm package");
    wasm::build(Module::Shipped)?;
    shell::step("the engine");
    let build = ["build", "--profile", "dist", "--package", "counterpoise-benches", "--bin", "module"];
    shell::run(shell::cargo().args(build))?;
    let native = shell::target().join("dist/module");
    let cases = shell::target().join("bench/module.json");
    shell::write_file(&cases, shell::read(shell::program(&native).arg("cases"))?)?;

    let mut best = [Figures::new(), Figures::new()];
    for turn in 1..=TURNS {
        shell::step(&format!("turn {turn} of {TURNS}"));
        let given = File::open(&cases).map_err(|error| format!("{}: {error}", cases.display()))?;
        let [ours, package] = &mut best;
        better(ours, figures(&shell::read(&mut shell::program(&native))?)?);
        better(
            package,
            figures(&shell::read_with(shell::program("node").arg("benches/module.mjs"), given)?)?,
        );
    }
    let [ours, package] = best;
    print!("\n{}", table(&ours, &package));
    Ok(())
}

/// A row an operation: microseconds natively, through the package, and how many times as long that is.
fn table(native: &BTreeMap<String, f64>, package: &BTreeMap<String, f64>) -> String {
    let mut table = String::from("| operation | native | package | ratio |\n|---|--:|--:|--:|\n");
    for (operation, native) in native {
        let Some(package) = package.get(operation) else { continue };
        let (us, of_package, ratio) = (native / 1e3, package / 1e3, package / native);
        table += &format!("| {operation} | {us:.1} µs | {of_package:.1} µs | {ratio:.1} |\n");
    }
    table
}
