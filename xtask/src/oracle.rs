//! `cargo xtask oracle`: asking upstream. The Go program in `tests/oracle` answers, the tests package asks and compares.

use clap::Subcommand;

use crate::shell::{self, Result};

#[derive(Subcommand)]
pub(crate) enum Oracle {
    /// Print vectors of what upstream answers to generated cases
    Write {
        /// quantity, selector or template
        #[arg(long)]
        area: String,
        /// What the cases depend on
        #[arg(long)]
        seed: u64,
        /// Vectors to print
        #[arg(long)]
        count: usize,
    },
    /// Compare our answers to upstream's on generated cases; exit status 1 where they differ
    Diff {
        /// quantity, selector or template
        #[arg(long)]
        area: String,
        /// Cases to ask
        #[arg(long, default_value_t = 1_000_000)]
        cases: usize,
        /// What the cases depend on
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
}

/// Builds both sides and asks.
pub(crate) fn run(oracle: &Oracle) -> Result {
    if !build()? {
        return Err(format!("there is no Go: {REMEDY}"));
    }
    let (command, area, seed, count) = match oracle {
        Oracle::Write { area, seed, count } => ("write", area, seed, count),
        Oracle::Diff { area, cases, seed } => ("diff", area, seed, cases),
    };
    let mut ask = shell::cargo();
    ask.args([
        "run",
        "--quiet",
        "--profile",
        "oracle",
        "--package",
        "counterpoise-tests",
        "--bin",
        "oracle",
        "--",
    ]);
    shell::run(ask.args([command, area, &seed.to_string(), &count.to_string()]))
}

/// What to do where there is no Go.
const REMEDY: &str = "install Go 1.26 or newer";

/// Builds the Go program, for the suites that compare with it; false where there is no Go.
pub(crate) fn build() -> Result<bool> {
    if shell::installed(&["go"]).is_none() {
        return Ok(false);
    }
    let program = shell::target().join("oracle/values");
    let mut go = shell::program("go");
    shell::run(go.args(["build", "-C", "tests/oracle", "-o"]).arg(program).arg("."))?;
    Ok(true)
}
