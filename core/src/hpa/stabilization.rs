use jiff::Timestamp;

use super::State;
use super::behavior::Rules;
use super::time::{before, nanos};
use crate::go::duration::Duration;

/// A recommendation after the windows were looked at, and the words for the case that they changed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stabilized {
    /// The count.
    pub(super) replicas: i32,
    /// The word of the `AbleToScale` condition.
    pub(super) reason: &'static str,
    /// Its sentence.
    pub(super) message: &'static str,
}

impl Stabilized {
    fn up(replicas: i32) -> Self {
        Self {
            replicas,
            reason: "ScaleUpStabilized",
            message: "recent recommendations were lower than current one, applying the lowest recent recommendation",
        }
    }

    fn down(replicas: i32) -> Self {
        Self {
            replicas,
            reason: "ScaleDownStabilized",
            message: "recent recommendations were higher than current one, applying the highest recent recommendation",
        }
    }
}

/// Where the spec has no `behavior`: the highest recommendation of the controller's window. Remembers the new one.
/// Mirrors `podautoscaler.HorizontalController.stabilizeRecommendation`.
pub(super) fn stabilize(state: &mut State, desired: i32, window: Duration, now: Timestamp) -> Stabilized {
    let cutoff = before(now, window);
    let (mut highest, mut old) = (desired, None);
    for (index, recommendation) in state.recommendations.iter().enumerate() {
        if nanos(recommendation.timestamp) < cutoff {
            old = Some(index);
        } else {
            highest = highest.max(recommendation.replicas);
        }
    }
    state.record(old, desired, now);
    Stabilized::down(highest)
}

/// With a `behavior`: the current count, moved no further than the recommendations of both windows allow. Remembers
/// the new one. Mirrors `podautoscaler.HorizontalController.stabilizeRecommendationWithBehaviors`.
pub(super) fn stabilize_by(
    state: &mut State,
    rules: &Rules<'_>,
    current: i32,
    desired: i32,
    now: Timestamp,
) -> Stabilized {
    let up_cutoff = before(now, rules.up.window);
    let down_cutoff = before(now, rules.down.window);
    let (mut lowest, mut highest, mut old) = (desired, desired, None);
    for (index, recommendation) in state.recommendations.iter().enumerate() {
        let at = nanos(recommendation.timestamp);
        if at > up_cutoff {
            lowest = lowest.min(recommendation.replicas);
        }
        if at > down_cutoff {
            highest = highest.max(recommendation.replicas);
        }
        if at < up_cutoff && at < down_cutoff {
            old = Some(index);
        }
    }
    state.record(old, desired, now);
    let replicas = current.max(lowest).min(highest);
    if desired >= current { Stabilized::up(replicas) } else { Stabilized::down(replicas) }
}
