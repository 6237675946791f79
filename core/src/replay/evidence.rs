//! Whether what was shown moved with the replicas as a load does that is shared.

use super::history::Steps;

/// After a change the pods start, and what is shown is of a window: so long nothing is concluded of it.
const SETTLED: f64 = 120.0;
/// A value that is later than this says more of the load than of the change.
const LATE: f64 = 600.0;

/// Changes of the replicas, and how many of them speak for a total that stays as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Evidence {
    pub(super) changes: usize,
    pub(super) as_total: usize,
}

impl Evidence {
    /// At each change, with no other one near: whether value times replicas, before and after it, are nearer to each other than
    /// the values.
    pub(super) fn of(values: &Steps, replicas: &Steps) -> Self {
        let mut evidence = Self::default();
        let changes = changes(replicas);
        for (place, (at, from, to)) in changes.iter().copied().enumerate() {
            let next = changes.get(place.saturating_add(1)).map_or(f64::INFINITY, |next| next.0);
            let settled = at + SETTLED;
            let begun = values.points.partition_point(|point| point.seconds < settled);
            let after = values.points.get(begun).filter(|after| {
                !after.is_stale() && after.seconds <= next && after.seconds <= at + LATE
            });
            let before = values.at(at).filter(|before| *before > 0.0);
            let (Some(before), Some(after)) = (before, after.map(|after| after.value).filter(|after| *after > 0.0))
            else {
                continue;
            };
            let as_value = (after / before).ln().abs();
            let as_total = (after * to / (before * from)).ln().abs();
            evidence.changes = evidence.changes.saturating_add(1);
            evidence.as_total = evidence.as_total.saturating_add(usize::from(as_total < as_value));
        }
        evidence
    }
}

/// When the replicas changed, from how many to how many, none of them 0.
fn changes(replicas: &Steps) -> Vec<(f64, f64, f64)> {
    let known = replicas.points.iter().filter(|point| !point.is_stale());
    let pairs = known.clone().zip(known.skip(1));
    let changed = pairs.filter(|(a, b)| a.value > 0.0 && b.value > 0.0 && a.value.total_cmp(&b.value).is_ne());
    changed.map(|(a, b)| (b.seconds, a.value, b.value)).collect()
}
