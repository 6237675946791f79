//! The loop: what happens next, and what it does.

mod deployment;
mod setting;

use super::clock::{Clock, Event};
use super::controller::Controller;
use super::load::{Curve, seconds};
use super::measures::Tally;
use super::nodes::Room;
use super::output::{About, Measures, Simulation, WorkMeasures};
use super::pipeline::{Asked, Pipeline, Scrape, Ticks};
use super::pods::{Fleet, Started};
use super::queue::{Flow, Service};
use super::rollout::Strategy;
use super::timeline::{Now, Recorder, Work};
use crate::budget::Budget;
use crate::error::Result;
use crate::hpa::{EventType, Outline, Seen};
use crate::kube::Time;
use crate::kube::autoscaling::Scale;

const NANOS: i64 = 1_000_000_000;

/// A cluster at one time. Times are nanoseconds since the start.
#[derive(Debug)]
pub(super) struct World<'a> {
    budget: &'a Budget,
    at: i64,
    duration: i64,
    /// The instant of the start in seconds since 1970.
    start: i64,
    clock: Clock,
    curve: Curve,
    service: Service,
    flow: Flow,
    /// Requests that came before the start.
    before: f64,
    fleet: Fleet,
    room: Room,
    scale: Scale,
    rollouts: Vec<Strategy>,
    /// The rollout that goes on, or went on last.
    strategy: Strategy,
    rolling: bool,
    pipeline: Pipeline,
    prometheus: Option<Ticks>,
    metrics_server: Option<Ticks>,
    collections: Option<Ticks>,
    controller: Controller<'a>,
    period: i64,
    recorder: Recorder,
    tally: Tally,
}

