use crate::hpa::calculator::Proposal;

/// What the steps of a sync came to, without words.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Outline {
    /// What each metric of the spec called for, or why it gave nothing; empty where none was looked at.
    pub(crate) metrics: Vec<Result<Proposal, String>>,
    /// The largest proposal; absent where the metrics did not decide.
    pub(crate) proposal: Option<i32>,
    /// The word of the window that held the count.
    pub(crate) stabilized: Option<&'static str>,
    /// The word of the limit that held it.
    pub(crate) limited: Option<&'static str>,
}
