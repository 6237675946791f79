//! A count that goes up and down again and again over several syncs.

use super::HPA;
use super::decided::found;
use crate::error::{Severity, codes};
use crate::kube::{HorizontalPodAutoscaler, Time};
use crate::lint::Finding;

/// A change that turns the one before within this time is a turn: ten minutes, in nanoseconds.
const SOON: i128 = 600 * 1_000_000_000;
/// How many turns are more than a load that came and went.
const TURNS: usize = 2;

/// What a sync made of the count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Count {
    pub(crate) now: Time,
    pub(crate) from: i32,
    pub(crate) to: i32,
}

/// Changes that turn back soon, more than once, in syncs one after the other.
pub(crate) fn turns(hpa: &HorizontalPodAutoscaler, counts: &[Count]) -> Option<Finding> {
    let changes: Vec<&Count> = counts.iter().filter(|count| count.from != count.to).collect();
    let turning = |pair: &&[&Count]| match pair {
        [before, after] => {
            let soon = after.now.unix_nanos() - before.now.unix_nanos() <= SOON;
            soon && (after.to > after.from) != (before.to > before.from)
        }
        _ => false,
    };
    let turns = changes.windows(2).filter(turning).count();
    if turns < TURNS {
        return None;
    }
    let (first, last) = (changes.first()?, changes.last()?);
    let path: Vec<_> = changes.iter().map(|count| count.to.to_string()).collect();
    let message = format!(
        "the count goes {} → {} from {} to {}: {turns} of {} changes turn the one before within ten minutes",
        first.from,
        path.join(" → "),
        first.now,
        last.now,
        changes.len()
    );
    let behavior = hpa.spec.behavior.as_ref();
    let window = behavior.and_then(|behavior| behavior.scale_down.as_ref()?.stabilization_window_seconds);
    let field = "spec.behavior.scaleDown.stabilizationWindowSeconds";
    let hint = match window {
        Some(seconds) if seconds < 300 => format!(
            "Going down waits {seconds} seconds: leave {field} out, which makes it 300, or let it last as long as the load \
             takes to come back."
        ),
        _ => format!("Let {field} last as long as the load takes to come back."),
    };
    Some(found(HPA, Severity::Warning, codes::hpa::FLAPPING, message, field, hint))
}
