use crate::budget::Budget;
use crate::engine::Engine;
use crate::limits::Limits;

/// What an operation works with beside its input: the engine that the caller holds, if any, and what it may cost.
#[derive(Debug, Default)]
pub struct Context<'e> {
    /// A compiled configuration; inputs that make one are left out then.
    pub engine: Option<&'e Engine>,
    /// What is left of the operation's limits.
    pub budget: Budget,
}

impl<'e> Context<'e> {
    /// The context of a call within limits.
    #[must_use]
    pub fn new(engine: Option<&'e Engine>, limits: Limits) -> Self {
        Self { engine, budget: Budget::new(limits) }
    }
}
