//! Step 1: what the replica counts alone decide.

use super::input::ReconcileInput;
use super::record::Record;
use super::step::Step;
use crate::hpa::profile::{Profile, ZeroReplicas};
use crate::kube::autoscaling::{HorizontalPodAutoscalerSpec, MetricSourceType, Scale};

/// What the replica counts alone decide, before any metric is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Entry {
    /// The target has no replicas, and nobody is to know whether it should.
    Disabled,
    /// More replicas than the spec allows.
    AboveMaximum,
    /// Fewer replicas than the spec allows.
    BelowMinimum,
    /// The metrics decide.
    Metrics,
}

/// The replica counts of a sync.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bounds {
    /// Replicas that the target is asked to have.
    pub(super) current: i32,
    /// The least that the spec allows.
    pub(super) minimum: i32,
    /// The most that the spec allows.
    pub(super) maximum: i32,
    /// Whether a metric of the spec can be read while there are no pods.
    pub(super) on_objects: bool,
    /// Whether the controller itself brought the target to zero, by its condition, where the release has that.
    pub(super) zeroed: bool,
}

/// The replica counts, and what they decide.
pub(super) fn step(input: &ReconcileInput<'_>, record: &mut Record, scale: &Scale) -> (Bounds, Entry) {
    let ReconcileInput { hpa, profile, .. } = input;
    let current = scale.spec.replicas;
    let bounds = Bounds::new(&hpa.spec, current, record.conditions.is_scaled_to_zero(), profile);
    let entry = bounds.entry(profile);
    if let Some(steps) = &mut record.steps {
        steps.push(Step::Target {
            current_replicas: current,
            status_replicas: scale.status.replicas,
            min_replicas: bounds.minimum,
            max_replicas: bounds.maximum,
            computes_metrics: entry == Entry::Metrics,
            why: entry.why().to_owned(),
        });
    }
    if entry == Entry::Disabled {
        record.conditions.scaling_active(false, "ScalingDisabled", entry.why());
        if profile.zero == ZeroReplicas::Always {
            record.conditions.remove_scaled_to_zero();
        }
    }
    (bounds, entry)
}

impl Bounds {
    fn new(
        spec: &HorizontalPodAutoscalerSpec,
        current: i32,
        scaled_to_zero: bool,
        profile: &Profile,
    ) -> Self {
        let on_objects = spec
            .metrics
            .iter()
            .any(|metric| matches!(metric.r#type, MetricSourceType::Object | MetricSourceType::External));
        Self {
            current,
            minimum: spec.min_replicas.unwrap_or(1),
            maximum: spec.max_replicas,
            on_objects,
            zeroed: scaled_to_zero && profile.zero == ZeroReplicas::UnlessScaledToZero,
        }
    }

    /// Mirrors the first half of `podautoscaler.HorizontalController.reconcileAutoscaler`, with
    /// `shouldComputeMetricsForZeroReplicas`.
    fn entry(&self, profile: &Profile) -> Entry {
        if self.current == 0 {
            let computes = match profile.zero {
                ZeroReplicas::UnlessMinimumIsZero => self.minimum == 0,
                ZeroReplicas::Always => false,
                ZeroReplicas::UnlessScaledToZero => self.zeroed && (self.minimum != 0 || self.on_objects),
            };
            if !computes {
                return Entry::Disabled;
            }
            if profile.zero == ZeroReplicas::UnlessScaledToZero {
                return Entry::Metrics;
            }
        }
        if self.current > self.maximum {
            Entry::AboveMaximum
        } else if self.current < self.minimum {
            Entry::BelowMinimum
        } else {
            Entry::Metrics
        }
    }

    /// Whether a rescale is the controller's own step to zero.
    pub(super) fn brings_to_zero(&self, desired: i32) -> bool {
        self.current > 0 && desired == 0 && self.minimum == 0 && self.on_objects
    }
}

impl Entry {
    /// The reason of a rescale, or of none.
    pub(super) fn why(self) -> &'static str {
        match self {
            Self::Disabled => "scaling is disabled since the replica count of the target is zero",
            Self::AboveMaximum => "Current number of replicas above Spec.MaxReplicas",
            Self::BelowMinimum => BELOW_MINIMUM,
            Self::Metrics => "the metrics decide",
        }
    }
}

/// The reason of a rescale to the minimum.
pub(super) const BELOW_MINIMUM: &str = "Current number of replicas below Spec.MinReplicas";
