use crate::kube::Time;

use crate::go::duration::Duration;
use crate::hpa::Profile;
use crate::hpa::profile::Arithmetic;
use crate::kube::{MetricValueList, PodMetrics, PodMetricsList};
use crate::quantity::Quantity;
use crate::text::{is_before, same};

/// The window of a custom metric that does not tell its own.
const DEFAULT_WINDOW: Duration = Duration::from_secs(60);

/// One pod's sample of a metric. Mirrors `metrics.PodMetric`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PodSample<'a> {
    /// The pod's name.
    pub pod: &'a str,
    /// The value, milli.
    pub value: i64,
    /// The end of the window.
    pub timestamp: Time,
    /// How long it was measured over.
    pub window: Duration,
}

/// One sample for each pod name. Mirrors `metrics.PodMetricsInfo`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PodSamples<'a> {
    /// By name; one for each.
    sorted: Vec<PodSample<'a>>,
}

impl<'a> PodSamples<'a> {
    /// The samples of a list; of several for one pod the last one holds. Linear for a list that is sorted by name, as
    /// metrics APIs give it.
    #[must_use]
    pub fn new(mut samples: Vec<PodSample<'a>>) -> Self {
        let distinct = |pair: &[PodSample<'_>]| matches!(pair, [a, b] if is_before(a.pod, b.pod));
        if !samples.windows(2).all(distinct) {
            // Stable, so the last of equal names stays the last; `dedup_by` keeps the first of what it is given.
            samples.reverse();
            samples.sort_by(|a, b| a.pod.cmp(b.pod));
            samples.dedup_by(|a, b| a.pod == b.pod);
        }
        Self { sorted: samples }
    }

    /// A resource of each pod, or of its container of a name. A pod counts only if all its containers tell.
    /// Mirrors `metrics.getPodMetrics` and `metrics.getContainerMetrics`.
    #[must_use]
    pub fn of_resource(
        list: &'a PodMetricsList,
        resource: &str,
        container: Option<&str>,
        profile: &Profile,
    ) -> Self {
        let mut samples = Vec::with_capacity(list.items.len());
        // The window is the same in all of a list, as a rule.
        let (mut text, mut window) = ("", Duration::default());
        for pod in &list.items {
            let Some(value) = usage(pod, resource, container, profile) else { continue };
            if !same(pod.window.as_str(), text) {
                (text, window) = (&pod.window, Duration::parse(&pod.window).unwrap_or_default());
            }
            samples.push(PodSample { pod: &pod.metadata.name, value, timestamp: pod.timestamp, window });
        }
        Self::new(samples)
    }

    /// A custom metric of each pod. Mirrors `metrics.customMetricsClient.GetRawMetric`.
    #[must_use]
    pub fn of_metric(list: &'a MetricValueList) -> Self {
        Self::new(
            list.items
                .iter()
                .map(|item| PodSample {
                    pod: &item.described_object.name,
                    value: item.value.milli_value(),
                    timestamp: item.timestamp,
                    window: item.window_seconds.map_or(DEFAULT_WINDOW, Duration::from_secs),
                })
                .collect(),
        )
    }

    /// How many pods have a sample.
    #[must_use]
    pub fn len(&self) -> usize {
        self.sorted.len()
    }

    /// Whether no pod has a sample.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sorted.is_empty()
    }

    /// The sum of all values, milli.
    pub(super) fn total(&self, arithmetic: Arithmetic) -> i64 {
        self.sorted.iter().fold(0, |sum, sample| arithmetic.add(sum, sample.value))
    }

    /// Looks pods up one after another.
    pub(super) fn finder(&self) -> Finder<'_, 'a> {
        Finder { sorted: &self.sorted, next: 0 }
    }
}

/// A pod's usage of a resource, or its container's of a name, milli; `None` where one of its containers does not tell.
pub(super) fn usage(
    pod: &PodMetrics,
    resource: &str,
    container: Option<&str>,
    profile: &Profile,
) -> Option<i64> {
    if let Some(name) = container {
        let container = pod.containers.iter().find(|container| container.name == name)?;
        return Some(container.usage.get(resource)?.milli_value());
    }
    let (first, others) = pod.containers.split_first()?;
    let mut sum = first.usage.get(resource)?.milli_value();
    for container in others {
        sum = profile.arithmetic.add(sum, container.usage.get(resource)?.milli_value());
    }
    Some(sum)
}

/// What the only container of a pod uses of a resource, where the pod as a whole is asked for.
#[inline]
pub(super) fn only<'p>(pod: &'p PodMetrics, resource: &str, container: Option<&str>) -> Option<&'p Quantity> {
    match pod.containers.as_slice() {
        [only] if container.is_none() => only.usage.get(resource),
        _ => None,
    }
}

/// Finds samples by pod name: at once where pods come in the order of the samples, else by binary search.
pub(super) struct Finder<'s, 'a> {
    sorted: &'s [PodSample<'a>],
    next: usize,
}

impl<'s, 'a> Finder<'s, 'a> {
    #[inline]
    pub(super) fn find(&mut self, pod: &str) -> Option<&'s PodSample<'a>> {
        let guess = self.sorted.get(self.next).filter(|sample| same(sample.pod, pod));
        let sample = guess.or_else(|| self.search(pod));
        self.next = self.next.saturating_add(usize::from(sample.is_some()));
        sample
    }

    /// Goes to a pod that was not expected.
    #[cold]
    fn search(&mut self, pod: &str) -> Option<&'s PodSample<'a>> {
        self.next = self.sorted.binary_search_by(|sample| sample.pod.cmp(pod)).ok()?;
        self.sorted.get(self.next)
    }
}
