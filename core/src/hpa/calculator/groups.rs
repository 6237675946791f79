use crate::kube::Time;
use serde::Serialize;

use super::samples::{Finder, PodSample, PodSamples};
use crate::go::duration::Duration;
use crate::hpa::time::{after, nanos};
use crate::kube::{ConditionStatus, Pod, PodPhase};

/// The resource that readiness matters for.
const CPU: &str = "cpu";

/// When a pod's CPU sample counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Readiness {
    /// The instant of the sync.
    pub now: Time,
    /// See [`ControllerOptions::cpu_initialization_period`](crate::hpa::ControllerOptions).
    pub cpu_initialization_period: Duration,
    /// See [`ControllerOptions::initial_readiness_delay`](crate::hpa::ControllerOptions).
    pub initial_readiness_delay: Duration,
}

/// What becomes of a pod in the computation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::hpa) enum Group {
    /// Its sample counts.
    Ready,
    /// Pending, or its CPU sample is not to be trusted yet; counts as 0 going up.
    Unready,
    /// It has no sample; counts as 0 going up, and going down as the target or all of its request.
    Missing,
    /// Failed or being deleted; does not count.
    Ignored,
}

/// How many pods are in each group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[non_exhaustive]
pub struct Counts {
    /// Pods whose samples count.
    pub ready: usize,
    /// Pods that are pending or not ready for their CPU sample to count.
    pub unready: usize,
    /// Pods without a sample.
    pub missing: usize,
    /// Pods that are failed or being deleted.
    pub ignored: usize,
}

impl Counts {
    pub(super) fn count(&mut self, group: Group) {
        let counter = match group {
            Group::Ready => &mut self.ready,
            Group::Unready => &mut self.unready,
            Group::Missing => &mut self.missing,
            Group::Ignored => &mut self.ignored,
        };
        *counter = counter.saturating_add(1);
    }
}

/// Puts each pod into its group, in the order given, and calls `each` with it and its sample. Linear where pods and
/// samples are in the same order. Mirrors `podautoscaler.groupPods`.
pub(in crate::hpa) fn group(
    pods: &[&Pod],
    samples: &PodSamples<'_>,
    resource: Option<&str>,
    readiness: &Readiness,
    mut each: impl FnMut(Group, &Pod, Option<&PodSample<'_>>),
) {
    #[cfg(test)]
    crate::hpa::work::add(pods.len());
    let by_readiness = resource == Some(CPU);
    let mut finder: Finder<'_, '_> = samples.finder();
    for pod in pods {
        let sample = finder.find(&pod.metadata.name);
        let group = if pod.metadata.deletion_timestamp.is_some() || pod.status.phase == PodPhase::Failed {
            Group::Ignored
        } else if pod.status.phase == PodPhase::Pending {
            Group::Unready
        } else {
            match sample {
                None => Group::Missing,
                Some(sample) if by_readiness && !readiness.trusts(pod, sample) => Group::Unready,
                Some(_) => Group::Ready,
            }
        };
        each(group, pod, sample);
    }
}

impl Readiness {
    /// From when on any sample of a resource counts that a pod has, in nanoseconds since 1970; `None` where that is not to be told
    /// of the pod alone.
    pub(super) fn counts_from(&self, pod: &Pod, resource: &str) -> Option<i128> {
        let ended = pod.metadata.deletion_timestamp.is_some() || pod.status.phase == PodPhase::Failed;
        if ended || pod.status.phase == PodPhase::Pending {
            return None;
        }
        if resource != CPU {
            return Some(i128::MIN);
        }
        let ready = pod.status.ready.as_ref()?;
        let started = after(pod.status.start_time?, self.cpu_initialization_period);
        (ready.status != ConditionStatus::False).then_some(started)
    }

    fn trusts(&self, pod: &Pod, sample: &PodSample<'_>) -> bool {
        let (Some(condition), Some(start)) = (&pod.status.ready, pod.status.start_time) else {
            return false;
        };
        let unready = condition.status == ConditionStatus::False;
        let changed = condition.last_transition_time.unwrap_or_default();
        if after(start, self.cpu_initialization_period) > nanos(self.now) {
            // Still starting: the sample must be of a whole window in which the pod was ready.
            !unready && nanos(sample.timestamp) >= after(changed, sample.window)
        } else {
            // Unready ever since its start.
            !(unready && after(start, self.initial_readiness_delay) > nanos(changed))
        }
    }
}

/// How many pods run and are ready. Mirrors `podautoscaler.ReplicaCalculator.getReadyPodsCount`.
pub(super) fn ready_pods(pods: &[&Pod]) -> usize {
    #[cfg(test)]
    crate::hpa::work::add(pods.len());
    pods.iter().filter(|pod| is_ready(pod)).count()
}

/// Whether a pod runs and is ready.
pub(in crate::hpa) fn is_ready(pod: &Pod) -> bool {
    pod.status.phase == PodPhase::Running
        && pod.status.ready.as_ref().is_some_and(|condition| condition.status == ConditionStatus::True)
}
