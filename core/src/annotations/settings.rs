//! What the annotations of an HPA set, metric by metric.

use std::collections::BTreeMap;

use super::key::Key;
use crate::error::{Error, Result, codes};
use crate::go::duration::Duration;
use crate::kube::autoscaling::MetricSourceType;

/// Settings that belong to every collector, and never to its configuration.
pub(super) const PER_REPLICA: &str = "per-replica";
pub(super) const INTERVAL: &str = "interval";
pub(super) const MIN_POD_READY_AGE: &str = "min-pod-ready-age";

/// What the annotations set for one metric. Mirrors `annotations.AnnotationConfigs`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Settings<'a> {
    /// The collector that the first annotation names.
    pub(super) collector: &'a str,
    /// The collector's own settings.
    pub(super) config: BTreeMap<&'a str, Setting<'a>>,
    pub(super) per_replica: bool,
    pub(super) interval: Duration,
    pub(super) min_pod_ready_age: Duration,
}

/// A value and the annotation that it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Setting<'a> {
    pub(super) value: &'a str,
    pub(super) annotation: &'a str,
}

/// Settings by the metric's type and name.
pub(super) type ByMetric<'a> = BTreeMap<(MetricSourceType, &'a str), Settings<'a>>;

/// Reads the annotations in the order of their names, where upstream takes Go's map order: of several collectors for one
/// metric the first counts. Mirrors `annotations.AnnotationConfigMap.Parse`.
pub(super) fn read(annotations: &BTreeMap<String, String>) -> Result<ByMetric<'_>> {
    let mut found = ByMetric::new();
    for (name, value) in annotations {
        let Some(key) = Key::parse(name) else { continue };
        let settings = found
            .entry((key.source(), key.metric))
            .or_insert_with(|| Settings { collector: key.collector, ..Settings::default() });
        if settings.collector != key.collector {
            continue;
        }
        match key.setting {
            PER_REPLICA => settings.per_replica = true,
            INTERVAL => settings.interval = duration(key, name, value)?,
            MIN_POD_READY_AGE => settings.min_pod_ready_age = duration(key, name, value)?,
            setting => {
                settings.config.insert(setting, Setting { value, annotation: name });
            }
        }
    }
    Ok(found)
}

/// Characters of a value that a message repeats.
const SHOWN: usize = 100;

fn duration(key: Key<'_>, name: &str, value: &str) -> Result<Duration> {
    let shown = value.char_indices().nth(SHOWN).and_then(|(end, _)| value.get(..end)).unwrap_or(value);
    Duration::read(value).map_err(|_| {
        let why = Duration::read(shown).err().unwrap_or_default();
        let (setting, source, metric) = (key.setting, key.source(), key.metric);
        let message = format!("failed to parse {setting} value {shown} for {{{source} {metric}}}: {why}");
        Error::new(codes::annotations::DURATION, message).in_path(path(name))
    })
}

/// The path of an annotation in the HPA.
pub(super) fn path(name: &str) -> String {
    format!("metadata.annotations[{name:?}]")
}
