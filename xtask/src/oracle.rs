//! `cargo xtask oracle`: asking upstream. The Go programs in `tests/oracle` answer, the tests package asks and compares.

use std::path::PathBuf;

use clap::Subcommand;

use crate::shell::{self, Result};

#[derive(Subcommand)]
pub(crate) enum Oracle {
    /// Print vectors of what upstream answers to generated cases
    Write {
        /// keda, promql, promql-evaluate, promql-labels, promql-parse, quantity, regexp, resources, selector, template, hpa, hpa-autoscale, hpa-default, hpa-validate,
        /// hpa-strict, hpa-convert, hpa-requests or hpa-show
        #[arg(long)]
        area: String,
        /// The Kubernetes release, for the areas of hpa: 1.37, 1.36, 1.35, 1.34 or 1.33
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
        /// keda, promql, promql-evaluate, promql-labels, promql-parse, quantity, regexp, resources, selector, template, hpa, hpa-autoscale, hpa-default, hpa-validate,
        /// hpa-strict, hpa-convert, hpa-requests or hpa-show
        #[arg(long)]
        area: String,
        /// The Kubernetes release, for the areas of hpa: 1.37, 1.36, 1.35, 1.34 or 1.33
        #[arg(long, default_value = "1.37")]
        profile: String,
        /// Cases to ask
        #[arg(long, default_value_t = 1_000_000)]
        cases: usize,
        /// What the cases depend on
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// Write core/src/resources/builtin/table.rs from the discovery documents of a release of Kubernetes
    Resources {
        /// Write nothing, and fail where the file is not what would be written
        #[arg(long)]
        check: bool,
    },
}

/// Builds both sides and asks.
pub(crate) fn run(oracle: &Oracle) -> Result {
    let (command, area, profile, seed, count) = match oracle {
        Oracle::Write { area, profile, seed, count } => ("write", area, profile, seed, count),
        Oracle::Diff { area, profile, cases, seed } => ("diff", area, profile, seed, cases),
        Oracle::Resources { check } => return resources(*check),
    };
    let built = match area.as_str() {
        "resources" => build_resources()?,
        "keda" => build_keda()?,
        area if area.starts_with("hpa") => build_hpa(profile)?,
        _ => build()?,
    };
    if !built {
        return Err(NO_GO.to_owned());
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
const NO_GO: &str = "there is no Go: install Go 1.26 or newer";

/// Builds the Go program of values, for the suites that compare with it; false where there is no Go.
pub(crate) fn build() -> Result<bool> {
    build_program("tests/oracle", "values", &[])
}

/// Builds the Go program that answers about resources, which takes long.
fn build_resources() -> Result<bool> {
    build_program("tests/oracle/resources", "resources", &[])
}

/// Builds the Go program that runs KEDA's own reconciler, which takes a quarter of an hour.
fn build_keda() -> Result<bool> {
    build_program("tests/oracle/keda", "keda", &[])
}

/// Builds the Go program of the HPA for a Kubernetes release, which takes minutes the first time.
fn build_hpa(profile: &str) -> Result<bool> {
    // `go.mod` is the newest release's.
    let other = format!("-modfile=v{profile}.mod");
    let arguments: &[&str] = if profile == "1.37" { &[] } else { &[&other] };
    build_program("tests/oracle/hpa", &format!("hpa-{profile}"), arguments)
}

fn build_program(folder: &str, name: &str, arguments: &[&str]) -> Result<bool> {
    if shell::installed(&["go"]).is_none() {
        return Ok(false);
    }
    let mut go = shell::program("go");
    shell::run(go.args(["build", "-C", folder]).args(arguments).arg("-o").arg(built(name)).arg("."))?;
    Ok(true)
}

fn built(name: &str) -> PathBuf {
    shell::target().join("oracle").join(name)
}

/// Writes or compares the table of built-in resources.
fn resources(check: bool) -> Result {
    if !build_resources()? {
        return Err(NO_GO.to_owned());
    }
    let table = shell::read(shell::program(built("resources")).arg("table"))?;
    let path = shell::root().join("core/src/resources/builtin/table.rs");
    if !check {
        return shell::write_file(&path, table);
    }
    if shell::read_file(&path)? == table {
        return Ok(());
    }
    Err("the built-in resources are not those of upstream, run `cargo xtask oracle resources`".to_owned())
}
