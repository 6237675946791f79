//! `cron`: so many replicas from one time until another. The HPA's target is 1, and KEDA serves the replicas.

use super::parameters::{Parameters, refused};
use super::schedule;
use crate::error::Result;

/// What a metric's name has in the place of what it may not have in it.
const SPELLED: [(&str, &str); 5] = [(" ", ""), ("*", "x"), ("/", "Sl"), ("?", "Qm"), (",", "Cm")];

/// The name of the metric without its number. Mirrors `cronScaler`.
///
/// # Errors
/// `keda.metadata`.
pub(super) fn metric_name(parameters: &Parameters<'_>) -> Result<String> {
    let start = parameters.required("start")?;
    let end = parameters.required("end")?;
    let timezone = parameters.required("timezone")?;
    let replicas = parameters.required_integer("desiredReplicas")?;
    for (name, text) in [("start", start), ("end", end)] {
        schedule::check(text)
            .map_err(|problem| refused(name, format!("{name} is no schedule: {problem}")))?;
    }
    if start == end {
        return Err(refused("end", "end is the schedule of start, so that there is no time between".into()));
    }
    if replicas == 0 {
        return Err(refused("desiredReplicas", "desiredReplicas is 0, and it must be more".into()));
    }
    let name = format!("cron-{timezone}-{}-{}", spelled(start), spelled(end));
    Ok(name.replace(['/', '.', ':', '%', '(', ')'], "-"))
}

fn spelled(schedule: &str) -> String {
    SPELLED.iter().fold(schedule.to_owned(), |text, (from, to)| text.replace(from, to))
}
