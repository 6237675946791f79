//! That a document is read as values of the Helm chart, where its author may have meant the adapter's own file.

use super::helm::FIELDS;
use crate::error::{Error, codes};
use crate::yaml::{Node, Value};

/// The values of the chart besides `rules`, those of earlier releases included, and those that Helm itself reads.
const VALUES: [&str; 46] = [
    "affinity",
    "automountServiceAccountToken",
    "certManager",
    "customAnnotations",
    "customLabels",
    "deploymentAnnotations",
    "dnsConfig",
    "dnsPolicy",
    "enabled",
    "env",
    "extraArguments",
    "extraContainers",
    "extraManifests",
    "extraVolumeMounts",
    "extraVolumes",
    "fullnameOverride",
    "global",
    "hostNetwork",
    "image",
    "listenPort",
    "livenessProbe",
    "logLevel",
    "metricsRelistInterval",
    "nameOverride",
    "namespaceOverride",
    "nodeSelector",
    "podAnnotations",
    "podDisruptionBudget",
    "podLabels",
    "podSecurityContext",
    "priorityClassName",
    "prometheus",
    "psp",
    "rbac",
    "readinessProbe",
    "replicas",
    "resources",
    "revisionHistoryLimit",
    "securityContext",
    "service",
    "serviceAccount",
    "startupProbe",
    "strategy",
    "tls",
    "tolerations",
    "topologySpreadConstraints",
];
/// Names that one message shows.
const SHOWN: usize = 5;

/// The note on values whose `rules` are at the end of these steps; none where the document says by another key of the
/// chart that it is values, and the chart knows all of it. What it does not know under `rules` is a finding of its own then.
pub(super) fn note(document: &Node, steps: &[&str]) -> Option<Error> {
    let (last, outer) = steps.split_last()?;
    let mut chart = document;
    for step in outer {
        chart = chart.get(step)?;
    }
    let rules = chart.get(last)?;
    // A rule has `resources` too.
    let says_so = !outer.is_empty()
        || keys(rules).any(|(name, _)| FIELDS.contains(&name))
        || keys(chart).any(|(name, _)| VALUES.contains(&name) && name != "resources");
    let under_rules = keys(rules).filter(|(name, _)| !says_so && !FIELDS.contains(name));
    let beside = keys(chart).filter(|(name, _)| name != last && !is_value(name));
    let mut ignored =
        under_rules.map(|(name, _)| path(steps, name)).chain(beside.map(|(name, _)| path(outer, name)));
    let shown: Vec<_> = ignored.by_ref().take(SHOWN).collect();
    if says_so && shown.is_empty() {
        return None;
    }
    let mut message =
        "rules is a mapping, so this is read as values of the prometheus-adapter Helm chart".to_owned();
    if !shown.is_empty() {
        message = format!("{message}, which ignores {}", shown.join(", "));
        let more = ignored.count();
        if more > 0 {
            message = format!("{message} and {more} more");
        }
    }
    let span = keys(chart).find(|(name, _)| name == last).and_then(|(_, key)| key.span);
    Some(Error::new(codes::rules::HELM_VALUES, message).placed(span).in_path(steps.join(".")))
}

/// Whether the chart or Helm knows a key, or it is one that users of Helm put anchors under.
fn is_value(name: &str) -> bool {
    VALUES.contains(&name) || name == "<<" || name.starts_with("x-") || name.starts_with('.')
}

/// The keys of a mapping with their names.
fn keys(node: &Node) -> impl Iterator<Item = (&str, &Node)> {
    let entries: &[_] = match &node.value {
        Value::Mapping(entries) => entries,
        _ => &[],
    };
    entries.iter().filter_map(|(key, _)| Some((key.scalar()?.text.as_str(), &**key)))
}

/// The path of a key, as far as it is shown.
fn path(steps: &[&str], name: &str) -> String {
    let name = name.chars().take(60).collect::<String>();
    steps.iter().copied().chain([name.as_str()]).collect::<Vec<_>>().join(".")
}
