use serde::Serialize;

use crate::hpa::Tolerances;
use crate::hpa::calculator::{Counts, ProposalOutcome};
use crate::kube::Time;
use crate::kube::autoscaling::{MetricSourceType, MetricTarget, MetricValueStatus, SpelledQuantity};

/// One step of a sync: what was looked at, what came of it, and `why` in a sentence.
///
/// A sync that computes metrics gives one [`Target`](Step::Target), one [`Metric`](Step::Metric) for each metric of
/// the spec, then [`Maximum`](Step::Maximum), [`Stabilization`](Step::Stabilization), [`Limits`](Step::Limits) and
/// [`Final`](Step::Final); one that does not, or that fails, leaves out the steps it never comes to.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "step", rename_all = "camelCase", rename_all_fields = "camelCase")]
#[non_exhaustive]
pub enum Step {
    /// The scale of the target, and whether its metrics are looked at.
    #[non_exhaustive]
    Target {
        /// Replicas that the target is asked to have.
        current_replicas: i32,
        /// Replicas that the target has.
        status_replicas: i32,
        /// The least that the spec allows.
        min_replicas: i32,
        /// The most that the spec allows.
        max_replicas: i32,
        /// Whether the metrics decide.
        computes_metrics: bool,
        /// Why.
        why: String,
    },
    /// A metric of the spec.
    Metric(Box<MetricStep>),
    /// The largest proposal.
    #[non_exhaustive]
    Maximum {
        /// The count; absent where no scaling is done for want of metrics.
        proposal: Option<i32>,
        /// The metric that proposed it, as messages call it.
        #[serde(skip_serializing_if = "Option::is_none")]
        metric: Option<String>,
        /// How many metrics gave no proposal.
        unavailable: usize,
        /// Why.
        why: String,
    },
    /// Earlier recommendations.
    #[non_exhaustive]
    Stabilization {
        /// The count before.
        before: i32,
        /// The count after.
        after: i32,
        /// `ReadyForNewScale`, `ScaleUpStabilized` or `ScaleDownStabilized`.
        reason: &'static str,
        /// Where the count is held: when the last recommendation that holds it leaves its window.
        #[serde(skip_serializing_if = "Option::is_none")]
        until: Option<Time>,
        /// Why.
        why: String,
    },
    /// The limits of the spec, and how fast the count may change.
    #[non_exhaustive]
    Limits {
        /// The count before.
        before: i32,
        /// The count after.
        after: i32,
        /// `DesiredWithinRange`, `TooManyReplicas`, `TooFewReplicas`, `ScaleUpLimit` or `ScaleDownLimit`.
        reason: &'static str,
        /// Where policies of a behavior hold the count: when the first change that they count leaves its period.
        #[serde(skip_serializing_if = "Option::is_none")]
        until: Option<Time>,
        /// Why.
        why: String,
    },
    /// What the sync does.
    #[non_exhaustive]
    Final {
        /// Replicas that the target was asked to have before.
        current: i32,
        /// Replicas that it is asked to have now.
        desired: i32,
        /// Whether the scale is written.
        rescale: bool,
        /// Why.
        why: String,
    },
}

impl Step {
    /// What came of the step and why, in a sentence without a capital or a full stop.
    #[must_use]
    pub fn why(&self) -> &str {
        match self {
            Self::Metric(metric) => &metric.why,
            Self::Target { why, .. }
            | Self::Maximum { why, .. }
            | Self::Stabilization { why, .. }
            | Self::Limits { why, .. }
            | Self::Final { why, .. } => why,
        }
    }
}

/// Where the tolerance ends: the values, as the status shows them, at which the metric would call for another count, all
/// else being equal. It does so from there on. Where an average is that of a total, `value` is the total, which is exact.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct DeadBandStep {
    /// The largest value below; absent where no value down to 0 changes the count.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub below: Option<MetricValueStatus>,
    /// The smallest value above.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub above: Option<MetricValueStatus>,
}

/// Whether JSON has no number for it.
#[expect(clippy::ref_option, reason = "the form that serde calls with")]
fn is_no_number(ratio: &Option<f64>) -> bool {
    !ratio.is_some_and(f64::is_finite)
}

/// What one metric of the spec gave.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct MetricStep {
    /// The metric as messages call it; its name where it gave nothing.
    pub metric: String,
    /// Where it comes from.
    pub source: MetricSourceType,
    /// The request that it was read with; absent where none can be made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Its value as the status shows it; absent where it gave nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub current: Option<MetricValueStatus>,
    /// Its value as a whole, where `current` is the average of it over the replicas that there are, rounded up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<SpelledQuantity>,
    /// Its target.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<MetricTarget>,
    /// How many pods count, and how many do not; absent where pods do not matter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pods: Option<Counts>,
    /// Usage over target; JSON leaves out one that is divided by 0.
    #[serde(skip_serializing_if = "is_no_number")]
    pub ratio: Option<f64>,
    /// The ratio after missing and unready pods were counted in.
    #[serde(skip_serializing_if = "is_no_number")]
    pub recomputed_ratio: Option<f64>,
    /// How many pods the recomputed ratio is over: those whose samples count, and those counted in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counted_pods: Option<i64>,
    /// The tolerance in the direction of the ratio.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tolerance: Option<f64>,
    /// The tolerances of both directions.
    pub tolerances: Tolerances,
    /// Where the tolerance holds the count: the values at which it would change.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dead_band: Option<DeadBandStep>,
    /// The replica count that it calls for; absent where it gave nothing.
    pub proposal: Option<i32>,
    /// Which rule gave the count.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<ProposalOutcome>,
    /// Why it gave nothing, as the event says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    /// Why.
    pub why: String,
}
