use crate::go::duration::Duration;

/// The flags of kube-controller-manager that shape a decision, with its defaults.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct ControllerOptions {
    /// `--horizontal-pod-autoscaler-sync-period`: how long between two syncs.
    pub sync_period: Duration,
    /// `--horizontal-pod-autoscaler-tolerance`: how far the ratio of usage to target may be from 1 without a change.
    pub tolerance: f64,
    /// `--horizontal-pod-autoscaler-downscale-stabilization`: for how long the highest recommendation holds.
    pub downscale_stabilization: Duration,
    /// `--horizontal-pod-autoscaler-cpu-initialization-period`: for how long after a pod's start its CPU samples
    /// count only once it is ready.
    pub cpu_initialization_period: Duration,
    /// `--horizontal-pod-autoscaler-initial-readiness-delay`: for how long after a pod's start a change to unready
    /// is its first readiness still to come.
    pub initial_readiness_delay: Duration,
}

impl Default for ControllerOptions {
    fn default() -> Self {
        Self {
            sync_period: Duration::from_secs(15),
            tolerance: 0.1,
            downscale_stabilization: Duration::from_secs(300),
            cpu_initialization_period: Duration::from_secs(300),
            initial_readiness_delay: Duration::from_secs(30),
        }
    }
}
