//! `and`, `or` and `unless`. Mirrors `VectorAnd`, `VectorOr` and `VectorUnless`.

use super::matching::Signatures;
use crate::error::Result;
use crate::promql::syntax::BinaryOp;

use super::super::frame::Frame;
use super::super::run::Evaluator;
use super::super::steps::labels_of;
use super::super::value::Row;

impl Evaluator<'_> {
    pub(super) fn set(
        &self,
        op: BinaryOp,
        [lhs, rhs]: [&[Row]; 2],
        signatures: &Signatures,
        frame: Frame,
    ) -> Result<Vec<Row>> {
        // For each signature whether the side that is asked has it at this step.
        let mut present = vec![false; signatures.count()];
        self.each_step(frame, [lhs, rhs], |_, [left, right], made| {
            let (asked, of_asked) = match op {
                BinaryOp::Or => (left, signatures.left()),
                _ => (right, signatures.right()),
            };
            present.fill(false);
            for element in asked {
                if let Some(held) = present.get_mut(of_asked.of(element.row)) {
                    *held = true;
                }
            }
            let has = |signature: usize| present.get(signature).copied().unwrap_or(false);
            for element in left {
                let row = element.row;
                let is_kept = match op {
                    BinaryOp::And => has(signatures.left().of(row)),
                    BinaryOp::Unless => !has(signatures.left().of(row)),
                    _ => true,
                };
                if is_kept {
                    made.push_of(row, element.value, || labels_of(lhs, row))?;
                }
            }
            for element in right {
                let row = element.row;
                if op == BinaryOp::Or && !has(signatures.right().of(row)) {
                    made.push_of(lhs.len().saturating_add(row), element.value, || labels_of(rhs, row))?;
                }
            }
            Ok(())
        })
    }
}
