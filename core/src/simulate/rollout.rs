//! What a Deployment does with its pods: as many as its replicas, and in a rollout all of them anew.

use super::check;
use super::input::{IntOrPercent, Rollout};
use crate::error::Result;

/// The pods of a Deployment that are not being deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Count {
    /// Those of the present revision, and the ready ones of them.
    pub(super) new: i64,
    pub(super) new_ready: i64,
    /// Those of earlier revisions.
    pub(super) old: i64,
    pub(super) old_ready: i64,
}

/// What to do about them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Steps {
    /// Pods of the present revision to make.
    pub(super) create: i64,
    /// Pods of the present revision to delete.
    pub(super) delete_new: i64,
    /// Pods of earlier revisions to delete: those that are not ready first.
    pub(super) delete_old: i64,
}

/// How a rollout goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Strategy {
    surge: IntOrPercent,
    unavailable: IntOrPercent,
}

impl Strategy {
    /// Reads it; gives when it begins, too.
    ///
    /// # Errors
    /// `simulate.value` and `simulate.duration`.
    pub(super) fn new(rollout: &Rollout) -> Result<(i64, Self)> {
        let at = check::time(rollout.at, "at")?;
        for (share, path) in [(rollout.max_surge, "maxSurge"), (rollout.max_unavailable, "maxUnavailable")] {
            let (IntOrPercent::Int(number) | IntOrPercent::Percent(number)) = share;
            check::count(number, 0, path)?;
        }
        Ok((at, Self { surge: rollout.max_surge, unavailable: rollout.max_unavailable }))
    }

    /// Pods above so many replicas, and replicas that may be unavailable.
    /// Mirrors `util.ResolveFenceposts` of `k8s.io/kubernetes/pkg/controller/deployment`.
    fn fenceposts(self, replicas: i64) -> (i64, i64) {
        let surge = resolve(self.surge, replicas, true);
        let unavailable = resolve(self.unavailable, replicas, false);
        if surge == 0 && unavailable == 0 { (0, 1) } else { (surge, unavailable) }
    }
}

fn resolve(share: IntOrPercent, replicas: i64, up: bool) -> i64 {
    match share {
        IntOrPercent::Int(number) => i64::from(number),
        IntOrPercent::Percent(percent) => {
            let parts = i64::from(percent).saturating_mul(replicas);
            if up { parts.saturating_add(99) / 100 } else { parts / 100 }
        }
    }
}

/// The next steps towards so many replicas. Mirrors `DeploymentController.rolloutRolling`, and for pods of one revision the
/// ReplicaSet's own controller. A scale in the middle of a rollout is one of the new pods, where upstream shares it out.
pub(super) fn steps(replicas: i64, count: Count, strategy: Strategy) -> Steps {
    let Count { new, new_ready, old, old_ready } = count;
    if old == 0 {
        return Steps { create: (replicas - new).max(0), delete_new: (new - replicas).max(0), delete_old: 0 };
    }
    let (surge, unavailable) = strategy.fenceposts(replicas);
    let all = new.saturating_add(old);
    let create = (replicas - new).min(replicas.saturating_add(surge) - all).max(0);
    let least = (replicas - unavailable).max(0);
    // New pods that are not ready may not be counted on.
    let most = (all - least - (new - new_ready)).max(0);
    let unhealthy = (old - old_ready).min(most);
    let spare = (new_ready.saturating_add(old_ready) - least).max(0);
    let healthy = old_ready.min(spare).min(most.saturating_sub(unhealthy));
    Steps { create, delete_new: (new - replicas).max(0), delete_old: unhealthy.saturating_add(healthy) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rolling() -> Strategy {
        Strategy::default()
    }

    #[test]
    fn one_revision_has_as_many_as_its_replicas() {
        let at = |new| steps(5, Count { new, new_ready: new, ..Count::default() }, rolling());
        assert_eq!(at(3), Steps { create: 2, ..Steps::default() });
        assert_eq!(at(5), Steps::default());
        assert_eq!(at(7), Steps { delete_new: 2, ..Steps::default() });
    }

    /// As a Deployment of 10 replicas goes with the default strategy: at most 13 pods, at least 8 of them ready.
    #[test]
    fn a_rollout_stays_between_its_fenceposts() {
        let mut count = Count { old: 10, old_ready: 10, ..Count::default() };
        let first = steps(10, count, rolling());
        assert_eq!(first, Steps { create: 3, delete_new: 0, delete_old: 2 });
        for _ in 0..20 {
            let Steps { create, delete_old, .. } = steps(10, count, rolling());
            count.new += create;
            let unhealthy = (count.old - count.old_ready).min(delete_old);
            count.old -= delete_old;
            count.old_ready -= delete_old - unhealthy;
            assert!(count.new + count.old <= 13 && count.new_ready + count.old_ready >= 8, "{count:?}");
            // One pod after the other gets ready.
            count.new_ready = count.new.min(count.new_ready + 1);
        }
        assert_eq!(count, Count { new: 10, new_ready: 10, old: 0, old_ready: 0 });
    }

    #[test]
    fn without_surge_one_may_be_unavailable() {
        let strategy = Strategy { surge: IntOrPercent::Int(0), unavailable: IntOrPercent::Percent(25) };
        let count = Count { old: 3, old_ready: 3, ..Count::default() };
        assert_eq!(steps(3, count, strategy), Steps { create: 0, delete_new: 0, delete_old: 1 });
    }
}
