//! What is told of the syncs, and of what happened beside them.

use super::load::seconds;
use super::output::{About, TimelineEvent, TimelineMetric, TimelinePoint};
use crate::error::Result;
use crate::go::number;
use crate::hpa::calculator::Proposal;
use crate::hpa::{EventType, Outline};
use crate::limits;

/// Points that a timeline has where nobody says how far they are apart, beside those of changes.
const POINTS: i64 = 1_000;
/// Among so many events a warning is looked for that is the same.
const NEAR: usize = 16;
/// What a point and an event take in JSON, about.
const POINT_BYTES: usize = 160;
const METRIC_BYTES: usize = 110;
const EVENT_BYTES: usize = 120;

/// Points and events so far.
#[derive(Debug)]
pub(super) struct Recorder {
    every: i64,
    due: i64,
    points: Vec<TimelinePoint>,
    events: Vec<TimelineEvent>,
    bytes: usize,
    /// Requests dropped until the last point.
    dropped: f64,
}

/// What there is at a sync, of the cluster and of the requests.
#[derive(Debug, Clone, Copy)]
pub(super) struct Now {
    pub(super) at: i64,
    pub(super) pods: usize,
    pub(super) ready: usize,
    pub(super) terminating: usize,
    pub(super) work: Option<Work>,
}

/// What a model knows beside.
#[derive(Debug, Clone, Copy)]
pub(super) struct Work {
    pub(super) rate: f64,
    pub(super) queue: f64,
    /// So far.
    pub(super) dropped: f64,
}

impl Recorder {
    /// A point every so many nanoseconds; 0 stands for every sync.
    pub(super) fn new(every: i64) -> Self {
        Self { every, due: i64::MIN, points: Vec::new(), events: Vec::new(), bytes: 0, dropped: 0.0 }
    }

    /// How far points are apart, so that there are not too many: some syncs.
    pub(super) fn spread(syncs: i64, period: i64) -> i64 {
        let each = syncs.saturating_add(POINTS.saturating_sub(1)) / POINTS;
        if each <= 1 { 0 } else { period.saturating_mul(each) }
    }

    /// Whether a sync gets a point: where one is due, and where the replicas change.
    pub(super) fn is_due(&self, at: i64, changed: bool) -> bool {
        at >= self.due || changed
    }

    /// Adds a point for a sync.
    ///
    /// # Errors
    /// `limit.output`.
    pub(super) fn sync(&mut self, now: Now, replicas: i32, outline: &mut Outline) -> Result<()> {
        if self.every > 0 && now.at >= self.due {
            let slot = now.at.checked_div(self.every).unwrap_or_default();
            self.due = slot.saturating_add(1).saturating_mul(self.every);
        }
        let metrics: Vec<_> = outline.metrics.drain(..).map(metric).collect();
        let own = metrics.iter().filter_map(|metric| metric.error.as_ref()).map(String::len).sum::<usize>();
        let size = metrics.len().saturating_mul(METRIC_BYTES).saturating_add(POINT_BYTES);
        self.take(size.saturating_add(own))?;
        let dropped = now.work.map(|work| work.dropped - std::mem::replace(&mut self.dropped, work.dropped));
        self.points.push(TimelinePoint {
            seconds: seconds(now.at),
            rate: now.work.map(|work| work.rate),
            queue: now.work.map(|work| work.queue),
            dropped,
            replicas,
            pods: now.pods,
            ready: now.ready,
            terminating: now.terminating,
            proposal: outline.proposal,
            stabilized: outline.stabilized,
            limited: outline.limited,
            metrics,
        });
        Ok(())
    }

    /// Adds an event; a warning that was there already not long ago counts once more.
    ///
    /// # Errors
    /// `limit.output`.
    pub(super) fn event(
        &mut self,
        at: i64,
        about: About,
        (r#type, reason): (EventType, &'static str),
        message: String,
    ) -> Result<()> {
        let at = seconds(at);
        if r#type == EventType::Warning {
            let same = |event: &&mut TimelineEvent| {
                event.reason == reason && event.about == about && event.message == message
            };
            if let Some(event) = self.events.iter_mut().rev().take(NEAR).find(same) {
                event.count = event.count.saturating_add(1);
                event.last = at;
                return Ok(());
            }
        }
        self.take(EVENT_BYTES.saturating_add(message.len()))?;
        self.events.push(TimelineEvent { seconds: at, count: 1, last: at, about, r#type, reason, message });
        Ok(())
    }

    fn take(&mut self, bytes: usize) -> Result<()> {
        self.bytes = self.bytes.saturating_add(bytes);
        limits::check_output(self.bytes)
    }

    pub(super) fn end(self) -> (Vec<TimelinePoint>, Vec<TimelineEvent>) {
        (self.points, self.events)
    }
}

fn metric(given: std::result::Result<Proposal, String>) -> TimelineMetric {
    match given {
        Ok(proposal) => TimelineMetric {
            usage: Some(number::float64(proposal.usage) / 1000.0),
            utilization: proposal.utilization,
            ratio: Some(proposal.ratio).filter(|ratio| ratio.is_finite()),
            proposal: Some(proposal.replicas),
            outcome: Some(proposal.outcome),
            error: None,
        },
        Err(error) => TimelineMetric {
            usage: None,
            utilization: None,
            ratio: None,
            proposal: None,
            outcome: None,
            error: Some(error),
        },
    }
}
