//! The names of annotations: `metric-config.<type>.<metric>.<collector>/<setting>`.

use crate::kube::autoscaling::MetricSourceType;

/// What kube-metrics-adapter's annotations begin with.
pub(super) const PREFIX: &str = "metric-config.";

/// The name of an annotation, taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Key<'a> {
    /// The type as it is written.
    pub(super) word: &'a str,
    /// The metric's name.
    pub(super) metric: &'a str,
    /// The collector's name.
    pub(super) collector: &'a str,
    /// What is set: `query`, `interval`.
    pub(super) setting: &'a str,
}

impl<'a> Key<'a> {
    /// Takes a name apart; `None` where the adapter passes it over. Mirrors the head of
    /// `annotations.AnnotationConfigMap.Parse`.
    pub(super) fn parse(name: &'a str) -> Option<Self> {
        let (path, setting) = name.split_once('/').filter(|(_, setting)| !setting.contains('/'))?;
        let mut parts = path.strip_prefix(PREFIX)?.split('.');
        let (word, metric, collector) = (parts.next()?, parts.next()?, parts.next()?);
        parts.next().is_none().then_some(Self { word, metric, collector, setting })
    }

    /// The metric's type: whatever is neither `pods` nor `object` is External.
    pub(super) fn source(self) -> MetricSourceType {
        match self.word {
            "pods" => MetricSourceType::Pods,
            "object" => MetricSourceType::Object,
            _ => MetricSourceType::External,
        }
    }
}
