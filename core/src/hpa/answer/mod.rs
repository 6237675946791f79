mod read;

#[cfg(test)]
mod tests;

use crate::error::Error;
use crate::kube::{ExternalMetricValueList, MetricValueList, PodMetricsList};
use crate::metrics::{MetricList, MetricValues};

/// What a metrics API answered to one request.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum ApiAnswer {
    /// Usage of pods, from `metrics.k8s.io`.
    PodMetrics(PodMetricsList),
    /// Values of objects, from `custom.metrics.k8s.io`.
    Values(MetricValueList),
    /// Values of no object, from `external.metrics.k8s.io`.
    ExternalValues(ExternalMetricValueList),
    /// The request failed with this message.
    Error(String),
}

impl From<PodMetricsList> for ApiAnswer {
    fn from(list: PodMetricsList) -> Self {
        Self::PodMetrics(list)
    }
}

impl From<MetricValueList> for ApiAnswer {
    fn from(list: MetricValueList) -> Self {
        Self::Values(list)
    }
}

impl From<ExternalMetricValueList> for ApiAnswer {
    fn from(list: ExternalMetricValueList) -> Self {
        Self::ExternalValues(list)
    }
}

impl From<MetricValues> for ApiAnswer {
    fn from(values: MetricValues) -> Self {
        Self::Values(values.into_list())
    }
}

/// The list as the controller's client reads it: an HPA asks for lists of pods only, so usage of anything else is an error.
impl From<MetricList> for ApiAnswer {
    fn from(list: MetricList) -> Self {
        match list {
            MetricList::Custom(values) => values.into(),
            MetricList::External(list) => list.into(),
            MetricList::Pods(list) => list.into(),
            MetricList::Pod(_) | MetricList::Nodes(_) | MetricList::Node(_) => {
                Self::Error("an HPA asks for lists of pods only".to_owned())
            }
        }
    }
}

/// An error as the API server words it: its message.
impl From<Error> for ApiAnswer {
    fn from(error: Error) -> Self {
        Self::Error(error.message().to_owned())
    }
}

/// An answer, or why there is none.
pub(super) type Asked<'a> = std::result::Result<&'a ApiAnswer, &'a str>;

/// A lookup that failed, as the metrics client words it.
type Lookup<T> = std::result::Result<T, String>;

/// Pod metrics, at least one. Mirrors the request in `metrics.resourceMetricsClient.GetResourceMetric`.
pub(super) fn pod_metrics(answer: Asked<'_>) -> Lookup<&PodMetricsList> {
    const API: &str = "resource metrics API";
    match answer {
        Ok(ApiAnswer::PodMetrics(list)) => some(list, list.items.len(), API),
        other => Err(unable(other, "PodMetricsList", API)),
    }
}

/// Values of pods, at least one. Mirrors the request in `metrics.customMetricsClient.GetRawMetric`.
pub(super) fn pod_values(answer: Asked<'_>) -> Lookup<&MetricValueList> {
    let list = values(answer)?;
    some(list, list.items.len(), CUSTOM)
}

/// One object's value, milli. Mirrors `metrics.customMetricsClient.GetObjectMetric`.
pub(super) fn object_value(answer: Asked<'_>) -> Lookup<i64> {
    match values(answer)?.items.as_slice() {
        [value] => Ok(value.value.milli_value()),
        items => Err(format!(
            "unable to fetch metrics from {CUSTOM}: the custom metrics API server returned {} results when we asked \
             for exactly one",
            items.len()
        )),
    }
}

/// External values, at least one. Mirrors `metrics.externalMetricsClient.GetExternalMetric`.
pub(super) fn external_values(answer: Asked<'_>) -> Lookup<&ExternalMetricValueList> {
    const API: &str = "external metrics API";
    match answer {
        Ok(ApiAnswer::ExternalValues(list)) => some(list, list.items.len(), API),
        other => Err(unable(other, "ExternalMetricValueList", API)),
    }
}

const CUSTOM: &str = "custom metrics API";

fn values(answer: Asked<'_>) -> Lookup<&MetricValueList> {
    match answer {
        Ok(ApiAnswer::Values(list)) => Ok(list),
        other => Err(unable(other, "MetricValueList", CUSTOM)),
    }
}

fn some<'a, T>(list: &'a T, items: usize, api: &str) -> Lookup<&'a T> {
    if items == 0 { Err(format!("no metrics returned from {api}")) } else { Ok(list) }
}

fn unable(answer: Asked<'_>, wanted: &str, api: &str) -> String {
    let found = match answer {
        Err(message) => return format!("unable to fetch metrics from {api}: {message}"),
        Ok(ApiAnswer::Error(message)) => return format!("unable to fetch metrics from {api}: {message}"),
        Ok(ApiAnswer::PodMetrics(_)) => "PodMetricsList",
        Ok(ApiAnswer::Values(_)) => "MetricValueList",
        Ok(ApiAnswer::ExternalValues(_)) => "ExternalMetricValueList",
    };
    format!("unable to fetch metrics from {api}: the answer is a {found}, not a {wanted}")
}
