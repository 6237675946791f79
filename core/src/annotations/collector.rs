//! The collectors that kube-metrics-adapter makes of an HPA.

use std::collections::BTreeMap;

use serde::Serialize;

use super::plugin::Plugin;
use super::prometheus;
use super::settings::{self, ByMetric};
use crate::error::{Error, Result, codes};
use crate::go::duration::Duration;
use crate::kube::HorizontalPodAutoscaler;
use crate::kube::autoscaling::{MetricIdentifier, MetricSourceType, MetricSpec};
use crate::limits;

/// A collector for one metric of the spec.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Collector {
    /// The metric's type: Pods, Object or External.
    pub r#type: MetricSourceType,
    /// The metric's name and selector.
    pub metric: MetricIdentifier,
    /// The described object of an Object metric.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference: Option<Reference>,
    /// The collector that the annotations name; empty where there are none for this metric.
    pub collector: String,
    /// Its settings: the labels of the selector (of External and Object metrics), and over them the annotations.
    pub config: BTreeMap<String, String>,
    /// How often it collects; zero stands for the adapter's `--default-collection-interval`, a minute.
    #[serde(serialize_with = "printed")]
    pub interval: Duration,
    /// How long a pod must have been ready before it counts; Pods metrics only.
    #[serde(serialize_with = "printed")]
    pub min_pod_ready_age: Duration,
    /// Whether the value is divided by the target's replicas, of Prometheus' Object metrics.
    pub per_replica: bool,
    /// Of a Prometheus collector, the query.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub query: Option<String>,
    /// Of a Prometheus collector, the URL that the query goes to in place of `--prometheus-server`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub server: Option<String>,
    /// Of a Prometheus collector, the server by the name that `--additional-prometheus-server` gives to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub server_alias: Option<String>,
    /// Why the adapter refuses a Prometheus collector.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    /// The metric's place in the spec, from 0.
    #[serde(skip)]
    pub index: usize,
    /// What collects it; `None` where the adapter has nothing that does.
    #[serde(skip)]
    pub plugin: Option<Plugin>,
    /// The annotation that holds the query; `None` where it is a label.
    #[serde(skip)]
    pub annotation: Option<String>,
}

/// The object that an Object metric describes, in the HPA's namespace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Reference {
    /// `group/version`.
    pub api_version: String,
    /// Its kind.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// The HPA's namespace.
    pub namespace: String,
}

fn printed<S: serde::Serializer>(duration: &Duration, serializer: S) -> std::result::Result<S::Ok, S::Error> {
    serializer.collect_str(duration)
}

/// The collectors of an HPA's metrics, in the order of its spec; Resource and ContainerResource metrics have none.
/// Mirrors `collector.ParseHPAMetrics`.
///
/// # Errors
/// `annotations.duration` for an interval or age that is no duration, even of a metric that the spec does not have;
/// `hpa.request` for a metric without the source of its type; `limit.output`.
pub fn collectors(hpa: &HorizontalPodAutoscaler) -> Result<Vec<Collector>> {
    of_settings(hpa, &settings::read(&hpa.metadata.annotations).map_err(|error| error.in_path("hpa"))?)
}

pub(super) fn of_settings(hpa: &HorizontalPodAutoscaler, settings: &ByMetric<'_>) -> Result<Vec<Collector>> {
    let mut bytes = 0usize;
    let mut found = Vec::new();
    for (index, spec) in hpa.spec.metrics.iter().enumerate() {
        if matches!(spec.r#type, MetricSourceType::Resource | MetricSourceType::ContainerResource) {
            continue;
        }
        let metric =
            identifier(spec).map_err(|error| error.in_path(format_args!("hpa.spec.metrics[{index}]")))?;
        let collector = collector(hpa, index, spec, metric, settings);
        // Metrics of one name share their annotations, and each gives them back.
        let config = collector.config.iter().map(|(key, value)| key.len().saturating_add(value.len()));
        let asked = [&collector.query, &collector.server, &collector.server_alias, &collector.error];
        let asked = asked.into_iter().flatten().map(String::len);
        bytes = config.chain(asked).fold(bytes, usize::saturating_add);
        limits::check_output(bytes)?;
        found.push(collector);
    }
    Ok(found)
}

fn collector(
    hpa: &HorizontalPodAutoscaler,
    index: usize,
    spec: &MetricSpec,
    metric: &MetricIdentifier,
    settings: &ByMetric<'_>,
) -> Collector {
    let settings = settings.get(&(spec.r#type.clone(), metric.name.as_str())).cloned().unwrap_or_default();
    let mut config = BTreeMap::new();
    if spec.r#type != MetricSourceType::Pods {
        config.extend(metric.selector.iter().flat_map(|selector| selector.match_labels.clone()));
    }
    config.extend(settings.config.iter().map(|(key, setting)| ((*key).to_owned(), setting.value.to_owned())));
    let plugin = Plugin::of(spec, metric, settings.collector);
    let asked = (plugin == Some(Plugin::Prometheus)).then(|| prometheus::read(&spec.r#type, metric, &config));
    let (asked, error) = match asked {
        Some(Err(why)) => (None, Some(why)),
        asked => (asked.and_then(Result::ok), None),
    };
    let text = |text: Option<&str>| text.map(str::to_owned);
    let annotation = asked.as_ref().and_then(|asked| settings.config.get(asked.setting));
    Collector {
        r#type: spec.r#type.clone(),
        metric: metric.clone(),
        reference: spec.object.as_ref().filter(|_| spec.r#type == MetricSourceType::Object).map(|source| {
            let object = source.described_object.clone();
            let namespace = hpa.metadata.namespace.clone();
            Reference { api_version: object.api_version, kind: object.kind, name: object.name, namespace }
        }),
        collector: settings.collector.to_owned(),
        interval: settings.interval,
        min_pod_ready_age: settings.min_pod_ready_age,
        per_replica: settings.per_replica,
        query: text(asked.as_ref().map(|asked| asked.query)),
        server: text(asked.as_ref().and_then(|asked| asked.server)),
        server_alias: text(asked.as_ref().and_then(|asked| asked.server_alias)),
        error,
        index,
        plugin,
        annotation: annotation.map(|setting| setting.annotation.to_owned()),
        config,
    }
}

fn identifier(spec: &MetricSpec) -> Result<&MetricIdentifier> {
    let (field, metric) = match &spec.r#type {
        MetricSourceType::Pods => ("pods", spec.pods.as_ref().map(|source| &source.metric)),
        MetricSourceType::Object => ("object", spec.object.as_ref().map(|source| &source.metric)),
        MetricSourceType::External => ("external", spec.external.as_ref().map(|source| &source.metric)),
        other => {
            let message = format!("no metric source is called {:?}", other.as_str());
            return Err(Error::new(codes::hpa::REQUEST, message).in_path("type"));
        }
    };
    metric.ok_or_else(|| {
        let message = format!("the metric's type asks for {field}, which is absent");
        Error::new(codes::hpa::REQUEST, message).in_path(field)
    })
}
