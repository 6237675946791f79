//! Operators between scalars, vectors, and both.

mod matching;
mod set;

use super::frame::Frame;
use super::plan::{Node, VectorScalar, Vectors};
use super::run::{Evaluator, at};
use super::value::Row;
use super::vector::nameless;
use crate::error::Result;
use crate::go::math;
use crate::promql::syntax::BinaryOp;

/// An operator between two scalars; comparisons give 0 or 1. Mirrors `scalarBinop`.
pub(super) fn scalars(op: BinaryOp, lhs: f64, rhs: f64) -> f64 {
    match compared(op, lhs, rhs) {
        Some(holds) => truth(holds),
        None => computed(op, lhs, rhs),
    }
}

/// What a comparison says; `None` of another operator.
#[allow(clippy::float_cmp, reason = "PromQL compares floats")]
fn compared(op: BinaryOp, lhs: f64, rhs: f64) -> Option<bool> {
    Some(match op {
        BinaryOp::Equal => lhs == rhs,
        BinaryOp::NotEqual => lhs != rhs,
        BinaryOp::Less => lhs < rhs,
        BinaryOp::LessOrEqual => lhs <= rhs,
        BinaryOp::Greater => lhs > rhs,
        BinaryOp::GreaterOrEqual => lhs >= rhs,
        _ => return None,
    })
}

fn computed(op: BinaryOp, lhs: f64, rhs: f64) -> f64 {
    match op {
        BinaryOp::Add => lhs + rhs,
        BinaryOp::Sub => lhs - rhs,
        BinaryOp::Mul => lhs * rhs,
        BinaryOp::Div => lhs / rhs,
        BinaryOp::Mod => math::modulo(lhs, rhs),
        BinaryOp::Pow => math::pow(lhs, rhs),
        BinaryOp::Atan2 => math::atan2(lhs, rhs),
        _ => f64::NAN,
    }
}

const fn truth(holds: bool) -> f64 {
    if holds { 1.0 } else { 0.0 }
}

/// What an operator between two elements gives: a value, and whether it stands. Mirrors `vectorElemBinop`.
fn elements(op: BinaryOp, lhs: f64, rhs: f64) -> (f64, bool) {
    match compared(op, lhs, rhs) {
        Some(holds) => (lhs, holds),
        // Those that trim native histograms give nothing of floats.
        None => (computed(op, lhs, rhs), !matches!(op, BinaryOp::TrimLower | BinaryOp::TrimUpper)),
    }
}

/// Whether what an operator gives is no longer what the name says. Mirrors `changesMetricSchema`.
const fn changes_what_is_measured(op: BinaryOp) -> bool {
    matches!(
        op,
        BinaryOp::Add
            | BinaryOp::Sub
            | BinaryOp::Div
            | BinaryOp::Mul
            | BinaryOp::Pow
            | BinaryOp::Mod
            | BinaryOp::Atan2
    )
}

impl Evaluator<'_> {
    /// An operator between two scalars.
    pub(super) fn scalars(
        &self,
        op: BinaryOp,
        both: &(Node<'_>, Node<'_>),
        frame: Frame,
    ) -> Result<Vec<Row>> {
        let (lhs, rhs) = (self.values(&both.0, frame)?, self.values(&both.1, frame)?);
        self.scalar(frame, |millis| {
            let place = frame.place(millis);
            scalars(op, at(&lhs, place), at(&rhs, place))
        })
    }

    /// An operator between a vector and a scalar. Mirrors `VectorscalarBinop`.
    pub(super) fn vector_scalar(&self, binary: &VectorScalar<'_>, frame: Frame) -> Result<Vec<Row>> {
        let scalar = self.values(&binary.scalar, frame)?;
        let mut rows = self.rows(&binary.vector, frame)?;
        let op = binary.op;
        let drops_name = changes_what_is_measured(op) || binary.returns_bool;
        for row in &mut rows {
            self.budget.take_steps(row.points.len() / 8)?;
            row.points.retain_mut(|point| {
                let of_vector = point.value;
                let other = at(&scalar, frame.place(point.millis));
                let (lhs, rhs) = if binary.swapped { (other, of_vector) } else { (of_vector, other) };
                let (mut value, stands) = elements(op, lhs, rhs);
                if op.is_comparison() && binary.swapped {
                    value = of_vector;
                }
                point.value = if binary.returns_bool { truth(stands) } else { value };
                stands || binary.returns_bool
            });
        }
        if drops_name {
            rows = nameless(rows);
        }
        self.merged(rows)
    }

    /// An operator between two vectors.
    pub(super) fn vectors(&self, binary: &Vectors<'_>, frame: Frame) -> Result<Vec<Row>> {
        let (lhs, rhs) = (self.rows(&binary.lhs, frame)?, self.rows(&binary.rhs, frame)?);
        let signatures = matching::Signatures::of(binary.matching, [&lhs, &rhs]);
        if binary.op.is_set() {
            return self.set(binary.op, [&lhs, &rhs], &signatures, frame);
        }
        self.matched(binary, [&lhs, &rhs], &signatures, frame)
    }
}
