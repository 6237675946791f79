//! One sync of the controller, a file or a folder for each of its steps; [the module above](super) has them in their order.
//!
//! A step reads the [`ReconcileInput`] and adds conditions, events, and a [`Step`] with its reason to the record.

// What is given, and what comes of it.
mod input;
mod options;
mod output;
mod state;

// From sync to sync.
mod compiled;
mod decisions;
mod kept;
#[cfg(feature = "simulate")]
mod syncs;

// What the steps share.
mod conditions;
mod event;
mod outline;
#[cfg(feature = "explain")]
mod pod_names;
mod record;
pub(super) mod rules;
mod step;
mod until;
pub(crate) mod wording;

// The steps: 1 entry, 2 selection, 3 metrics, 4 stabilization, 5 limits, 6 rescale, 7 status.
mod entry;
pub(super) mod limits;
mod metrics;
pub(super) mod rescale;
mod selection;
pub(super) mod stabilization;
mod status;

use std::cmp::Ordering;

pub(super) use decisions::Decisions;
pub use event::{ControllerEvent, EventType};
pub use input::{OtherHpa, ReconcileInput};
pub(super) use metrics::{Curve, Given};
pub use options::ControllerOptions;
pub(crate) use outline::Outline;
pub use output::ReconcileOutput;
#[cfg(feature = "explain")]
pub(crate) use pod_names::PodNames;
pub use state::{Recommendation, ScaleEvent, State};
pub use step::{DeadBandStep, MetricStep, Step};
#[cfg(feature = "simulate")]
pub(crate) use syncs::{Seen, Syncs};

use crate::error::Result;
use crate::kube::autoscaling::Scale;
use entry::{BELOW_MINIMUM, Bounds, Entry};
use kept::Kept;
use metrics::{Computed, Failed};
use record::{Memory, Record};
use rescale::Rescale;
use rules::Rules;
use status::Decision;

/// One sync of the controller. Mirrors `podautoscaler.HorizontalController.reconcileAutoscaler`.
///
/// ```
/// use std::collections::BTreeMap;
///
/// use counterpoise::hpa::{self, ReconcileInput};
/// use counterpoise::kube::{self, ExternalMetricValueList, Scale};
/// use counterpoise::resources::Mapper;
///
/// let hpa = hpa::from_str(
///     "
///     apiVersion: autoscaling/v2
///     kind: HorizontalPodAutoscaler
///     metadata: {name: worker, namespace: shop}
///     spec:
///       maxReplicas: 10
///       metrics:
///       - type: External
///         external:
///           metric: {name: queue_length}
///           target: {type: AverageValue, averageValue: 10}
///     ",
/// )?;
/// let scale: Scale = kube::from_str("{spec: {replicas: 3}, status: {replicas: 3, selector: app=worker}}")?;
/// let asked = hpa::requests(&hpa, &scale.status.selector, &Mapper::builtin())?;
/// assert_eq!(asked[0].path, "/apis/external.metrics.k8s.io/v1beta1/namespaces/shop/queue_length");
///
/// let answer: ExternalMetricValueList = kube::from_str("items: [{metricName: queue_length, value: 55}]")?;
/// let metrics = BTreeMap::from([(asked[0].path.clone(), answer.into())]);
/// let now = "2026-05-01T12:00:00Z".parse()?;
/// let output = hpa::reconcile(&ReconcileInput::new(&hpa, &scale, &[], now).metrics(&metrics))?;
///
/// assert_eq!((output.desired_replicas, output.rescale), (6, true));
/// assert_eq!(output.events[0].message, "New size: 6; reason: external metric queue_length(nil) above target");
/// let whys: Vec<_> = output.steps.iter().map(hpa::Step::why).collect();
/// assert!(whys[1].ends_with("outside the tolerance of 0.1; the usage needs 6 replicas"));
/// # Ok::<(), counterpoise::Error>(())
/// ```
///
/// # Errors
/// `hpa.state` for a state of another version. What upstream reports in conditions and events is in the output.
pub fn reconcile(input: &ReconcileInput<'_>) -> Result<ReconcileOutput> {
    input.state.check().map_err(|error| error.in_path("state"))?;
    let memory = Memory { conditions: input.hpa.status.conditions.clone(), state: input.state.clone() };
    Ok(sync(input, memory, &mut Kept::default(), true).0)
}

