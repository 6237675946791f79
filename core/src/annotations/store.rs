//! What kube-metrics-adapter answers the HPA's requests with: the values that it has collected, found by their names.

use super::convert::CollectedValue;
use crate::kube::{ExternalMetricValueList, ListMeta, MetricValue, ObjectReference};
use crate::metrics::request::{CustomRequest, EXTERNAL_GROUP_VERSION, ExternalRequest, Objects, Request};
use crate::metrics::{MetricList, MetricValues};

/// The values of all metrics, with the namespace of the HPA that they are for. Mirrors `provider.MetricStore`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Store {
    namespace: String,
    values: Vec<CollectedValue>,
}

impl Store {
    /// An empty store for the HPAs of one namespace.
    #[must_use]
    pub fn new(namespace: &str) -> Self {
        let namespace = if namespace.is_empty() { "default" } else { namespace };
        Self { namespace: namespace.to_owned(), values: Vec::new() }
    }

    /// Keeps a value in place of the one of the same name, object and labels.
    pub fn insert(&mut self, value: CollectedValue) {
        self.values.retain(|kept| !same(kept, &value));
        self.values.push(value);
    }

    /// What the API answers: the External values of the name whose labels the request's selector matches, or the one of an
    /// object; `None` where upstream answers 404.
    #[must_use]
    pub fn answer(&self, request: &Request<'_>) -> Option<MetricList> {
        match request {
            Request::External(request) => Some(self.external(request)),
            Request::Custom(request) => self.custom(request),
            Request::Resource(_) => None,
        }
    }

    fn external(&self, request: &ExternalRequest<'_>) -> MetricList {
        let selector = request.label_selector.selector().ok();
        let found = self.values.iter().filter_map(|value| match value {
            CollectedValue::External(value) => Some(value),
            CollectedValue::Custom(_) => None,
        });
        let found = found.filter(|value| {
            let labels = value.metric_labels.clone().unwrap_or_default();
            self.namespace == request.namespace
                && value.metric_name == request.metric
                && selector.is_some_and(|selector| selector.matches(&labels))
        });
        MetricList::External(ExternalMetricValueList {
            kind: "ExternalMetricValueList".to_owned(),
            api_version: EXTERNAL_GROUP_VERSION.to_owned(),
            metadata: ListMeta {},
            items: found.cloned().collect(),
        })
    }

    fn custom(&self, request: &CustomRequest<'_>) -> Option<MetricList> {
        let Objects::Named(name) = &request.objects else { return None };
        let selector = request.metric_label_selector.selector().ok()?;
        let mut found = self.values.iter().filter_map(|value| match value {
            CollectedValue::Custom(value) => Some(value),
            CollectedValue::External(_) => None,
        });
        let value = found.find(|value| {
            let object = &value.described_object;
            Some(self.namespace.as_str()) == request.namespace.as_deref()
                && resource(object).is_some_and(|resource| resource == request.resource)
                && object.name.as_str() == *name
                && metric(value) == request.metric
                && selector.matches(&labels(value))
        })?;
        let mut values = MetricValues::new(request.api.group_version(), value.clone());
        values.push(&value.described_object.name, value.value.clone());
        Some(MetricList::Custom(values))
    }
}

/// The resource that an object's value is kept under, with its group after a dot; `None` for kinds that the adapter has no
/// resource for, whose values nobody finds. Mirrors `provider.MetricStore.insertCustomMetric`.
pub(super) fn resource(object: &ObjectReference) -> Option<String> {
    let plural = match object.kind.as_str() {
        "Pod" => return Some("pods".to_owned()),
        "Ingress" => "ingresses",
        "RouteGroup" => "routegroups",
        "ScalingSchedule" => "scalingschedules",
        "ClusterScalingSchedule" => "clusterscalingschedules",
        _ => return None,
    };
    Some(match object.api_version.split_once('/') {
        Some((group, _)) => format!("{plural}.{group}"),
        None => plural.to_owned(),
    })
}

fn same(a: &CollectedValue, b: &CollectedValue) -> bool {
    match (a, b) {
        (CollectedValue::External(a), CollectedValue::External(b)) => {
            a.metric_name == b.metric_name && a.metric_labels == b.metric_labels
        }
        (CollectedValue::Custom(a), CollectedValue::Custom(b)) => {
            let place = |value: &MetricValue| {
                (resource(&value.described_object), value.described_object.name.clone())
            };
            metric(a) == metric(b) && place(a) == place(b) && labels(a) == labels(b)
        }
        _ => false,
    }
}

fn metric(value: &MetricValue) -> &str {
    value.metric.as_ref().map_or("", |metric| &metric.name)
}

fn labels(value: &MetricValue) -> std::collections::BTreeMap<String, String> {
    let selector = value.metric.as_ref().and_then(|metric| metric.selector.as_ref());
    selector.map(|selector| selector.match_labels.clone()).unwrap_or_default()
}
