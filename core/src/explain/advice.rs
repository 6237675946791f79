//! What to change where the chain breaks, beyond what an error itself says.

use crate::error::{Error, codes};
use crate::symptoms::{self, Weight};

/// An answer without a sample.
pub(super) const NO_SAMPLE: &str = "Prometheus has no series that match: compare the matchers with a series of the metric, and the window of a rate \
     with the scrape interval.";

/// An answer over time.
pub(super) const MATRIX: &str =
    "The query must give one value at one time: put a function such as rate or avg_over_time around it.";

/// What is said where nobody answered a query.
const NOT_GIVEN: &str = "Prometheus' answer to the query is not given";

/// A query that nobody answered.
pub(super) fn no_response() -> Error {
    Error::new(codes::metrics::ANSWER, NOT_GIVEN)
        .with_hint("Give the body of /api/v1/query as `response` (response.json in a folder): one for all requests, or an object by request path.")
}

/// Whether an error says that nobody answered.
pub(super) fn is_no_response(error: &Error) -> bool {
    error.message() == NOT_GIVEN
}

/// Advice on a message that the caller gave as a request's answer: what it means, and what is most likely behind it.
pub(super) fn known(message: &str) -> Vec<String> {
    let found = symptoms::find(message);
    let Some(symptom) = found.first().filter(|symptom| symptom.weight == Weight::Fault) else {
        return Vec::new();
    };
    let cause = symptom.causes.first();
    let likely = cause.map(|cause| format!("Most likely: {} Look at {}.", cause.cause, cause.look));
    std::iter::once(symptom.meaning.to_owned()).chain(likely).collect()
}
