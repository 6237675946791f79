//! An adapter that collects values of its own accord, and answers with those that it has.

use std::collections::BTreeMap;

use super::feed::Feed;
use super::values::Values;
use crate::hpa::ApiAnswer;
use crate::kube::{ExternalMetricValue, MetricValue};

/// What was collected, by the paths of requests.
#[derive(Debug)]
pub(super) struct Collector {
    pub(super) interval: i64,
    pub(super) phase: i64,
    /// How long a value is kept after it was collected.
    ttl: i64,
    stored: BTreeMap<String, Stored>,
}

/// The values of one metric, each with the time at which it goes.
#[derive(Debug)]
struct Stored {
    /// As it is collected, held for the next time.
    collected: ApiAnswer,
    /// By the name of their object.
    of_objects: BTreeMap<String, (i64, MetricValue)>,
    external: Vec<(i64, ExternalMetricValue)>,
}

impl Collector {
    pub(super) fn new(interval: i64, phase: i64, ttl: i64) -> Self {
        Self { interval, phase, ttl, stored: BTreeMap::new() }
    }

    /// Keeps what `fill` makes of the answer that was collected before. A value that is not there now stays as long as it is kept.
    /// Mirrors `MetricStore.Insert` of kube-metrics-adapter.
    pub(super) fn collect(&mut self, path: &str, now: i64, fill: impl FnOnce(&mut ApiAnswer)) {
        let until = now.saturating_add(self.ttl);
        if !self.stored.contains_key(path) {
            self.stored.insert(path.to_owned(), Stored::new());
        }
        let Some(stored) = self.stored.get_mut(path) else { return };
        fill(&mut stored.collected);
        match &stored.collected {
            ApiAnswer::Values(list) => {
                for item in &list.items {
                    let name = item.described_object.name.as_str().to_owned();
                    stored.of_objects.insert(name, (until, item.clone()));
                }
            }
            ApiAnswer::ExternalValues(list) if !list.items.is_empty() => {
                stored.external = list.items.iter().map(|item| (until, item.clone())).collect();
            }
            _ => {}
        }
    }

    /// Answers with the values that are kept. Mirrors `MetricStore.GetMetricsBySelector`, `GetMetricsByName` and
    /// `GetExternalMetric`, with values that go when their time is over, and not when the next round of `RemoveExpired` is.
    pub(super) fn answer(
        &mut self,
        path: &str,
        now: i64,
        (feed, values): (&Feed, &Values),
        answer: &mut ApiAnswer,
    ) {
        let Some(stored) = self.stored.get_mut(path) else {
            values.none(answer, feed);
            return;
        };
        stored.of_objects.retain(|_, (until, _)| *until > now);
        stored.external.retain(|(until, _)| *until > now);
        values.none(answer, feed);
        if !stored.of_objects.is_empty() {
            values.list_of(answer, stored.of_objects.values().map(|(_, value)| value.clone()));
        }
        if let ApiAnswer::ExternalValues(list) = answer {
            list.items.extend(stored.external.iter().map(|(_, value)| value.clone()));
        }
    }
}

impl Stored {
    fn new() -> Self {
        Self { collected: ApiAnswer::Error(String::new()), of_objects: BTreeMap::new(), external: Vec::new() }
    }
}
