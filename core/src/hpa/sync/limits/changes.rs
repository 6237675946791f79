//! The changes of a replica count within the periods of policies.

use crate::hpa::profile::Arithmetic;
use crate::hpa::sync::state::ScaleEvent;
use crate::hpa::time::nanos;

/// For so few periods it is quicker to go through the events each time.
const FEW: usize = 16;

/// The changes of one direction. For many periods they are put in order and summed up once.
pub(super) struct Changes<'a> {
    events: &'a [ScaleEvent],
    arithmetic: Arithmetic,
    /// When each event was, the newest first, and the sum of it and all newer ones.
    sums: Option<Vec<(i128, i64)>>,
}

impl<'a> Changes<'a> {
    pub(super) fn new(events: &'a [ScaleEvent], periods: usize, arithmetic: Arithmetic) -> Self {
        let sums = (periods > FEW && any_order(events, arithmetic)).then(|| {
            let mut sums: Vec<_> = events
                .iter()
                .map(|event| (nanos(event.timestamp), i64::from(event.replica_change)))
                .collect();
            sums.sort_unstable_by_key(|(at, _)| std::cmp::Reverse(*at));
            let mut sum = 0i64;
            for (_, change) in &mut sums {
                sum = sum.saturating_add(*change);
                *change = sum;
            }
            sums
        });
        Self { events, arithmetic, sums }
    }

    /// The sum of the changes after an instant. Mirrors `podautoscaler.getReplicasChangePerPeriod`.
    pub(super) fn since(&self, cutoff: i128) -> i32 {
        let Some(sums) = &self.sums else {
            #[cfg(test)]
            crate::hpa::work::add(self.events.len());
            let counted = self.events.iter().filter(|event| nanos(event.timestamp) > cutoff);
            return counted.fold(0, |sum, event| {
                self.arithmetic.narrow(i64::from(sum) + i64::from(event.replica_change))
            });
        };
        let counted = sums.partition_point(|(at, _)| *at > cutoff);
        let sum = counted.checked_sub(1).and_then(|last| sums.get(last)).map_or(0, |(_, sum)| *sum);
        self.arithmetic.narrow(sum)
    }
}

/// Whether a sum is the same in any order. One that stops at a limit is not, where changes of both signs get there.
fn any_order(events: &[ScaleEvent], arithmetic: Arithmetic) -> bool {
    let changes = || events.iter().map(|event| event.replica_change);
    match arithmetic {
        Arithmetic::AsGo => true,
        Arithmetic::Saturating => {
            let within =
                || changes().try_fold(0i32, |sum, change| sum.checked_add(change.checked_abs()?)).is_some();
            changes().all(|change| change >= 0) || changes().all(|change| change <= 0) || within()
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::kube::Time;

    use super::*;

    /// Many periods give what each alone gives, with sums that overflow, too.
    #[test]
    fn sums_made_at_once_are_those_made_one_by_one() {
        let mut seed = 1u64;
        let mut next = move || {
            seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            i32::try_from(seed >> 33).unwrap()
        };
        for (least, most) in [(0, 10), (-10, 10), (0, i32::MAX), (i32::MIN, i32::MAX), (i32::MIN, 0)] {
            let events: Vec<_> = (0..60)
                .map(|_| {
                    let span = i64::from(most) - i64::from(least) + 1;
                    let change = i64::from(least) + i64::from(next()).wrapping_mul(3).rem_euclid(span);
                    let at = Time::from_unix(i64::from(next() % 40), 0).unwrap();
                    let replica_change = i32::try_from(change).unwrap();
                    ScaleEvent { replica_change, timestamp: at, outdated: false }
                })
                .collect();
            for arithmetic in [Arithmetic::AsGo, Arithmetic::Saturating] {
                let (one, many) =
                    (Changes::new(&events, 1, arithmetic), Changes::new(&events, 1000, arithmetic));
                assert!(one.sums.is_none());
                assert!(arithmetic == Arithmetic::Saturating || many.sums.is_some());
                for second in -1..42i128 {
                    let cutoff = second * 1_000_000_000;
                    assert_eq!(
                        one.since(cutoff),
                        many.since(cutoff),
                        "{arithmetic:?} {least} {most} {second}"
                    );
                }
            }
        }
    }
}
