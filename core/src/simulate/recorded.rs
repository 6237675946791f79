//! Syncs as they were.

use std::collections::BTreeMap;

use super::check;
use super::controller::Controller;
use super::load::seconds;
use super::measures::Tally;
use super::output::{About, Simulation};
use super::setup::Setup;
use super::timeline::{Now, Recorder};
use crate::budget::Budget;
use crate::error::{Error, Result, codes};
use crate::hpa::{ApiAnswer, OtherHpa, Seen};
use crate::kube::autoscaling::Scale;
use crate::kube::{ConditionStatus, Pod, PodPhase, Time};

/// What one sync looked at.
#[derive(Debug, Clone)]
pub struct RecordedSync {
    /// Its instant.
    pub now: Time,
    /// The scale of the target, or the error that reading it gave.
    pub scale: std::result::Result<Scale, String>,
    /// The pods of the namespace.
    pub pods: Vec<Pod>,
    /// What the metrics APIs answered, by request path.
    pub metrics: BTreeMap<String, ApiAnswer>,
    /// Other HPAs of the namespace.
    pub others: Vec<OtherHpa>,
}

/// Follows an HPA through syncs as they were, each from the status and the state that the one before left.
///
/// # Errors
/// `simulate.recorded` where they are not in order, or none; `limit.syncs` and `limit.output`.
pub fn follow(setup: Setup<'_>, syncs: &[RecordedSync], budget: &Budget) -> Result<Simulation> {
    let Some(first) = syncs.first() else {
        let message = "there is no sync";
        return Err(Error::new(codes::simulate::RECORDED, message).in_path("recorded"));
    };
    budget.take_syncs(syncs.len())?;
    let every = setup.every.map_or(Ok(0), |every| check::time(every, "every"))?;
    let start = first.now;
    let mut recorder = Recorder::new(every);
    let mut controller = Controller::new(setup);
    let replicas = |sync: &RecordedSync| sync.scale.as_ref().map_or(0, |scale| scale.spec.replicas);
    let mut tally = Tally::new(replicas(first));
    let (mut at, mut desired, mut all) = (0, replicas(first), 0);
    for (index, sync) in syncs.iter().enumerate() {
        let since = sync.now.unix_nanos().saturating_sub(start.unix_nanos());
        let next = i64::try_from(since).ok().filter(|next| index == 0 || *next > at);
        let next = next.ok_or_else(|| {
            Error::new(codes::simulate::RECORDED, "a sync is no later than the one before")
                .in_path(format_args!("recorded[{index}].now"))
        })?;
        tally.advance(seconds(next - at), desired, all);
        at = next;
        all = sync.pods.len();
        let metrics = controller.hpa().spec.metrics.len().max(1);
        budget.take_looks(
            all.saturating_add(4).saturating_mul(metrics).saturating_add(controller.remembered() / 8),
        )?;
        let seen = Seen {
            scale: sync.scale.as_ref().map_err(String::as_str),
            pods: &sync.pods,
            version: None,
            metrics: &sync.metrics,
            others: &sync.others,
            now: sync.now,
        };
        let (output, mut outline) = controller.sync(seen, index.saturating_add(1) == syncs.len())?;
        let above = outline.metrics.iter().flatten().any(|metric| controller.syncs().is_above(metric.ratio));
        tally.sync(above, outline.metrics.iter().any(std::result::Result::is_err));
        desired = output.desired_replicas;
        if recorder.is_due(at, output.rescale) {
            recorder.sync(state(at, &sync.pods), desired, &mut outline)?;
        }
        for event in output.events {
            recorder.event(at, About::Hpa, (event.r#type, event.reason), event.message)?;
        }
        if output.rescale {
            tally.change(at, replicas(sync), desired);
        }
    }
    let measures = tally.measures(at);
    let (timeline, events) = recorder.end();
    let (status, trace) = controller.end();
    Ok(Simulation { start, timeline, events, measures, drivers: Vec::new(), status, trace })
}

/// The pods at a sync.
fn state(at: i64, pods: &[Pod]) -> Now {
    let terminating = pods.iter().filter(|pod| pod.metadata.deletion_timestamp.is_some()).count();
    let is_ready = |pod: &&Pod| {
        let condition = pod.status.ready.as_ref();
        pod.status.phase == PodPhase::Running
            && pod.metadata.deletion_timestamp.is_none()
            && condition.is_some_and(|condition| condition.status == ConditionStatus::True)
    };
    Now {
        at,
        pods: pods.len().saturating_sub(terminating),
        ready: pods.iter().filter(is_ready).count(),
        terminating,
        work: None,
    }
}
