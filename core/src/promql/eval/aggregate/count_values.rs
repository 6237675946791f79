//! `count_values`: how often each value is there.

use std::collections::BTreeMap;

use super::group_of;
use crate::error::Result;
use crate::go::float::format_float;

use super::super::frame::Frame;
use super::super::labels::LabelSet;
use super::super::plan::{Aggregate, Kind, label_name};
use super::super::run::Evaluator;
use super::super::value::{Row, Sample};

impl Evaluator<'_> {
    pub(super) fn count_values(&self, aggregate: &Aggregate<'_>, frame: Frame) -> Result<Vec<Row>> {
        let label = match aggregate.parameter.as_ref().map(|node| &node.kind) {
            Some(Kind::String(label)) => label_name(label, "label name")?,
            _ => return Ok(Vec::new()),
        };
        let rows = self.rows(&aggregate.vector, frame)?;
        self.each_step(frame, [&rows], |_, [elements], made| {
            self.budget.take_steps(elements.len().saturating_mul(4))?;
            let mut places: BTreeMap<LabelSet, usize> = BTreeMap::new();
            let mut samples: Vec<Sample> = Vec::new();
            for element in elements {
                let Some(row) = rows.get(element.row) else { continue };
                let value = format_float(element.value, 'f', None);
                let valued = row.labels.with(label, &value);
                let group = group_of(aggregate, &valued);
                let group = if aggregate.without { group } else { group.with(label, &value) };
                match places.get(&group).and_then(|place| samples.get_mut(*place)) {
                    Some(sample) => sample.value += 1.0,
                    None => {
                        places.insert(group.clone(), samples.len());
                        samples.push(Sample { labels: group, value: 1.0 });
                    }
                }
            }
            samples.into_iter().try_for_each(|sample| made.push(sample))
        })
    }
}
