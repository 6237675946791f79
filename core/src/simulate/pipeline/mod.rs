//! What the controller sees of the pods, and when: scrapes, windows, delays and gaps.

mod collector;
mod feed;
mod gaps;
mod rate;
mod scrapes;
mod usage;
mod values;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use super::check;
use super::input::{GapKind, Metrics};
use super::output::MetricDriver;
use super::pods::Fleet;
use crate::error::Result;
use crate::hpa::ApiAnswer;
use crate::kube::{HorizontalPodAutoscaler, Time};
use crate::resources::Mapper;
use crate::selector::Selector;
use collector::Collector;
use feed::{Feed, Feeds};
use gaps::Gaps;
use scrapes::Scrapes;
use usage::UsageList;
use values::Values;

pub(super) use scrapes::Scrape;

/// How far back Prometheus looks for the newest sample of a series: its `--query.lookback-delta`.
const LOOKBACK: i64 = 300 * 1_000_000_000;

/// The way from the pods to the controller.
#[derive(Debug)]
pub(super) struct Pipeline {
    feeds: Vec<(String, Feed)>,
    drivers: Vec<MetricDriver>,
    /// What Prometheus and metrics-server have scraped; none where no metric asks for it.
    prometheus: Option<Source>,
    metrics_server: Option<Source>,
    window: i64,
    delay: i64,
    lost_answers: Gaps,
    lost_scrapes: Gaps,
    usage: UsageList,
    values: Values,
    /// What is collected before it is asked for; nothing where an adapter asks Prometheus at each request.
    collector: Option<Collector>,
    answers: BTreeMap<String, ApiAnswer>,
    /// What the APIs answer where they fail.
    failing: BTreeMap<String, ApiAnswer>,
}

/// What scrapes again and again.
#[derive(Debug)]
struct Source {
    interval: i64,
    phase: i64,
    scrapes: Scrapes,
}

/// How often something scrapes, and when it first does, where it began long ago.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ticks {
    pub(super) first: i64,
    pub(super) interval: i64,
}

/// When an answer is made: the time of it, and that of the newest sample that it can be of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked {
    pub(super) now: i64,
    /// The instant of the start in seconds since 1970.
    pub(super) start: i64,
}

impl Pipeline {
    /// # Errors
    /// The `simulate.*` codes with the path of what is wrong.
    pub(super) fn new(
        hpa: &HorizontalPodAutoscaler,
        (namespace, container): (&str, &str),
        selector: &Selector,
        mapper: &Mapper,
        metrics: &Metrics,
    ) -> Result<Self> {
        let interval = check::period(metrics.scrape_interval, "metrics.scrapeInterval")?;
        let phase = check::time(metrics.scrape_phase, "metrics.scrapePhase")?;
        let window = check::period(metrics.window, "metrics.window")?;
        let resolution = check::period(metrics.resolution, "metrics.resolution")?;
        let resolution_phase = check::time(metrics.resolution_phase, "metrics.resolutionPhase")?;
        let delay = check::time(metrics.delay, "metrics.delay")?;
        let collection =
            metrics.collection_interval.map(|interval| check::period(interval, "metrics.collectionInterval"));
        let collection = collection.transpose()?;
        let collection_phase = check::time(metrics.collection_phase, "metrics.collectionPhase")?;
        let ttl = metrics.metrics_ttl.map(|ttl| check::period(ttl, "metrics.metricsTtl")).transpose()?;
        let Feeds { by_path: feeds, drivers, usage } = Feeds::new(hpa, selector, mapper, metrics)?;
        let is_usage = |(_, feed): &(String, Feed)| matches!(feed, Feed::Usage);
        let source = |interval: i64, phase, reach| Source { interval, phase, scrapes: Scrapes::new(reach) };
        let prometheus = feeds.iter().any(|feed| !is_usage(feed));
        let metrics_server = feeds.iter().any(is_usage);
        let failing = feeds.iter().map(|(path, _)| (path.clone(), failing())).collect();
        Ok(Self {
            drivers,
            collector: collection
                .filter(|_| prometheus)
                .map(|interval| Collector::new(interval, collection_phase, ttl.unwrap_or(interval))),
            prometheus: prometheus
                .then(|| source(interval, phase, window.max(LOOKBACK).saturating_add(delay))),
            metrics_server: metrics_server.then(|| {
                let reach = resolution.saturating_mul(2).saturating_add(delay);
                source(resolution, resolution_phase, reach)
            }),
            window,
            delay,
            lost_answers: Gaps::new(&metrics.gaps, GapKind::Answers)?,
            lost_scrapes: Gaps::new(&metrics.gaps, GapKind::Scrapes)?,
            usage: UsageList::new((namespace, container), resolution, usage),
            values: Values::new(namespace),
            answers: BTreeMap::new(),
            failing,
            feeds,
        })
    }

