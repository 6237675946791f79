//! The rules of a `behavior`, which stabilization, limits and the memory of changes go by.

use std::borrow::Cow;

use super::input::ReconcileInput;
use crate::go::duration::Duration;
use crate::hpa::defaults;
use crate::hpa::profile::{Arithmetic, Profile};
use crate::kube::autoscaling::{
    HorizontalPodAutoscalerBehavior, HpaScalingPolicy, HpaScalingRules, ScalingPolicySelect,
};

/// The rules of both directions, with the API server's defaults for what is absent.
#[derive(Debug)]
pub(in crate::hpa) struct Rules<'a> {
    /// Upwards.
    pub(in crate::hpa) up: Direction<'a>,
    /// Downwards.
    pub(in crate::hpa) down: Direction<'a>,
    /// What counts do beyond the largest number.
    pub(super) arithmetic: Arithmetic,
}

/// The rules of one direction.
#[derive(Debug)]
pub(in crate::hpa) struct Direction<'a> {
    /// How far back recommendations hold.
    pub(in crate::hpa) window: Duration,
    /// Which policy holds.
    pub(super) select: ScalingPolicySelect,
    /// The policies.
    pub(super) policies: Cow<'a, [HpaScalingPolicy]>,
}

impl<'a> Rules<'a> {
    /// The rules of the HPA, where its spec has a `behavior`.
    pub(super) fn of(input: &ReconcileInput<'a>) -> Option<Self> {
        let window = input.options.downscale_stabilization;
        input.hpa.spec.behavior.as_ref().map(|behavior| Self::new(behavior, window, input.profile))
    }

    /// The rules of a behavior; `downscale_stabilization` is the controller's own window for scaling down.
    /// Mirrors `podautoscaler.HorizontalController.maybeInitScaleDownStabilizationWindow`.
    pub(in crate::hpa) fn new(
        behavior: &'a HorizontalPodAutoscalerBehavior,
        downscale_stabilization: Duration,
        profile: Profile,
    ) -> Self {
        let whole_seconds = Duration::from_secs(downscale_stabilization.nanos() / 1_000_000_000);
        Self {
            up: Direction::new(behavior.scale_up.as_ref(), Duration::from_secs(0), defaults::scale_up_rules),
            down: Direction::new(behavior.scale_down.as_ref(), whole_seconds, defaults::scale_down_rules),
            arithmetic: profile.arithmetic,
        }
    }
}

impl<'a> Direction<'a> {
    fn new(rules: Option<&'a HpaScalingRules>, window: Duration, default: fn() -> HpaScalingRules) -> Self {
        let seconds = rules.and_then(|rules| rules.stabilization_window_seconds);
        Self {
            window: seconds.map_or(window, |seconds| Duration::from_secs(i64::from(seconds))),
            select: rules.and_then(|rules| rules.select_policy.clone()).unwrap_or(ScalingPolicySelect::Max),
            policies: match rules.and_then(|rules| rules.policies.as_deref()) {
                Some(policies) => Cow::Borrowed(policies),
                None => Cow::Owned(default().policies.unwrap_or_default()),
            },
        }
    }

    /// The periods of its policies.
    pub(in crate::hpa) fn periods(&self) -> impl Iterator<Item = Duration> + Clone {
        self.policies.iter().map(|policy| Duration::from_secs(i64::from(policy.period_seconds)))
    }

    /// Mirrors `podautoscaler.getLongestPolicyPeriod`.
    pub(super) fn longest_period(&self) -> Duration {
        let seconds = self.policies.iter().map(|policy| policy.period_seconds).max().unwrap_or_default();
        Duration::from_secs(i64::from(seconds.max(0)))
    }
}
