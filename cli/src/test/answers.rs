//! Who answers queries: the library's evaluator, or a real Prometheus that has the same series.

use serde_json::Value;

use super::prometheus::Server;
use super::samples::Samples;
use crate::failure::Failure;

/// Answers as `/api/v1/query` gives them.
pub(super) enum Answers {
    Evaluator,
    Prometheus(Server),
}

impl Answers {
    /// The answer to a query at an instant.
    pub(super) fn of(&self, samples: &Samples, query: &str, millis: i64) -> Result<Value, Failure> {
        match self {
            Self::Evaluator => samples.answer(query, millis).map_err(|error| Failure::new(error, Vec::new())),
            Self::Prometheus(server) => server.query(query, millis),
        }
    }
}
