//! What is known of a text, for people.

use std::fmt::Write;

use super::{CauseOutput, FindOutput, RequestOutput};
use crate::lint::Finding;
use crate::symptoms;

/// Findings of one cause that are shown.
const FINDINGS: usize = 3;

const UNKNOWN: &str = "Nothing is known of this text. Known are events and conditions of an HPA, the columns of `kubectl get hpa`, errors of \
     kubectl and of the API server, lines of prometheus-adapter's log, what Prometheus says of a query, paths and answers of \
     the metrics APIs.";

/// All of it; `findings` is how many there are in files, where files are given.
pub(super) fn text(output: &FindOutput, findings: Option<usize>) -> String {
    let mut out = first_line(output, findings);
    if let Some(request) = &output.request {
        lay_request(request, &mut out);
    }
    for symptom in &output.symptoms {
        line(
            &mut out,
            format_args!("\n{}, at the step `{}`\n{}", symptom.name, symptom.step, symptom.meaning),
        );
        for (index, cause) in symptom.causes.iter().enumerate() {
            lay_cause(index, cause, &mut out);
        }
    }
    let attached =
        output.symptoms.iter().flat_map(|symptom| &symptom.causes).any(|cause| !cause.findings.is_empty());
    if let (Some(findings @ 1..), false) = (findings, attached) {
        line(
            &mut out,
            format_args!(
                "\nThe files have {findings} findings of other kinds: `counterpoise check` tells them."
            ),
        );
    }
    out
}

fn first_line(output: &FindOutput, findings: Option<usize>) -> String {
    let proven =
        output.symptoms.iter().flat_map(|symptom| &symptom.causes).find(|cause| cause.proof().is_some());
    let refused = output.request.as_ref().and_then(|request| request.error.as_ref());
    let worst =
        proven.and_then(|cause| cause.findings.iter().max_by_key(|finding| finding.diagnostic.severity));
    // A request that is refused is told of as it is, unless there is nothing that it could be answered from.
    let is_empty = worst.is_some_and(|finding| finding.diagnostic.error.code().starts_with("files."));
    let proven = proven.filter(|_| refused.is_none() || is_empty);
    let mut out = String::new();
    match (proven, refused, output.symptoms.first()) {
        (Some(cause), ..) => {
            let message = worst.map_or(cause.cause, |finding| finding.diagnostic.error.message());
            line(&mut out, format_args!("At fault: {}: {message}", cause.step));
        }
        (None, Some(error), _) => {
            line(&mut out, format_args!("At fault: {}: {}", symptoms::Step::Rule, error.message()));
        }
        (None, None, Some(symptom)) => {
            let step = symptom.causes.first().map_or(symptom.step.as_str(), |cause| cause.step.as_str());
            let known = match findings {
                Some(_) => "The files prove none of the causes. ",
                None => "",
            };
            line(&mut out, format_args!("{known}Look first at the step: {step}"));
        }
        (None, None, None) => {
            line(&mut out, format_args!("{UNKNOWN}"));
            if let Some(nearest) = output.nearest.and_then(symptoms::named) {
                let words = nearest.words.first().copied().unwrap_or_default();
                line(
                    &mut out,
                    format_args!("The nearest is {}, `{words}`: {}", nearest.name, nearest.meaning),
                );
            }
        }
    }
    out
}

fn lay_request(request: &RequestOutput, out: &mut String) {
    line(out, format_args!("\n{}", request.path));
    if let Some(rule) = &request.rule {
        line(out, format_args!("  rule    {rule}"));
    }
    for promql in &request.promql {
        line(out, format_args!("  PromQL  {promql}"));
    }
    if let Some(error) = &request.error {
        line(out, format_args!("  {}\n  {}", error.message(), error.hint()));
    }
}

fn lay_cause(index: usize, cause: &CauseOutput, out: &mut String) {
    line(out, format_args!("{:3}. {} ({})", index.saturating_add(1), cause.cause, cause.step));
    for finding in cause.findings.iter().take(FINDINGS) {
        lay_finding(finding, out);
    }
    if let Some(more @ 1..) = cause.findings.len().checked_sub(FINDINGS) {
        line(out, format_args!("     and {more} more"));
    }
    line(out, format_args!("     look at: {}", cause.look));
}

fn lay_finding(finding: &Finding, out: &mut String) {
    let error = &finding.diagnostic.error;
    let line_of = error.span().map(|span| format!(":{}", span.line)).unwrap_or_default();
    let path = error.path().map(|path| format!(", {path}")).unwrap_or_default();
    line(out, format_args!("     {}{line_of}{path}: {}", finding.file, error.message()));
    line(out, format_args!("       {}", error.hint()));
}

/// Writing to a String cannot fail.
fn line(out: &mut String, text: std::fmt::Arguments<'_>) {
    let _ = writeln!(out, "{text}");
}