/// A sync, with what is remembered in the place of what the input has of it, and in words or without.
fn sync(
    input: &ReconcileInput<'_>,
    memory: Memory,
    kept: &mut Kept,
    told: bool,
) -> (ReconcileOutput, Outline) {
    let mut record = Record::new(memory, input.now, told);
    match input.known_scale() {
        Ok(scale) => {
            let decision = run(input, &mut record, kept, scale);
            status::anew(input, record, decision)
        }
        Err(error) => status::without_scale(input, record, &error),
    }
}

/// The sync of a target whose scale is known.
fn run(input: &ReconcileInput<'_>, record: &mut Record, kept: &mut Kept, scale: &Scale) -> Decision {
    record.conditions.able_to_scale(
        true,
        "SucceededGetScale",
        "the HPA controller was able to get the target's current scale",
    );
    let current = scale.spec.replicas;
    record.state.record_initial(current, input.now);
    let (bounds, entry) = entry::step(input, record, scale);
    let to = |desired| Some(Rescale { desired, reason: entry.why().to_owned() });
    let (rescale, statuses) = match entry {
        Entry::Disabled => (None, None),
        Entry::AboveMaximum => (to(bounds.maximum), None),
        Entry::BelowMinimum => (to(bounds.minimum), None),
        Entry::Metrics => match compute(input, record, kept, scale) {
            Ok(Computed { replicas, metric, statuses }) => {
                (decide(input, record, &bounds, replicas, metric), Some(statuses))
            }
            Err(failed) => return status::failed(input, record, current, failed),
        },
    };
    rescale::step(input, record, &bounds, rescale.as_ref());
    let desired = rescale.as_ref().map_or(current, |rescale| rescale.desired);
    Decision { current, desired, shown: desired, rescaled: rescale.is_some(), statuses }
}

/// The replica count that the metrics call for. Mirrors `podautoscaler.HorizontalController.computeReplicasForMetrics`.
fn compute<'c>(
    input: &ReconcileInput<'_>,
    record: &mut Record,
    kept: &'c mut Kept,
    scale: &Scale,
) -> std::result::Result<Computed<'c>, Failed> {
    let selected = selection::step(input, record, kept, &scale.status.selector);
    let selected = selected.map_err(|error| Failed { error, statuses: None })?;
    metrics::step(input, record, scale, &selected)
}

/// From the metrics' count to the one to write; `None` where nothing changes.
fn decide(
    input: &ReconcileInput<'_>,
    record: &mut Record,
    bounds: &Bounds,
    replicas: i32,
    metric: &str,
) -> Option<Rescale> {
    let Bounds { current, minimum, .. } = *bounds;
    // Counts below zero come of overflow.
    let (proposed, metric) = if replicas > 0 { (replicas, metric) } else { (0, "") };
    let mut desired = normalize(input, record, bounds, proposed);
    // Back from zero the minimum holds at once.
    let raised = current == 0 && minimum != 0 && bounds.zeroed && desired < minimum;
    if raised {
        desired = minimum;
    }
    (desired != current).then(|| {
        let reason = match proposed.cmp(&current) {
            Ordering::Greater => format!("{metric} above target"),
            Ordering::Less => "All metrics below target".to_owned(),
            Ordering::Equal if raised => BELOW_MINIMUM.to_owned(),
            Ordering::Equal => String::new(),
        };
        Rescale { desired, reason }
    })
}

/// The count after stabilization and limits.
/// Mirrors `podautoscaler.HorizontalController.normalizeDesiredReplicas` and `…WithBehaviors`.
fn normalize(input: &ReconcileInput<'_>, record: &mut Record, bounds: &Bounds, proposed: i32) -> i32 {
    let rules = Rules::of(input);
    let stabilized = stabilization::step(input, record, rules.as_ref(), bounds.current, proposed);
    limits::step(input, record, rules.as_ref(), bounds, stabilized)
}
