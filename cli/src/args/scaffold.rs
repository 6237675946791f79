//! The arguments of `counterpoise scaffold`.

use std::path::PathBuf;

use clap::{ArgGroup, Args, ValueEnum};

#[derive(Args)]
#[command(group(ArgGroup::new("goal").required(true).args(["average_value", "value"])))]
pub(crate) struct ScaffoldArguments {
    /// A series as Prometheus has it, with its labels, such as 'http_requests_total{namespace="shop",pod="web-1"}'
    pub(crate) series: String,
    /// What is scaled: deployment/NAME or statefulset/NAME
    #[arg(long, value_name = "KIND/NAME")]
    pub(crate) target: String,
    /// The namespace; without it that of the series
    #[arg(long, short)]
    pub(crate) namespace: Option<String>,
    /// How much of the metric there shall be for each pod; of a counter how much a second
    #[arg(long, value_name = "QUANTITY")]
    pub(crate) average_value: Option<String>,
    /// How much of the metric there shall be in all; of a counter how much a second
    #[arg(long, value_name = "QUANTITY")]
    pub(crate) value: Option<String>,
    /// What the metric is of; without it pods where the series has a label of theirs, an object where it has one of another
    /// resource, and nothing in the cluster otherwise
    #[arg(long = "type", value_enum)]
    pub(crate) of: Option<Of>,
    /// The least replicas
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(i32).range(1..))]
    pub(crate) min: i32,
    /// The most replicas
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(i32).range(1..))]
    pub(crate) max: i32,
    /// Over how long the rate of a counter is taken: four times the scrape interval or more
    #[arg(long, value_name = "DURATION", default_value = "2m")]
    pub(crate) window: String,
    /// The adapter's Service and ServiceAccount
    #[arg(long, value_name = "NAMESPACE/NAME", default_value = "monitoring/prometheus-adapter")]
    pub(crate) adapter: String,
    /// The port of the target's Service that is scraped
    #[arg(long, value_name = "NAME", default_value = "http")]
    pub(crate) port: String,
    /// Templates that stand in for ours, by their names, or are rendered beside them: every *.hbs
    #[arg(long, value_name = "DIR")]
    pub(crate) templates: Option<PathBuf>,
    /// Write a file each into this folder, in place of all to standard output
    #[arg(long, short = 'o', value_name = "FOLDER")]
    pub(crate) output: Option<PathBuf>,
    /// Print what belongs into the values of the adapter's Helm chart and the HPA, and nothing else
    #[arg(long, conflicts_with = "output")]
    pub(crate) values: bool,
    /// Add the rule to this file, values of the adapter's Helm chart or the adapter's configuration, and print the HPA
    #[arg(long, value_name = "FILE", conflicts_with_all = ["output", "values"])]
    pub(crate) into: Option<PathBuf>,
    /// With --into, print what would change in the file as a unified diff, and change nothing
    #[arg(long, requires = "into")]
    pub(crate) diff: bool,
}

/// What a metric is of, as `spec.metrics[*].type` says it.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Of {
    /// Each pod of the target
    Pods,
    /// An object that the series names
    Object,
    /// Nothing in the cluster
    External,
}
