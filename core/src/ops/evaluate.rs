//! `promql.evaluate`: a query over series that the input holds.

use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, Visitor};

use super::context::Context;
use super::operation::{Operation, operation};
use crate::error::{Error, Result, codes};
use crate::go::duration::Duration;
use crate::go::float;
use crate::go::{number, time};
use crate::json::Part;
use crate::promql::Labels;
use crate::promql::eval::{self, Point, STALE, Series, Storage, Times, Value};

pub(super) const OPERATIONS: &[Operation] = &[operation!(context "promql.evaluate" => evaluate)];

const NANOS_PER_MILLI: i64 = 1_000_000;
/// How far promtool's samples are apart where nothing is said.
const MINUTE: i64 = 60_000;
/// What a sample says whose series ended.
const STALE_WORD: &str = "stale";

/// A query, the series that there are, and when it is evaluated.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct EvaluateInput {
    /// The query.
    pub query: String,
    series: Part,
    /// How far the samples of promtool's notation are apart, as a Go duration; a minute where it is left out.
    pub interval: Option<String>,
    time: Option<Moment>,
    start: Option<Moment>,
    end: Option<Moment>,
    /// How far the steps are apart, as a Go duration or in seconds.
    pub step: Option<String>,
}

/// A series as a caller gives it.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Given {
    metric: Labels,
    /// Seconds since 1970, and a value as Prometheus prints it or `stale`.
    values: Vec<Timed>,
}

/// A page as it was scraped.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Scraped {
    time: Moment,
    page: String,
}

/// What tells one from the other.
#[derive(serde::Deserialize)]
struct Item {
    time: Option<IgnoredAny>,
    page: Option<IgnoredAny>,
}

/// A time in seconds since 1970, and a value as Prometheus prints it.
type Timed = (f64, String);

/// Evaluates a query over series as Prometheus does without flags. Mirrors `/api/v1/query` and `/api/v1/query_range`.
///
/// # Errors
/// As [`Storage::evaluate`]; `promql.range` where neither a time nor a range is given, or both; `promql.series` for series that are none.
pub fn evaluate(context: &Context<'_>, input: EvaluateInput) -> Result<Value> {
    let times = times(&input)?;
    let storage = storage("series", &input.series, input.interval.as_deref())?;
    let evaluated = storage.evaluate(&input.query, times, &context.budget);
    evaluated.map_err(|error| if error.path().is_none() { error.in_path("query") } else { error })
}

/// A time as Prometheus' API takes it: in seconds since 1970, or as RFC 3339 writes it.
#[derive(Debug)]
enum Moment {
    Seconds(f64),
    Text(String),
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        struct MomentVisitor;

        impl Visitor<'_> for MomentVisitor {
            type Value = Moment;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a time in seconds, or as RFC 3339 writes it")
            }

            fn visit_f64<E>(self, seconds: f64) -> std::result::Result<Moment, E> {
                Ok(Moment::Seconds(seconds))
            }

            fn visit_i64<E>(self, seconds: i64) -> std::result::Result<Moment, E> {
                Ok(Moment::Seconds(number::float64(seconds)))
            }

            fn visit_u64<E>(self, seconds: u64) -> std::result::Result<Moment, E> {
                Ok(Moment::Seconds(i64::try_from(seconds).map_or(f64::INFINITY, number::float64)))
            }

            fn visit_str<E>(self, text: &str) -> std::result::Result<Moment, E> {
                Ok(Moment::Text(text.to_owned()))
            }
        }

        deserializer.deserialize_any(MomentVisitor)
    }
}

impl Moment {
    /// In milliseconds since 1970. Mirrors `parseTime` of Prometheus' API.
    fn millis(&self, field: &str) -> Result<i64> {
        let text = match self {
            Self::Seconds(seconds) => return millis(field, *seconds),
            Self::Text(text) => text,
        };
        if let Some(seconds) = float::parse(text) {
            return millis(field, seconds);
        }
        let (seconds, nanos) = time::parse_rfc3339(text).ok_or_else(|| {
            let message = format!("{text:?} is neither seconds nor a time as RFC 3339 writes it");
            Error::new(codes::promql::RANGE, message).in_path(field)
        })?;
        Ok(seconds.saturating_mul(1000).saturating_add(i64::from(nanos / 1_000_000)))
    }
}

