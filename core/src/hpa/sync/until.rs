//! When what holds a replica count back comes to its end, as far as that is known now.

use super::rules::Rules;
use super::state::{Recommendation, State};
use crate::go::duration::Duration;
use crate::hpa::time::{after, nanos};
use crate::kube::Time;

/// When the last recommendation that holds the count at `held` instead of `wanted` leaves its window.
pub(super) fn recommendations(
    state: &State,
    rules: Option<&Rules<'_>>,
    downscale_stabilization: Duration,
    (wanted, held): (i32, i32),
    now: Time,
) -> Option<Time> {
    let down = held > wanted;
    let window = match rules {
        Some(rules) if down => rules.down.window,
        Some(rules) => rules.up.window,
        None => downscale_stabilization,
    };
    let binds = |recommendation: &&Recommendation| {
        let Recommendation { replicas, .. } = **recommendation;
        if down { replicas >= held } else { replicas <= held }
    };
    let bound = state.recommendations.iter().filter(binds);
    bound.map(|bound| after(bound.timestamp, window)).filter(|end| *end >= nanos(now)).max().and_then(time)
}

/// When the first change that the policies of a direction count leaves its period; none where they count none, since then
/// each sync may go a step further.
pub(super) fn policies(state: &State, rules: &Rules<'_>, up: bool, now: Time) -> Option<Time> {
    let periods = if up { rules.up.periods() } else { rules.down.periods() };
    let mut periods: Vec<_> = periods.map(|period| i128::from(period.nanos())).collect();
    periods.sort_unstable();
    let now = nanos(now);
    let changes = state.scale_up_events.iter().chain(&state.scale_down_events);
    let ends = changes.filter_map(|change| {
        // The shortest period that is not over yet ends first.
        let over = periods.partition_point(|period| nanos(change.timestamp) + period <= now);
        periods.get(over).map(|period| nanos(change.timestamp) + period)
    });
    ends.min().and_then(time)
}

fn time(nanos: i128) -> Option<Time> {
    Time::from_unix_nanos(nanos)
}
