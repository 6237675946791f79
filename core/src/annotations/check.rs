//! What kube-metrics-adapter does not say: annotations that it passes over or takes otherwise than they are meant, and
//! values that never reach the HPA.

use std::collections::{BTreeMap, BTreeSet};

use super::collector::Collector;
use super::findings::{Findings, path};
use super::key::Key;
use super::plugin::Plugin;
use super::settings::{self, ByMetric, INTERVAL, MIN_POD_READY_AGE, PER_REPLICA};
use super::{refusal, served, syntax};
use crate::error::{Diagnostic, Error, Severity, codes};
use crate::kube::HorizontalPodAutoscaler;
use crate::kube::autoscaling::MetricSourceType;

/// The findings: first about the annotations by name, then about the metrics in the order of the spec.
pub(super) fn check(
    hpa: &HorizontalPodAutoscaler,
    settings: &ByMetric<'_>,
    collectors: &[Collector],
) -> Vec<Diagnostic> {
    let mut findings = Findings::default();
    let uses = Uses::of(collectors);
    for (name, value) in &hpa.metadata.annotations {
        annotation(name, value, settings, &uses, &mut findings);
    }
    for collector in collectors {
        metric(collector, hpa, &mut findings);
    }
    served::check(collectors, &mut findings);
    syntax::check(collectors, &mut findings);
    findings.into_list()
}

/// The settings that are read, by the type and name of the metric, of all metrics that share them.
#[derive(Default)]
struct Uses<'a>(BTreeMap<(&'a MetricSourceType, &'a str), Use<'a>>);

#[derive(Default)]
struct Use<'a> {
    plugins: BTreeSet<Plugin>,
    settings: BTreeSet<&'a str>,
    known: BTreeSet<&'static str>,
}

impl<'a> Uses<'a> {
    fn of(collectors: &'a [Collector]) -> Self {
        let mut uses = Self::default();
        for collector in collectors {
            let source = &collector.r#type;
            let used = uses.0.entry((source, &collector.metric.name)).or_default();
            used.settings.insert(INTERVAL);
            let Some(plugin) = collector.plugin else { continue };
            used.plugins.insert(plugin);
            used.known.extend(plugin.settings(source));
            used.settings
                .extend(plugin.settings(source).iter().filter(|name| !shadowed(plugin, name, collector)));
            if plugin == Plugin::Prometheus && *source == MetricSourceType::Object {
                used.settings.insert(PER_REPLICA);
            }
            if plugin == Plugin::Pod {
                used.settings.insert(MIN_POD_READY_AGE);
            }
            let named = collector.config.get("query-name").filter(|_| plugin.names_its_query(source));
            used.settings.extend(named.map(String::as_str).filter(|name| !shadowed(plugin, name, collector)));
        }
        uses
    }
}

/// Whether another setting of the collector takes its place.
fn shadowed(plugin: Plugin, name: &str, collector: &Collector) -> bool {
    let has = |name: &str| collector.config.contains_key(name);
    plugin == Plugin::Prometheus
        && match name {
            "query" | "prometheus-server" => false,
            "prometheus-server-alias" => has("prometheus-server"),
            _ => has("query"),
        }
}

fn annotation(name: &str, value: &str, settings: &ByMetric<'_>, uses: &Uses<'_>, findings: &mut Findings) {
    let Some(key) = Key::parse(name) else {
        if name.starts_with("metric-config") || name.starts_with("metrics-config") {
            findings.warn(name, codes::annotations::KEY, misfit(name));
        }
        return;
    };
    let source = key.source();
    if !matches!(key.word, "pods" | "object" | "external") {
        let message =
            format!("the type {:?} is none that the adapter knows, and counts as external", key.word);
        findings.warn(name, codes::annotations::TYPE, message);
    }
    let counts = settings.get(&(source.clone(), key.metric)).map_or("", |settings| settings.collector);
    if counts != key.collector {
        let message = format!(
            "the {source} metric {:?} has annotations of {counts:?} and of {:?}; those of {counts:?} count",
            key.metric, key.collector
        );
        return findings.warn(name, codes::annotations::OTHER_COLLECTOR, message);
    }
    let Some(used) = uses.0.get(&(&source, key.metric)) else {
        let message = format!("the spec has no {source} metric {:?}", key.metric);
        return findings.warn(name, codes::annotations::UNUSED, message);
    };
    // That nothing collects the metric is told with the metric.
    if used.plugins.is_empty() {
        return;
    }
    let tag = key.setting.starts_with("tag-") && used.settings.contains("tag-*");
    if !tag && !used.settings.contains(key.setting) {
        return findings.add(Severity::Warning, &settings::path(name), unread(key, used));
    }
    if key.setting == PER_REPLICA && value != "true" {
        let message = format!("per-replica counts by its presence, and {value:?} does not turn it off");
        findings.warn(name, codes::annotations::PER_REPLICA, message);
    }
}

fn unread(key: Key<'_>, used: &Use<'_>) -> Error {
    let plugins = used.plugins.iter().map(|plugin| plugin.name()).collect::<Vec<_>>().join(" and ");
    let message = format!("the {plugins} collector does not read {:?} of this metric", key.setting);
    let known: Vec<_> = used.known.iter().copied().collect();
    let error = Error::new(codes::annotations::SETTING, message);
    match key.setting {
        PER_REPLICA => {
            error.with_hint("Give the metric's target an averageValue, which the HPA divides itself.")
        }
        MIN_POD_READY_AGE => error.with_hint("Only Pods metrics have an age of pods."),
        setting if used.known.contains(setting) => {
            error.with_hint("Another setting of the metric takes its place.")
        }
        _ if known.is_empty() => error.with_hint("It has no settings of its own."),
        _ => error.with_hint(format!("It reads {}, and a minute or so as interval.", known.join(", "))),
    }
}

/// What is wrong with the name of an annotation.
fn misfit(name: &str) -> String {
    let slashes = name.matches('/').count();
    if !name.starts_with("metric-config.") {
        return "the annotation does not begin with metric-config. and is passed over".to_owned();
    }
    if slashes != 1 {
        return format!(
            "the annotation has {slashes} slashes where one stands before the setting, and is passed over"
        );
    }
    let parts = name.split('/').next().unwrap_or_default().split('.').count();
    format!("the annotation has {parts} parts with dots where there are four, and is passed over")
}

fn metric(collector: &Collector, hpa: &HorizontalPodAutoscaler, findings: &mut Findings) {
    let path = path(collector);
    let Some(plugin) = collector.plugin else {
        let message = match collector.r#type {
            MetricSourceType::Object => "no collector is named for the Object metric",
            _ => "neither the selector's label type nor the metric's name is that of a collector",
        };
        return findings.add(Severity::Error, &path, Error::new(codes::annotations::NO_COLLECTOR, message));
    };
    if let Some(why) = refusal::of(plugin, collector, hpa) {
        return findings.add(Severity::Error, &path, Error::new(codes::annotations::REFUSED, why));
    }
    if let Some(flag) = plugin.flag() {
        let message = format!("the {} collector is there only with {flag}", plugin.name());
        findings.add(Severity::Info, &path, Error::new(codes::annotations::FLAG, message));
    }
    let kind = &hpa.spec.scale_target_ref.kind;
    let divides = collector.per_replica && collector.r#type == MetricSourceType::Object;
    if divides && plugin == Plugin::Prometheus && !matches!(kind.as_str(), "Deployment" | "StatefulSet") {
        let message = format!("per-replica knows no replicas of a {kind} and divides by zero");
        findings.add(Severity::Error, &path, Error::new(codes::annotations::PER_REPLICA, message));
    }
}
