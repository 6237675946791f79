//! What to change where the chain breaks, beyond what an error itself says.

use crate::error::{Error, codes};

/// An answer without a sample.
pub(super) const NO_SAMPLE: &str = "Prometheus has no series that match: compare the matchers with a series of the metric, and the window of a rate \
     with the scrape interval.";

/// An answer over time.
pub(super) const MATRIX: &str =
    "The query must give one value at one time: put a function such as rate or avg_over_time around it.";

/// A query that nobody answered.
pub(super) fn no_response() -> Error {
    Error::new(codes::metrics::ANSWER, "Prometheus' answer to the query is not given")
        .with_hint("Give the body of /api/v1/query as `response` (response.json in a folder): one for all requests, or an object by request path.")
}

/// Messages that users of clusters report, and what lies behind them.
const KNOWN: [(&str, &str); 4] = [
    (
        "object metrics are not yet supported",
        "The controller reads metrics by the Heapster client, which knows no objects: run kube-controller-manager with \
         --horizontal-pod-autoscaler-use-rest-clients=true, the default from Kubernetes 1.9 on.",
    ),
    (
        "the server could not find the metric",
        "The adapter has no such metric for this resource: give its configuration and series, and the step that loses \
         it is named.",
    ),
    (
        "the server could not find the requested resource",
        "No API server answers for the group: check that the APIService is registered and Available.",
    ),
    (
        "no metrics returned from",
        "The adapter answers with an empty list: its query finds no series for these objects.",
    ),
];

/// Advice on a message that the caller gave as a request's answer.
pub(super) fn known(message: &str) -> Option<&'static str> {
    KNOWN.iter().find(|(part, _)| message.contains(part)).map(|(_, advice)| *advice)
}
