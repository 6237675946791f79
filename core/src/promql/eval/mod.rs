//! Queries evaluated over series that are held in memory, as Prometheus 3 evaluates them without flags: floats and classic
//! histograms. Mirrors `promql.Engine`.
//!
//! Where upstream takes a Go map's order, which is another each time, the order here is that in which things first came up.

mod aggregate;
mod api;
mod binary;
mod exposition;
mod extended;
mod frame;
mod functions;
mod gathered;
mod labels;
mod notation;
mod order;
mod plan;
mod run;
mod select;
mod steps;
mod storage;
mod value;
mod vector;

use frame::Frame;
use plan::Builder;
use run::Evaluator;

pub use exposition::{parse_exposition, parse_scrapes};
pub use notation::{parse_notation, parse_series};
pub use storage::Storage;
pub use value::{Point, Series, Value};

use super::ValueType;
use crate::budget::Budget;
use crate::error::{Error, Result, Span, codes};

/// The value of a sample that says that its series ended. Mirrors `value.StaleNaN`.
pub const STALE: f64 = f64::from_bits(0x7ff0_0000_0000_0002);

/// How far back an instant vector looks for a sample: five minutes, Prometheus' default, in milliseconds.
pub const LOOKBACK: i64 = 300_000;

/// Whether a value is [`STALE`]: no other NaN is.
#[must_use]
pub fn is_stale(value: f64) -> bool {
    value.to_bits() == STALE.to_bits()
}

/// When a query is evaluated, in milliseconds since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Times {
    /// Once, at a time.
    Instant(i64),
    /// At each step of a range.
    Range {
        /// The first time.
        start: i64,
        /// No time is later.
        end: i64,
        /// How far they are apart.
        step: i64,
    },
}

impl Storage {
    /// Evaluates a query over the series. Mirrors `Engine.NewInstantQuery`, `Engine.NewRangeQuery` and `Query.Exec`.
    ///
    /// ```
    /// use counterpoise::budget::Budget;
    /// use counterpoise::promql::eval::{Point, Series, Storage, Times, Value};
    ///
    /// let labels = [("__name__", "requests_total"), ("pod", "web-0")];
    /// let series = Series {
    ///     labels: labels.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect(),
    ///     points: (0..=4).map(|n| Point { millis: n * 15_000, value: 30.0 * n as f64 }).collect(),
    /// };
    /// let storage = Storage::new(vec![series])?;
    /// let value = storage.evaluate("sum(rate(requests_total[1m]))", Times::Instant(60_000), &Budget::default())?;
    /// let Value::Vector(samples) = value else { panic!("{value:?}") };
    /// assert_eq!(samples[0].1, Point { millis: 60_000, value: 1.9999999999999998 });
    /// # Ok::<(), counterpoise::error::Error>(())
    /// ```
    ///
    /// # Errors
    /// `promql.syntax`; `promql.evaluation` for what upstream refuses while it evaluates, at the expression that it is about;
    /// `promql.range` for a range without a time or a step;
    /// `limit.samples` and `limit.work` for a query that takes too much.
    pub fn evaluate(&self, query: &str, times: Times, budget: &Budget) -> Result<Value> {
        let expr = super::parse_within(query, budget)?;
        let of_type = expr.value_type();
        let frame = frame(times)?;
        let is_range = matches!(times, Times::Range { .. });
        if is_range && !matches!(of_type, ValueType::Vector | ValueType::Scalar) {
            let found = of_type.documented();
            let message =
                format!("a query over a range must be a scalar or an instant vector, and this is a {found}");
            return Err(Error::new(codes::promql::EVALUATION, message).at(Span::of(query, 0..query.len())));
        }
        let plan = Builder::new(query, self, times, budget).root(&expr)?;
        if let plan::Kind::String(text) = &plan.kind {
            return Ok(Value::String { millis: frame.start, value: text.value.clone() });
        }
        let evaluator = Evaluator { text: query, storage: self, budget, lookback: LOOKBACK };
        let mut rows = evaluator.rows(&plan, frame)?;
        let now = |value| Point { millis: frame.start, value };
        let first = |row: &value::Row| row.points.first().map_or(f64::NAN, |point| point.value);
        Ok(match of_type {
            ValueType::Scalar if !is_range => Value::Scalar(now(rows.first().map_or(f64::NAN, first))),
            ValueType::Vector if !is_range => {
                Value::Vector(rows.iter().map(|row| (row.labels.to_labels(), now(first(row)))).collect())
            }
            _ => {
                rows.sort_by(|a, b| a.labels.cmp(&b.labels));
                Value::Matrix(rows.into_iter().map(value::Row::into_series).collect())
            }
        })
    }
}

fn frame(times: Times) -> Result<Frame> {
    match times {
        Times::Instant(millis) => Ok(Frame::new(millis, millis, 1)),
        Times::Range { start, end, .. } if end < start => {
            let message = "the end of the range is before its start";
            Err(Error::new(codes::promql::RANGE, message).in_path("end"))
        }
        Times::Range { step, .. } if step <= 0 => {
            let message = "the step of the range must be a millisecond or more";
            Err(Error::new(codes::promql::RANGE, message).in_path("step"))
        }
        Times::Range { start, end, step } => Ok(Frame::new(start, end, step)),
    }
}
