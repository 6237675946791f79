//! Running vectors on a surface.

use std::panic::{AssertUnwindSafe, catch_unwind};

use serde_json::{Map, Value};

use crate::case::{Body, Case, Expected};
use crate::surface::Surface;
use crate::{compare, samples};

/// The fields of a `metrics.*` operation that an engine holds.
const HELD: [&str; 5] = ["config", "series", "resources", "compat", "limits"];

/// Runs one vector; the error says where it stands and what differs.
///
/// # Errors
/// The vector does not agree.
pub fn run(surface: &mut dyn Surface, case: &Case) -> Result<(), String> {
    report(case, || match &case.body {
        Body::Call { op, input, expected } => {
            let reply = surface.call(op, input);
            compare::differences(expected, &samples::adapted(op, input, expected, &reply))
        }
        Body::Sequence(sequence) => sequence.differences(surface),
    })
}

/// Runs one vector on an engine that holds the configuration, where it has one. The answer must be the same.
///
/// # Errors
/// The vector does not agree.
pub fn run_on_engine(surface: &mut dyn Surface, case: &Case) -> Result<(), String> {
    let Body::Call { op, input: Value::Object(input), expected } = &case.body else { return Ok(()) };
    // An engine keeps no series, which findings are about.
    if !op.starts_with("metrics.") || input.get("diagnose") == Some(&Value::Bool(true)) {
        return Ok(());
    }
    let (engine, rest): (Map<_, _>, Map<_, _>) =
        input.clone().into_iter().partition(|(field, _)| HELD.contains(&field.as_str()));
    report(case, || {
        let reply = surface.call_engine(&engine.into(), op, &rest.into());
        match (expected, reply) {
            (_, None) => Vec::new(),
            // Where two things are wrong, an engine tells of the other one first.
            (Expected::Error(_), Some(Err(_))) => Vec::new(),
            (expected, Some(reply)) => compare::differences(expected, &reply),
        }
    })
}

fn report(case: &Case, run: impl FnOnce() -> Vec<String>) -> Result<(), String> {
    let differences = catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|_| vec!["panicked".to_owned()]);
    if differences.is_empty() {
        return Ok(());
    }
    let note = if case.note.is_empty() { String::new() } else { format!(" ({})", case.note) };
    Err(format!("{} {}{note}\n    {}", case.at, case.op(), differences.join("\n    ")))
}

/// Runs vectors, by themselves and on engines, and gives a report of those that do not agree; `None` when all do.
pub fn run_all(surface: &mut dyn Surface, cases: &[Case]) -> Option<String> {
    const SHOWN: usize = 20;
    let mut failures: Vec<_> = cases.iter().filter_map(|case| run(surface, case).err()).collect();
    let on_engine = cases.iter().filter_map(|case| run_on_engine(surface, case).err());
    failures.extend(on_engine.map(|failure| format!("on an engine: {failure}")));
    if failures.is_empty() {
        return None;
    }
    let shown = failures.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join("\n");
    let name = surface.name();
    Some(format!("{name}: {} of {} vectors do not agree\n{shown}", failures.len(), cases.len()))
}
