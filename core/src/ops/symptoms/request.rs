//! The path that a text holds, planned as the adapter would.

use super::RequestOutput;
use crate::budget::Budget;
use crate::error::codes;
use crate::lint::Kept;
use crate::metrics::Request;
use crate::symptoms::{self, Symptom};

/// The request of a text, and what the configurations make of it; `None` where it holds no path of a metric.
pub(super) fn of(text: &str, kept: &Kept, budget: &Budget) -> Option<RequestOutput> {
    let path = symptoms::path(text)?;
    let request = Request::parse(path).ok()?;
    let mut output = RequestOutput { path: path.to_owned(), rule: None, promql: Vec::new(), error: None };
    match kept.plan(&request, budget) {
        None => {}
        Some(Ok(planned)) => {
            output.rule = Some(planned.rule);
            output.promql = planned.promql;
        }
        Some(Err(error)) => output.error = Some(error),
    }
    Some(output)
}

/// The metric of a path.
pub(super) fn metric(path: &str) -> Option<String> {
    match Request::parse(path).ok()? {
        Request::Custom(request) => Some(request.metric.into_owned()),
        Request::External(request) => Some(request.metric.into_owned()),
        Request::Resource(_) => None,
    }
}

/// What can be behind a request of which nothing else is said: why it is refused, or why its query gives nothing.
pub(super) fn add_symptoms(request: &RequestOutput, found: &mut Vec<&'static Symptom>) {
    if found.iter().any(|symptom| symptom.name != "request-path") {
        return;
    }
    let name = match &request.error {
        Some(error) if error.is(codes::metrics::NO_RESOURCE_RULES) => "no-resource-api",
        Some(error) if error.is(codes::metrics::NOT_FOUND) => "metric-not-found",
        Some(_) => "query-failed",
        None if request.promql.is_empty() => return,
        None if request.path.contains("custom.metrics") => "no-custom-metrics",
        None if request.path.contains("external.metrics") => "no-external-metrics",
        None => "no-resource-metrics",
    };
    if let Some(symptom) = symptoms::named(name) {
        *found = vec![symptom];
    }
}
