//! What a simulation gives.

use serde::Serialize;
use serde_json::value::RawValue;

use crate::hpa::EventType;
use crate::hpa::calculator::ProposalOutcome;
use crate::kube::Time;
use crate::kube::autoscaling::{HorizontalPodAutoscalerStatus, MetricSourceType};

/// What happened, sync by sync and in figures. Times are seconds since the start.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct Simulation {
    /// The instant of the start.
    pub start: Time,
    /// Syncs in their order.
    pub timeline: Vec<TimelinePoint>,
    /// What happened, in its order.
    pub events: Vec<TimelineEvent>,
    /// All of it in figures.
    pub measures: Measures,
    /// What drives the metrics of the spec, in its order.
    pub drivers: Vec<MetricDriver>,
    /// The HPA's status after the last sync.
    pub status: HorizontalPodAutoscalerStatus,
    /// With a trace, the input of `hpa.reconcile` that each sync was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trace: Option<Vec<Box<RawValue>>>,
}

/// A sync: what there was, what the controller saw, and what it did. What only a model knows is absent where syncs are
/// recorded.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct TimelinePoint {
    /// When.
    pub seconds: f64,
    /// Requests a second that come.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rate: Option<f64>,
    /// Requests that wait.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub queue: Option<f64>,
    /// Requests dropped since the point before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dropped: Option<f64>,
    /// Replicas that the target is asked to have, after the sync.
    pub replicas: i32,
    /// Pods that there are before it, without those that are being deleted.
    pub pods: usize,
    /// Of these the ready ones.
    pub ready: usize,
    /// Pods that are being deleted.
    pub terminating: usize,
    /// The largest proposal; absent where the metrics did not decide.
    pub proposal: Option<i32>,
    /// Which window held the count.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stabilized: Option<&'static str>,
    /// Which limit held it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limited: Option<&'static str>,
    /// The metrics of the spec, in its order, where they were looked at.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub metrics: Vec<TimelineMetric>,
}

/// What one metric gave at a sync.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct TimelineMetric {
    /// The value that its target is compared with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub usage: Option<f64>,
    /// The usage in per cent of the requests.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub utilization: Option<i32>,
    /// Usage over target.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ratio: Option<f64>,
    /// The replica count that it calls for.
    pub proposal: Option<i32>,
    /// Which rule gave the count.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<ProposalOutcome>,
    /// Why it gave nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
}

/// Something that happened. Equal ones in a row are one.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct TimelineEvent {
    /// When.
    pub seconds: f64,
    /// How often.
    pub count: u64,
    /// When it was last.
    pub last: f64,
    /// What it is about.
    pub about: About,
    /// How grave it is.
    pub r#type: EventType,
    /// Why, in one word.
    pub reason: &'static str,
    /// Why, in a sentence.
    pub message: String,
}

/// What an event is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum About {
    /// The HPA.
    Hpa,
    /// The Deployment.
    Deployment,
    /// A pod.
    Pod,
    /// The nodes.
    Nodes,
}

/// What drives a metric of the spec.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct MetricDriver {
    /// The metric's name; for resources the resource.
    pub metric: String,
    /// The type of the metric.
    pub source: MetricSourceType,
    /// What it measures; `series` where its values are given, `none` for what the model does not know.
    pub signal: &'static str,
    /// The request that it is read with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
}

/// A simulation in figures, over all syncs.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Measures {
    /// How long it was.
    pub seconds: f64,
    /// Syncs of the controller.
    pub syncs: usize,
    /// Syncs at which a metric gave nothing.
    pub failed_syncs: usize,
    /// Changes of the replicas by the controller.
    pub changes: usize,
    /// Changes that turn the direction of the one before within ten minutes of it.
    pub flaps: usize,
    /// The fewest replicas that the target was asked to have.
    pub min_replicas: i32,
    /// The most.
    pub max_replicas: i32,
    /// The mean of them over time.
    pub mean_replicas: f64,
    /// The replicas that the target was asked to have, over time.
    pub replica_hours: f64,
    /// The pods that there were, over time.
    pub pod_hours: f64,
    /// How long a metric was above its target and its tolerance, as the controller saw it.
    pub over_target_seconds: f64,
    /// What is counted of the requests.
    #[serde(flatten)]
    pub work: Option<WorkMeasures>,
}

/// What became of the requests.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct WorkMeasures {
    /// How long more came than the ready pods could do, or waited.
    pub over_capacity_seconds: f64,
    /// Requests that came.
    pub requests: f64,
    /// Requests that were done.
    pub served: f64,
    /// Requests that were dropped.
    pub dropped: f64,
    /// Requests that wait at the end.
    pub queued: f64,
    /// The longest queue.
    pub max_queue: f64,
    /// The longest wait in it; absent where no pod was ready to end it.
    pub max_wait_seconds: Option<f64>,
}
