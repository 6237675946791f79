use crate::kube::Time;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result, codes};
use crate::limits::reading;

/// What the controller remembers of one HPA from sync to sync, beside the object's own status. The host stores it
/// between syncs and gives it back as it is; an absent state is that of a controller that has just started.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[non_exhaustive]
pub struct State {
    /// The version of this form: 1.
    pub version: u32,
    /// Recommendations before stabilization.
    #[serde(default, deserialize_with = "reading::list")]
    pub recommendations: Vec<Recommendation>,
    /// Changes upwards; kept only for an HPA with a `behavior`.
    #[serde(default, deserialize_with = "reading::list")]
    pub scale_up_events: Vec<ScaleEvent>,
    /// Changes downwards; kept only for an HPA with a `behavior`.
    #[serde(default, deserialize_with = "reading::list")]
    pub scale_down_events: Vec<ScaleEvent>,
}

/// A recommendation before stabilization. Mirrors `podautoscaler.timestampedRecommendation`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[non_exhaustive]
pub struct Recommendation {
    /// The replica count.
    pub replicas: i32,
    /// When it was made.
    #[serde(with = "instant")]
    pub timestamp: Time,
}

/// A change of the replica count. Mirrors `podautoscaler.timestampedScaleEvent`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[non_exhaustive]
pub struct ScaleEvent {
    /// By how many replicas, whatever the direction.
    pub replica_change: i32,
    /// When it was made.
    #[serde(with = "instant")]
    pub timestamp: Time,
    /// Older than every policy's period; its place is taken by a later change.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub outdated: bool,
}

impl State {
    /// The version of the form that this build reads and writes.
    pub const VERSION: u32 = 1;

    /// That of a controller that has just started.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            version: Self::VERSION,
            recommendations: Vec::new(),
            scale_up_events: Vec::new(),
            scale_down_events: Vec::new(),
        }
    }

    /// As [`new`](Self::new), for who only refers to it.
    pub(super) fn just_started() -> &'static Self {
        static JUST_STARTED: State = State::new();
        &JUST_STARTED
    }

    /// Refuses a state of another version.
    ///
    /// # Errors
    /// `hpa.state`.
    pub fn check(&self) -> Result<()> {
        if self.version == Self::VERSION {
            return Ok(());
        }
        let message =
            format!("a state of version {} cannot be read, only version {}", self.version, Self::VERSION);
        Err(Error::new(codes::hpa::STATE, message).in_path("version"))
    }

    /// Starts the list of recommendations with the replicas that are there, once.
    /// Mirrors `podautoscaler.recordInitialRecommendation`.
    pub(super) fn record_initial(&mut self, current: i32, now: Time) {
        if self.recommendations.is_empty() {
            self.recommendations.push(Recommendation { replicas: current, timestamp: now });
        }
    }

    /// Writes a recommendation over an old one where there is one, so that the list stays short.
    pub(super) fn record(&mut self, old: Option<usize>, replicas: i32, now: Time) {
        let fresh = Recommendation { replicas, timestamp: now };
        match old.and_then(|index| self.recommendations.get_mut(index)) {
            Some(place) => *place = fresh,
            None => self.recommendations.push(fresh),
        }
    }
}

impl Default for State {
    fn default() -> Self {
        Self::new()
    }
}

/// An instant in RFC 3339 with its fraction, which windows are measured by.
mod instant {
    use std::borrow::Cow;

    use crate::kube::Time;
    use serde::{Deserialize, Deserializer, Serializer, de};

    pub(super) fn serialize<S: Serializer>(instant: &Time, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&instant.precise())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Time, D::Error> {
        let text = Cow::<'_, str>::deserialize(deserializer)?;
        text.parse().map_err(|error: crate::Error| de::Error::custom(error.message()))
    }
}
