//! Whether a metric lets a canary advance.

use super::objects::{Canary, CanaryMetric};
use crate::go::duration::Duration;
use crate::go::float::format_float;
use crate::go::format::Printer;
use crate::go::{number, value};
use crate::metrics::answer::{PrometheusAnswer, QueryResult};

/// The outcome of a metric's check.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Check {
    /// Whether the canary may advance.
    pub passed: bool,
    /// The value that was compared, if there was one.
    pub value: Option<f64>,
    /// Why: where it failed the message of Flagger's event.
    pub reason: String,
}

/// The metrics whose queries Flagger knows itself.
const SUCCESS_RATE: &str = "request-success-rate";
const DURATION: &str = "request-duration";

/// Compares the value of Prometheus' answer with the range of a metric. Mirrors `controller.runMetricChecks`, and
/// `runBuiltinMetricChecks` for `request-success-rate`, `request-duration` (of which the value is in milliseconds) and for
/// queries of a metric's own.
#[must_use]
pub fn check(canary: &Canary, metric: &CanaryMetric, answer: &PrometheusAnswer<'_>) -> Check {
    let name = &metric.name;
    let of_template = metric.template_ref.is_some();
    let own = !of_template && matches!(name.as_str(), SUCCESS_RATE | DURATION);
    let failed = |value, reason| Check { passed: false, value, reason };
    let value = match value_of(answer) {
        Ok(value) => value,
        Err(Missing::NoValues) => {
            let target = &canary.spec.target_ref.name;
            let namespace = &canary.metadata.namespace;
            let reason = if own {
                format!(
                    "Halt advancement no values found for metric {name} probably {target}.{namespace} is not receiving traffic"
                )
            } else if of_template {
                format!("Halt advancement no values found for custom metric: {name}: no values found")
            } else {
                format!("Halt advancement no values found for metric: {name}")
            };
            return failed(None, reason);
        }
        Err(Missing::Failed(why)) => {
            let reason = if own {
                format!("Prometheus query failed: {why}")
            } else if of_template {
                format!("Metric query failed for {name}: {why}")
            } else {
                format!("Prometheus query failed for {name}: {why}")
            };
            return failed(None, reason);
        }
    };
    let halt = format!("Halt {}.{} advancement", canary.metadata.name, canary.metadata.namespace);
    let outside = match (own, name.as_str()) {
        (true, SUCCESS_RATE) => success_rate(metric, value).map(|why| format!("{halt} success rate {why}")),
        (true, _) => duration(metric, value).map(|why| format!("{halt} request duration {why}")),
        (false, _) => custom(metric, value).map(|why| format!("{halt} {name} {why}")),
    };
    match outside {
        Some(reason) => failed(Some(value), reason),
        None => Check { passed: true, value: Some(value), reason: within(metric, own, value) },
    }
}

/// Why there is no value.
enum Missing {
    NoValues,
    Failed(String),
}

/// The value of the last sample. Mirrors `providers.PrometheusProvider.RunQuery`.
fn value_of(answer: &PrometheusAnswer<'_>) -> Result<f64, Missing> {
    let value = match answer.result().map_err(|error| Missing::Failed(error.message().to_owned()))? {
        QueryResult::Vector(samples) => {
            let last = samples.and_then(|samples| samples.iter().flatten().last());
            if last.is_some_and(|sample| sample.histogram) {
                // Upstream would crash.
                return Err(Missing::Failed("a native histogram has no value".to_owned()));
            }
            last.map(|sample| sample.point.value)
        }
        QueryResult::Matrix(samples) if samples.is_none_or(|samples| samples.is_empty()) => None,
        QueryResult::Matrix(_) => return Err(Missing::Failed("query returned multiple values".to_owned())),
        QueryResult::Scalar(_) => {
            return Err(Missing::Failed(
                "error unmarshaling result: a scalar is no list of samples".to_owned(),
            ));
        }
    };
    value.filter(|value| !value.is_nan()).ok_or(Missing::NoValues)
}

fn custom(metric: &CanaryMetric, value: f64) -> Option<String> {
    let two = format_float(value, 'f', Some(2));
    match metric.threshold_range {
        Some(range) => {
            let below = range.min.filter(|min| value < *min).map(|min| format!("{two} < {}", plain(min)));
            below
                .or_else(|| range.max.filter(|max| value > *max).map(|max| format!("{two} > {}", plain(max))))
        }
        None => (value > metric.threshold).then(|| format!("{two} > {}", plain(metric.threshold))),
    }
}

fn success_rate(metric: &CanaryMetric, value: f64) -> Option<String> {
    let two = format_float(value, 'f', Some(2));
    match metric.threshold_range {
        Some(range) => {
            let below = range.min.filter(|min| value < *min).map(|min| format!("{two}% < {}%", plain(min)));
            below.or_else(|| {
                range.max.filter(|max| value > *max).map(|max| format!("{two}% > {}%", plain(max)))
            })
        }
        None => (metric.threshold > value).then(|| format!("{two}% < {}%", plain(metric.threshold))),
    }
}

/// Milliseconds, cut to whole ones on both sides.
fn duration(metric: &CanaryMetric, value: f64) -> Option<String> {
    let of = |millis: f64| Duration::from_nanos(number::int64(millis).wrapping_mul(1_000_000));
    let value = of(value);
    match metric.threshold_range {
        Some(range) => {
            let below = range.min.map(of).filter(|min| value < *min).map(|min| format!("{value} < {min}"));
            below.or_else(|| {
                range.max.map(of).filter(|max| value > *max).map(|max| format!("{value} > {max}"))
            })
        }
        None => Some(of(metric.threshold)).filter(|max| value > *max).map(|max| format!("{value} > {max}")),
    }
}

fn within(metric: &CanaryMetric, own: bool, value: f64) -> String {
    let value = plain(value);
    let bounds = match metric.threshold_range {
        Some(range) => [("at least", range.min), ("at most", range.max)],
        None if own && metric.name == SUCCESS_RATE => [("at least", Some(metric.threshold)), ("", None)],
        None => [("at most", Some(metric.threshold)), ("", None)],
    };
    let bounds: Vec<_> =
        bounds.iter().filter_map(|(word, bound)| Some(format!("{word} {}", plain((*bound)?)))).collect();
    match bounds.as_slice() {
        [] => format!("{value}, and the range has no bound"),
        bounds => format!("{value} is {}", bounds.join(" and ")),
    }
}

/// A float as Go's `%v` prints it.
fn plain(v: f64) -> String {
    let mut bytes = Vec::new();
    Printer::new(&mut bytes, 64).print(&[value::GoValue::Float(v)]);
    String::from_utf8_lossy(&bytes).into_owned()
}
