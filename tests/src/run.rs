//! Running vectors on a surface.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::case::{Body, Case};
use crate::compare;
use crate::surface::Surface;

/// Runs one vector; the error says where it stands and what differs.
///
/// # Errors
/// The vector does not agree.
pub fn run(surface: &mut dyn Surface, case: &Case) -> Result<(), String> {
    let differences = catch_unwind(AssertUnwindSafe(|| match &case.body {
        Body::Call { op, input, expected } => compare::differences(expected, &surface.call(op, input)),
        Body::Sequence(sequence) => sequence.differences(surface),
    }))
    .unwrap_or_else(|_| vec!["panicked".to_owned()]);
    if differences.is_empty() {
        return Ok(());
    }
    let note = if case.note.is_empty() { String::new() } else { format!(" ({})", case.note) };
    Err(format!("{} {}{note}\n    {}", case.at, case.op(), differences.join("\n    ")))
}

/// Runs vectors and gives a report of those that do not agree; `None` when all do.
pub fn run_all(surface: &mut dyn Surface, cases: &[Case]) -> Option<String> {
    const SHOWN: usize = 20;
    let failures: Vec<_> = cases.iter().filter_map(|case| run(surface, case).err()).collect();
    if failures.is_empty() {
        return None;
    }
    let shown = failures.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join("\n");
    let name = surface.name();
    Some(format!("{name}: {} of {} vectors do not agree\n{shown}", failures.len(), cases.len()))
}
