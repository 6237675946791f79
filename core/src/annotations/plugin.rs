//! The collectors of kube-metrics-adapter: which metric gets which, and what each is configured with.

use crate::kube::autoscaling::{MetricIdentifier, MetricSourceType, MetricSpec};

/// A kind of collector.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Plugin {
    /// PromQL of the user's own.
    Prometheus,
    /// JSON that each pod serves.
    Pod,
    /// JSON that an HTTP endpoint serves.
    Http,
    /// Requests for host names, counted by Prometheus.
    ExternalRps,
    /// A Flux query.
    InfluxDb,
    /// A ZMON check.
    Zmon,
    /// The events of a Nakadi subscription.
    Nakadi,
    /// The length of an SQS queue.
    Sqs,
    /// Requests for an Ingress or RouteGroup behind skipper, counted by Prometheus.
    Skipper,
    /// A ScalingSchedule or ClusterScalingSchedule.
    ScalingSchedule,
}

impl Plugin {
    /// The plugin that collects a metric, all flags taken as set; `None` where the adapter has none. An External metric
    /// goes by its selector's label `type`, else by its name, whatever collector the annotation names; an Object by its
    /// annotation's collector, then by its kind. Mirrors `collector.CollectorFactory.NewCollector`.
    pub(super) fn of(spec: &MetricSpec, metric: &MetricIdentifier, collector: &str) -> Option<Self> {
        match &spec.r#type {
            MetricSourceType::Pods => Some(Self::Pod),
            MetricSourceType::Object if collector == "prometheus" => Some(Self::Prometheus),
            MetricSourceType::Object => match spec.object.as_ref()?.described_object.kind.as_str() {
                "Ingress" | "RouteGroup" => Some(Self::Skipper),
                "ScalingSchedule" | "ClusterScalingSchedule" => Some(Self::ScalingSchedule),
                _ => None,
            },
            MetricSourceType::External => Some(match external_type(metric) {
                "prometheus" | "prometheus-query" => Self::Prometheus,
                "json-path" | "http" => Self::Http,
                "requests-per-second" => Self::ExternalRps,
                "influxdb" | "flux-query" => Self::InfluxDb,
                "zmon" | "zmon-check" => Self::Zmon,
                "nakadi" => Self::Nakadi,
                "sqs-queue-length" => Self::Sqs,
                _ => return None,
            }),
            _ => None,
        }
    }

    /// What it is called in messages.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Prometheus => "Prometheus",
            Self::Pod => "pod",
            Self::Http => "HTTP",
            Self::ExternalRps => "external RPS",
            Self::InfluxDb => "InfluxDB",
            Self::Zmon => "ZMON",
            Self::Nakadi => "Nakadi",
            Self::Sqs => "AWS SQS",
            Self::Skipper => "skipper",
            Self::ScalingSchedule => "ScalingSchedule",
        }
    }

    /// The settings that it reads for a metric of a type; one that ends with `*` stands for all that begin so.
    #[must_use]
    pub fn settings(self, source: &MetricSourceType) -> &'static [&'static str] {
        match self {
            Self::Prometheus if *source == MetricSourceType::Object => &["query"],
            Self::Prometheus => &["query", "query-name", "prometheus-server", "prometheus-server-alias"],
            Self::Pod => &[
                "json-key",
                "json-eval",
                "scheme",
                "path",
                "port",
                "raw-query",
                "aggregator",
                "request-timeout",
                "connect-timeout",
            ],
            Self::Http => &["json-key", "json-eval", "endpoint", "aggregator"],
            Self::ExternalRps => &["hostnames", "weight"],
            Self::InfluxDb => &["query-name", "address", "token", "org"],
            Self::Zmon => &["check-id", "key", "duration", "aggregators", "tag-*"],
            Self::Nakadi => {
                &["metric-type", "subscription-id", "owning-application", "event-types", "consumer-group"]
            }
            Self::Sqs => &["queue-name", "region"],
            Self::Skipper => &["backend"],
            Self::ScalingSchedule => &[],
        }
    }

    /// Whether `query-name` names the setting that holds the query.
    pub(super) fn names_its_query(self, source: &MetricSourceType) -> bool {
        self.settings(source).contains(&"query-name")
    }

    /// The flag without which the adapter does not have it; `None` for those that it has by default, Prometheus with a
    /// server being one.
    #[must_use]
    pub fn flag(self) -> Option<&'static str> {
        Some(match self {
            Self::Prometheus | Self::Pod | Self::Http => return None,
            Self::ExternalRps => "--external-rps-metrics",
            Self::InfluxDb => "--influxdb-address",
            Self::Zmon => "--zmon-kariosdb-endpoint",
            Self::Nakadi => "--nakadi-endpoint",
            Self::Sqs => "--aws-external-metrics",
            Self::Skipper => "--skipper-ingress-metrics or --skipper-routegroup-metrics",
            Self::ScalingSchedule => "--scaling-schedule",
        })
    }
}

/// The label `type` of a metric's selector, else the metric's name.
pub(super) fn external_type(metric: &MetricIdentifier) -> &str {
    let label = metric.selector.as_ref().and_then(|selector| selector.match_labels.get("type"));
    label.map(String::as_str).filter(|label| !label.is_empty()).unwrap_or(&metric.name)
}
