//! `cargo xtask oracle`: asking upstream. The Go program in `tests/oracle` answers, the tests package asks and compares.

use clap::Subcommand;

use crate::shell::{self, Result};

#[derive(Subcommand)]
pub(crate) enum Oracle {
    /// Print vectors of what upstream answers to generated cases
    Write {
        /// quantity, selector, template, hpa, hpa-default, hpa-validate, hpa-convert, hpa-requests or hpa-show
        #[arg(long)]
        area: String,
        /// The Kubernetes release, for the areas of hpa: 1.37 or 1.33
        #[arg(long, default_value = "1.37")]
        profile: String,
        /// What the cases depend on
        #[arg(long)]
        seed: u64,
        /// Vectors to print
        #[arg(long)]
        count: usize,
    },
    /// Compare our answers to upstream's on generated cases; exit status 1 where they differ
    Diff {
        /// quantity, selector, template, hpa, hpa-default, hpa-validate, hpa-convert, hpa-requests or hpa-show
        #[arg(long)]
        area: String,
        /// The Kubernetes release, for the areas of hpa: 1.37 or 1.33
        #[arg(long, default_value = "1.37")]
        profile: String,
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
    let (command, area, profile, seed, count) = match oracle {
        Oracle::Write { area, profile, seed, count } => ("write", area, profile, seed, count),
        Oracle::Diff { area, profile, cases, seed } => ("diff", area, profile, seed, cases),
    };
    let built = if area.starts_with("hpa") { build_hpa(profile)? } else { build()? };
    if !built {
        return Err(format!("there is no Go: {REMEDY}"));
    }
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
    shell::run(ask.args([command, area, profile, &seed.to_string(), &count.to_string()]))
}

/// What to do where there is no Go.
const REMEDY: &str = "install Go 1.26 or newer";

/// Builds the Go program of values, for the suites that compare with it; false where there is no Go.
pub(crate) fn build() -> Result<bool> {
    build_module("tests/oracle", "values", &[])
}

/// Builds the Go program of the HPA for a Kubernetes release, which takes minutes the first time.
fn build_hpa(profile: &str) -> Result<bool> {
    // `go.mod` is the newest release's.
    let other = format!("-modfile=v{profile}.mod");
    let arguments: &[&str] = if profile == "1.37" { &[] } else { &[&other] };
    build_module("tests/oracle/hpa", &format!("hpa-{profile}"), arguments)
}

fn build_module(module: &str, program: &str, arguments: &[&str]) -> Result<bool> {
    if shell::installed(&["go"]).is_none() {
        return Ok(false);
    }
    let program = shell::target().join("oracle").join(program);
    let mut go = shell::program("go");
    shell::run(go.args(["build", "-C", module]).args(arguments).arg("-o").arg(program).arg("."))?;
    Ok(true)
}
