//! What is taken for the scale and for the instant, where an explanation is asked for without them.

use std::collections::BTreeMap;

use super::responses::Responses;
use crate::hpa::ApiAnswer;
use crate::kube::autoscaling::{HorizontalPodAutoscalerStatus, Scale, ScaleSpec, ScaleStatus};
use crate::kube::{HorizontalPodAutoscaler, ObjectMeta, Pod, Time};
use crate::metrics::Request;
use crate::metrics::answer::{PrometheusAnswer, QueryResult};

/// A scale that nobody gave, and where its parts are from.
pub(crate) struct Assumed {
    pub(crate) scale: Scale,
    pub(crate) why: Vec<String>,
}

/// Labels that tell one pod, or one revision, from another of the same workload.
const OF_ONE: [&str; 4] = [
    "pod-template-hash",
    "controller-revision-hash",
    "statefulset.kubernetes.io/pod-name",
    "apps.kubernetes.io/pod-index",
];

impl Assumed {
    /// The counts of the HPA's own status, and a selector of the pods that are given; `paths` are the requests whose answers
    /// are given, which say the selector.
    pub(crate) fn of<'p>(
        hpa: &HorizontalPodAutoscaler,
        pods: &[Pod],
        paths: impl IntoIterator<Item = &'p str>,
    ) -> Self {
        let (replicas, counts) = if hpa.status == HorizontalPodAutoscalerStatus::default() {
            let least = hpa.spec.min_replicas.unwrap_or(1).max(1);
            (least, "neither a scale nor a status is given, so the least count of the spec is taken")
        } else {
            (hpa.status.current_replicas, "taken from the HPA's status, since no scale is given")
        };
        let namespace = match hpa.metadata.namespace.as_str() {
            "" => "default",
            namespace => namespace,
        };
        let (selector, from) = asked(namespace, paths)
            .map(|selector| (selector, "the one of the requests that are answered"))
            .or_else(|| {
                common(namespace, pods).map(|selector| (selector, "of the labels that all pods given have"))
            })
            .unwrap_or_else(|| {
                (format!("app={}", hpa.spec.scale_target_ref.name), "made of the target's name")
            });
        let why = vec![counts.to_owned(), format!("its selector {selector} is {from}")];
        let scale = Scale {
            metadata: ObjectMeta {
                name: hpa.spec.scale_target_ref.name.clone(),
                namespace: hpa.metadata.namespace.clone(),
                ..ObjectMeta::default()
            },
            spec: ScaleSpec { replicas },
            status: ScaleStatus { replicas, selector },
        };
        Self { scale, why }
    }
}

/// The selector that requests for the pods of a namespace have.
fn asked<'p>(namespace: &str, paths: impl IntoIterator<Item = &'p str>) -> Option<String> {
    paths.into_iter().find_map(|path| {
        let (of, selector) = match Request::parse(path).ok()? {
            Request::Custom(request) => (request.namespace, request.label_selector.to_string()),
            Request::Resource(request) => (request.namespace, request.label_selector.to_string()),
            Request::External(_) => return None,
        };
        (of.as_deref() == Some(namespace) && !selector.is_empty()).then_some(selector)
    })
}

/// The labels that all pods of a namespace have, as a selector; one that selects every pod where they have none in common.
fn common(namespace: &str, pods: &[Pod]) -> Option<String> {
    let of_namespace =
        |pod: &&Pod| matches!(pod.metadata.namespace.as_str(), "") || pod.metadata.namespace == *namespace;
    let mut pods = pods.iter().filter(of_namespace);
    let mut labels: BTreeMap<&str, &str> = pods.next()?.metadata.labels.iter().collect();
    labels.retain(|name, _| !OF_ONE.contains(name));
    for pod in pods {
        let others: BTreeMap<&str, &str> = pod.metadata.labels.iter().collect();
        labels.retain(|name, value| others.get(name) == Some(value));
    }
    if labels.is_empty() {
        return Some("!none".to_owned());
    }
    let labels: Vec<_> = labels.iter().map(|(name, value)| format!("{name}={value}")).collect();
    Some(labels.join(","))
}

/// The newest instant that answers and the HPA's status tell.
pub(crate) fn newest(
    status: &HorizontalPodAutoscalerStatus,
    metrics: &BTreeMap<String, ApiAnswer>,
    responses: &Responses,
) -> Option<Time> {
    let changes = status.conditions.iter().filter_map(|condition| condition.last_transition_time);
    let values = metrics.values().filter_map(|answer| match answer {
        ApiAnswer::Values(list) => list.items.iter().map(|item| item.timestamp).max(),
        ApiAnswer::ExternalValues(list) => list.items.iter().map(|item| item.timestamp).max(),
        ApiAnswer::PodMetrics(list) => list.items.iter().map(|item| item.timestamp).max(),
        ApiAnswer::Error(_) => None,
    });
    let samples = responses.texts().filter_map(|text| sampled(&text));
    let recorded = responses.newest();
    changes.chain(status.last_scale_time).chain(values).chain(samples).chain(recorded).max()
}

/// The newest sample of an answer of Prometheus.
fn sampled(text: &str) -> Option<Time> {
    let answer = PrometheusAnswer::unseen(text);
    let millis = match answer.result().ok()? {
        QueryResult::Vector(samples) => samples?.iter().flatten().map(|sample| sample.point.millis).max()?,
        QueryResult::Scalar(point) => point.millis,
        QueryResult::Matrix(_) => return None,
    };
    Time::from_unix_nanos(i128::from(millis).checked_mul(1_000_000)?)
}
