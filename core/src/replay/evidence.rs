//! Whether what was shown moved with the replicas as a load does that is shared.

use super::history::Steps;

/// After a change the pods start, and what is shown is of a window: so long nothing is concluded of it.
const SETTLED: f64 = 120.0;
/// A value that is later than this says more of the load than of the change.
const LATE: f64 = 600.0;

/// What is before a change is so long before it at least.
const BEFORE: f64 = 0.001;

/// Changes of the replicas, and how many of them speak for a total that stays as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Evidence {
    pub(super) changes: usize,
    pub(super) as_total: usize,
}

impl Evidence {
    /// At each change, with no other one near: whether value times replicas, or the value, goes on as it went before. A controller holds
    /// the value where it is while a load rises, so that to look whether it is the same would say nothing.
    pub(super) fn of(values: &Steps, replicas: &Steps) -> Self {
        let mut evidence = Self::default();
        let changes = changes(replicas);
        for (place, (at, from, to)) in changes.iter().copied().enumerate() {
            let last = place.checked_sub(1).and_then(|place| changes.get(place)).map(|last| last.0);
            let next = changes.get(place.saturating_add(1)).map_or(f64::INFINITY, |next| next.0);
            let is_alone = last.is_none_or(|last| last <= at - 2.0 * SETTLED);
            let settled = at + SETTLED;
            let begun = values.points.partition_point(|point| point.seconds < settled);
            let after = values.points.get(begun).filter(|after| {
                is_alone && after.value > 0.0 && after.seconds <= next && after.seconds <= at + LATE
            });
            let held = |seconds| values.at(seconds).filter(|value| *value > 0.0).map(f64::ln);
            // A value of the instant of a change may be of the replicas after it.
            let (earlier, before) = (held(at - SETTLED), held(at - BEFORE));
            let (Some(earlier), Some(before), Some(after)) = (earlier, before, after) else {
                continue;
            };
            let drift = (before - earlier) / SETTLED * (after.seconds - at);
            let by = after.value.ln() - before - drift;
            let as_total = by + (to / from).ln();
            evidence.changes = evidence.changes.saturating_add(1);
            evidence.as_total = evidence.as_total.saturating_add(usize::from(as_total.abs() < by.abs()));
        }
        evidence
    }
}

/// When the replicas changed, from how many to how many, none of them 0.
fn changes(replicas: &Steps) -> Vec<(f64, f64, f64)> {
    let known = replicas.points.iter().filter(|point| !point.is_stale());
    let pairs = known.clone().zip(known.skip(1));
    let changed =
        pairs.filter(|(a, b)| a.value > 0.0 && b.value > 0.0 && a.value.total_cmp(&b.value).is_ne());
    changed.map(|(a, b)| (b.seconds, a.value, b.value)).collect()
}
