//! Durations that are computed of the query's own times.

use crate::error::{Error, Result, codes};
use crate::go::{math, number};
use crate::promql::syntax::{BinaryOp, DurationExpr, Length};

const NANOS_PER_MILLI: i64 = 1_000_000;
/// Seconds that as nanoseconds are no `time.Duration`.
const OUT_OF_RANGE: f64 = 9_223_372_036.854_776;

/// What `step()` and `range()` are in durations, in seconds.
#[derive(Debug, Clone, Copy)]
pub(super) struct Resolution {
    pub(super) step: f64,
    pub(super) range: f64,
}

impl Resolution {
    /// A length in milliseconds. Mirrors `durationVisitor.calculateDuration`, and `durationMilliseconds` of what the text says.
    ///
    /// # Errors
    /// `promql.evaluation` for one that is computed to be none, or to less than 1 where it must be more.
    pub(super) fn millis(self, length: &Length, may_be_negative: bool) -> Result<i64> {
        let expr = match length {
            Length::Nanos(nanos) => return Ok(nanos.checked_div(NANOS_PER_MILLI).unwrap_or(0)),
            Length::Computed(expr) => expr,
        };
        let seconds = self.seconds(expr)?;
        if !seconds.is_finite() {
            return Err(refused("duration is NaN or infinite"));
        }
        if seconds <= 0.0 && !may_be_negative {
            return Err(refused("duration must be greater than 0"));
        }
        if seconds.abs() > OUT_OF_RANGE {
            return Err(refused("duration is out of range"));
        }
        Ok(number::int64(seconds * 1000.0))
    }

    fn seconds(self, expr: &DurationExpr) -> Result<f64> {
        Ok(match expr {
            DurationExpr::Number(number) => number.value,
            DurationExpr::Step => self.step,
            DurationExpr::Range => self.range,
            DurationExpr::Negated(inner) => -self.seconds(inner)?,
            DurationExpr::Paren(inner) => self.seconds(inner)?,
            DurationExpr::MinOf(both) => math::min(self.seconds(&both.0)?, self.seconds(&both.1)?),
            DurationExpr::MaxOf(both) => math::max(self.seconds(&both.0)?, self.seconds(&both.1)?),
            DurationExpr::Binary(op, both) => {
                let (lhs, rhs) = (self.seconds(&both.0)?, self.seconds(&both.1)?);
                match op {
                    BinaryOp::Div if rhs == 0.0 => return Err(refused("division by zero")),
                    BinaryOp::Mod if rhs == 0.0 => return Err(refused("modulo by zero")),
                    _ => super::super::binary::scalars(*op, lhs, rhs),
                }
            }
        })
    }
}

fn refused(message: &str) -> Error {
    Error::new(codes::promql::EVALUATION, message)
}
