//! What came of tests.

use counterpoise::error::Span;
use serde_json::Value;

/// What came of a test.
pub(crate) struct Verdict {
    pub(crate) name: String,
    /// Where it stands in its file.
    pub(crate) path: String,
    pub(crate) outcomes: Vec<Outcome>,
}

impl Verdict {
    pub(crate) fn failures(&self) -> impl Iterator<Item = &Outcome> {
        self.outcomes.iter().filter(|outcome| !outcome.passes())
    }

    pub(crate) fn passes(&self) -> bool {
        self.failures().next().is_none()
    }
}

/// What came of one expectation.
pub(crate) struct Outcome {
    /// Where it stands in the file: `tests[0].hpa_test[1].exp_replicas`.
    pub(crate) path: String,
    /// What it is about: `hpa_test at 5m, exp_replicas`.
    pub(crate) about: String,
    pub(crate) span: Option<Span>,
    pub(crate) expected: Value,
    /// What came out; where it is what was expected, in the spelling of the file.
    pub(crate) came: Value,
    /// Why nothing else came out, in a sentence.
    pub(crate) why: Option<String>,
}

impl Outcome {
    pub(crate) fn passes(&self) -> bool {
        self.expected == self.came
    }
}
