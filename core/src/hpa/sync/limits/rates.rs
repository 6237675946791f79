//! How fast a count may change by the policies of a `behavior`.

use crate::kube::Time;

use super::changes::Changes;
use super::limited::{Limit, Limited};
use crate::go::duration::Duration;
use crate::hpa::profile::Arithmetic;
use crate::hpa::sync::rules::Rules;
use crate::hpa::sync::state::State;
use crate::hpa::time::before;
use crate::kube::autoscaling::{HpaScalingPolicy, HpaScalingPolicyType, ScalingPolicySelect};

/// The count within the limits of the spec and of the policies.
/// Mirrors `podautoscaler.HorizontalController.convertDesiredReplicasWithBehaviorRate`.
pub(in crate::hpa) fn limit_by(
    state: &State,
    rules: &Rules<'_>,
    (current, desired): (i32, i32),
    (minimum, maximum): (i32, i32),
    now: Time,
) -> Limited {
    if desired > current {
        let step = up_limit(state, rules, current, now).max(current);
        let most = if maximum > step { Limit::RateUp.at(step) } else { Limit::Maximum.at(maximum) };
        if desired > most.replicas {
            return most;
        }
    } else if desired < current {
        let step = down_limit(state, rules, current, now).min(current);
        let least = if minimum < step { Limit::RateDown.at(step) } else { Limit::Minimum.at(minimum) };
        if desired < least.replicas {
            return least;
        }
    }
    Limit::None.at(desired)
}

/// Mirrors `podautoscaler.calculateScaleUpLimitWithScalingRules`.
fn up_limit(state: &State, rules: &Rules<'_>, current: i32, now: Time) -> i32 {
    let (arithmetic, rules) = (rules.arithmetic, &rules.up);
    let starts = Starts::new(state, rules.policies.len(), current, now, arithmetic);
    let mut proposed = 0;
    let proposals = rules.policies.iter().map(|policy| {
        let start = starts.of(policy);
        match policy.r#type {
            HpaScalingPolicyType::Pods => {
                proposed = arithmetic.narrow(i64::from(start) + i64::from(policy.value));
            }
            HpaScalingPolicyType::Percent => {
                let grown = f64::from(start) * (1.0 + f64::from(policy.value) / 100.0);
                proposed = arithmetic.replicas(grown.ceil());
            }
            HpaScalingPolicyType::Other(_) => {}
        }
        proposed
    });
    match rules.select {
        ScalingPolicySelect::Disabled => current,
        ScalingPolicySelect::Min => proposals.min().unwrap_or(i32::MAX),
        _ => proposals.max().unwrap_or(i32::MIN),
    }
}

/// Mirrors `podautoscaler.calculateScaleDownLimitWithBehaviors`.
fn down_limit(state: &State, rules: &Rules<'_>, current: i32, now: Time) -> i32 {
    let (arithmetic, rules) = (rules.arithmetic, &rules.down);
    let starts = Starts::new(state, rules.policies.len(), current, now, arithmetic);
    let mut proposed = 0;
    let proposals = rules.policies.iter().map(|policy| {
        let start = starts.of(policy);
        match policy.r#type {
            HpaScalingPolicyType::Pods => {
                proposed = arithmetic.narrow(i64::from(start) - i64::from(policy.value));
            }
            HpaScalingPolicyType::Percent => {
                proposed = arithmetic.replicas(f64::from(start) * (1.0 - f64::from(policy.value) / 100.0));
            }
            HpaScalingPolicyType::Other(_) => {}
        }
        proposed
    });
    match rules.select {
        ScalingPolicySelect::Disabled => current,
        // The smallest change downwards leaves the largest count.
        ScalingPolicySelect::Min => proposals.max().unwrap_or(i32::MIN),
        _ => proposals.min().unwrap_or(i32::MAX),
    }
}

/// The replica counts at the starts of the policies' periods.
struct Starts<'a> {
    added: Changes<'a>,
    deleted: Changes<'a>,
    current: i32,
    now: Time,
    arithmetic: Arithmetic,
}

impl<'a> Starts<'a> {
    fn new(state: &'a State, policies: usize, current: i32, now: Time, arithmetic: Arithmetic) -> Self {
        let changes = |events| Changes::new(events, policies, arithmetic);
        let (added, deleted) = (changes(&state.scale_up_events), changes(&state.scale_down_events));
        Self { added, deleted, current, now, arithmetic }
    }

    /// The replicas at the start of a policy's period.
    fn of(&self, policy: &HpaScalingPolicy) -> i32 {
        let cutoff = before(self.now, Duration::from_secs(i64::from(policy.period_seconds)));
        let (added, deleted) = (self.added.since(cutoff), self.deleted.since(cutoff));
        self.arithmetic.narrow(i64::from(self.current) - i64::from(added) + i64::from(deleted))
    }
}
