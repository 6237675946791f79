//! A part of a query at the steps of a frame. Mirrors `evaluator.eval`.

use super::frame::Frame;
use super::plan::{Kind, Node, Other, PlacedWithin};
use super::storage::Storage;
use super::value::{Point, Row, Sample};
use crate::budget::Budget;
use crate::error::Result;

/// What evaluating takes.
#[derive(Clone, Copy)]
pub(super) struct Evaluator<'a> {
    pub(super) text: &'a str,
    pub(super) storage: &'a Storage,
    pub(super) budget: &'a Budget,
    /// How far back a sample counts, in milliseconds.
    pub(super) lookback: i64,
}

impl Evaluator<'_> {
    /// The rows of a part: of a scalar one row without labels that has a value at each step.
    ///
    /// # Errors
    /// `promql.evaluation` at the part that it is about, `limit.samples`, `limit.work`.
    pub(super) fn rows(&self, node: &Node<'_>, frame: Frame) -> Result<Vec<Row>> {
        if frame.start > frame.end {
            return Ok(Vec::new());
        }
        // Steps at which there is nothing are gone through, too.
        let rows = self.budget.take_steps(frame.count() / 8).and_then(|()| self.rows_of(node, frame));
        rows.map_err(|error| error.placed_within(self.text, &node.span))
    }

    fn rows_of(&self, node: &Node<'_>, frame: Frame) -> Result<Vec<Row>> {
        match &node.kind {
            Kind::Number(value) => self.scalar(frame, |_| *value),
            Kind::String(_) => Ok(Vec::new()),
            Kind::Invariant(inner) => self.invariant(inner, frame),
            Kind::Vector(selection) => self.vector(selection, frame),
            Kind::Matrix(ranged) => self.matrix(ranged, frame),
            Kind::Subquery(subquery) => Ok(self.subquery(subquery, frame)?.rows),
            Kind::Signed(inner) => self.rows(inner, frame),
            Kind::Negated(inner) => self.negated(inner, frame),
            Kind::Scalars(op, both) => self.scalars(*op, both, frame),
            Kind::VectorScalar(binary) => self.vector_scalar(binary, frame),
            Kind::Vectors(binary) => self.vectors(binary, frame),
            Kind::Aggregate(aggregate) => self.aggregate(aggregate, frame),
            Kind::OverRange(call) => self.over_range(call, frame),
            Kind::OfSample(call) => self.of_sample(call, frame),
            Kind::Other(other) => self.other(other, frame),
        }
    }

    /// What gives the same at every step: its value of the first one, repeated.
    fn invariant(&self, inner: &Node<'_>, frame: Frame) -> Result<Vec<Row>> {
        let mut rows = self.rows(inner, frame.first())?;
        if matches!(inner.kind, Kind::Matrix(_) | Kind::Subquery(_)) || frame.is_instant() {
            return Ok(rows);
        }
        self.budget.take_samples(rows.len().saturating_mul(frame.count()))?;
        for row in &mut rows {
            let Some(Point { value, .. }) = row.points.first().copied() else { continue };
            row.points = frame.times().map(|millis| Point { millis, value }).collect();
        }
        Ok(rows)
    }

    fn other(&self, other: &Other<'_>, frame: Frame) -> Result<Vec<Row>> {
        match other {
            Other::Time => self.scalar(frame, |millis| crate::go::number::float64(millis) / 1000.0),
            Other::Scalar(vector) => self.scalar_of(vector, frame),
            Other::Vector(scalar) => self.rows(scalar, frame),
            Other::Absent(vector, told) => self.absent(vector, told, frame),
            Other::Timestamp(vector) => self.timestamp(vector, frame),
            Other::TimestampOf(selection) => self.timestamp_of(selection, frame),
            Other::Sort(vector, largest_first) => self.sort(vector, *largest_first, frame),
            Other::LabelReplace { vector, to, replacement, from, pattern } => {
                let rows = self.rows(vector, frame)?;
                self.label_replace(rows, to, replacement, (from, pattern))
            }
            Other::LabelJoin { vector, to, separator, from } => {
                self.label_join(self.rows(vector, frame)?, to, separator, from)
            }
            Other::HistogramQuantile { quantile, vector } => {
                let quantile = self.values(quantile, frame)?;
                self.histogram(vector, frame, |place, samples| {
                    super::functions::histogram::quantile(at(&quantile, place), samples)
                })
            }
            Other::HistogramFraction { lower, upper, vector } => {
                let (lower, upper) = (self.values(lower, frame)?, self.values(upper, frame)?);
                self.histogram(vector, frame, |place, samples| {
                    super::functions::histogram::fraction(at(&lower, place), at(&upper, place), samples)
                })
            }
            Other::Refused(error) => Err(error.clone()),
            Other::OfNative(vector) => self.rows(vector, frame).map(|_| Vec::new()),
        }
    }

    /// A scalar by its time.
    pub(super) fn scalar(&self, frame: Frame, value: impl Fn(i64) -> f64) -> Result<Vec<Row>> {
        self.budget.take_samples(frame.count())?;
        let points = frame.times().map(|millis| Point { millis, value: value(millis) }).collect();
        Ok(vec![Row { labels: super::labels::LabelSet::default(), points }])
    }

    /// The values of a scalar, one a step.
    pub(super) fn values(&self, scalar: &Node<'_>, frame: Frame) -> Result<Vec<f64>> {
        let row = self.rows(scalar, frame)?.into_iter().next();
        Ok(row.map(|row| row.points.into_iter().map(|point| point.value).collect()).unwrap_or_default())
    }

    /// The values of some scalars, each one a step.
    pub(super) fn arguments(&self, scalars: &[Node<'_>], frame: Frame) -> Result<Vec<Vec<f64>>> {
        scalars.iter().map(|scalar| self.values(scalar, frame)).collect()
    }

    fn histogram(
        &self,
        vector: &Node<'_>,
        frame: Frame,
        function: impl Fn(usize, &[Sample]) -> Vec<Sample>,
    ) -> Result<Vec<Row>> {
        let rows = self.rows(vector, frame)?;
        let mut samples = Vec::new();
        self.each_step(frame, [&rows], |place, [elements], made| {
            samples.clear();
            let of = |element: &super::steps::Element| {
                let labels = rows.get(element.row)?.labels.clone();
                Some(Sample { labels, value: element.value })
            };
            samples.extend(elements.iter().filter_map(of));
            function(place, &samples).into_iter().try_for_each(|sample| made.push(sample))
        })
    }
}

/// The value of a step; every scalar has one.
pub(super) fn at(values: &[f64], place: usize) -> f64 {
    values.get(place).copied().unwrap_or(f64::NAN)
}
