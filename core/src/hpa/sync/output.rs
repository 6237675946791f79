use super::event::ControllerEvent;
use super::state::State;
use super::step::Step;
use crate::kube::autoscaling::HorizontalPodAutoscalerStatus;

/// What one sync gives.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ReconcileOutput {
    /// Replicas that the target is asked to have after the sync.
    pub desired_replicas: i32,
    /// Whether the scale is to be written.
    pub rescale: bool,
    /// The status of the HPA.
    pub status: HorizontalPodAutoscalerStatus,
    /// The events, in their order.
    pub events: Vec<ControllerEvent>,
    /// What the controller remembers.
    pub state: State,
    /// What was looked at, and why it came to this.
    pub steps: Vec<Step>,
}
