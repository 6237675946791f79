//! Pods that are given as a table: a row a pod, or a row a container of one.

use std::collections::BTreeMap;

use arrow_array::RecordBatch;
use counterpoise::Result;
use counterpoise::kube::{Container, Pod, PodPhase, ReadyCondition, Time};
use counterpoise::quantity::{Format, Quantity};

use super::column::Columns;

const TABLE: &str = "pods";
const NAME: &str = "name";
const NAMESPACE: &str = "namespace";
const LABELS: &str = "labels";
const PHASE: &str = "phase";
const READY: &str = "ready";
const READY_SINCE: &str = "ready_since";
const START: &str = "start";
const DELETED: &str = "deleted";
const CONTAINER: &str = "container";
const CPU: &str = "cpu_request_milli";
const MEMORY: &str = "memory_request_bytes";

const COLUMNS: [&str; 11] =
    [NAME, NAMESPACE, LABELS, PHASE, READY, READY_SINCE, START, DELETED, CONTAINER, CPU, MEMORY];

/// The container that a row is about where it names none; as a simulation has it.
pub(super) const ANY_CONTAINER: &str = "app";

/// The pods; one without a namespace is in `namespace`.
///
/// # Errors
/// `request.*` with the column.
pub(super) fn pods(batches: &[RecordBatch], namespace: &str) -> Result<Vec<Pod>> {
    let mut pods: Vec<Pod> = Vec::new();
    let mut places = BTreeMap::new();
    let long_ago = Time::default();
    for batch in batches {
        let columns = Columns::of(TABLE, batch, &COLUMNS)?;
        let names = columns.all(NAME, "texts", columns.texts(NAME)?)?;
        let labels = columns.all(LABELS, "texts such as app=web,tier=a", columns.texts(LABELS)?)?;
        let mut namespaces = given(columns.texts(NAMESPACE)?, columns.rows());
        let mut phases = given(columns.texts(PHASE)?, columns.rows());
        let has_start = batch.column_by_name(START).is_some();
        let has_readiness = batch.column_by_name(READY).is_some();
        let ready = given(columns.flags(READY)?, columns.rows());
        let since = given(columns.times(READY_SINCE)?, columns.rows());
        let start = given(columns.times(START)?, columns.rows());
        let deleted = given(columns.times(DELETED)?, columns.rows());
        let mut containers = given(columns.texts(CONTAINER)?, columns.rows());
        let cpu = given(columns.whole(CPU)?, columns.rows());
        let memory = given(columns.whole(MEMORY)?, columns.rows());
        for (row, name) in names.into_iter().enumerate() {
            let name_of = take(&mut containers, row);
            let name_of = name_of.as_deref().unwrap_or(ANY_CONTAINER).into();
            let mut container = Container { name: name_of, ..Container::default() };
            let requests = &mut container.resources.requests;
            if let Some(milli) = at(&cpu, row) {
                requests.insert("cpu", Quantity::from_milli(milli, Format::DecimalSi));
            }
            if let Some(bytes) = at(&memory, row) {
                requests.insert("memory", Quantity::new(bytes, Format::BinarySi));
            }
            let namespace = take(&mut namespaces, row).unwrap_or_else(|| namespace.to_owned());
            let place = places.entry((namespace, name)).or_insert_with_key(|(namespace, name)| {
                let mut pod = Pod::default();
                pod.metadata.namespace = namespace.as_str().into();
                pod.metadata.name = name.as_str().into();
                pods.push(pod);
                pods.len()
            });
            // What is there was just put there.
            let Some(pod) = pods.get_mut(place.saturating_sub(1)) else { continue };
            pod.spec.containers.push(container);
            if pod.spec.containers.len() > 1 {
                continue;
            }
            pod.metadata.labels = pairs(labels.get(row).map_or("", String::as_str))
                .ok_or_else(|| columns.wrong(LABELS, row, "text such as app=web,tier=a"))?
                .into_iter()
                .collect();
            pod.metadata.deletion_timestamp = at(&deleted, row);
            pod.status.phase =
                take(&mut phases, row).map_or(PodPhase::Running, |phase| phase.as_str().into());
            pod.status.start_time = if has_start { at(&start, row) } else { Some(long_ago) };
            let is_ready = if has_readiness { at(&ready, row) } else { Some(true) };
            pod.status.ready = is_ready.map(|is_ready| ReadyCondition {
                status: if is_ready { "True" } else { "False" }.into(),
                last_transition_time: at(&since, row),
            });
        }
    }
    Ok(pods)
}

/// The values of a column, or as many nulls.
pub(super) fn given<T>(column: Option<Vec<Option<T>>>, rows: usize) -> Vec<Option<T>> {
    column.unwrap_or_else(|| (0..rows).map(|_| None).collect())
}

/// A value of a column.
pub(super) fn at<T: Copy>(column: &[Option<T>], row: usize) -> Option<T> {
    column.get(row).copied().flatten()
}

/// The same, taken out of it.
pub(super) fn take<T>(column: &mut [Option<T>], row: usize) -> Option<T> {
    column.get_mut(row).and_then(Option::take)
}

/// Names and values of `app=web,tier=a`.
pub(super) fn pairs(text: &str) -> Option<Vec<(&str, &str)>> {
    let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
    parts.map(|part| part.split_once('=').filter(|(name, _)| !name.is_empty())).collect()
}
