/// A replica count held within what is allowed, and by what. Mirrors the triple of
/// `podautoscaler.convertDesiredReplicas…`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::hpa) struct Limited {
    /// The count.
    pub(in crate::hpa) replicas: i32,
    /// What holds it.
    pub(in crate::hpa) by: Limit,
}

/// What holds a replica count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::hpa) enum Limit {
    /// Nothing does.
    None,
    /// The minimum of the spec.
    Minimum,
    /// The maximum of the spec.
    Maximum,
    /// How fast it may grow.
    RateUp,
    /// How fast it may shrink.
    RateDown,
}

impl Limit {
    /// A count held by this.
    pub(super) fn at(self, replicas: i32) -> Limited {
        Limited { replicas, by: self }
    }

    /// Whether it is how fast the count may change that holds it.
    pub(super) fn is_rate(self) -> bool {
        matches!(self, Self::RateUp | Self::RateDown)
    }

    /// The word of the `ScalingLimited` condition.
    pub(in crate::hpa) fn reason(self) -> &'static str {
        match self {
            Self::None => "DesiredWithinRange",
            Self::Minimum => "TooFewReplicas",
            Self::Maximum => "TooManyReplicas",
            Self::RateUp => "ScaleUpLimit",
            Self::RateDown => "ScaleDownLimit",
        }
    }

    /// Its sentence.
    pub(super) fn message(self) -> &'static str {
        match self {
            Self::None => "the desired count is within the acceptable range",
            Self::Minimum => "the desired replica count is less than the minimum replica count",
            Self::Maximum => "the desired replica count is more than the maximum replica count",
            Self::RateUp => "the desired replica count is increasing faster than the maximum scale rate",
            Self::RateDown => "the desired replica count is decreasing faster than the maximum scale rate",
        }
    }
}
