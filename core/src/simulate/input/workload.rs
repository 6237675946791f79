use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error, SeqAccess, Visitor};

use super::{Period, Series};
use crate::limits::reading;
use crate::quantity::Quantity;

/// What is asked of the pods together, and what it costs them.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
#[non_exhaustive]
pub struct Workload {
    /// Requests a second over time.
    pub load: Load,
    /// How far the load is off at random, as a share of it.
    #[serde(default)]
    pub noise: f64,
    /// Requests a second that a ready pod can do; any number where it is absent.
    #[serde(default)]
    pub capacity: Option<f64>,
    /// CPU-seconds of a request.
    #[serde(default = "ten_milli")]
    pub cpu: Quantity,
    /// Bytes of a request that a pod holds.
    #[serde(default)]
    pub memory: Quantity,
    /// How long a pod works at a request.
    #[serde(default = "tenth")]
    pub time: Period,
    /// Requests that wait.
    #[serde(default)]
    pub queue: Queue,
}

impl Workload {
    /// No requests, where the metrics of the pods are given.
    #[must_use]
    pub fn none() -> Self {
        Self {
            load: Load(vec![LoadEntry { rate: Some(0.0), ..LoadEntry::default() }]),
            noise: 0.0,
            capacity: None,
            cpu: ten_milli(),
            memory: Quantity::default(),
            time: tenth(),
            queue: Queue::default(),
        }
    }
}

fn ten_milli() -> Quantity {
    Quantity::from_milli(10, crate::quantity::Format::DecimalSi)
}

fn tenth() -> Period {
    Period(crate::go::duration::Duration::from_nanos(100_000_000))
}

/// Requests that wait where the ready pods cannot do all.
#[derive(Debug, Clone, Copy, PartialEq, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
#[non_exhaustive]
pub struct Queue {
    /// How many wait at most.
    pub limit: Option<f64>,
    /// How long a request waits at most.
    pub timeout: Option<Period>,
}

/// A load: entries, or a rate that stays.
#[derive(Debug, Clone, PartialEq)]
pub struct Load(pub Vec<LoadEntry>);

/// A part of a load, until the next entry begins.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
#[non_exhaustive]
pub struct LoadEntry {
    /// When it begins, since the start.
    pub at: Period,
    /// Requests a second.
    pub rate: Option<f64>,
    /// How long it takes to get to the rate.
    pub ramp: Option<Period>,
    /// A wave around the rate.
    pub sine: Option<Sine>,
    /// Requests a second by the time of day.
    pub daily: Option<BTreeMap<String, f64>>,
    /// Recorded requests a second.
    pub series: Option<Series>,
}

/// A wave.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
#[non_exhaustive]
pub struct Sine {
    /// How far it goes up and down.
    pub amplitude: f64,
    /// How long a whole wave is.
    pub period: Period,
    /// How far in the wave it begins.
    #[serde(default)]
    pub phase: Period,
}

impl<'de> Deserialize<'de> for Load {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct LoadVisitor;

        impl LoadVisitor {
            fn stays(rate: f64) -> Load {
                Load(vec![LoadEntry { rate: Some(rate), ..LoadEntry::default() }])
            }
        }

        impl<'de> Visitor<'de> for LoadVisitor {
            type Value = Load;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of loads, or a number of requests a second")
            }

            fn visit_u64<E: Error>(self, rate: u64) -> Result<Load, E> {
                Ok(Self::stays(crate::go::number::float64(i64::try_from(rate).unwrap_or(i64::MAX))))
            }

            fn visit_i64<E: Error>(self, rate: i64) -> Result<Load, E> {
                Ok(Self::stays(crate::go::number::float64(rate)))
            }

            fn visit_f64<E: Error>(self, rate: f64) -> Result<Load, E> {
                Ok(Self::stays(rate))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Load, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = seq.next_element()? {
                    reading::room(&mut entries)?;
                    entries.push(entry);
                }
                Ok(Load(entries))
            }
        }

        deserializer.deserialize_any(LoadVisitor)
    }
}
