//! Functions of instant vectors as a whole.

use super::frame::Frame;
use super::labels::LabelSet;
use super::order;
use super::plan::{Node, OfSample};
use super::run::{Evaluator, at};
use super::value::{Row, Text};
use crate::error::Result;
use crate::go::number;
use crate::go::regexp::{Expansion, Regexp};

impl Evaluator<'_> {
    /// A function of each sample alone.
    pub(super) fn of_sample(&self, call: &OfSample<'_>, frame: Frame) -> Result<Vec<Row>> {
        let mut rows = self.rows(&call.vector, frame)?;
        let arguments = self.arguments(&call.scalars, frame)?;
        let mut scalars = vec![0.0; arguments.len()];
        for row in &mut rows {
            self.budget.take_steps(row.points.len())?;
            row.points.retain_mut(|point| {
                for (scalar, values) in scalars.iter_mut().zip(&arguments) {
                    *scalar = at(values, frame.place(point.millis));
                }
                let value = (call.function)(point.value, &scalars);
                point.value = value.unwrap_or_default();
                value.is_some()
            });
        }
        self.merged(nameless(rows))
    }

    /// `-x`
    pub(super) fn negated(&self, inner: &Node<'_>, frame: Frame) -> Result<Vec<Row>> {
        let mut rows = self.rows(inner, frame)?;
        for point in rows.iter_mut().flat_map(|row| &mut row.points) {
            point.value = -point.value;
        }
        self.merged(nameless(rows))
    }

    /// `scalar`: the value of the one sample that there is, or NaN.
    pub(super) fn scalar_of(&self, vector: &Node<'_>, frame: Frame) -> Result<Vec<Row>> {
        let rows = self.rows(vector, frame)?;
        self.each_step(frame, [&rows], |_, [elements], made| {
            let value = match elements {
                [only] => only.value,
                _ => f64::NAN,
            };
            made.push_of(0, value, LabelSet::default)
        })
    }

    /// `absent`
    pub(super) fn absent(&self, vector: &Node<'_>, told: &LabelSet, frame: Frame) -> Result<Vec<Row>> {
        let rows = self.rows(vector, frame)?;
        self.absent_over_time(&rows, told, frame)
    }

    /// A 1 at each step at which no row has a value.
    pub(super) fn absent_over_time(&self, rows: &[Row], told: &LabelSet, frame: Frame) -> Result<Vec<Row>> {
        self.each_step(frame, [rows], |_, [elements], made| match elements {
            [] => made.push_of(0, 1.0, || told.clone()),
            _ => Ok(()),
        })
    }

    /// `timestamp` of what is computed: the time of the step, in seconds.
    pub(super) fn timestamp(&self, vector: &Node<'_>, frame: Frame) -> Result<Vec<Row>> {
        let mut rows = self.rows(vector, frame)?;
        for point in rows.iter_mut().flat_map(|row| &mut row.points) {
            point.value = number::float64(point.millis) / 1000.0;
        }
        self.merged(nameless(rows))
    }

    /// `sort`, `sort_desc`: they put the samples of an instant query in order, and leave the steps of a range alone.
    pub(super) fn sort(&self, vector: &Node<'_>, largest_first: bool, frame: Frame) -> Result<Vec<Row>> {
        let mut rows = self.rows(vector, frame)?;
        if frame.is_instant() {
            let value = |row: &Row| row.points.first().map_or(f64::NAN, |point| point.value);
            order::sort_reversed(&mut rows, value, !largest_first);
        }
        self.merged(rows)
    }

    /// `label_replace`
    pub(super) fn label_replace(
        &self,
        mut rows: Vec<Row>,
        to: &Text,
        replacement: &Expansion,
        (from, pattern): (&Text, &Regexp),
    ) -> Result<Vec<Row>> {
        for row in &mut rows {
            let labels = row.labels.clone();
            let source = labels.get(from);
            self.budget.take_captures(pattern, source)?;
            if let Some(pieces) = pattern.expand(replacement, source) {
                row.labels = labels.with(to, &pieces.collect::<String>());
            }
        }
        self.merged(rows)
    }

    /// `label_join`
    pub(super) fn label_join(
        &self,
        mut rows: Vec<Row>,
        to: &Text,
        separator: &str,
        from: &[Text],
    ) -> Result<Vec<Row>> {
        for row in &mut rows {
            let values: Vec<_> = from.iter().map(|name| row.labels.get(name)).collect();
            row.labels = row.labels.with(to, &values.join(separator));
        }
        self.merged(rows)
    }
}

/// Rows that no longer are what their names say.
pub(super) fn nameless(mut rows: Vec<Row>) -> Vec<Row> {
    for row in &mut rows {
        row.labels = row.labels.without_metadata();
    }
    rows
}
