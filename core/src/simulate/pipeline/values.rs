//! What an adapter answers of what Prometheus has scraped.

use super::feed::{Driver, Feed, Given};
use super::rate::Window;
use super::scrapes::Scrapes;
use super::{LOOKBACK, instant};
use crate::go::number;
use crate::hpa::ApiAnswer;
use crate::kube::{
    ExternalMetricValue, ExternalMetricValueList, MetricIdentifier, MetricValue, MetricValueList,
    ObjectReference, Pod, ShortString, Time,
};
use crate::quantity::{Format, Quantity};
use crate::simulate::input::SignalWord;
use crate::simulate::pods::{Fleet, ModelPod};
use crate::text::same;

/// Custom and external metrics, each held in a list that is brought up to date.
#[derive(Debug)]
pub(super) struct Values {
    namespace: ShortString,
}

/// What a value is made of.
struct Now<'s> {
    scrapes: &'s Scrapes,
    /// The newest time that can be seen.
    seen: i64,
    window: Option<Window<'s>>,
    fleet: &'s Fleet,
}

impl Values {
    pub(super) fn new(namespace: &str) -> Self {
        Self { namespace: namespace.into() }
    }

    /// Brings an answer up to date.
    pub(super) fn fill(
        &self,
        answer: &mut ApiAnswer,
        feed: &Feed,
        scrapes: &Scrapes,
        fleet: &Fleet,
        (seen, window): (i64, i64),
        start: i64,
    ) {
        let now = Now { scrapes, seen, window: Window::new(scrapes, seen, window), fleet };
        let timestamp = instant(start, seen);
        match feed {
            Feed::Usage => {}
            Feed::Pods { name, signal } => self.pods(answer, name, signal, &now, timestamp),
            Feed::Object { name, kind, object, api_version, signal } => {
                let Some(value) = now.whole(signal) else {
                    self.none(answer, feed);
                    return;
                };
                let list = values_of(answer);
                if list.items.is_empty() {
                    list.items.push(MetricValue {
                        described_object: ObjectReference {
                            kind: kind.as_str().into(),
                            namespace: self.namespace.clone(),
                            name: object.as_str().into(),
                            api_version: api_version.as_str().into(),
                        },
                        metric: Some(identifier(name)),
                        ..MetricValue::default()
                    });
                }
                if let Some(item) = list.items.first_mut() {
                    (item.timestamp, item.value) = (timestamp, quantity(value));
                }
            }
            Feed::External { name, signal } => {
                let value = now.whole(signal);
                let list = external_of(answer);
                list.items.truncate(usize::from(value.is_some()));
                let Some(value) = value else { return };
                if list.items.is_empty() {
                    list.items.push(ExternalMetricValue {
                        metric_name: name.clone(),
                        ..ExternalMetricValue::default()
                    });
                }
                if let Some(item) = list.items.first_mut() {
                    (item.timestamp, item.value) = (timestamp, quantity(value));
                }
            }
        }
    }

    /// What is answered where there is no value.
    pub(super) fn none(&self, answer: &mut ApiAnswer, feed: &Feed) {
        match feed {
            Feed::Usage => {}
            Feed::Pods { .. } => values_of(answer).items.clear(),
            Feed::Object { name, kind, object, .. } => {
                let message = format!("the server could not find the metric {name} for {kind} {object}");
                *answer = ApiAnswer::Error(message);
            }
            Feed::External { .. } => external_of(answer).items.clear(),
        }
    }

    /// Answers with values that there are.
    pub(super) fn list_of(&self, answer: &mut ApiAnswer, values: impl Iterator<Item = MetricValue>) {
        let list = values_of(answer);
        list.items.clear();
        list.items.extend(values);
    }

    fn pods(&self, answer: &mut ApiAnswer, metric: &str, signal: &Driver, now: &Now<'_>, timestamp: Time) {
        let list = values_of(answer);
        let mut used = 0usize;
        for (pod, object) in now.fleet.iter() {
            let Some(value) = now.of_pod(signal, pod) else { continue };
            let name = object.metadata.name.as_str();
            if list.items.get(used).is_none_or(|item| !same(item.described_object.name.as_str(), name)) {
                // Whatever comes after belongs to other pods, too.
                list.items.truncate(used);
                list.items.push(self.fresh(metric, object));
            }
            if let Some(item) = list.items.get_mut(used) {
                (item.timestamp, item.value) = (timestamp, quantity(value));
            }
            used = used.saturating_add(1);
        }
        list.items.truncate(used);
    }