fn times(input: &EvaluateInput) -> Result<Times> {
    match (&input.time, &input.start, &input.end, &input.step) {
        (Some(time), None, None, None) => Ok(Times::Instant(time.millis("time")?)),
        (None, Some(start), Some(end), Some(step)) => Ok(Times::Range {
            start: start.millis("start")?,
            end: end.millis("end")?,
            step: millis_of("step", step)?,
        }),
        _ => {
            let message = "give either time, or start, end and step";
            Err(Error::new(codes::promql::RANGE, message))
        }
    }
}

/// Seconds as milliseconds, where they are a time that Prometheus takes.
fn millis(field: &str, seconds: f64) -> Result<i64> {
    // Some 285,000 years, which a float still tells to the millisecond.
    const MOST: f64 = 9e12;
    let millis = (seconds * 1000.0).round();
    if millis.is_finite() && millis.abs() / 1000.0 <= MOST {
        return Ok(number::int64(millis));
    }
    Err(Error::new(codes::promql::RANGE, format!("{seconds} is no time in seconds")).in_path(field))
}

fn millis_of(field: &str, text: &str) -> Result<i64> {
    let millis = match float::parse(text) {
        Some(seconds) => millis(field, seconds)?,
        None => {
            let read = Duration::read(text);
            let duration =
                read.map_err(|message| Error::new(codes::promql::RANGE, message).in_path(field))?;
            duration.nanos().checked_div(NANOS_PER_MILLI).unwrap_or_default()
        }
    };
    if millis <= 0 {
        let message = format!("{field} must be a millisecond or more, and is {text}");
        return Err(Error::new(codes::promql::RANGE, message).in_path(field));
    }
    Ok(millis)
}

/// Reads series that have samples.
///
/// # Errors
/// The `request.*` codes and `promql.series` with a path, `promql.notation` and `metrics.series` with a position in the text.
pub(super) fn storage(field: &str, part: &Part, interval: Option<&str>) -> Result<Storage> {
    series(part, interval).and_then(Storage::new).map_err(|error| error.in_path(field))
}

fn series(part: &Part, interval: Option<&str>) -> Result<Vec<Series>> {
    let interval = match interval {
        Some(interval) => millis_of("interval", interval)?,
        None => MINUTE,
    };
    if part.0.trim_start().starts_with('"') {
        let text: String = part.read()?;
        return eval::parse_series(&text, interval);
    }
    let items: Vec<Part> = part.read()?;
    let is_scraped = |item: &Part| item.read::<Item>().is_ok_and(|item| item.time.or(item.page).is_some());
    let read = items.iter().enumerate();
    if items.first().is_some_and(is_scraped) {
        let scraped =
            read.map(|(place, item)| scraped(item).map_err(|error| error.in_path(format!("[{place}]"))));
        let scraped = scraped.collect::<Result<Vec<_>>>()?;
        return eval::parse_scrapes(scraped.iter().map(|(millis, page)| (*millis, page.as_str())));
    }
    read.map(|(place, item)| given(item).map_err(|error| error.in_path(format!("[{place}]")))).collect()
}

fn scraped(item: &Part) -> Result<(i64, String)> {
    let Scraped { time, page } = item.object()?;
    Ok((time.millis("time")?, page))
}

fn given(item: &Part) -> Result<Series> {
    let Given { metric, values } = item.object()?;
    let points = values
        .iter()
        .enumerate()
        .map(|(at, value)| point(value).map_err(|error| error.in_path(format!("values[{at}]"))));
    Ok(Series { points: points.collect::<Result<_>>()?, labels: metric })
}

fn point((seconds, value): &Timed) -> Result<Point> {
    let millis = millis("[0]", *seconds).map_err(|error| error.with_code(codes::promql::SERIES))?;
    let value = match value.as_str() {
        STALE_WORD => STALE,
        text => float::parse(text).ok_or_else(|| {
            let message = format!("{text:?} is no value of a sample");
            Error::new(codes::promql::SERIES, message).in_path("[1]")
        })?,
    };
    Ok(Point { millis, value })
}
