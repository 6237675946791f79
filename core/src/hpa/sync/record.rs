use super::conditions::Conditions;
use super::event::ControllerEvent;
use super::outline::Outline;
use super::state::State;
use super::step::Step;
use crate::kube::Time;
use crate::kube::autoscaling::HorizontalPodAutoscalerCondition;

/// What is remembered from one sync to the next.
pub(super) struct Memory {
    pub(super) conditions: Vec<HorizontalPodAutoscalerCondition>,
    pub(super) state: State,
}

/// What a sync has come to so far; each step adds to it.
pub(super) struct Record {
    pub(super) conditions: Conditions,
    pub(super) events: Vec<ControllerEvent>,
    pub(super) state: State,
    pub(super) outline: Outline,
    /// The steps in words, where somebody asks for them: they cost more than all else, and decide nothing.
    pub(super) steps: Option<Vec<Step>>,
}

impl Record {
    /// What is there before the first step.
    pub(super) fn new(memory: Memory, now: Time, told: bool) -> Self {
        let Memory { conditions, state } = memory;
        Self {
            conditions: Conditions::new(conditions, now),
            events: Vec::new(),
            state,
            outline: Outline::default(),
            steps: told.then(Vec::new),
        }
    }
}
