//! `promql_expr_test`: what a query gives at a time.

use counterpoise::Error;
use counterpoise::error::codes;
use counterpoise::ops::call_value;
use serde_json::json;

use super::check::Entry;
use super::coverage::Coverage;
use super::file::QueryTest;
use super::sample;
use super::setup::Setup;
use super::verdict::Outcome;
use crate::failure::Failure;

const LIST: &str = "promql_expr_test";

/// Evaluates the query of an entry.
pub(super) fn check(
    setup: &Setup<'_>,
    index: usize,
    entry: &QueryTest,
    coverage: &mut Coverage,
) -> Result<Vec<Outcome>, Failure> {
    let path = format!("{}.{LIST}[{index}]", setup.path);
    let at = setup.time(&path, &entry.eval_time)?;
    let mut checked = Entry::of(setup, LIST, index, &at, &[&entry.exp_samples])?;
    let refuse = |error| setup.source().refuse_in(&format!("{path}.expr"), error);
    if setup.samples.is_empty() {
        return Err(setup.missing(&path, "a query needs series to be evaluated over: give input_series"));
    }
    // What no Prometheus takes is wrong with the file, at its place in it.
    call_value(None, "promql.parse", json!({ "text": entry.expr }))
        .map_err(|error| refuse(unpathed(&error)))?;
    coverage.query(setup, &entry.expr);
    let answer = setup.answers.of(&setup.samples, &entry.expr, at.millis)?;
    if let Some(error) = answer["error"].as_str() {
        return Err(refuse(Error::new(
            codes::promql::EVALUATION,
            format!("the query cannot be evaluated: {error}"),
        )));
    }
    if answer["data"]["resultType"] == "matrix" {
        let message = "the query gives a range vector, of which no samples are expected";
        let error = Error::new(codes::promql::EVALUATION, message);
        return Err(refuse(error.with_hint("Ask for an instant vector, such as the rate over that range.")));
    }
    let samples = sample::of_answer(&answer);
    checked.expect("exp_samples", &entry.exp_samples, |expected| sample::aligned(expected, &samples))?;
    Ok(checked.done())
}

/// The error without the path of the operation's field, which the file does not have.
fn unpathed(error: &Error) -> Error {
    let code = codes::all().find(|code| error.is(code)).unwrap_or(codes::promql::SYNTAX);
    let bare = Error::new(code, error.message()).with_hint(error.hint());
    bare.placed(error.span())
}
