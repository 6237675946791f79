//! The arguments of commands that ask a cluster.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

/// Which cluster, and how it is asked.
#[derive(Args, Clone)]
pub(crate) struct ClusterArguments {
    /// The namespace; without it that of the context
    #[arg(long, short, value_name = "NAMESPACE")]
    pub(crate) namespace: Option<String>,
    /// As kubectl's
    #[arg(long, value_name = "FILE")]
    pub(crate) kubeconfig: Option<PathBuf>,
    /// As kubectl's
    #[arg(long, value_name = "CONTEXT")]
    pub(crate) context: Option<String>,
    /// The adapter's configuration, where it cannot be found in the cluster
    #[arg(long, value_name = "FILE")]
    pub(crate) adapter_config: Option<PathBuf>,
    /// Prometheus' own address, such as http://localhost:9090 behind a port-forward
    #[arg(long, value_name = "URL", value_parser = address)]
    pub(crate) prometheus: Option<String>,
    /// Prometheus' Service, asked through the API server's proxy: NAMESPACE/NAME:PORT
    #[arg(long, value_name = "SERVICE", value_parser = service, conflicts_with = "prometheus")]
    pub(crate) prometheus_service: Option<PrometheusService>,
    /// How long one request may take, such as 10s or 500ms
    #[arg(long, value_name = "DURATION", default_value = "10s", value_parser = timeout)]
    pub(crate) request_timeout: Timeout,
    /// Print each call of kubectl on standard error
    #[arg(long)]
    pub(crate) show_requests: bool,
}

/// Which HPA is written where.
#[derive(Args)]
pub(crate) struct CaptureArguments {
    /// The HPA
    #[arg(value_name = "hpa/NAME", value_parser = hpa_name)]
    pub(crate) hpa: String,
    /// The folder, which is made, or empty
    #[arg(long = "output", short = 'o', value_name = "FOLDER")]
    pub(crate) folder: PathBuf,
    /// Put others in the place of the names of objects and namespaces and the values of labels; what is written is explained
    /// as before, or nothing is written
    #[arg(long)]
    pub(crate) redact: bool,
    #[command(flatten)]
    pub(crate) cluster: ClusterArguments,
}

impl ClusterArguments {
    /// Whether one of them is given, which without a cluster to ask means nothing.
    pub(crate) fn are_given(&self) -> bool {
        self.namespace.is_some()
            || self.kubeconfig.is_some()
            || self.context.is_some()
            || self.adapter_config.is_some()
            || self.prometheus.is_some()
            || self.prometheus_service.is_some()
            || self.show_requests
    }
}

/// A time that something may take.
#[derive(Clone, Copy)]
pub(crate) struct Timeout(pub(crate) Duration);

/// A Service's port behind the API server's proxy.
#[derive(Clone)]
pub(crate) struct PrometheusService {
    pub(crate) namespace: String,
    /// `NAME:PORT`.
    pub(crate) name: String,
}

pub(crate) fn timeout(text: &str) -> Result<Timeout, String> {
    let (number, unit) = match text.strip_suffix("ms") {
        Some(number) => (number, 1e-3),
        None => match text.strip_suffix('m') {
            Some(number) => (number, 60.0),
            None => (text.strip_suffix('s').unwrap_or(text), 1.0),
        },
    };
    let seconds = number.parse::<f64>().ok().map(|number| number * unit);
    match seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok()) {
        Some(duration) if !duration.is_zero() => Ok(Timeout(duration)),
        _ => Err("a time above zero is wanted, such as 10s, 500ms or 1m".to_owned()),
    }
}

/// The address of a server over HTTP.
pub(crate) fn address(text: &str) -> Result<String, String> {
    match text.strip_prefix("http://") {
        Some(host) if !host.is_empty() && !host.starts_with('/') => Ok(text.to_owned()),
        _ => Err("http://HOST:PORT is wanted; of one behind TLS forward the port by kubectl".to_owned()),
    }
}

fn service(text: &str) -> Result<PrometheusService, String> {
    let is_name = |part: &str| {
        !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '.')
    };
    let parts =
        text.split_once('/').and_then(|(namespace, name)| Some((namespace, name, name.split_once(':')?)));
    match parts {
        Some((namespace, name, (service, port))) if [namespace, service, port].into_iter().all(is_name) => {
            Ok(PrometheusService { namespace: namespace.to_owned(), name: name.to_owned() })
        }
        _ => Err("NAMESPACE/NAME:PORT is wanted, such as monitoring/prometheus:9090".to_owned()),
    }
}

/// The name of an HPA as kubectl takes it: `hpa/NAME`, or the name alone.
pub(crate) fn hpa_name(text: &str) -> Result<String, String> {
    let name = match text.split_once('/') {
        None => text,
        Some((kind, name)) => {
            let kind = kind.to_ascii_lowercase();
            let kind = kind.split('.').next().unwrap_or_default();
            if !matches!(kind, "hpa" | "horizontalpodautoscaler" | "horizontalpodautoscalers") {
                return Err("an HPA is wanted, as hpa/NAME".to_owned());
            }
            name
        }
    };
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '.');
    if is_name { Ok(name.to_owned()) } else { Err("an HPA is wanted, as hpa/NAME".to_owned()) }
}
