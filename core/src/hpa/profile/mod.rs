mod arithmetic;

pub(super) use arithmetic::Arithmetic;

use super::Tolerances;
use crate::error::{Error, Result, codes};
use crate::go::number;
use crate::quantity::Format;

/// What one Kubernetes release's HPA controller does differently from another's: facts as data, and small functions
/// where a fact is a computation.
///
/// A release's facts are those of its last patch with the feature gates at their defaults.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Profile {
    /// The release, such as `1.37`.
    pub release: &'static str,
    /// Whether a ratio's distance from 1 is compared with the tolerance, rather than the ratio with 1 and the tolerance:
    /// in binary floating point 1.1 is more than 0.1 away from 1.
    tolerance_of_distance: bool,
    /// Whether the status of an object's average names the object.
    pub(super) object_average_described: bool,
    /// What happens while the target has no replicas.
    pub(super) zero: ZeroReplicas,
    /// Whether `spec.behavior` may carry tolerances of its own (`HPAConfigurableTolerance`).
    pub(super) own_tolerances: bool,
    /// How a memory average prints in the status.
    pub(super) memory_format: Format,
    /// Whether a pod's own requests count before its containers' (`PodLevelResources`).
    pub(super) pod_level_requests: bool,
    /// Whether a container that no pod has is an error, and the first container of a name the only one.
    pub(super) strict_container: bool,
    /// Whether counts from value targets, and their sums, stop at the largest number.
    pub(super) clamp_values: bool,
    /// Whether counts from external average targets, and their sums, stop at the largest number.
    pub(super) clamp_averages: bool,
    /// What every other sum and count does beyond the largest number.
    pub(super) arithmetic: Arithmetic,
    /// Whether an object metric's error names the object where upstream's format string means it to.
    pub(super) object_error_in_order: bool,
    /// Whether an ambiguous selector's message stops at two HPAs.
    pub(super) names_two_hpas: bool,
    /// Whether the status tells which generation it was computed from (`HPAGeneration`).
    pub(super) observed_generation: bool,
    /// Whether a target value of 0 beside an average is kept when an annotation of `autoscaling/v1` is read.
    pub(super) zero_target_kept: bool,
}

/// What happens while the target has no replicas.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ZeroReplicas {
    /// Scaling is off unless `minReplicas` is 0.
    UnlessMinimumIsZero,
    /// Scaling is off; a `ScaledToZero` condition is taken away.
    Always,
    /// Scaling is off unless the `ScaledToZero` condition says that the controller itself brought it there.
    UnlessScaledToZero,
}

const V1_32: Profile = Profile {
    release: "1.32",
    tolerance_of_distance: true,
    object_average_described: false,
    zero: ZeroReplicas::UnlessMinimumIsZero,
    own_tolerances: false,
    memory_format: Format::DecimalSi,
    pod_level_requests: false,
    strict_container: false,
    clamp_values: false,
    clamp_averages: false,
    arithmetic: Arithmetic::AsGo,
    object_error_in_order: false,
    names_two_hpas: false,
    observed_generation: false,
    zero_target_kept: true,
};

const V1_33: Profile =
    Profile { release: "1.33", tolerance_of_distance: false, object_average_described: true, ..V1_32 };

const V1_34: Profile = Profile {
    release: "1.34",
    memory_format: Format::BinarySi,
    pod_level_requests: true,
    clamp_averages: true,
    ..V1_33
};

const V1_35: Profile =
    Profile { release: "1.35", own_tolerances: true, strict_container: true, clamp_values: true, ..V1_34 };

const V1_36: Profile =
    Profile { release: "1.36", zero: ZeroReplicas::Always, zero_target_kept: false, ..V1_35 };

const V1_37: Profile = Profile {
    release: "1.37",
    zero: ZeroReplicas::UnlessScaledToZero,
    object_error_in_order: true,
    names_two_hpas: true,
    observed_generation: true,
    ..V1_36
};

/// Every release whose behaviour can be chosen, newest first.
pub const PROFILES: &[Profile] = &[V1_37, V1_36, V1_35, V1_34, V1_33, V1_32];

impl Profile {
    /// The profile of a release: `1.37`, `v1.37` or one of its patches such as `1.37.2`.
    ///
    /// # Errors
    /// `hpa.profile` for any other release.
    pub fn of(release: &str) -> Result<Self> {
        let plain = release.strip_prefix('v').unwrap_or(release);
        PROFILES
            .iter()
            .find(|profile| {
                plain.strip_prefix(profile.release).is_some_and(|patch| {
                    patch.is_empty() || patch.strip_prefix('.').is_some_and(|n| n.parse::<u32>().is_ok())
                })
            })
            .copied()
            .ok_or_else(|| {
                let known: Vec<_> = PROFILES.iter().map(|profile| profile.release).collect();
                Error::new(
                    codes::hpa::PROFILE,
                    format!("there is no profile {release:?}; there are {}", known.join(", ")),
                )
            })
    }

    /// The release with counts and sums that stop at the largest number, as some of the newest releases' do.
    #[must_use]
    pub fn saturating(self) -> Self {
        Self { clamp_values: true, clamp_averages: true, arithmetic: Arithmetic::Saturating, ..self }
    }

    /// Whether a ratio of usage to target calls for no change. Mirrors `podautoscaler.Tolerances.isWithin`.
    pub(super) fn is_within(&self, tolerances: Tolerances, ratio: f64) -> bool {
        if self.tolerance_of_distance {
            (1.0 - ratio).abs() <= tolerances.towards(ratio)
        } else {
            (1.0 - tolerances.scale_down) <= ratio && ratio <= (1.0 + tolerances.scale_up)
        }
    }

    /// A replica count from a value target's product; rounded up.
    pub(super) fn value_replicas(&self, product: f64) -> i32 {
        if self.clamp_values && product > f64::from(i32::MAX) {
            i32::MAX
        } else {
            self.arithmetic.replicas(product.ceil())
        }
    }

    /// A replica count from an external average target's quotient; rounded up.
    pub(super) fn average_replicas(&self, quotient: f64) -> i32 {
        let up = quotient.ceil();
        if self.clamp_averages && up > f64::from(i32::MAX) { i32::MAX } else { self.arithmetic.replicas(up) }
    }

    /// The sum of an external metric's values for a value target, milli.
    pub(super) fn value_sum(&self, values: impl Iterator<Item = i64>) -> i64 {
        let mut sum = 0i64;
        for value in values {
            if self.clamp_values && value > 0 && sum > i64::MAX - value {
                return i64::MAX;
            }
            sum = self.arithmetic.add(sum, value);
        }
        sum
    }

    /// The sum of an external metric's values for an average target, milli.
    pub(super) fn average_sum(&self, values: impl Iterator<Item = i64>) -> i64 {
        let mut sum = 0i64;
        for value in values {
            sum = self.arithmetic.add(sum, value);
            if self.clamp_averages && sum < 0 {
                return i64::MAX;
            }
        }
        sum
    }

    /// An external average target's usage for each replica, milli; rounded up.
    pub(super) fn average_usage(&self, sum: i64, replicas: i32) -> i64 {
        // As floats the largest int64 and the next power of two are the same.
        let total = number::float64(sum);
        if self.clamp_averages && total >= number::float64(i64::MAX) {
            return i64::MAX;
        }
        number::int64((total / f64::from(replicas)).ceil())
    }
}

impl Default for Profile {
    /// The newest release.
    fn default() -> Self {
        V1_37
    }
}
