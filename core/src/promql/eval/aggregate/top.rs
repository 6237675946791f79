//! `topk` and `bottomk`.

use super::Groups;
use crate::error::{Error, Result, codes};
use crate::go::{math, number};
use crate::promql::syntax::AggregateOp;

use super::super::frame::Frame;
use super::super::order::Heap;
use super::super::run::{Evaluator, at};
use super::super::steps::labels_of;
use super::super::value::Row;

/// From here on a count is no int64.
const INT64_END: f64 = 9_223_372_036_854_775_808.0;

impl Evaluator<'_> {
    pub(super) fn top(
        &self,
        op: AggregateOp,
        counts: &[f64],
        rows: &[Row],
        groups: &Groups,
        frame: Frame,
    ) -> Result<Vec<Row>> {
        if !is_any_wanted(counts)? {
            return Ok(Vec::new());
        }
        let reverse = op == AggregateOp::Bottomk;
        self.each_step(frame, [rows], |place, [elements], made| {
            let wanted = number::int64(at(counts, place)).min(number::count(rows.len()));
            let wanted = usize::try_from(wanted).unwrap_or(0);
            if wanted == 0 {
                return Ok(());
            }
            self.budget.take_steps(elements.len())?;
            let mut heaps: Vec<Heap<usize>> = groups.labels.iter().map(|_| Heap::new(reverse)).collect();
            for element in elements {
                let group = groups.of_row.get(element.row).and_then(|group| heaps.get_mut(*group));
                if let Some(heap) = group {
                    heap.offer(element.value, element.row, wanted);
                }
            }
            let mut kept = heaps.into_iter().flat_map(Heap::into_sorted);
            kept.try_for_each(|(value, row)| made.push_of(row, value, || labels_of(rows, row)))
        })
    }
}

/// Whether any step asks for a sample.
fn is_any_wanted(counts: &[f64]) -> Result<bool> {
    let most = counts.iter().fold(-f64::MAX, |most, count| math::max(most, *count));
    let least = counts.iter().fold(f64::MAX, |least, count| math::min(least, *count));
    if most < 1.0 {
        return Ok(false);
    }
    if counts.iter().any(|count| count.is_nan()) {
        return Err(refused("the number of samples is NaN"));
    }
    if least <= -INT64_END {
        return Err(refused("the number of samples is less than an int64 holds"));
    }
    if most >= INT64_END {
        return Err(refused("the number of samples is more than an int64 holds"));
    }
    Ok(true)
}

fn refused(message: &str) -> Error {
    Error::new(codes::promql::EVALUATION, message)
}
