//! What drives each metric of a spec.

use crate::error::{Error, Result, codes};
use crate::hpa::{self, MetricRequest};
use crate::kube::HorizontalPodAutoscaler;
use crate::kube::autoscaling::{MetricSourceType, MetricSpec};
use crate::resources::Mapper;
use crate::selector::Selector;
use crate::simulate::check;
use crate::simulate::input::{Metrics, Series, SeriesSignal, Signal, SignalWord};
use crate::simulate::output::MetricDriver;

/// What is told to drive a metric whose values are given.
const SERIES: &str = "series";

/// What one request is answered with.
#[derive(Debug)]
pub(super) enum Feed {
    /// Usage of the pods, by metrics-server.
    Usage,
    /// A value of each pod.
    Pods { name: String, signal: Driver },
    /// A value of an object.
    Object { name: String, kind: String, object: String, api_version: String, signal: Driver },
    /// A value of no object.
    External { name: String, signal: Driver },
}

/// What a value is.
#[derive(Debug)]
pub(super) enum Driver {
    Word(SignalWord),
    Series(Given),
}

/// Values that are given.
#[derive(Debug)]
pub(super) struct Given {
    /// Values, or none, and the nanoseconds since the start from which on they hold.
    steps: Vec<(i64, Option<f64>)>,
    /// Whether the ready pods share them.
    shared: bool,
}

/// The feeds of a spec by the paths of their requests, and what is told of them.
#[derive(Debug)]
pub(super) struct Feeds {
    pub(super) by_path: Vec<(String, Feed)>,
    pub(super) drivers: Vec<MetricDriver>,
    pub(super) usage: GivenUsage,
}

impl Feeds {
    /// # Errors
    /// `simulate.metric` for a signal of no metric, `simulate.value` and `simulate.duration` for its values.
    pub(super) fn new(
        hpa: &HorizontalPodAutoscaler,
        selector: &Selector,
        mapper: &Mapper,
        metrics: &Metrics,
    ) -> Result<Self> {
        let mut feeds = Self { by_path: Vec::new(), drivers: Vec::new(), usage: GivenUsage::default() };
        let mut driven = Vec::new();
        for metric in &hpa.spec.metrics {
            let name = name_of(metric);
            let request = hpa::request(metric, &hpa.metadata.namespace, selector, mapper).ok();
            let mut told = "none";
            if let Some((name, feed)) = name.zip(Feed::of(metric, metrics)?) {
                told = match feed {
                    Feed::Usage => feeds.usage.told(name, metrics)?,
                    _ => feed.told(),
                };
                // Of resources only what metrics-server measures can be given.
                if !matches!(feed, Feed::Usage) || told == SERIES {
                    driven.push(name);
                }
                if let Some(MetricRequest { path, .. }) = &request
                    && !feeds.by_path.iter().any(|(held, _)| held == path)
                {
                    feeds.by_path.push((path.clone(), feed));
                }
            }
            feeds.drivers.push(MetricDriver {
                metric: name.unwrap_or_default().to_owned(),
                source: metric.r#type.clone(),
                signal: told,
                path: request.map(|request| request.path),
            });
        }
        match metrics.signals.keys().find(|name| !driven.contains(&name.as_str())) {
            Some(name) => {
                let message = format!(
                    "the HPA has no Pods, Object or External metric {name:?}, and of its resources only cpu and memory are driven, by a series"
                );
                Err(Error::new(codes::simulate::METRIC, message)
                    .in_path(format_args!("metrics.signals[{name:?}]")))
            }
            None => Ok(feeds),
        }
    }
}

impl GivenUsage {
    /// Reads what is given of a resource, and says what drives it.
    fn told(&mut self, resource: &str, metrics: &Metrics) -> Result<&'static str> {
        let (given, model) = match resource {
            "cpu" => (&mut self.cpu, "cpu"),
            "memory" => (&mut self.memory, "memory"),
            _ => return Ok("none"),
        };
        let Some(Signal::Series(series)) = metrics.signals.get(resource) else { return Ok(model) };
        *given = Some(Given::of(resource, series)?);
        Ok(SERIES)
    }
}

