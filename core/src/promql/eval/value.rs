//! What queries are evaluated over, and what they evaluate to.

use compact_str::CompactString;

use super::labels::LabelSet;
use crate::promql::Labels;

/// One sample of a series.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// When it was taken, in milliseconds since 1970.
    pub millis: i64,
    /// What it is.
    pub value: f64,
}

/// A series and its samples, the earliest first.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Its labels, its name as `__name__`.
    pub labels: Labels,
    /// Its samples, each later than the one before. [`STALE`](super::STALE) says that the series ended.
    pub points: Vec<Point>,
}

/// A series among the steps of an evaluation: of each step one point at most, of a range vector its samples.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    pub(super) labels: LabelSet,
    pub(super) points: Vec<Point>,
}

/// One element of an instant vector.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sample {
    pub(super) labels: LabelSet,
    pub(super) value: f64,
}

/// What a query evaluates to. Mirrors the types of `promql.Value`.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Value {
    /// One number.
    Scalar(Point),
    /// Samples, each of another series, in Prometheus' order.
    Vector(Vec<(Labels, Point)>),
    /// Series with their samples, sorted by their labels.
    Matrix(Vec<Series>),
    /// A text.
    String {
        /// When it was evaluated, in milliseconds since 1970.
        millis: i64,
        /// The text.
        value: String,
    },
}

impl Row {
    /// The series with labels as they are given away.
    pub(super) fn into_series(self) -> Series {
        Series { labels: self.labels.to_labels(), points: self.points }
    }
}

/// A label's name or its value.
pub(super) type Text = CompactString;
