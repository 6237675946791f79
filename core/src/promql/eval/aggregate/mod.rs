//! Aggregations. Mirrors `rangeEvalAgg`, `aggregation`, `aggregationK` and `aggregationCountValues`.

mod accumulate;
mod count_values;
mod top;

use std::collections::BTreeMap;

use accumulate::Accumulator;

use super::frame::Frame;
use super::labels::LabelSet;
use super::plan::{Aggregate, Kind};
use super::run::{Evaluator, at};
use super::value::{Point, Row};
use crate::error::Result;
use crate::promql::is_metadata;
use crate::promql::syntax::AggregateOp;

/// The rows of a vector by the group that each belongs to.
struct Groups {
    labels: Vec<LabelSet>,
    of_row: Vec<usize>,
}

impl Groups {
    fn of(aggregate: &Aggregate<'_>, rows: &[Row]) -> Self {
        let mut places: BTreeMap<LabelSet, usize> = BTreeMap::new();
        let mut labels = Vec::new();
        let place = |row: &Row| {
            let group = group_of(aggregate, &row.labels);
            *places.entry(group).or_insert_with_key(|group| {
                labels.push(group.clone());
                labels.len().saturating_sub(1)
            })
        };
        let of_row = rows.iter().map(place).collect();
        Self { labels, of_row }
    }
}

/// The labels of the group that a row belongs to. Mirrors `generateGroupingLabels`.
fn group_of(aggregate: &Aggregate<'_>, labels: &LabelSet) -> LabelSet {
    let is_named = |name: &str| aggregate.grouping.iter().any(|held| held == name);
    if aggregate.without {
        labels.filtered(|name| !is_metadata(name) && !is_named(name))
    } else {
        labels.filtered(is_named)
    }
}

impl Evaluator<'_> {
    pub(super) fn aggregate(&self, aggregate: &Aggregate<'_>, frame: Frame) -> Result<Vec<Row>> {
        if aggregate.op == AggregateOp::CountValues {
            return self.count_values(aggregate, frame);
        }
        let parameter = match &aggregate.parameter {
            Some(node) if matches!(node.kind, Kind::String(_)) => Vec::new(),
            Some(node) => self.values(node, frame)?,
            None => Vec::new(),
        };
        let rows = self.rows(&aggregate.vector, frame)?;
        let groups = Groups::of(aggregate, &rows);
        if matches!(aggregate.op, AggregateOp::Topk | AggregateOp::Bottomk) {
            return self.top(aggregate.op, &parameter, &rows, &groups, frame);
        }
        let steps = frame.count();
        self.budget.take_samples(groups.labels.len().saturating_mul(steps))?;
        let mut states: Vec<Vec<Option<Accumulator>>> = vec![vec![None; steps]; groups.labels.len()];
        for (row, group) in rows.iter().zip(&groups.of_row) {
            self.budget.take_steps(row.points.len())?;
            let Some(states) = states.get_mut(*group) else { continue };
            for point in &row.points {
                let Some(state) = states.get_mut(frame.place(point.millis)) else { continue };
                match state {
                    Some(state) => state.add(point.value),
                    None => *state = Some(Accumulator::new(aggregate.op, point.value)),
                }
            }
        }
        let made = groups.labels.into_iter().zip(states).map(|(labels, states)| {
            let of_step = |(place, (millis, state)): (usize, (i64, Option<Accumulator>))| {
                Some(Point { millis, value: state?.value(at(&parameter, place)) })
            };
            Row { labels, points: frame.times().zip(states).enumerate().filter_map(of_step).collect() }
        });
        Ok(made.filter(|row| !row.points.is_empty()).collect())
    }
}
