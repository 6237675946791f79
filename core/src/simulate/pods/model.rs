//! What a pod takes, and what it uses.

use super::ModelPod;
use crate::error::Result;
use crate::simulate::check;
use crate::simulate::input::{Pods, Workload};
use crate::simulate::load::seconds;

const SECONDS_OF_AN_HOUR: f64 = 3_600.0;

/// What holds for every pod: delays in nanoseconds, CPU in cores, memory in bytes.
#[derive(Debug, Clone, Copy)]
pub(in crate::simulate) struct Model {
    /// CPU-seconds and bytes of a request.
    cpu: f64,
    memory: f64,
    idle_cpu: f64,
    idle_memory: f64,
    /// Bytes a second.
    growth: f64,
    startup_cpu: f64,
    startup_time: Option<i64>,
    pub(in crate::simulate) scheduling_delay: i64,
    pub(in crate::simulate) image_pull: i64,
    pub(in crate::simulate) readiness_delay: i64,
    pub(super) start_failures: f64,
    pub(in crate::simulate) termination_grace: i64,
}

impl Model {
    /// # Errors
    /// `simulate.value` and `simulate.duration`.
    pub(in crate::simulate) fn new(pods: &Pods, workload: &Workload) -> Result<Self> {
        let quantity = check::quantity;
        let idle = |resource: &str| {
            let quantity = pods.idle.get(resource);
            quantity.map_or(Ok(0.0), |quantity| check::quantity(quantity, &format!("pods.idle.{resource}")))
        };
        let startup_time = pods.startup_time.map(|time| check::time(time, "pods.startupTime"));
        Ok(Self {
            cpu: quantity(&workload.cpu, "workload.cpu")?,
            memory: quantity(&workload.memory, "workload.memory")?,
            idle_cpu: idle("cpu")?,
            idle_memory: idle("memory")?,
            growth: quantity(&pods.memory_growth, "pods.memoryGrowth")? / SECONDS_OF_AN_HOUR,
            startup_cpu: quantity(&pods.startup_cpu, "pods.startupCpu")?,
            startup_time: startup_time.transpose()?,
            scheduling_delay: check::time(pods.scheduling_delay, "pods.schedulingDelay")?,
            image_pull: check::time(pods.image_pull, "pods.imagePull")?,
            readiness_delay: check::time(pods.readiness_delay, "pods.readinessDelay")?,
            start_failures: check::share(pods.start_failures, "pods.startFailures")?,
            termination_grace: check::time(pods.termination_grace, "pods.terminationGrace")?,
        })
    }

    /// CPU-seconds that a pod has used, where each pod did `share` so far; `None` before it runs.
    pub(in crate::simulate) fn cpu_seconds(&self, pod: &ModelPod, at: i64, share: f64) -> Option<f64> {
        let started = pod.started.filter(|started| *started <= at)?;
        let (starting, age) = (self.starting(pod, started, at), seconds(at - started));
        Some(self.own(starting, age) + self.cpu * pod.requests(share))
    }

    /// CPU-seconds that a pod that runs uses from one time to a later one, where each pod did so much until then. Pods that are ready
    /// all the time use the same.
    pub(in crate::simulate) fn cpu_between(
        &self,
        pod: &ModelPod,
        (from, before): (i64, f64),
        (to, after): (i64, f64),
    ) -> Option<f64> {
        let started = pod.started.filter(|started| *started <= from)?;
        let starting = self.starting(pod, started, to) - self.starting(pod, started, from);
        Some(self.own(starting, seconds(to - from)) + self.cpu * pod.requests_between(before, after))
    }

    /// Whether a pod was ready from one time on, and started, so that it uses what any other such pod does.
    pub(in crate::simulate) fn is_settled(&self, pod: &ModelPod, from: i64) -> bool {
        let grows = self.growth > 0.0;
        let until = |started: i64| started.saturating_add(self.startup_time.unwrap_or_default());
        !grows && pod.serves(from) && pod.started.is_some_and(|started| until(started) <= from)
    }

    /// What it uses of its own in so many seconds, in some of which it starts.
    fn own(&self, starting: f64, length: f64) -> f64 {
        starting * self.startup_cpu + (length - starting) * self.idle_cpu
    }

    /// For how many seconds a pod has been starting, or did.
    fn starting(&self, pod: &ModelPod, started: i64, at: i64) -> f64 {
        if self.startup_cpu <= 0.0 {
            return 0.0;
        }
        let age = seconds(at - started);
        let until_ready = || pod.ready.map_or(age, |ready| seconds(ready - started));
        age.min(self.startup_time.map_or_else(until_ready, seconds))
    }

    /// Bytes that a pod uses, where it holds so many requests if it is ready; `None` before it runs.
    pub(in crate::simulate) fn memory_bytes(&self, pod: &ModelPod, at: i64, held: f64) -> Option<f64> {
        let started = pod.started.filter(|started| *started <= at)?;
        let held = if pod.serves(at) { held } else { 0.0 };
        Some(self.idle_memory + self.growth * seconds(at - started) + self.memory * held)
    }
}

impl ModelPod {
    /// Requests that it has done, where each pod did `share` so far.
    pub(in crate::simulate) fn requests(&self, share: f64) -> f64 {
        (share.min(self.share_until) - self.share_from).max(0.0)
    }

    /// Those that it has done from when each pod did `before` until each did `after`.
    fn requests_between(&self, before: f64, after: f64) -> f64 {
        after.min(self.share_until).max(self.share_from) - before.min(self.share_until).max(self.share_from)
    }

    /// Whether it was ready at a time, and is not deleted.
    pub(in crate::simulate) fn serves(&self, at: i64) -> bool {
        self.serves_since().is_some_and(|ready| ready <= at)
    }

    /// Since when it is ready, where it is and is not deleted.
    pub(in crate::simulate) fn serves_since(&self) -> Option<i64> {
        self.ready.filter(|_| !self.deleted)
    }
}

/// How long until a container that ended for the so manyth time after the first runs again: the kubelet's back-off.
pub(super) fn backoff(failures: u32) -> i64 {
    const FIRST: i64 = 10_000_000_000;
    const LONGEST: i64 = 300_000_000_000;
    FIRST.saturating_mul(1i64.checked_shl(failures.min(10)).unwrap_or(1)).min(LONGEST)
}