impl Feed {
    fn of(metric: &MetricSpec, metrics: &Metrics) -> Result<Option<Self>> {
        let driver = |name: &str, default| Driver::of(metrics, name, default);
        Ok(match (&metric.r#type, metric) {
            (MetricSourceType::Resource | MetricSourceType::ContainerResource, _) => Some(Self::Usage),
            (MetricSourceType::Pods, MetricSpec { pods: Some(source), .. }) => {
                let name = source.metric.name.clone();
                Some(Self::Pods { signal: driver(&name, SignalWord::Requests)?, name })
            }
            (MetricSourceType::Object, MetricSpec { object: Some(source), .. }) => {
                let (name, described) = (source.metric.name.clone(), &source.described_object);
                Some(Self::Object {
                    signal: driver(&name, SignalWord::Requests)?,
                    name,
                    kind: described.kind.clone(),
                    object: described.name.clone(),
                    api_version: described.api_version.clone(),
                })
            }
            (MetricSourceType::External, MetricSpec { external: Some(source), .. }) => {
                let name = source.metric.name.clone();
                Some(Self::External { signal: driver(&name, SignalWord::Queue)?, name })
            }
            _ => None,
        })
    }

    fn told(&self) -> &'static str {
        match self {
            Self::Usage => "none",
            Self::Pods { signal, .. } | Self::Object { signal, .. } | Self::External { signal, .. } => {
                match signal {
                    Driver::Word(word) => word.as_str(),
                    Driver::Series(_) => SERIES,
                }
            }
        }
    }
}

impl Driver {
    fn of(metrics: &Metrics, name: &str, default: SignalWord) -> Result<Self> {
        match metrics.signals.get(name) {
            None => Ok(Self::Word(default)),
            Some(Signal::Word(word)) => Ok(Self::Word(*word)),
            Some(Signal::Series(series)) => Given::of(name, series).map(Self::Series),
        }
    }
}

impl Given {
    fn of(name: &str, signal: &SeriesSignal) -> Result<Self> {
        let steps = steps(&signal.series);
        let steps = steps.map_err(|error| error.in_path(format_args!("metrics.signals[{name:?}].series")))?;
        Ok(Self { steps, shared: signal.shared })
    }

    /// The value at a time, where there is one.
    pub(super) fn at(&self, seen: i64) -> Option<f64> {
        let begun = self.steps.partition_point(|(at, _)| *at <= seen);
        self.steps.get(begun.saturating_sub(1))?.1
    }

    pub(super) fn is_shared(&self) -> bool {
        self.shared
    }
}

/// What the pods' usage is where it is given: cores and bytes.
#[derive(Debug, Default)]
pub(super) struct GivenUsage {
    pub(super) cpu: Option<Given>,
    pub(super) memory: Option<Given>,
}

/// The values of a series, each with the time from which on it holds.
fn steps(series: &Series) -> Result<Vec<(i64, Option<f64>)>> {
    let mut steps: Vec<(i64, Option<f64>)> = Vec::with_capacity(series.0.len());
    for (index, point) in series.0.iter().enumerate() {
        let path = format!("[{index}]");
        let value = if point.is_stale() { None } else { Some(check::value(point.value, &path)?) };
        let at = crate::go::number::int64(check::amount(point.seconds, &path)? * 1e9);
        // A time later than an int64 tells becomes the smallest one.
        if at < 0 || steps.last().is_some_and(|last| at <= last.0) {
            let message = "its time is no later than that of the value before";
            return Err(Error::new(codes::simulate::VALUE, message).in_path(path));
        }
        steps.push((at, value));
    }
    if steps.is_empty() {
        return Err(Error::new(codes::simulate::VALUE, "a series needs a value"));
    }
    Ok(steps)
}

fn name_of(metric: &MetricSpec) -> Option<&str> {
    metric.named_target().map(|(name, _)| name)
}
