//! The names of a target's pods by what becomes of them in a metric's computation. Only who explains a sync asks for them,
//! so that a sync itself need not keep them.

use std::fmt;

use super::input::ReconcileInput;
use super::selection;
use crate::hpa::answer::ApiAnswer;
use crate::hpa::calculator::{Group, PodSamples, Readiness, group, is_ready};
use crate::kube::autoscaling::{MetricSourceType, MetricSpec};
use crate::kube::{Pod, PodPhase};
use crate::selector::Selector;

/// Names of one group; the rest is counted.
const NAMED: usize = 5;

/// Some pods' names.
#[derive(Debug, Clone, Default)]
pub(crate) struct Names {
    named: Vec<String>,
    count: usize,
}

impl Names {
    pub(crate) fn count(&self) -> usize {
        self.count
    }

    fn add(&mut self, pod: &Pod, state: &str) {
        if self.named.len() < NAMED {
            let name = &pod.metadata.name;
            self.named.push(if state.is_empty() { name.to_string() } else { format!("{name} ({state})") });
        }
        self.count = self.count.saturating_add(1);
    }
}

impl fmt::Display for Names {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.named.join(", "))?;
        match self.count.saturating_sub(self.named.len()) {
            0 => Ok(()),
            more => write!(f, " and {more} more"),
        }
    }
}

/// The pods of a target by what becomes of them for one metric.
#[derive(Debug, Clone, Default)]
pub(crate) struct PodNames {
    /// Pods that are not ready, for a metric that looks at readiness, and pending ones.
    pub(crate) unready: Names,
    /// Pods without a sample.
    pub(crate) missing: Names,
    /// Pods that have failed.
    pub(crate) failed: Names,
    /// Pods that are being deleted.
    pub(crate) deleted: Names,
    /// How many are neither at their end nor being deleted.
    pub(crate) active: usize,
}

impl PodNames {
    /// The pods for a metric whose request was answered like this.
    pub(crate) fn of(input: &ReconcileInput<'_>, spec: &MetricSpec, answer: Option<&ApiAnswer>) -> Self {
        let mut names = Self::default();
        let Ok(scale) = input.known_scale() else { return names };
        let Ok(selector) = Selector::parse(&scale.status.selector) else { return names };
        let pods = selection::select(input, &selector);
        let ended = |pod: &Pod| matches!(pod.status.phase, PodPhase::Failed | PodPhase::Succeeded);
        let active = pods.iter().filter(|pod| !ended(pod) && pod.metadata.deletion_timestamp.is_none());
        names.active = active.count();
        let (samples, resource) = match (&spec.r#type, answer) {
            (MetricSourceType::Object | MetricSourceType::External, _) => {
                pods.iter().filter(|pod| !is_ready(pod)).for_each(|pod| names.unready.add(pod, state(pod)));
                return names;
            }
            (MetricSourceType::Pods, Some(ApiAnswer::Values(list))) => (PodSamples::of_metric(list), None),
            (MetricSourceType::Resource, Some(ApiAnswer::PodMetrics(list))) => {
                let Some(source) = &spec.resource else { return names };
                (PodSamples::of_resource(list, &source.name, None, &input.profile), Some(&source.name))
            }
            (MetricSourceType::ContainerResource, Some(ApiAnswer::PodMetrics(list))) => {
                let Some(source) = &spec.container_resource else { return names };
                let container = Some(source.container.as_str()).filter(|name| !name.is_empty());
                (PodSamples::of_resource(list, &source.name, container, &input.profile), Some(&source.name))
            }
            _ => return names,
        };
        let readiness = Readiness {
            now: input.now,
            cpu_initialization_period: input.options.cpu_initialization_period,
            initial_readiness_delay: input.options.initial_readiness_delay,
        };
        group(&pods, &samples, resource.map(String::as_str), &readiness, |group, pod, _| match group {
            Group::Ready => {}
            Group::Unready => names.unready.add(pod, state(pod)),
            Group::Missing => names.missing.add(pod, state(pod)),
            Group::Ignored if pod.metadata.deletion_timestamp.is_some() => names.deleted.add(pod, ""),
            Group::Ignored => names.failed.add(pod, ""),
        });
        names
    }
}

/// What a pod is beside running.
fn state(pod: &Pod) -> &'static str {
    if pod.metadata.deletion_timestamp.is_some() {
        return "being deleted";
    }
    match pod.status.phase {
        PodPhase::Pending => "Pending",
        PodPhase::Succeeded => "Succeeded",
        PodPhase::Failed => "Failed",
        _ => "",
    }
}
