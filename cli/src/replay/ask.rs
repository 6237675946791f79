//! `counterpoise record`: what a Prometheus knows of HPAs, answer by answer, into a folder.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

use super::prometheus::{METRIC, OWN, REPLICAS};
use crate::args::RecordArguments;
use crate::clock;
use crate::failure::Failure;
use crate::live::{Refusal, Web};
use crate::output;
use crate::progress::Progress;

/// Points of a series that Prometheus gives at once.
const POINTS: u64 = 10_000;
/// The shortest span that is asked for where an answer is too long.
const SHORTEST: u64 = 60;

/// What is asked for: a query, and whether it is asked step by step or for the samples as they were scraped.
struct Asked {
    query: String,
    step: Option<u64>,
}

/// Records HPAs, and series that are named.
pub(crate) fn record(options: &RecordArguments) -> Result<ExitCode, Failure> {
    let folder = &options.folder;
    empty(folder)?;
    let web = Web::new(&options.prometheus, options.request_timeout);
    let end = clock::seconds();
    let start = end.saturating_sub(options.since);
    let selector = selector(options);
    let of_hpas = [REPLICAS, METRIC]
        .map(|name| Asked { query: format!("{OWN}{name}{selector}"), step: Some(options.step) });
    let scraped = options.series.iter().map(|series| Asked { query: series.clone(), step: None });
    let shown = Progress::waiting("recording");
    let (mut written, mut found) = (0usize, [0usize; 2]);
    for (index, asked) in of_hpas.into_iter().chain(scraped).enumerate() {
        let mut from = start;
        let mut span = asked.step.map_or(3_600, |step| step.saturating_mul(POINTS)).min(options.since);
        while from < end {
            let until = from.saturating_add(span).min(end);
            let answer = match web.get(&asked.path(from, until)) {
                Ok(answer) => answer,
                // Half of the time has half of the samples.
                Err(refusal) if is_too_long(&refusal) && span > SHORTEST => {
                    span = (span / 2).max(SHORTEST);
                    continue;
                }
                Err(refusal) => {
                    let message = format!("{}: {}", asked.query, refusal.message());
                    return Err(Failure::usage(message));
                }
            };
            let series =
                count(&answer).map_err(|message| Failure::usage(format!("{}: {message}", asked.query)))?;
            if series > 0 {
                written = written.saturating_add(1);
                let name = folder.join(format!("{written:04}.json"));
                fs::write(&name, &answer).map_err(|error| cannot(&name, &error))?;
            }
            let kind = usize::from(index > 1);
            if let Some(found) = found.get_mut(kind) {
                *found = found.saturating_add(series);
            }
            from = until;
        }
    }
    drop(shown);
    let [of_hpas, scraped] = found;
    if of_hpas == 0 {
        let message = format!(
            "Prometheus has no series {OWN}{METRIC}{selector} in that time: is kube-state-metrics scraped?"
        );
        return Err(Failure::usage(message));
    }
    if !options.series.is_empty() && scraped == 0 {
        return Err(Failure::usage(format!("no series is selected by {}", options.series.join(", "))));
    }
    output::write(format!("{written} answers in {}\n", folder.display()))?;
    Ok(ExitCode::SUCCESS)
}

impl Asked {
    /// What is asked of the time after one instant up to another.
    fn path(&self, from: u64, until: u64) -> String {
        let encoded = |query: &str| utf8_percent_encode(query, NON_ALPHANUMERIC).to_string();
        match self.step {
            Some(step) => format!(
                "/api/v1/query_range?query={}&start={from}&end={until}&step={step}",
                encoded(&self.query)
            ),
            None => {
                let query = format!("{}[{}s]", self.query, until.saturating_sub(from));
                format!("/api/v1/query?query={}&time={until}", encoded(&query))
            }
        }
    }
}

/// The matchers of the HPAs that are wanted.
fn selector(options: &RecordArguments) -> String {
    let matchers = [("namespace", &options.namespace), ("horizontalpodautoscaler", &options.hpa)];
    let matchers: Vec<_> =
        matchers.iter().filter_map(|(label, value)| Some(format!("{label}={:?}", value.as_ref()?))).collect();
    if matchers.is_empty() { String::new() } else { format!("{{{}}}", matchers.join(",")) }
}

/// Whether an answer is longer than one may be, or takes more than Prometheus allows, which it tells in words alone.
fn is_too_long(refusal: &Refusal) -> bool {
    match refusal {
        Refusal::TooLong(_) => true,
        Refusal::Failed(message) => {
            ["exceeded maximum resolution", "too many samples"].iter().any(|part| message.contains(part))
        }
        _ => false,
    }
}

/// How many series an answer has.
fn count(answer: &str) -> Result<usize, String> {
    let answer: Value =
        serde_json::from_str(answer).map_err(|error| format!("no answer of Prometheus: {error}"))?;
    let result = answer.pointer("/data/result").and_then(Value::as_array);
    result.map(Vec::len).ok_or_else(|| "no answer of Prometheus: it has no data.result".to_owned())
}

/// Makes a folder, or takes one that is empty.
fn empty(folder: &Path) -> Result<(), Failure> {
    fs::create_dir_all(folder).map_err(|error| cannot(folder, &error))?;
    let mut entries = fs::read_dir(folder).map_err(|error| cannot(folder, &error))?;
    match entries.next() {
        None => Ok(()),
        Some(_) => Err(Failure::usage(format!("{} is not empty: name another folder", folder.display()))),
    }
}

fn cannot(path: &Path, error: &std::io::Error) -> Failure {
    Failure::usage(format!("cannot write {}: {error}", path.display()))
}
