//! Metrics that are given as a table: a row a value, by the metric's name as the HPA has it.

use std::collections::BTreeMap;

use arrow_array::RecordBatch;
use counterpoise::error::codes;
use counterpoise::hpa::{ApiAnswer, MetricRequest};
use counterpoise::kube::autoscaling::MetricSourceType;
use counterpoise::kube::{
    ContainerMetrics, ExternalMetricValue, ExternalMetricValueList, MetricIdentifier, MetricValue,
    MetricValueList, PodMetrics, PodMetricsList, Time,
};
use counterpoise::quantity::{Format, Quantity};
use counterpoise::{Error, Result};

use super::column::Columns;
use super::pods::{ANY_CONTAINER, at, given, pairs, take};

const TABLE: &str = "metrics";
const METRIC: &str = "metric";
const VALUE: &str = "value_milli";
const SOURCE: &str = "source";
const POD: &str = "pod";
const CONTAINER: &str = "container";
const LABELS: &str = "labels";
const TIMESTAMP: &str = "timestamp";
const WINDOW: &str = "window_seconds";

const COLUMNS: [&str; 8] = [METRIC, VALUE, SOURCE, POD, CONTAINER, LABELS, TIMESTAMP, WINDOW];

/// One row.
struct Row {
    value: Quantity,
    pod: Option<String>,
    container: Option<String>,
    labels: Option<BTreeMap<String, String>>,
    timestamp: Time,
    window: Option<i64>,
}

/// The answers of the metrics APIs, each under the path of the request that the controller asks it by. `timestamp` is that of
/// rows without one.
///
/// # Errors
/// `request.*` with the column; a metric that the HPA does not ask for is one.
pub(super) fn answers(
    batches: &[RecordBatch],
    requests: &[MetricRequest],
    namespace: &str,
    now: Time,
) -> Result<BTreeMap<String, ApiAnswer>> {
    let mut answers = BTreeMap::new();
    for batch in batches {
        let columns = Columns::of(TABLE, batch, &COLUMNS)?;
        let metrics = columns.all(METRIC, "texts", columns.texts(METRIC)?)?;
        let values = columns.all(VALUE, "whole numbers of 64 bits", columns.whole(VALUE)?)?;
        let mut sources = given(columns.texts(SOURCE)?, columns.rows());
        let mut pods = given(columns.texts(POD)?, columns.rows());
        let mut containers = given(columns.texts(CONTAINER)?, columns.rows());
        let labels = given(columns.texts(LABELS)?, columns.rows());
        let timestamps = given(columns.times(TIMESTAMP)?, columns.rows());
        let windows = given(columns.whole(WINDOW)?, columns.rows());
        for (row, (metric, value)) in metrics.into_iter().zip(values).enumerate() {
            let source = take(&mut sources, row);
            let request = asked(requests, &metric, source.as_deref())
                .ok_or_else(|| unasked(&columns, row, requests))?;
            let labels = match labels.get(row).and_then(Option::as_deref) {
                None => None,
                Some(text) => {
                    let pairs =
                        pairs(text).ok_or_else(|| columns.wrong(LABELS, row, "text such as queue=orders"))?;
                    Some(pairs.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
                }
            };
            let row_of = Row {
                value: Quantity::from_milli(value, Format::DecimalSi),
                pod: take(&mut pods, row),
                container: take(&mut containers, row),
                labels,
                timestamp: at(&timestamps, row).unwrap_or(now),
                window: at(&windows, row),
            };
            let is_of_pods = matches!(
                request.source,
                MetricSourceType::Pods | MetricSourceType::Resource | MetricSourceType::ContainerResource
            );
            if is_of_pods && row_of.pod.is_none() {
                return Err(columns.wrong(POD, row, "the pod that a metric of pods is about"));
            }
            let answer = answers.entry(request.path.clone()).or_insert_with(|| empty(&request.source));
            add(answer, &metric, namespace, row_of);
        }
    }
    Ok(answers)
}

/// The request that a row answers.
fn asked<'a>(requests: &'a [MetricRequest], metric: &str, source: Option<&str>) -> Option<&'a MetricRequest> {
    requests.iter().find(|request| {
        request.metric == metric && source.is_none_or(|source| request.source.as_str() == source)
    })
}

fn unasked(columns: &Columns<'_>, row: usize, requests: &[MetricRequest]) -> Error {
    let names: Vec<_> =
        requests.iter().map(|request| format!("{} ({})", request.metric, request.source.as_str())).collect();
    columns
        .wrong(METRIC, row, "metric that the HPA asks for")
        .with_hint(format!("Leave the row out, or name one of the HPA's metrics: {}.", names.join(", ")))
}

fn empty(source: &MetricSourceType) -> ApiAnswer {
    match source {
        MetricSourceType::Resource | MetricSourceType::ContainerResource => PodMetricsList::default().into(),
        MetricSourceType::External => ExternalMetricValueList::default().into(),
        _ => MetricValueList::default().into(),
    }
}

fn add(answer: &mut ApiAnswer, metric: &str, namespace: &str, row: Row) {
    match answer {
        ApiAnswer::PodMetrics(list) => usage(list, metric, namespace, row),
        ApiAnswer::Values(list) => {
            let mut value = MetricValue::default();
            value.described_object.kind = "Pod".into();
            value.described_object.namespace = namespace.into();
            value.described_object.name = row.pod.unwrap_or_default().as_str().into();
            value.metric = Some(MetricIdentifier { name: metric.into(), selector: None });
            value.timestamp = row.timestamp;
            value.window_seconds = row.window;
            value.value = row.value;
            list.items.push(value);
        }
        ApiAnswer::ExternalValues(list) => list.items.push(ExternalMetricValue {
            metric_name: metric.to_owned(),
            metric_labels: row.labels,
            timestamp: row.timestamp,
            window_seconds: row.window,
            value: row.value,
        }),
        // None of those that are made here.
        _ => {}
    }
}

/// Adds what a container uses; rows of one pod stand behind each other, or else are looked for.
fn usage(list: &mut PodMetricsList, metric: &str, namespace: &str, row: Row) {
    let pod = row.pod.unwrap_or_default();
    let place = list.items.iter().rposition(|item| *item.metadata.name == *pod);
    let place = place.unwrap_or_else(|| {
        let mut item = PodMetrics::default();
        item.metadata.name = pod.as_str().into();
        item.metadata.namespace = namespace.into();
        item.timestamp = row.timestamp;
        item.window = row.window.map_or_else(String::new, |seconds| format!("{seconds}s")).as_str().into();
        list.items.push(item);
        list.items.len() - 1
    });
    let Some(item) = list.items.get_mut(place) else { return };
    let name = row.container.as_deref().unwrap_or(ANY_CONTAINER);
    if let Some(container) = item.containers.iter_mut().find(|container| *container.name == *name) {
        container.usage.insert(metric, row.value);
        return;
    }
    let mut container = ContainerMetrics { name: name.into(), ..ContainerMetrics::default() };
    container.usage.insert(metric, row.value);
    item.containers.push(container);
}

/// What has to be there for requests to be known.
pub(super) fn no_selector() -> Error {
    Error::new(codes::hpa::NO_SELECTOR, "the scale has no selector, by which metrics are asked for")
        .in_path("scale")
}
