use std::path::PathBuf;

use clap::Args;

use super::OutputArguments;

#[derive(Args)]
pub(crate) struct TestArguments {
    #[command(flatten)]
    pub(crate) output: OutputArguments,
    /// Files of tests, or folders: every test.yaml and *.test.yaml in them
    #[arg(value_name = "FILE", required = true)]
    pub(crate) paths: Vec<PathBuf>,
    /// Write the results as JUnit's XML, too
    #[arg(long, value_name = "FILE")]
    pub(crate) junit: Option<PathBuf>,
    /// Write what came out into the files' expectations, and leave everything else in them as it is
    #[arg(long)]
    pub(crate) update: bool,
    /// Tell which rules, series and branches of HPAs no test touched
    #[arg(long)]
    pub(crate) coverage: bool,
    /// Let a real Prometheus evaluate the queries: the one on the PATH, started with the series of each test
    #[arg(long)]
    pub(crate) prometheus: bool,
}
