//! `cargo xtask bench`.

use crate::shell::{self, Result};

/// Runs the criterion benches; the arguments are criterion's.
pub(crate) fn run(arguments: &[String]) -> Result {
    let mut bench = shell::cargo();
    bench.args(["bench", "--package", "counterpoise-benches", "--benches", "--"]).args(arguments);
    shell::run(&mut bench)
}