    fn fresh(&self, name: &str, object: &Pod) -> MetricValue {
        MetricValue {
            described_object: ObjectReference {
                kind: "Pod".into(),
                namespace: self.namespace.clone(),
                name: object.metadata.name.clone(),
                api_version: "/v1".into(),
            },
            metric: Some(identifier(name)),
            ..MetricValue::default()
        }
    }
}

impl Now<'_> {
    /// The value of a pod; `None` where it has no sample.
    fn of_pod(&self, signal: &Driver, pod: &ModelPod) -> Option<f64> {
        let word = match signal {
            Driver::Word(word) => word,
            Driver::Series(given) => return self.part(given, pod),
        };
        let started = pod.started?;
        let model = &self.fleet.model;
        match word {
            SignalWord::Requests => self.window?.rate(started, |scrape| Some(pod.requests(scrape.share))),
            SignalWord::Cpu => {
                self.window?.rate(started, |scrape| model.cpu_seconds(pod, scrape.at, scrape.share))
            }
            SignalWord::Concurrency | SignalWord::Queue | SignalWord::Memory => {
                let newest =
                    self.scrapes.last(self.seen).filter(|newest| newest.at > self.seen - LOOKBACK)?;
                let held = match word {
                    SignalWord::Concurrency => newest.concurrency,
                    SignalWord::Queue => newest.queue,
                    _ => newest.concurrency + newest.queue,
                };
                let held = newest.of_each(held);
                match word {
                    SignalWord::Memory => model.memory_bytes(pod, newest.at, held),
                    _ if started > newest.at => None,
                    _ => Some(if pod.serves(newest.at) { held } else { 0.0 }),
                }
            }
        }
    }

    /// The value of all together.
    fn whole(&self, signal: &Driver) -> Option<f64> {
        let word = match signal {
            Driver::Word(word) => word,
            Driver::Series(given) => return self.given(given),
        };
        let newest = || self.scrapes.last(self.seen).filter(|newest| newest.at > self.seen - LOOKBACK);
        match word {
            SignalWord::Requests => self.window?.rate(i64::MIN, |scrape| Some(scrape.arrived)),
            SignalWord::Concurrency => newest().map(|newest| newest.concurrency),
            SignalWord::Queue => newest().map(|newest| newest.queue),
            SignalWord::Cpu | SignalWord::Memory => {
                let values = self.fleet.iter().filter_map(|(pod, _)| self.of_pod(signal, pod));
                values.fold(None, |sum: Option<f64>, value| Some(sum.unwrap_or_default() + value))
            }
        }
    }

    /// A pod's value of those that are given: of what is shared its part over the window, as `rate()` has it of a counter, so that a
    /// pod that is new has less.
    fn part(&self, given: &Given, pod: &ModelPod) -> Option<f64> {
        let value = given.at(self.seen)?;
        if !given.is_shared() {
            return Some(value);
        }
        let started = pod.started?;
        Some(value * self.window?.part(started, pod.serves_since().unwrap_or(i64::MAX))?)
    }

    /// The value that is given for all together, or of what is shared the part of one pod.
    fn given(&self, given: &Given) -> Option<f64> {
        let value = given.at(self.seen)?;
        if !given.is_shared() {
            return Some(value);
        }
        let part = self.window?.part(i64::MIN, i64::MIN)?;
        (part > 0.0).then_some(value * part)
    }
}

/// As an adapter makes it of Prometheus' float: milli, rounded down.
fn quantity(value: f64) -> Quantity {
    Quantity::from_milli(number::int64(value * 1000.0), Format::DecimalSi)
}

fn identifier(name: &str) -> MetricIdentifier {
    MetricIdentifier { name: name.into(), selector: None }
}

fn values_of(answer: &mut ApiAnswer) -> &mut MetricValueList {
    if !matches!(answer, ApiAnswer::Values(_)) {
        *answer = ApiAnswer::Values(MetricValueList {
            kind: "MetricValueList".to_owned(),
            api_version: "custom.metrics.k8s.io/v1beta2".to_owned(),
            ..MetricValueList::default()
        });
    }
    match answer {
        ApiAnswer::Values(list) => list,
        _ => values_of(answer),
    }
}

fn external_of(answer: &mut ApiAnswer) -> &mut ExternalMetricValueList {
    if !matches!(answer, ApiAnswer::ExternalValues(_)) {
        *answer = ApiAnswer::ExternalValues(ExternalMetricValueList {
            kind: "ExternalMetricValueList".to_owned(),
            api_version: "external.metrics.k8s.io/v1beta1".to_owned(),
            ..ExternalMetricValueList::default()
        });
    }
    match answer {
        ApiAnswer::ExternalValues(list) => list,
        _ => external_of(answer),
    }
}
