//! Step 4: earlier recommendations hold a count back.

use crate::kube::Time;

use super::input::ReconcileInput;
use super::record::Record;
use super::rules::Rules;
use super::state::State;
use super::step::Step;
use super::{until, wording};
use crate::go::duration::Duration;
use crate::hpa::time::{before, nanos};

/// A recommendation after the windows were looked at, and the words for the case that they changed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::hpa) struct Stabilized {
    /// The count.
    pub(in crate::hpa) replicas: i32,
    /// The lowest recommendation going up, the highest going down.
    pub(in crate::hpa) bound: i32,
    /// The word of the `AbleToScale` condition.
    pub(in crate::hpa) reason: &'static str,
    /// Its sentence.
    pub(in crate::hpa) message: &'static str,
}

impl Stabilized {
    fn up(replicas: i32, lowest: i32) -> Self {
        Self {
            replicas,
            bound: lowest,
            reason: "ScaleUpStabilized",
            message: "recent recommendations were lower than current one, applying the lowest recent recommendation",
        }
    }

    fn down(replicas: i32, highest: i32) -> Self {
        Self {
            replicas,
            bound: highest,
            reason: "ScaleDownStabilized",
            message: "recent recommendations were higher than current one, applying the highest recent recommendation",
        }
    }
}

/// The count after earlier recommendations; `rules` are those of the spec's `behavior`.
pub(super) fn step(
    input: &ReconcileInput<'_>,
    record: &mut Record,
    rules: Option<&Rules<'_>>,
    current: i32,
    before: i32,
) -> i32 {
    let (window, now) = (input.options.downscale_stabilization, input.now);
    let stabilized = match rules {
        None => stabilize(&mut record.state, before, window, now),
        Some(rules) => stabilize_by(&mut record.state, rules, current, before, now),
    };
    let after = stabilized.replicas;
    let (reason, message) = if after == before {
        ("ReadyForNewScale", "recommended size matches current size")
    } else {
        (stabilized.reason, stabilized.message)
    };
    record.conditions.able_to_scale(true, reason, message);
    let held = (before != after).then_some((before, after));
    record.outline.stabilized = held.map(|_| reason);
    if let Some(steps) = &mut record.steps {
        let until = held.and_then(|held| until::recommendations(&record.state, rules, window, held, now));
        let why = wording::stabilization((before, after), &stabilized, until);
        steps.push(Step::Stabilization { before, after, reason, until, why });
    }
    after
}

/// Where the spec has no `behavior`: the highest recommendation of the controller's window. Remembers the new one.
/// Mirrors `podautoscaler.HorizontalController.stabilizeRecommendation`.
pub(in crate::hpa) fn stabilize(state: &mut State, desired: i32, window: Duration, now: Time) -> Stabilized {
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
    Stabilized::down(highest, highest)
}

/// With a `behavior`: the current count, moved no further than the recommendations of both windows allow. Remembers
/// the new one. Mirrors `podautoscaler.HorizontalController.stabilizeRecommendationWithBehaviors`.
pub(in crate::hpa) fn stabilize_by(
    state: &mut State,
    rules: &Rules<'_>,
    current: i32,
    desired: i32,
    now: Time,
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
    if desired >= current { Stabilized::up(replicas, lowest) } else { Stabilized::down(replicas, highest) }
}
