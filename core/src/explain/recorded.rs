//! What Prometheus would answer, where the series are given with their samples.

use crate::budget::Budget;
use crate::error::Result;
use crate::kube::Time;
use crate::metrics::answer::AnswerText;
use crate::metrics::series::{self as metrics, SeriesList};
use crate::promql::eval::{Storage, Times, Value};

/// Series with their samples.
#[derive(Debug, Clone, Default)]
pub struct Recorded {
    storage: Storage,
}

const NANOS_PER_MILLI: i128 = 1_000_000;

impl Recorded {
    /// Of series in memory.
    #[must_use]
    pub const fn new(storage: Storage) -> Self {
        Self { storage }
    }

    /// No series.
    pub(super) const fn none() -> Self {
        Self { storage: Storage::none() }
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.storage.is_empty()
    }

    /// The series without their samples.
    #[must_use]
    pub fn labels(&self) -> SeriesList {
        SeriesList(self.storage.labels().map(metrics::Series::new).collect())
    }

    /// When the newest sample was taken.
    pub(super) fn newest(&self) -> Option<Time> {
        Time::from_unix_nanos(i128::from(self.storage.newest()?).checked_mul(NANOS_PER_MILLI)?)
    }

    /// The answer to a query at an instant, as `/api/v1/query` gives it: an error of the query is an answer, too.
    ///
    /// # Errors
    /// `limit.*`.
    pub(super) fn answer(&self, query: &str, now: Time, budget: &Budget) -> Result<AnswerText> {
        let millis = now.unix_millis();
        match self.storage.evaluate(query, Times::Instant(millis), budget) {
            Ok(value) => AnswerText::made(&Answer::Success { data: value }),
            Err(error) if error.code().starts_with("limit.") => Err(error),
            Err(error) => {
                let error_type = if error.code() == "promql.syntax" { "bad_data" } else { "execution" };
                AnswerText::made(&Answer::Error { error_type, error: error.to_string() })
            }
        }
    }
}

#[derive(serde::Serialize)]
#[serde(tag = "status", rename_all = "camelCase", rename_all_fields = "camelCase")]
enum Answer {
    Success { data: Value },
    Error { error_type: &'static str, error: String },
}
