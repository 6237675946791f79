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
        let age = seconds(at - started);
        let starting = if self.startup_cpu > 0.0 {
            let until_ready = || pod.ready.map_or(age, |ready| seconds(ready - started));
            age.min(self.startup_time.map_or_else(until_ready, seconds))
        } else {
            0.0
        };
        let own = starting * self.startup_cpu + (age - starting) * self.idle_cpu;
        Some(own + self.cpu * pod.requests(share))
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

    /// Whether it was ready at a time, and is not deleted.
    pub(in crate::simulate) fn serves(&self, at: i64) -> bool {
        !self.deleted && self.ready.is_some_and(|ready| ready <= at)
    }
}

/// How long until a container that ended for the so manyth time after the first runs again: the kubelet's back-off.
pub(super) fn backoff(failures: u32) -> i64 {
    const FIRST: i64 = 10_000_000_000;
    const LONGEST: i64 = 300_000_000_000;
    FIRST.saturating_mul(1i64.checked_shl(failures.min(10)).unwrap_or(1)).min(LONGEST)
}
