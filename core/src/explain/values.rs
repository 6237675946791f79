//! Answers and lists in a few lines.

use std::fmt::Write;

use super::advice;
use super::layout::Row;
use super::stations::StationKind as At;
use crate::error::Error;
use crate::hpa::ApiAnswer;
use crate::kube::{ExternalMetricValue, MetricValue, PodMetrics};
use crate::metrics::answer::{Labels, PrometheusAnswer, QueryResult, ResultSample};
use crate::metrics::{MetricList, SampleFate, SampleOutcome};

/// Lines of one fact; the rest is counted.
const LINES: usize = 6;

/// What Prometheus answered; `cause` is why it has no sample, where that was found.
pub(super) fn answer(label: &str, of: &str, given: &PrometheusAnswer<'_>, cause: Option<&Error>) -> Row {
    let row = answered(label, of, given, cause).at(At::Answer);
    if row.trouble || given.warnings().is_empty() { row } else { row.doubtful() }
}

fn answered(label: &str, of: &str, answer: &PrometheusAnswer<'_>, cause: Option<&Error>) -> Row {
    let of = if of.is_empty() { String::new() } else { format!("{of}: ") };
    let text = match answer.result() {
        Ok(QueryResult::Vector(Some(samples))) if !samples.is_empty() => {
            few(samples.iter().flatten().map(sample), samples.len())
        }
        Ok(QueryResult::Vector(_)) => {
            let row = Row::trouble(label, format!("{of}no sample"));
            return match cause {
                Some(cause) => row.because(cause.message()).because(cause.hint()),
                None => row.because(advice::NO_SAMPLE),
            };
        }
        Ok(QueryResult::Scalar(point)) => format!("the scalar {}", point.value),
        Ok(QueryResult::Matrix(samples)) => {
            let text = format!("{of}a matrix of {} series", samples.map_or(0, |samples| samples.len()));
            return Row::trouble(label, text).because(advice::MATRIX);
        }
        Err(error) => return Row::trouble(label, format!("{of}{}", error.message())).because(error.hint()),
    };
    let row = Row::new(label, format!("{of}{text}"));
    answer.warnings().iter().fold(row, |row, warning| row.because(format!("warning: {warning}")))
}

fn sample(sample: ResultSample<'_>) -> String {
    let kind = if sample.histogram { " (a native histogram)" } else { "" };
    format!("{} {}{kind}", braced(&sample.labels), sample.point.value)
}

/// Labels by their names: where Prometheus puts them says nothing.
fn braced(labels: &Labels<'_>) -> String {
    let mut labels: Vec<_> = labels.iter().collect();
    labels.sort_unstable();
    let mut text = String::from("{");
    for (index, (name, value)) in labels.into_iter().enumerate() {
        let comma = if index > 0 { "," } else { "" };
        // Writing to a String cannot fail.
        let _ = write!(text, "{comma}{name}={value:?}");
    }
    text + "}"
}

/// What the metrics API makes of it.
pub(super) fn list(list: &MetricList, fates: &[SampleFate]) -> Row {
    let row = Row::new("values", of_list(list)).at(At::Values);
    let is_left_out =
        |fate: &SampleFate| matches!(fate.outcome, SampleOutcome::Refused | SampleOutcome::Overwritten);
    let row = if fates.iter().any(is_left_out) { row.doubtful() } else { row };
    let told =
        fates.iter().filter(|fate| fate.outcome != SampleOutcome::Used || fate.reason.is_some()).take(LINES);
    told.fold(row, |row, fate| {
        let outcome = match fate.outcome {
            SampleOutcome::Used => "used",
            SampleOutcome::Overwritten => "overwritten",
            SampleOutcome::Ignored => "ignored",
            SampleOutcome::Refused => "refused",
        };
        row.because(format!("sample {} is {outcome}: {}", fate.sample, fate.reason.unwrap_or_default()))
    })
}

/// An answer that the caller gave as it is.
pub(super) fn given(answer: &ApiAnswer) -> Vec<Row> {
    let text = match answer {
        ApiAnswer::Values(list) => few(list.items.iter().map(value), list.items.len()),
        ApiAnswer::ExternalValues(list) => few(list.items.iter().map(external), list.items.len()),
        ApiAnswer::PodMetrics(list) => few(list.items.iter().map(pod), list.items.len()),
        ApiAnswer::Error(message) => {
            let row = Row::trouble("lost", message.as_str()).at(At::Values);
            return vec![advice::known(message).into_iter().fold(row, Row::because)];
        }
    };
    vec![Row::new("values", text).because("the answer was given, so no adapter was asked").at(At::Values)]
}

fn of_list(list: &MetricList) -> String {
    match list {
        MetricList::Custom(values) => {
            let kind = values.object_kind();
            few(values.iter().map(|(name, value)| format!("{kind}/{name} {value}")), values.len())
        }
        MetricList::External(list) => few(list.items.iter().map(external), list.items.len()),
        MetricList::Pods(list) => few(list.items.iter().map(pod), list.items.len()),
        MetricList::Pod(one) => pod(one),
        MetricList::Nodes(list) => {
            few(list.items.iter().map(|node| node.metadata.name.to_string()), list.items.len())
        }
        MetricList::Node(node) => node.metadata.name.to_string(),
    }
}

fn value(value: &MetricValue) -> String {
    format!("{}/{} {}", value.described_object.kind, value.described_object.name, value.value)
}

fn external(value: &ExternalMetricValue) -> String {
    let labels = value.metric_labels.iter().flatten();
    let labels: Vec<_> = labels.map(|(name, value)| format!("{name}={value:?}")).collect();
    format!("{{{}}} {}", labels.join(","), value.value)
}

fn pod(pod: &PodMetrics) -> String {
    let containers = pod.containers.iter().map(|container| {
        let usage: Vec<_> = container.usage.iter().map(|(name, used)| format!("{name} {used}")).collect();
        format!("{}: {}", container.name, usage.join(", "))
    });
    format!("Pod/{} {}", pod.metadata.name, containers.collect::<Vec<_>>().join("; "))
}

fn few(lines: impl Iterator<Item = String>, count: usize) -> String {
    let mut text = lines.take(LINES).collect::<Vec<_>>().join("\n");
    if count == 0 {
        text.push_str("none");
    } else if count > LINES {
        let _ = write!(text, "\nand {} more", count.saturating_sub(LINES));
    }
    text
}
