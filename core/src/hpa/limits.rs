use crate::go::number;

/// A replica count held within what is allowed, and why. Mirrors the triple of `podautoscaler.convertDesiredReplicas…`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Limited {
    /// The count.
    pub(super) replicas: i32,
    /// The word of the `ScalingLimited` condition.
    pub(super) reason: &'static str,
    /// Its sentence.
    pub(super) message: &'static str,
}

impl Limited {
    pub(super) fn within(replicas: i32) -> Self {
        Self {
            replicas,
            reason: "DesiredWithinRange",
            message: "the desired count is within the acceptable range",
        }
    }

    pub(super) fn too_few(replicas: i32) -> Self {
        Self {
            replicas,
            reason: "TooFewReplicas",
            message: "the desired replica count is less than the minimum replica count",
        }
    }

    pub(super) fn too_many(replicas: i32) -> Self {
        Self {
            replicas,
            reason: "TooManyReplicas",
            message: "the desired replica count is more than the maximum replica count",
        }
    }

    pub(super) fn up_too_fast(replicas: i32) -> Self {
        Self {
            replicas,
            reason: "ScaleUpLimit",
            message: "the desired replica count is increasing faster than the maximum scale rate",
        }
    }

    /// Whether it is how fast the count may change that holds it.
    pub(super) fn by_rate(&self) -> bool {
        matches!(self.reason, "ScaleUpLimit" | "ScaleDownLimit")
    }

    pub(super) fn down_too_fast(replicas: i32) -> Self {
        Self {
            replicas,
            reason: "ScaleDownLimit",
            message: "the desired replica count is decreasing faster than the maximum scale rate",
        }
    }
}

/// The count where the spec has no `behavior`: between the limits of the spec, and going up no more than to the double
/// or to 4 in one sync. Mirrors `podautoscaler.convertDesiredReplicasWithRules`.
pub(super) fn limit(current: i32, desired: i32, minimum: i32, maximum: i32) -> Limited {
    let step = scale_up_limit(current);
    let most = if maximum > step { Limited::up_too_fast(step) } else { Limited::too_many(maximum) };
    if desired < minimum {
        Limited::too_few(minimum)
    } else if desired > most.replicas {
        most
    } else {
        Limited::within(desired)
    }
}

/// Mirrors `podautoscaler.calculateScaleUpLimit`.
fn scale_up_limit(current: i32) -> i32 {
    number::int32((2.0 * f64::from(current)).max(4.0))
}
