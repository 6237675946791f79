//! Whether the HPA finds the values that are collected for it.

use std::collections::BTreeMap;

use super::collector::{Collector, Reference};
use super::findings::{Findings, path};
use super::plugin::Plugin;
use super::store;
use crate::error::{Error, Severity, codes};
use crate::kube::ObjectReference;
use crate::kube::autoscaling::MetricSourceType;
use crate::metrics::Request;
use crate::selector::Selector;

/// Names metrics whose values are kept and not found, and those that share one place.
pub(super) fn check(collectors: &[Collector], findings: &mut Findings) {
    let mut kept: BTreeMap<_, &Collector> = BTreeMap::new();
    for collector in
        collectors.iter().filter(|collector| collector.error.is_none() && collector.plugin.is_some())
    {
        if let Some((message, hint)) = lost(collector) {
            let error = Error::new(codes::annotations::NOT_SERVED, message).with_hint(hint);
            findings.add(Severity::Error, &path(collector), error);
        }
        if collector.plugin != Some(Plugin::Prometheus) {
            continue;
        }
        let labels = collector.metric.selector.as_ref().map(|selector| &selector.match_labels);
        let labels = labels.filter(|labels| !labels.is_empty());
        let object = collector.reference.as_ref().map(|object| (&object.kind, &object.name));
        let place = (&collector.r#type, &collector.metric.name, labels, object);
        match kept.get(&place) {
            Some(first) if first.query != collector.query => {
                let message = format!("the value takes the place of that of {}", path(first));
                let error = Error::new(codes::annotations::SAME_VALUE, message);
                findings.add(Severity::Warning, &path(collector), error);
            }
            Some(_) => {}
            None => drop(kept.insert(place, collector)),
        }
    }
}

fn lost(collector: &Collector) -> Option<(String, &'static str)> {
    let metric = &collector.metric;
    match (&collector.r#type, &collector.reference) {
        (MetricSourceType::External, _) => {
            let Request::External(asked) = Request::external("", &metric.name, "") else { return None };
            if asked.metric != metric.name {
                let message = format!(
                    "the HPA asks for {:?}, and the value is kept as {:?}",
                    asked.metric, metric.name
                );
                return Some((
                    message,
                    "Write the metric's name in lower case, in the spec and in the annotations.",
                ));
            }
            let selector = Selector::of_object(metric.selector.as_ref()).ok()?;
            let labels = metric.selector.as_ref().map(|selector| &selector.match_labels)?;
            (!selector.matches(labels)).then(|| {
                let message =
                    "the value has only the labels of matchLabels, which do not satisfy matchExpressions";
                (message.to_owned(), "Select by matchLabels alone.")
            })
        }
        (MetricSourceType::Object, Some(Reference { kind, api_version, .. })) => {
            let object = ObjectReference {
                kind: kind.as_str().into(),
                api_version: api_version.as_str().into(),
                ..ObjectReference::default()
            };
            store::resource(&object).is_none().then(|| {
                let message =
                    format!("the value of a {kind} is kept under no resource, and the HPA asks for one");
                (
                    message,
                    "Describe a Pod or an Ingress, which need not exist, or make it an External metric.",
                )
            })
        }
        _ => None,
    }
}
