use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, Visitor, value::MapAccessDeserializer};

use super::{Period, Series};
use crate::limits::reading;

/// What the metrics APIs answer, and how old it is.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
#[non_exhaustive]
pub struct Metrics {
    /// What drives a metric, by its name.
    pub signals: BTreeMap<String, Signal>,
    /// How often Prometheus scrapes the pods.
    pub scrape_interval: Period,
    /// When it first does.
    pub scrape_phase: Period,
    /// The window of `rate()`.
    pub window: Period,
    /// How often metrics-server scrapes the kubelets.
    pub resolution: Period,
    /// When it first does.
    pub resolution_phase: Period,
    /// How old the newest sample is that the controller can see.
    pub delay: Period,
    /// How often an adapter collects values that it then answers with, as kube-metrics-adapter does, and KEDA with
    /// `useCachedMetrics`; where it is absent Prometheus is asked at each request, as prometheus-adapter does.
    pub collection_interval: Option<Period>,
    /// When it first does.
    pub collection_phase: Period,
    /// How long a value that was collected is answered with; the interval where it is absent.
    pub metrics_ttl: Option<Period>,
    /// When there is none.
    #[serde(deserialize_with = "reading::list")]
    pub gaps: Vec<Gap>,
}

impl Default for Metrics {
    fn default() -> Self {
        Self {
            signals: BTreeMap::new(),
            scrape_interval: Period::from_secs(15),
            scrape_phase: Period::default(),
            window: Period::from_secs(60),
            resolution: Period::from_secs(15),
            resolution_phase: Period::default(),
            delay: Period::default(),
            collection_interval: None,
            collection_phase: Period::default(),
            metrics_ttl: None,
            gaps: Vec::new(),
        }
    }
}

/// A time without metrics.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
#[non_exhaustive]
pub struct Gap {
    /// When it begins, since the start.
    pub from: Period,
    /// When it ends.
    pub until: Period,
    /// What there is none of.
    #[serde(default)]
    pub of: GapKind,
}

/// What is missing in a gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum GapKind {
    /// The metrics APIs fail.
    #[default]
    Answers,
    /// Nothing is scraped.
    Scrapes,
}

/// What drives a metric.
#[derive(Debug, Clone, PartialEq)]
pub enum Signal {
    /// Something that the model knows.
    Word(SignalWord),
    /// Values that are given.
    Series(SeriesSignal),
}

/// A metric whose values are given.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct SeriesSignal {
    /// Times since the start, and values.
    pub series: Series,
    /// Whether the ready pods share it, so that a pod has its part, and an object or an external metric the part of one pod;
    /// else each pod has the value that is given.
    #[serde(default)]
    pub shared: bool,
}

impl SeriesSignal {
    /// Values that the ready pods share.
    #[must_use]
    pub fn shared(series: Series) -> Self {
        Self { series, shared: true }
    }

    /// Values that each pod has, or an object or external metric as a whole.
    #[must_use]
    pub fn each(series: Series) -> Self {
        Self { series, shared: false }
    }
}

/// What the model knows of pods.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignalWord {
    /// Requests a second.
    Requests,
    /// Requests that are worked at.
    Concurrency,
    /// Requests that wait.
    Queue,
    /// CPU in cores.
    Cpu,
    /// Memory in bytes.
    Memory,
}

impl SignalWord {
    const ALL: [Self; 5] = [Self::Requests, Self::Concurrency, Self::Queue, Self::Cpu, Self::Memory];

    /// As it is written.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Requests => "requests",
            Self::Concurrency => "concurrency",
            Self::Queue => "queue",
            Self::Cpu => "cpu",
            Self::Memory => "memory",
        }
    }
}

impl<'de> Deserialize<'de> for Signal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct SignalVisitor;

        impl<'de> Visitor<'de> for SignalVisitor {
            type Value = Signal;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("requests, concurrency, queue, cpu, memory, or an object with `series`")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Signal, E> {
                let word = SignalWord::ALL.into_iter().find(|word| word.as_str() == text);
                word.map(Signal::Word).ok_or_else(|| {
                    E::custom(format_args!(
                        "{text:?} is none of requests, concurrency, queue, cpu and memory"
                    ))
                })
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Signal, A::Error> {
                SeriesSignal::deserialize(MapAccessDeserializer::new(map)).map(Signal::Series)
            }
        }

        deserializer.deserialize_any(SignalVisitor)
    }
}
