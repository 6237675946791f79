use super::conditions::Conditions;
use super::event::ControllerEvent;
use super::input::ReconcileInput;
use super::state::State;
use super::step::Step;

/// What a sync has come to so far; each step adds to it.
pub(super) struct Record {
    pub(super) conditions: Conditions,
    pub(super) events: Vec<ControllerEvent>,
    pub(super) state: State,
    pub(super) steps: Vec<Step>,
}

impl Record {
    /// What is there before the first step.
    pub(super) fn new(input: &ReconcileInput<'_>) -> Self {
        Self {
            conditions: Conditions::new(input.hpa.status.conditions.clone(), input.now),
            events: Vec::new(),
            state: input.state.clone(),
            steps: Vec::new(),
        }
    }
}
