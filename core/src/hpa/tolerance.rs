use serde::Serialize;

/// How far the ratio of usage to target may be from 1 without a change, in each direction; bounds included.
/// Mirrors `podautoscaler.Tolerances`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Tolerances {
    /// Below 1.
    pub scale_down: f64,
    /// Above 1.
    pub scale_up: f64,
}

impl Tolerances {
    /// One tolerance for both directions.
    #[must_use]
    pub fn both(tolerance: f64) -> Self {
        Self { scale_down: tolerance, scale_up: tolerance }
    }

    /// The tolerance of the direction that a ratio points to.
    #[must_use]
    pub fn towards(self, ratio: f64) -> f64 {
        if ratio < 1.0 { self.scale_down } else { self.scale_up }
    }
}
