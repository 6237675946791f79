//! Prometheus' own tests of its engine, the scripts of `promql/promqltest/testdata`, run through `promql.evaluate`.
//!
//! Upstream runs them with flags: experimental functions, delayed removal of names, start timestamps, native histograms. So each
//! case is of one [`Class`], and what is no pass is counted as what it is.

mod data;
mod expected;
mod pinned;
mod script;

use std::collections::BTreeMap;

use counterpoise::promql;
use serde_json::{Value, json};

use crate::compare::Reply;
use crate::generate::Case;
use crate::oracle;
use crate::surface::{Child, RustText, Surface as _};
use data::{Data, Selected};
use script::{Command, Eval, When};

/// What became of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// What the script expects came out, at a time and, where upstream does so too, among the steps of a range.
    Passed,
    /// Something else came out, and upstream without flags does not give it.
    Failed,
    /// The script expects what upstream gives with a flag only: without flags it gives what we give.
    Flagged,
    /// The query or a series is none without a flag: upstream without flags refuses it as we do.
    Refused,
    /// It selects or expects native histograms.
    Native,
}

/// What became of all cases.
#[derive(Debug, Default)]
pub struct Report {
    /// How many are of each class.
    pub counts: BTreeMap<Class, usize>,
    /// Those that failed, with what is wrong.
    pub failures: Vec<String>,
}

/// Runs every case of the scripts.
///
/// # Errors
/// The oracle has no scripts, or one of them cannot be read.
pub fn run(upstream: &mut Child) -> Result<Report, String> {
    let told = upstream.call("oracle.promqltestScripts", &json!({})).map_err(|error| error.to_string())?;
    let scripts = told["scripts"].as_object().ok_or("no scripts")?;
    let mut report = Report::default();
    for (name, text) in scripts {
        let text = text.as_str().unwrap_or_default();
        let mut data = Data::default();
        for command in script::read(text).map_err(|problem| format!("{name}: {problem}"))? {
            match command {
                Command::Clear => data = Data::default(),
                Command::Load(load) => data.load(&load),
                Command::Eval(eval) => {
                    let (class, problem) = class(&eval, &data, upstream);
                    *report.counts.entry(class).or_default() += 1;
                    if class == Class::Failed {
                        report.failures.push(format!("{name}:{} {}\n    {problem}", eval.line, eval.query));
                    }
                }
            }
        }
    }
    Ok(report)
}

/// What becomes of one case, and what is wrong where it fails.
fn class(eval: &Eval, data: &Data, upstream: &mut Child) -> (Class, String) {
    let expr = match promql::parse(&eval.query) {
        Ok(expr) => expr,
        Err(error) => {
            let refused = upstream.call("promql.parse", &json!({ "text": eval.query })).is_err();
            return (if refused { Class::Refused } else { Class::Failed }, error.to_string());
        }
    };
    match data.selected(&expr) {
        Selected::Native => return (Class::Native, String::new()),
        Selected::Unread => return (Class::Refused, String::new()),
        Selected::Floats => {}
    }
    if expected::has_histograms(eval) {
        return (Class::Native, String::new());
    }
    let series = data.series();
    let mut problem = String::new();
    for asked in questions(eval) {
        let mut input = json!({ "query": asked.query, "series": series });
        asked.times.into_iter().for_each(|(field, value)| input[field] = value);
        let case = Case { op: "promql.evaluate", input };
        let ours = RustText.call(case.op, &case.input);
        let Err(wrong) = expected::check(eval, &ours, asked.at, asked.among_steps) else { continue };
        if !oracle::agree(&case, &ours, &upstream.call(case.op, &case.input)) {
            return (Class::Failed, format!("{} {}: {wrong}", asked.query, asked.at));
        }
        problem = wrong;
    }
    (if problem.is_empty() { Class::Passed } else { Class::Flagged }, problem)
}

/// One evaluation of a case.
struct Asked {
    query: String,
    times: Vec<(&'static str, Value)>,
    /// When, in milliseconds; of a range its start.
    at: i64,
    /// Whether it is the step in the middle of a range.
    among_steps: bool,
}

/// What is asked for a case: what it says; and of an instant query the same among the steps of a range, and at other times with its
/// selectors pinned to its time.
fn questions(eval: &Eval) -> Vec<Asked> {
    let range = |start: i64, end: i64, step: i64| {
        let step = json!(format!("{step}ms"));
        vec![("start", seconds(start)), ("end", seconds(end)), ("step", step)]
    };
    let at = match eval.when {
        When::Range { start, end, step } => {
            let times = range(start, end, step);
            return vec![Asked { query: eval.query.clone(), times, at: start, among_steps: false }];
        }
        When::Instant(at) => at,
    };
    let asked =
        |query: &str, times, at, among_steps| Asked { query: query.to_owned(), times, at, among_steps };
    let mut questions = vec![asked(&eval.query, vec![("time", seconds(at))], at, false)];
    if eval.has_steps() {
        questions.push(asked(&eval.query, range(at - 60_000, at + 60_000, 60_000), at, true));
    }
    if let Some((query, times)) = pinned::pinned(&eval.query, at) {
        questions.extend(times.into_iter().map(|at| asked(&query, vec![("time", seconds(at))], at, false)));
    }
    questions
}

fn seconds(millis: i64) -> Value {
    json!(millis as f64 / 1000.0)
}

/// The labels of a reply's element, or of a series.
fn labels(metric: &Value) -> promql::Labels {
    let fields = metric.as_object().into_iter().flatten();
    fields.map(|(name, value)| (name.clone(), value.as_str().unwrap_or_default().to_owned())).collect()
}

/// The elements of a reply, which are of series.
fn elements(reply: &Reply) -> &[Value] {
    reply.as_ref().ok().and_then(|ok| ok["result"].as_array()).map(Vec::as_slice).unwrap_or_default()
}
