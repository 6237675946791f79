//! What drives each metric of a spec.

use crate::error::{Error, Result, codes};
use crate::hpa::{self, MetricRequest};
use crate::kube::HorizontalPodAutoscaler;
use crate::kube::autoscaling::{MetricSourceType, MetricSpec};
use crate::resources::Mapper;
use crate::selector::Selector;
use crate::simulate::check;
use crate::simulate::input::{Metrics, Series, Signal, SignalWord};
use crate::simulate::output::MetricDriver;

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
    /// Values and the nanoseconds since the start from which on they hold.
    Series(Vec<(i64, f64)>),
}

/// The feeds of a spec by the paths of their requests, and what is told of them.
#[derive(Debug)]
pub(super) struct Feeds {
    pub(super) by_path: Vec<(String, Feed)>,
    pub(super) drivers: Vec<MetricDriver>,
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
        let mut feeds = Self { by_path: Vec::new(), drivers: Vec::new() };
        let mut driven = Vec::new();
        for metric in &hpa.spec.metrics {
            let name = name_of(metric);
            let request = hpa::request(metric, &hpa.metadata.namespace, selector, mapper).ok();
            let mut told = "none";
            if let Some((name, feed)) = name.zip(Feed::of(metric, metrics)?) {
                told = feed.told(metric);
                if !matches!(feed, Feed::Usage) {
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
                let message = format!("the HPA has no Pods, Object or External metric {name:?}");
                Err(Error::new(codes::simulate::METRIC, message)
                    .in_path(format_args!("metrics.signals[{name:?}]")))
            }
            None => Ok(feeds),
        }
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

    fn told(&self, metric: &MetricSpec) -> &'static str {
        match self {
            Self::Usage => match name_of(metric) {
                Some("cpu") => "cpu",
                Some("memory") => "memory",
                _ => "none",
            },
            Self::Pods { signal, .. } | Self::Object { signal, .. } | Self::External { signal, .. } => {
                match signal {
                    Driver::Word(word) => word.as_str(),
                    Driver::Series(_) => "series",
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
            Some(Signal::Series(series)) => {
                let steps = steps(series);
                let steps =
                    steps.map_err(|error| error.in_path(format_args!("metrics.signals[{name:?}].series")))?;
                Ok(Self::Series(steps))
            }
        }
    }
}

/// The values of a series, each with the time from which on it holds.
fn steps(series: &Series) -> Result<Vec<(i64, f64)>> {
    let mut steps: Vec<(i64, f64)> = Vec::with_capacity(series.0.len());
    for (index, point) in series.0.iter().enumerate() {
        let path = format!("[{index}]");
        let value = check::amount(point.value, &path)?;
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
    let MetricSpec { object, pods, resource, container_resource, external, .. } = metric;
    match metric.r#type {
        MetricSourceType::Object => object.as_ref().map(|source| source.metric.name.as_str()),
        MetricSourceType::Pods => pods.as_ref().map(|source| source.metric.name.as_str()),
        MetricSourceType::Resource => resource.as_ref().map(|source| source.name.as_str()),
        MetricSourceType::ContainerResource => container_resource.as_ref().map(|source| source.name.as_str()),
        MetricSourceType::External => external.as_ref().map(|source| source.metric.name.as_str()),
        MetricSourceType::Other(_) => None,
    }
}
