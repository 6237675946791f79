//! What metrics-server answers.

use super::feed::{Given, GivenUsage};
use super::instant;
use super::scrapes::{Scrape, Scrapes};
use crate::go::duration::Duration;
use crate::go::number;
use crate::hpa::ApiAnswer;
use crate::kube::{ContainerMetrics, ListMeta, MetricsMeta, PodMetrics, PodMetricsList, ShortString, Time};
use crate::quantity::{Format, Quantity};
use crate::simulate::load::seconds;
use crate::simulate::pods::{Fleet, Model, ModelPod};
use crate::text::same;

/// A container that runs for less has no usage yet, though its start is known.
const FRESH: i64 = 10 * 1_000_000_000;

/// The pods' usage, held in one list that is brought up to date.
#[derive(Debug)]
pub(super) struct UsageList {
    namespace: ShortString,
    container: ShortString,
    resolution: i64,
    given: GivenUsage,
    /// What the list's items show, so that what stays the same is not made anew.
    shown: Vec<Shown>,
    /// Which pods there were the last time, and whether each had its item.
    version: Option<u64>,
    complete: bool,
    /// Whether all of them were ready all the time, so that they show the same from now on.
    even: bool,
}

/// What an item shows: its window, which is a text there, nanocores and bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Shown {
    window: i64,
    cpu: i64,
    memory: i64,
}

impl Shown {
    fn window(&self) -> ShortString {
        ShortString::from(Duration::from_nanos(self.window).to_string().as_str())
    }

    /// CPU and memory.
    fn quantities(&self) -> (Quantity, Quantity) {
        (Quantity::from_scaled(self.cpu, -9, Format::DecimalSi), Quantity::new(self.memory, Format::BinarySi))
    }
}

impl UsageList {
    pub(super) fn new((namespace, container): (&str, &str), resolution: i64, given: GivenUsage) -> Self {
        Self {
            given,
            namespace: namespace.into(),
            container: container.into(),
            resolution,
            shown: Vec::new(),
            version: None,
            complete: false,
            even: false,
        }
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
                self.shown.clear();
                (self.complete, self.even) = (false, false);
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
            if self.version != Some(fleet.version()) {
                self.version = Some(fleet.version());
                self.complete = false;
                self.even = false;
            }
            if self.even
                && let Some((before, (pod, _))) = before.zip(fleet.iter().next())
            {
                let shown = self.shows(&fleet.model, pod, (before.at, Some(before)), newest);
                return self.all(list, shown, timestamp);
            }
            let mut in_place = self.complete;
            // What those show that were ready all the time, and how many they are.
            let (mut settled, mut alike) = (None, 0usize);
            for (pod, object) in fleet.iter() {
                let Some(since) = self.since(pod, newest.at, before.map(|before| before.at)) else {
                    in_place = false;
                    continue;
                };
                let before = before.filter(|before| before.at == since);
                let show = || self.shows(&fleet.model, pod, (since, before), newest);
                let shown = match before {
                    Some(_) if fleet.model.is_settled(pod, since) => {
                        alike = alike.saturating_add(1);
                        *settled.get_or_insert_with(show)
                    }
                    _ => show(),
                };
                if !in_place {
                    self.place(list, used, &object.metadata.name);
                }
                if let Some(item) = self.item(list, used, shown) {
                    item.timestamp = timestamp;
                }
                used = used.saturating_add(1);
            }
            // Only other pods can change that.
            self.even = alike == fleet.all();
        }
        list.items.truncate(used);
        self.shown.truncate(used);
        self.complete = used == fleet.all();
    }

    /// Makes all items show the same.
    fn all(&mut self, list: &mut PodMetricsList, shown: Shown, timestamp: Time) {
        let (cpu, memory) = shown.quantities();
        for (item, before) in list.items.iter_mut().zip(&mut self.shown) {
            item.timestamp = timestamp;
            if before.window != shown.window {
                item.window = shown.window();
            }
            if let Some(container) = item.containers.first_mut().filter(|_| *before != shown) {
                container.usage.insert("cpu", cpu.clone());
                container.usage.insert("memory", memory.clone());
            }
            *before = shown;
        }
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

    /// Makes an item of the list that of a pod.
    fn place(&mut self, list: &mut PodMetricsList, place: usize, name: &ShortString) {
        if list.items.get(place).is_none_or(|item| !same(item.metadata.name.as_str(), name.as_str())) {
            // Whatever comes after belongs to other pods, too.
            list.items.truncate(place);
            self.shown.truncate(place);
            list.items.push(self.fresh(name));
            // A window of 0 is none that there can be.
            self.shown.push(Shown::default());
        }
    }

    /// An item of the list, with what it is to show.
    fn item<'l>(
        &mut self,
        list: &'l mut PodMetricsList,
        place: usize,
        shown: Shown,
    ) -> Option<&'l mut PodMetrics> {
        let item = list.items.get_mut(place)?;
        let before = std::mem::replace(self.shown.get_mut(place)?, shown);
        let is_new = before.window == 0;
        if before.window != shown.window {
            item.window = shown.window();
        }
        let usage = &mut item.containers.first_mut()?.usage;
        let (cpu, memory) = shown.quantities();
        if is_new || before.cpu != shown.cpu {
            usage.insert("cpu", cpu);
        }
        if is_new || before.memory != shown.memory {
            usage.insert("memory", memory);
        }
        Some(item)
    }

    /// What the item of a pod is to show that has usage from some time on, which is that of a scrape or of its start.
    fn shows(
        &self,
        model: &Model,
        pod: &ModelPod,
        (since, before): (i64, Option<&Scrape>),
        newest: &Scrape,
    ) -> Shown {
        let window = newest.at - since;
        // What is given is what pods use that serve; another uses what the model says of it.
        let given = |given: &Option<Given>| {
            let given = given.as_ref().filter(|_| pod.serves(newest.at));
            given.and_then(|given| {
                let value = given.at(newest.at)?;
                Some(if given.is_shared() { newest.of_each(value) } else { value })
            })
        };
        let nanocores = given(&self.given.cpu).map(|cores| cores * 1e9).unwrap_or_else(|| {
            let share = before.map_or(0.0, |before| before.share);
            let cpu = model.cpu_between(pod, (since, share), (newest.at, newest.share)).unwrap_or_default();
            cpu.max(0.0) * 1e9 / seconds(window)
        });
        let memory = given(&self.given.memory).unwrap_or_else(|| {
            let held = newest.of_each(newest.concurrency + newest.queue);
            model.memory_bytes(pod, newest.at, held).unwrap_or_default()
        });
        Shown { window, cpu: number::int64(nanocores), memory: number::int64(memory) }
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
