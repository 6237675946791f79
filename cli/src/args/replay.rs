//! The arguments of `counterpoise replay` and `counterpoise record`.

use std::path::PathBuf;

use clap::Args;

use super::OutputArguments;
use crate::live::{Timeout, address, hpa_name, timeout};

#[derive(Args)]
pub(crate) struct ReplayArguments {
    #[command(flatten)]
    pub(crate) output: OutputArguments,
    /// What was recorded: folders that `counterpoise record` wrote, answers of Prometheus to range queries, Parquet files
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,
    /// The HPAs that are tried: one, or a list of those that the record knows
    #[arg(long, value_name = "FILE")]
    pub(crate) hpa: PathBuf,
    /// The HPAs as they were; without it those of --hpa
    #[arg(long, value_name = "FILE")]
    pub(crate) was: Option<PathBuf>,
    /// Rules that are tried: their queries are evaluated over the series of the record
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// The Kubernetes release that is tried
    #[arg(long, value_name = "RELEASE")]
    pub(crate) profile: Option<String>,
    /// The Kubernetes release that there was; without it the one of --profile
    #[arg(long, value_name = "RELEASE")]
    pub(crate) was_profile: Option<String>,
    /// All else that `hpa.replay` takes, such as `pods` and `controller`, as YAML or JSON
    #[arg(long, value_name = "FILE")]
    pub(crate) settings: Option<PathBuf>,
    /// Write a picture of one HPA's replay
    #[arg(long, value_name = "FILE")]
    pub(crate) svg: Option<PathBuf>,
    /// Write the timeline of one HPA as comma-separated values
    #[arg(long, value_name = "FILE")]
    pub(crate) csv: Option<PathBuf>,
}

#[derive(Args)]
pub(crate) struct RecordArguments {
    /// The HPA; without it all of the namespace, or of the cluster
    #[arg(value_name = "hpa/NAME", value_parser = hpa_name)]
    pub(crate) hpa: Option<String>,
    /// The namespace; without it all of them
    #[arg(long, short, value_name = "NAMESPACE")]
    pub(crate) namespace: Option<String>,
    /// Prometheus' own address, such as http://localhost:9090 behind a port-forward
    #[arg(long, value_name = "URL", value_parser = address)]
    pub(crate) prometheus: String,
    /// How far back, such as 6h or 7d
    #[arg(long, value_name = "DURATION", default_value = "1d", value_parser = length)]
    pub(crate) since: u64,
    /// How far the values are apart
    #[arg(long, value_name = "DURATION", default_value = "30s", value_parser = length)]
    pub(crate) step: u64,
    /// Series to record as they were scraped, for rules that are to be tried, such as 'http_requests_total{namespace="shop"}'
    #[arg(long, value_name = "SELECTOR")]
    pub(crate) series: Vec<String>,
    /// How long one request may take
    #[arg(long, value_name = "DURATION", default_value = "30s", value_parser = timeout)]
    pub(crate) request_timeout: Timeout,
    /// The folder, which is made, or empty
    #[arg(long = "output", short = 'o', value_name = "FOLDER")]
    pub(crate) folder: PathBuf,
}

/// A duration as Prometheus writes it, in whole seconds.
fn length(text: &str) -> Result<u64, String> {
    let wrong = || "a duration of at least a second is wanted, such as 30s, 6h or 7d".to_owned();
    let (number, unit) = text.split_at(text.find(|c: char| !c.is_ascii_digit()).ok_or_else(wrong)?);
    let seconds = match unit {
        "s" => 1,
        "m" => 60,
        "h" => 3_600,
        "d" => 86_400,
        "w" => 604_800,
        _ => return Err(wrong()),
    };
    let length = number.parse::<u64>().ok().and_then(|number| number.checked_mul(seconds));
    // Ten years.
    length.filter(|length| (1..=315_360_000).contains(length)).ok_or_else(wrong)
}