    pub(super) fn drivers(&self) -> Vec<MetricDriver> {
        self.drivers.clone()
    }

    /// When Prometheus scrapes, so early that the first sync finds what it would find later.
    pub(super) fn prometheus_ticks(&self) -> Option<Ticks> {
        let collected = self.collector.as_ref().map_or(0, |collector| collector.interval);
        let back = self.window.saturating_add(self.delay).saturating_add(collected);
        self.prometheus.as_ref().map(|source| source.ticks(back))
    }

    /// When metrics-server scrapes.
    pub(super) fn metrics_server_ticks(&self) -> Option<Ticks> {
        self.metrics_server.as_ref().map(|source| source.ticks(source.interval.saturating_add(self.delay)))
    }

    /// When an adapter collects, so early that the first sync finds values.
    pub(super) fn collections(&self) -> Option<Ticks> {
        self.collector.as_ref().map(|collector| Ticks::from_before(0, collector.phase, collector.interval))
    }

    /// What a collection looks at: each pod for each metric.
    pub(super) fn collected(&self, fleet: &Fleet) -> usize {
        fleet.all().saturating_add(1).saturating_mul(self.feeds.len())
    }

    pub(super) fn collect(&mut self, fleet: &Fleet, asked: Asked) {
        let (Some(collector), Some(source)) = (&mut self.collector, &self.prometheus) else { return };
        let seen = asked.now.saturating_sub(self.delay);
        for (path, feed) in &self.feeds {
            if !matches!(feed, Feed::Usage) {
                collector.collect(path, asked.now, |answer| {
                    let times = (seen, self.window);
                    self.values.fill(answer, feed, &source.scrapes, fleet, times, asked.start);
                });
            }
        }
    }

    pub(super) fn scrape(&mut self, scrape: Scrape) {
        if let Some(source) = self.prometheus.as_mut().filter(|_| !self.lost_scrapes.hold(scrape.at)) {
            source.scrapes.push(scrape);
        }
    }

    pub(super) fn resolve(&mut self, scrape: Scrape) {
        if let Some(source) = self.metrics_server.as_mut().filter(|_| !self.lost_scrapes.hold(scrape.at)) {
            source.scrapes.push(scrape);
        }
    }

    /// What the APIs answer to the requests of the controller.
    pub(super) fn answers(&mut self, fleet: &Fleet, asked: Asked) -> &BTreeMap<String, ApiAnswer> {
        if self.lost_answers.hold(asked.now) {
            return &self.failing;
        }
        let seen = asked.now.saturating_sub(self.delay);
        for (path, feed) in &self.feeds {
            if !self.answers.contains_key(path) {
                self.answers.insert(path.clone(), failing());
            }
            let Some(answer) = self.answers.get_mut(path) else { continue };
            match feed {
                Feed::Usage => {
                    if let Some(source) = &self.metrics_server {
                        self.usage.fill(answer, &source.scrapes, fleet, seen, asked.start);
                    }
                }
                feed => {
                    if let Some(collector) = &mut self.collector {
                        collector.answer(path, asked.now, (feed, &self.values), answer);
                    } else if let Some(source) = &self.prometheus {
                        self.values.fill(
                            answer,
                            feed,
                            &source.scrapes,
                            fleet,
                            (seen, self.window),
                            asked.start,
                        );
                    }
                }
            }
        }
        &self.answers
    }
}

impl Source {
    /// Ticks from a time before the start on.
    fn ticks(&self, back: i64) -> Ticks {
        Ticks::from_before(back, self.phase, self.interval)
    }
}

impl Ticks {
    /// Those that begin at least so long before the start.
    fn from_before(back: i64, phase: i64, interval: i64) -> Self {
        let before = back.saturating_add(phase).checked_div(interval).unwrap_or_default().saturating_add(1);
        Self { first: phase.saturating_sub(before.saturating_mul(interval)), interval }
    }
}

/// What the API server says where the API behind it does not answer.
fn failing() -> ApiAnswer {
    ApiAnswer::Error("the server is currently unable to handle the request".to_owned())
}

/// An instant in whole seconds, as Kubernetes writes it.
fn instant(start: i64, at: i64) -> Time {
    const NANOS: i64 = 1_000_000_000;
    Time::from_unix(start.saturating_add(at.div_euclid(NANOS)), 0).unwrap_or_default()
}
