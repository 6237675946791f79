//! The arguments of `counterpoise migrate`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{Compat, OutputArguments};

#[derive(Args)]
pub(crate) struct MigrateArguments {
    #[command(flatten)]
    pub(crate) output: OutputArguments,
    /// To what: with --config, --hpa and --server-address
    #[arg(long, value_enum, requires_all = ["config", "hpa", "server_address"], conflicts_with = "from")]
    pub(crate) to: Option<Other>,
    /// From what: with --scaled-object
    #[arg(long, value_enum, requires = "scaled_object", required_unless_present = "to")]
    pub(crate) from: Option<Other>,
    /// Adapter configuration: its own file, a ConfigMap, or Helm values; `-` is standard input
    #[arg(long, value_name = "FILE", requires = "to")]
    pub(crate) config: Option<PathBuf>,
    /// Series: label sets or an /api/v1/series answer as JSON, or the text of a /metrics page
    #[arg(long, value_name = "FILE", requires = "to")]
    pub(crate) series: Option<PathBuf>,
    /// The HPA
    #[arg(long, value_name = "FILE", requires = "to")]
    pub(crate) hpa: Option<PathBuf>,
    /// The address of Prometheus, as KEDA reaches it
    #[arg(long, value_name = "URL", requires = "to")]
    pub(crate) server_address: Option<String>,
    /// Whose behaviour: upstream's to the letter, or with what is known to hurt mended
    #[arg(long, value_enum, default_value_t)]
    pub(crate) compat: Compat,
    /// The ScaledObject; `-` is standard input
    #[arg(long, value_name = "FILE", requires = "from")]
    pub(crate) scaled_object: Option<PathBuf>,
    /// The cluster's APIResourceLists as JSON or YAML; without it Kubernetes' own resources serve
    #[arg(long, value_name = "FILE")]
    pub(crate) resources: Option<PathBuf>,
}

/// What else scales by metrics.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Other {
    /// KEDA
    Keda,
}
