//! The query of a Prometheus collector, and which Prometheus it goes to.

use std::collections::BTreeMap;

use crate::go::url;
use crate::kube::autoscaling::{MetricIdentifier, MetricSourceType};

/// What a Prometheus collector asks, and whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Prometheus<'a> {
    /// The setting that holds the query.
    pub(super) setting: &'a str,
    /// The PromQL, as it stands.
    pub(super) query: &'a str,
    /// The server's URL, where the HPA names one.
    pub(super) server: Option<&'a str>,
    /// The server's alias among those of the adapter's flags, where the HPA names one.
    pub(super) server_alias: Option<&'a str>,
}

/// Reads the configuration of a Prometheus collector. Every alias is taken as one that the adapter knows. Mirrors
/// `collector.NewPrometheusCollector`.
///
/// # Errors
/// The message with which the adapter refuses the collector.
pub(super) fn read<'a>(
    source: &MetricSourceType,
    metric: &MetricIdentifier,
    config: &'a BTreeMap<String, String>,
) -> Result<Prometheus<'a>, String> {
    let of = |setting: &'a str| config.get(setting).map(String::as_str);
    let here = |setting, query| Prometheus { setting, query, server: None, server_alias: None };
    if *source == MetricSourceType::Object {
        return of("query").map(|query| here("query", query)).ok_or("no prometheus query defined".to_owned());
    }
    if metric.selector.is_none() {
        return Err("selector for prometheus query is not specified".to_owned());
    }
    let mut found = match (of("query"), of("query-name")) {
        (Some(query), _) => here("query", query),
        (None, Some(name)) => of(name)
            .map(|query| here(name, query))
            .ok_or("no prometheus query defined for metric".to_owned())?,
        (None, None) => return Err("query or query name not specified on metric".to_owned()),
    };
    found.server = of("prometheus-server");
    match found.server {
        Some(server) => url::refusal(server).map_or(Ok(()), Err)?,
        None => found.server_alias = of("prometheus-server-alias"),
    }
    Ok(found)
}
