//! What metrics-server answers.

use super::instant;
use super::scrapes::Scrapes;
use crate::go::duration::Duration;
use crate::go::number;
use crate::hpa::ApiAnswer;
use crate::kube::{ContainerMetrics, ListMeta, MetricsMeta, Pod, PodMetrics, PodMetricsList, ShortString};
use crate::quantity::{Format, Quantity};
use crate::simulate::load::seconds;
use crate::simulate::pods::{Fleet, ModelPod};

/// A container that runs for less has no usage yet, though its start is known.
const FRESH: i64 = 10 * 1_000_000_000;

/// The pods' usage, held in one list that is brought up to date.
#[derive(Debug)]
pub(super) struct UsageList {
    namespace: ShortString,
    container: ShortString,
    resolution: i64,
    /// The windows of the list's items, which are texts there.
    windows: Vec<i64>,
}

impl UsageList {
    pub(super) fn new(namespace: &str, container: &str, resolution: i64) -> Self {
        Self { namespace: namespace.into(), container: container.into(), resolution, windows: Vec::new() }
    }

    /// Brings an answer up to date with the newest scrape that can be seen. Mirrors `storage.podStorage` of metrics-server.
    pub(super) fn fill(
        &mut self,
        answer: &mut ApiAnswer,
        scrapes: &Scrapes,
        fleet: &Fleet,
        seen: i64,
        start: i64,
    ) {
        let list = match answer {
            ApiAnswer::PodMetrics(list) => list,
            other => {
                *other = ApiAnswer::PodMetrics(empty());
                self.windows.clear();
                let ApiAnswer::PodMetrics(list) = other else { return };
                list
            }
        };
        let mut used = 0usize;
        let until = scrapes.until(seen);
        let newest = until.checked_sub(1).and_then(|place| scrapes.get(place));
        let before = until.checked_sub(2).and_then(|place| scrapes.get(place));
        if let Some(newest) = newest {
            let timestamp = instant(start, newest.at);
            let held = newest.of_each(newest.concurrency + newest.queue);
            for (pod, object) in fleet.iter() {
                let Some(since) = self.since(pod, newest.at, before.map(|before| before.at)) else {
                    continue;
                };
                let share = before.filter(|before| before.at == since).map_or(0.0, |before| before.share);
                let model = &fleet.model;
                let Some(now) = model.cpu_seconds(pod, newest.at, newest.share) else { continue };
                let then = model.cpu_seconds(pod, since, share).unwrap_or_default();
                let memory = model.memory_bytes(pod, newest.at, held).unwrap_or_default();
                let window = newest.at - since;
                let cpu = (now - then).max(0.0) * 1e9 / seconds(window);
                if let Some(item) = self.item(list, used, object, window) {
                    item.timestamp = timestamp;
                    if let Some(container) = item.containers.first_mut() {
                        let cpu = Quantity::from_scaled(number::int64(cpu), -9, Format::DecimalSi);
                        container.usage.insert("cpu", cpu);
                        let memory = Quantity::new(number::int64(memory), Format::BinarySi);
                        container.usage.insert("memory", memory);
                    }
                }
                used = used.saturating_add(1);
            }
        }
        list.items.truncate(used);
        self.windows.truncate(used);
    }

    /// From when on a pod's usage is counted: the scrape before, or the start of a container that is not much older than that;
    /// `None` where it has no usage yet.
    fn since(&self, pod: &ModelPod, newest: i64, before: Option<i64>) -> Option<i64> {
        let started = pod.started.filter(|started| *started < newest)?;
        let age = newest - started;
        if (FRESH..self.resolution).contains(&age) {
            return Some(started);
        }
        before.filter(|before| started < *before)
    }

    /// The item of a pod at a place of the list.
    fn item<'l>(
        &mut self,
        list: &'l mut PodMetricsList,
        place: usize,
        object: &Pod,
        window: i64,
    ) -> Option<&'l mut PodMetrics> {
        let name = &object.metadata.name;
        if list.items.get(place).is_none_or(|item| item.metadata.name != *name) {
            // Whatever comes after belongs to other pods, too.
            list.items.truncate(place);
            self.windows.truncate(place);
            list.items.push(self.fresh(name));
        }
        let item = list.items.get_mut(place)?;
        if self.windows.get(place) != Some(&window) {
            self.windows.truncate(place);
            self.windows.push(window);
            item.window = ShortString::from(Duration::from_nanos(window).to_string().as_str());
        }
        Some(item)
    }

    fn fresh(&self, name: &ShortString) -> PodMetrics {
        PodMetrics {
            metadata: MetricsMeta {
                name: name.clone(),
                namespace: self.namespace.clone(),
                creation_timestamp: None,
            },
            containers: vec![ContainerMetrics {
                name: self.container.clone(),
                ..ContainerMetrics::default()
            }],
            ..PodMetrics::default()
        }
    }
}

fn empty() -> PodMetricsList {
    PodMetricsList {
        kind: "PodMetricsList".to_owned(),
        api_version: "metrics.k8s.io/v1beta1".to_owned(),
        metadata: ListMeta {},
        items: Vec::new(),
    }
}
