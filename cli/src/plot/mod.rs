//! A simulation as pictures and as a table.

pub(crate) mod csv;
pub(crate) mod svg;
pub(crate) mod terminal;

use serde_json::Value;

/// What of a timeline is drawn.
pub(crate) struct Run {
    /// How long it is, in seconds.
    pub(crate) seconds: f64,
    pub(crate) points: Vec<Point>,
}

/// One sync.
pub(crate) struct Point {
    /// Since the start.
    pub(crate) seconds: f64,
    /// Requests a second; where syncs are recorded there are none.
    pub(crate) rate: Option<f64>,
    pub(crate) replicas: f64,
    pub(crate) ready: f64,
    pub(crate) proposal: Option<f64>,
    /// Whether a window held the count.
    pub(crate) is_stabilized: bool,
    /// Whether a limit held it.
    pub(crate) is_limited: bool,
}

impl Run {
    /// Of what `hpa.simulate` gives.
    pub(crate) fn of(result: &Value) -> Self {
        let number = |value: &Value, field: &str| value.get(field).and_then(Value::as_f64);
        let point = |value: &Value| Point {
            seconds: number(value, "seconds").unwrap_or_default(),
            rate: number(value, "rate"),
            replicas: number(value, "replicas").unwrap_or_default(),
            ready: number(value, "ready").unwrap_or_default(),
            proposal: number(value, "proposal"),
            is_stabilized: value.get("stabilized").is_some(),
            is_limited: value.get("limited").is_some(),
        };
        let points: Vec<Point> =
            result.get("timeline").and_then(Value::as_array).into_iter().flatten().map(point).collect();
        let told = result.get("measures").and_then(|measures| number(measures, "seconds"));
        let last = points.last().map_or(0.0, |point| point.seconds);
        Self { seconds: told.unwrap_or(last).max(last).max(1.0), points }
    }

    /// The most that some value of a point comes to, and at least 1.
    pub(crate) fn most(&self, value: impl Fn(&Point) -> Option<f64>) -> f64 {
        self.points.iter().filter_map(value).fold(1.0, f64::max)
    }

    /// Whether it has a load.
    pub(crate) fn has_rate(&self) -> bool {
        self.points.iter().any(|point| point.rate.is_some())
    }
}