impl World<'_> {
    /// Goes on until the end.
    ///
    /// # Errors
    /// `limit.syncs`, `limit.pods`, `limit.output`.
    pub(super) fn run(mut self) -> Result<Simulation> {
        while let Some((at, event)) = self.clock.next() {
            if at >= self.duration {
                break;
            }
            self.budget.take_looks(1)?;
            self.advance(at);
            self.happen(event)?;
        }
        let end = self.duration;
        self.advance(end);
        let work = Some(WorkMeasures::of(&self.flow, self.before));
        let measures = Measures { work, ..self.tally.measures(end) };
        let drivers = self.pipeline.drivers();
        let (timeline, events) = self.recorder.end();
        let (status, trace) = self.controller.end();
        let start = Time::from_unix(self.start, 0).unwrap_or_default();
        Ok(Simulation { start, timeline, events, measures, drivers, status, trace })
    }

    /// Lets requests flow until a time.
    fn advance(&mut self, to: i64) {
        if to <= self.at {
            return;
        }
        let length = seconds(to - self.at);
        let came = self.curve.between(self.at, to);
        self.flow.advance(&self.service, length, came, self.fleet.ready_number());
        self.tally.advance(length, self.scale.spec.replicas, self.fleet.all());
        self.at = to;
    }

    fn happen(&mut self, event: Event) -> Result<()> {
        match event {
            Event::Start => {
                self.before = self.flow.arrived;
                self.flow.forget();
                self.tally = Tally::new(self.scale.spec.replicas);
                self.find_room()
            }
            Event::NodeArrives => {
                self.room.arrives();
                self.find_room()
            }
            Event::PodSchedules(serial) => {
                let now = self.instant();
                if self.fleet.schedule(serial, &mut self.room, now) {
                    self.clock.set(self.after(self.fleet.model.image_pull), Event::PodRuns(serial));
                    return Ok(());
                }
                self.ask_for_nodes()
            }
            Event::PodRuns(serial) => {
                if self.fleet.run(serial, self.at) {
                    self.clock.set(self.after(self.fleet.model.readiness_delay), Event::PodStarts(serial));
                }
                Ok(())
            }
            Event::PodStarts(serial) => self.start(serial),
            Event::PodGone(serial) => {
                self.fleet.gone(serial, &mut self.room);
                self.find_room()?;
                if self.rolling { self.settle() } else { Ok(()) }
            }
            Event::Rollout(place) => self.begin_rollout(place),
            Event::Scrape => {
                self.pipeline.scrape(self.scrape());
                self.again(self.prometheus, Event::Scrape);
                Ok(())
            }
            Event::Resolve => {
                self.pipeline.resolve(self.scrape());
                self.again(self.metrics_server, Event::Resolve);
                Ok(())
            }
            Event::Collect => {
                self.budget.take_looks(self.pipeline.collected(&self.fleet))?;
                self.pipeline.collect(&self.fleet, Asked { now: self.at, start: self.start });
                self.again(self.collections, Event::Collect);
                Ok(())
            }
            Event::Sync => self.sync(),
        }
    }

    fn start(&mut self, serial: u64) -> Result<()> {
        let now = (self.at, self.instant());
        match self.fleet.start(serial, now, self.flow.share) {
            Started::Gone => Ok(()),
            Started::Ready if self.rolling => self.settle(),
            Started::Ready => Ok(()),
            Started::Failed { times, backoff } => {
                let again = backoff.saturating_add(self.fleet.model.readiness_delay);
                self.clock.set(self.after(again), Event::PodStarts(serial));
                let message =
                    format!("Back-off restarting failed container of pod {serial}, failure {times}");
                self.tell(About::Pod, (EventType::Warning, "BackOff"), message)
            }
        }
    }

    fn again(&mut self, ticks: Option<Ticks>, event: Event) {
        if let Some(ticks) = ticks {
            self.clock.set(self.after(ticks.interval), event);
        }
    }

    fn scrape(&self) -> Scrape {
        Scrape {
            at: self.at,
            share: self.flow.share,
            arrived: self.flow.arrived,
            concurrency: self.flow.concurrency,
            queue: self.flow.queue,
            ready: self.fleet.ready_number(),
        }
    }

    fn sync(&mut self) -> Result<()> {
        let next = self.after(self.period);
        self.clock.set(next, Event::Sync);
        let metrics = self.controller.hpa().spec.metrics.len().max(1);
        let each = self.fleet.all().saturating_add(4).saturating_mul(metrics);
        self.budget.take_looks(each.saturating_add(self.controller.remembered() / 8))?;
        self.scale.status.replicas = i32::try_from(self.fleet.live()).unwrap_or(i32::MAX);
        let asked = Asked { now: self.at, start: self.start };
        let others = std::mem::take(&mut self.controller.others);
        let seen = Seen {
            scale: Ok(&self.scale),
            pods: self.fleet.objects(),
            version: Some(self.fleet.version()),
            metrics: self.pipeline.answers(&self.fleet, asked),
            others: &others,
            now: now(self.start, self.at),
        };
        let synced = self.controller.sync(seen, next >= self.duration);
        self.controller.others = others;
        let (output, mut outline) = synced?;
        let (above, failed) = self.seen(&outline);
        self.tally.sync(above, failed);
        let before = self.scale.spec.replicas;
        if self.recorder.is_due(self.at, output.rescale) {
            self.recorder.sync(self.now(), output.desired_replicas, &mut outline)?;
        }
        for event in output.events {
            self.tell(About::Hpa, (event.r#type, event.reason), event.message)?;
        }
        if output.rescale {
            self.tally.change(self.at, before, output.desired_replicas);
            self.scale.spec.replicas = output.desired_replicas;
            self.settle()?;
        }
        Ok(())
    }

    /// What there is at a sync.
    fn now(&self) -> Now {
        Now {
            at: self.at,
            pods: self.fleet.live(),
            ready: self.fleet.ready(),
            terminating: self.fleet.all().saturating_sub(self.fleet.live()),
            work: Some(Work {
                rate: self.curve.rate(self.at),
                queue: self.flow.queue,
                dropped: self.flow.dropped,
            }),
        }
    }

    /// Whether a sync saw a metric above its target, and one that gave nothing.
    fn seen(&self, outline: &Outline) -> (bool, bool) {
        let syncs = self.controller.syncs();
        let above = outline.metrics.iter().flatten().any(|proposal| syncs.is_above(proposal.ratio));
        (above, outline.metrics.iter().any(Result::is_err))
    }

    fn tell(
        &mut self,
        about: About,
        (kind, reason): (EventType, &'static str),
        message: String,
    ) -> Result<()> {
        self.recorder.event(self.at, about, (kind, reason), message)
    }

    fn after(&self, delay: i64) -> i64 {
        self.at.saturating_add(delay)
    }

    /// The present instant in whole seconds, as Kubernetes writes it.
    fn instant(&self) -> Time {
        Time::from_unix(self.start.saturating_add(self.at.div_euclid(NANOS)), 0).unwrap_or_default()
    }
}

/// An instant with its fraction.
fn now(start: i64, at: i64) -> Time {
    let fraction = u32::try_from(at.rem_euclid(NANOS)).unwrap_or_default();
    Time::from_unix(start.saturating_add(at.div_euclid(NANOS)), fraction).unwrap_or_default()
}
