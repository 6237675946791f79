//! The step function of a metric: which replica count each of its values calls for, all else being equal.
//!
//! The thresholds are exact, and the counts are those of [`reconcile`](crate::hpa::reconcile): the same computation is asked for
//! one value after the other, and where its answer changes is found by halving. For an average over pods each pod whose sample
//! counts has the value: the computation knows their sum alone, so however it is spread, the counts are these.
//!
//! ```
//! use std::collections::BTreeMap;
//!
//! use counterpoise::budget::Budget;
//! use counterpoise::hpa::steps::{Range, step_function};
//! use counterpoise::hpa::{self, ReconcileInput};
//! use counterpoise::kube::{self, ExternalMetricValueList, Scale};
//!
//! let hpa = hpa::from_str(
//!     "
//!     apiVersion: autoscaling/v2
//!     kind: HorizontalPodAutoscaler
//!     metadata: {name: worker, namespace: shop}
//!     spec:
//!       maxReplicas: 10
//!       metrics:
//!       - type: External
//!         external:
//!           metric: {name: queue_length}
//!           target: {type: AverageValue, averageValue: 10}
//!     ",
//! )?;
//! let scale: Scale = kube::from_str("{spec: {replicas: 3}, status: {replicas: 3, selector: app=worker}}")?;
//! let answer: ExternalMetricValueList = kube::from_str("items: [{metricName: queue_length, value: 55}]")?;
//! let path = "/apis/external.metrics.k8s.io/v1beta1/namespaces/shop/queue_length".to_owned();
//! let metrics = BTreeMap::from([(path, answer.into())]);
//! let input = ReconcileInput::new(&hpa, &scale, &[], "2026-05-01T12:00:00Z".parse()?).metrics(&metrics);
//! let function = step_function(&input, 0, Range::default(), &Budget::default())?;
//!
//! // Three replicas stay from 27 to 33 in all: 10 each, and a tenth less or more.
//! let steps = function.steps.unwrap_or_default();
//! let band = steps.dead_band.map(|band| (band.from, band.to));
//! assert_eq!(band, Some((27_000, 33_000)));
//! let above = steps.segments.iter().find(|segment| segment.values.from == 33_001);
//! assert_eq!(above.and_then(|segment| segment.proposal), Some(4));
//! # Ok::<(), counterpoise::Error>(())
//! ```

mod function;
mod search;

pub use function::{Present, StepFunction, Varies, step_function};
pub use search::{Interval, Range, Segment, Steps};

use serde::Serializer;

/// An int64 as the contract has it: as text.
fn text<S: Serializer>(value: &i64, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(value)
}

/// One that may be absent, and is passed over then.
#[expect(clippy::ref_option, reason = "the form that serde calls with")]
fn optional_text<S: Serializer>(value: &Option<i64>, serializer: S) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => text(value, serializer),
        None => serializer.serialize_none(),
    }
}
