//! Rows looked at step by step, and put together again. Mirrors `evaluator.rangeEval`.

use std::collections::BTreeMap;

use super::frame::Frame;
use super::labels::LabelSet;
use super::run::Evaluator;
use super::value::{Point, Row, Sample};
use crate::error::{Error, Result, codes};

/// What one row has at a step.
#[derive(Debug, Clone, Copy)]
pub(super) struct Element {
    /// The row's place.
    pub(super) row: usize,
    pub(super) value: f64,
}

impl Evaluator<'_> {
    /// Gives a function the place of each step and the elements that rows have there, and makes rows of what it puts out. Where there
    /// is one step the order is kept, as that of an instant query's result is.
    pub(super) fn each_step<const N: usize>(
        &self,
        frame: Frame,
        inputs: [&[Row]; N],
        mut function: impl FnMut(usize, [&[Element]; N], &mut Made) -> Result<()>,
    ) -> Result<Vec<Row>> {
        let mut cursors = inputs.map(|rows| vec![0_usize; rows.len()]);
        let mut elements: [Vec<Element>; N] = inputs.map(|rows| Vec::with_capacity(rows.len()));
        let mut made = Made::default();
        for (place, millis) in frame.times().enumerate() {
            let mut looked_at = 0_usize;
            for ((rows, cursors), elements) in inputs.iter().zip(&mut cursors).zip(&mut elements) {
                gather(rows, cursors, millis, elements);
                looked_at = looked_at.saturating_add(rows.len());
            }
            self.budget.take_steps(looked_at / 8)?;
            (made.millis, made.samples) = (millis, 0);
            function(place, std::array::from_fn(|at| slice(&elements, at)), &mut made)?;
            self.budget.take_samples(made.samples)?;
        }
        Ok(made.rows)
    }

    /// Rows of which some may have become the same: they are one, unless both have a value at one step. Rows without points go.
    /// Mirrors `mergeSeriesWithSameLabelset`.
    pub(super) fn merged(&self, rows: Vec<Row>) -> Result<Vec<Row>> {
        let mut places: BTreeMap<LabelSet, usize> = BTreeMap::new();
        let mut merged: Vec<Row> = Vec::with_capacity(rows.len());
        for row in rows.into_iter().filter(|row| !row.points.is_empty()) {
            match places.get(&row.labels).and_then(|place| merged.get_mut(*place)) {
                Some(held) => {
                    held.points.extend(row.points);
                    held.points.sort_by_key(|point| point.millis);
                    let is_twice = |pair: &[Point]| matches!(pair, [a, b] if a.millis == b.millis);
                    if held.points.windows(2).any(is_twice) {
                        return Err(same_labels(&held.labels));
                    }
                }
                None => {
                    places.insert(row.labels.clone(), merged.len());
                    merged.push(row);
                }
            }
        }
        Ok(merged)
    }
}

fn slice(elements: &[Vec<Element>], at: usize) -> &[Element] {
    elements.get(at).map(Vec::as_slice).unwrap_or_default()
}

/// Mirrors `evaluator.gatherVector`.
fn gather(rows: &[Row], cursors: &mut [usize], millis: i64, elements: &mut Vec<Element>) {
    elements.clear();
    for (row, (held, cursor)) in rows.iter().zip(cursors).enumerate() {
        if let Some(point) = held.points.get(*cursor).filter(|point| point.millis == millis) {
            elements.push(Element { row, value: point.value });
            *cursor = cursor.saturating_add(1);
        }
    }
}

/// Rows as they are made, step by step.
#[derive(Default)]
pub(super) struct Made {
    rows: Vec<Row>,
    places: BTreeMap<LabelSet, usize>,
    /// For each source of samples, by its number, the row that they belong to.
    of_source: Vec<Option<usize>>,
    millis: i64,
    samples: usize,
}

impl Made {
    /// Puts a sample out, whose labels are looked up.
    pub(super) fn push(&mut self, sample: Sample) -> Result<()> {
        let row = self.row_of(sample.labels);
        self.add(row, sample.value)
    }

    /// Puts a sample out of a source: a number, small ones first, that always comes with the same labels.
    pub(super) fn push_of(
        &mut self,
        source: usize,
        value: f64,
        labels: impl FnOnce() -> LabelSet,
    ) -> Result<()> {
        let row = match self.of_source.get(source).copied().flatten() {
            Some(row) => row,
            None => {
                let row = self.row_of(labels());
                if source >= self.of_source.len() {
                    self.of_source.resize(source.saturating_add(1), None);
                }
                if let Some(held) = self.of_source.get_mut(source) {
                    *held = Some(row);
                }
                row
            }
        };
        self.add(row, value)
    }

    fn row_of(&mut self, labels: LabelSet) -> usize {
        let next = self.rows.len();
        *self.places.entry(labels).or_insert_with_key(|labels| {
            self.rows.push(Row { labels: labels.clone(), points: Vec::new() });
            next
        })
    }

    fn add(&mut self, row: usize, value: f64) -> Result<()> {
        self.samples = self.samples.saturating_add(1);
        let Some(row) = self.rows.get_mut(row) else { return Ok(()) };
        if row.points.last().is_some_and(|last| last.millis == self.millis) {
            return Err(same_labels(&row.labels));
        }
        row.points.push(Point { millis: self.millis, value });
        Ok(())
    }
}

/// The labels of one of some rows.
pub(super) fn labels_of(rows: &[Row], place: usize) -> LabelSet {
    rows.get(place).map(|row| row.labels.clone()).unwrap_or_default()
}

fn same_labels(labels: &LabelSet) -> Error {
    let message = format!("vector cannot contain metrics with the same labelset: {}", labels.printed());
    Error::new(codes::promql::EVALUATION, message)
}
