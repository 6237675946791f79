//! What the texts of a group tell that can be written elsewhere: series, their labels, metrics that rules give.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use counterpoise::kinds::{self, Kind};
use counterpoise::metrics::series::SeriesList;

use super::check::Named;
use super::known::Known;

/// Names and labels that are remembered; nobody chooses among more.
const MOST: usize = 5_000;
/// Bytes of series that are read for it.
const MOST_BYTES: usize = 1 << 20;

/// What is known.
#[derive(Default)]
pub(super) struct Given {
    /// Labels by the name of the series.
    pub(super) series: BTreeMap<String, BTreeSet<String>>,
    /// Metrics, each with where its rule stands.
    pub(super) served: BTreeMap<String, String>,
}

impl Given {
    pub(super) fn of(files: &[Named], known: &[Rc<Known>]) -> Self {
        let mut given = Self::default();
        for (_, text) in files.iter().filter(|(_, text)| text.len() <= MOST_BYTES) {
            // Of others only what is told at a glance.
            if !["[", "{", "# HELP", "# TYPE"].iter().any(|start| text.trim_start().starts_with(start)) {
                continue;
            }
            if !matches!(kinds::of_text(text), Some(Kind::Series | Kind::MetricsPage)) {
                continue;
            }
            for series in SeriesList::parse(text).unwrap_or_default().0.iter().take(MOST) {
                let labels = series.labels().map(|(name, _)| name).filter(|name| *name != "__name__");
                let name = series.label("__name__").unwrap_or_default().to_owned();
                given.series.entry(name).or_default().extend(labels.map(str::to_owned));
            }
        }
        for known in known {
            for made in &known.metrics.made {
                if let Some(only) = &made.only {
                    given.served.entry(only.clone()).or_insert_with(|| made.place.clone());
                }
            }
        }
        given
    }

    /// Of a series that is known, else of all.
    pub(super) fn labels_of(&self, series: &str) -> BTreeSet<&str> {
        match self.series.get(series) {
            Some(labels) => labels.iter().map(String::as_str).collect(),
            None => self.series.values().flatten().map(String::as_str).collect(),
        }
    }
}
