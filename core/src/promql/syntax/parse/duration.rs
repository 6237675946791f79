//! Durations and their arithmetic, as they stand in brackets and behind `offset`.

use std::ops::Range;

use super::Parser;
use crate::error::Result;
use crate::limits;
use crate::promql::syntax::number::{is_out_of_range, nanos};
use crate::promql::syntax::operator::{BinaryOp, Binding, OF_SIGN};
use crate::promql::syntax::token::{Kind, Word};
use crate::promql::syntax::tree::{DurationExpr, Length, Number};

impl Parser<'_> {
    /// How long a range or a step is.
    pub(super) fn positive_duration(&mut self) -> Result<Length> {
        self.operators = 0;
        let start = self.next_start()?;
        match self.duration(0)? {
            DurationExpr::Number(number) if number.value <= 0.0 => {
                Err(self.refuse("duration must be greater than 0", start..self.end))
            }
            duration => Ok(length(duration)),
        }
    }

    /// What stands behind `offset`: without parentheses an operator behind it is one of the expression, not of the
    /// duration.
    pub(super) fn offset_duration(&mut self) -> Result<Length> {
        self.operators = 0;
        let start = self.next_start()?;
        let sign = self.sign()?;
        let first = match (sign, self.peek()?) {
            // These two may be followed by operators of durations.
            (None, Kind::LeftParen) => return Ok(length(self.duration(0)?)),
            (Some(negative), Kind::Operator(BinaryOp::Add | BinaryOp::Sub)) => {
                let inner = self.nested(|parser| parser.duration(OF_SIGN))?;
                let signed = self.signed(inner, negative, start..self.end)?;
                return Ok(length(self.duration_behind(signed, 0)?));
            }
            _ => self.duration_operand()?,
        };
        match sign {
            None => Ok(length(first)),
            Some(negative) => Ok(length(self.signed(first, negative, start..self.end)?)),
        }
    }

    /// A duration whose operators bind so tightly at least.
    fn duration(&mut self, least: Binding) -> Result<DurationExpr> {
        self.nested(|parser| {
            let start = parser.next_start()?;
            let first = match parser.sign()? {
                None => parser.duration_operand()?,
                Some(negative) => {
                    let inner = parser.duration(OF_SIGN)?;
                    parser.signed(inner, negative, start..parser.end)?
                }
            };
            parser.duration_behind(first, least)
        })
    }

    /// What a duration becomes with the operators behind it.
    fn duration_behind(&mut self, mut lhs: DurationExpr, least: Binding) -> Result<DurationExpr> {
        loop {
            let Kind::Operator(op) = self.peek()? else { return Ok(lhs) };
            let is_arithmetic = matches!(
                op,
                BinaryOp::Add | BinaryOp::Sub | BinaryOp::Mul | BinaryOp::Div | BinaryOp::Mod | BinaryOp::Pow
            );
            if !is_arithmetic || op.binding() < least {
                return Ok(lhs);
            }
            let at = self.take()?.span;
            let rhs = self.duration(op.right())?;
            if matches!(&rhs, DurationExpr::Number(number) if number.value == 0.0) {
                match op {
                    BinaryOp::Div => return Err(self.refuse("division by zero", at)),
                    BinaryOp::Mod => return Err(self.refuse("modulo by zero", at)),
                    _ => {}
                }
            }
            self.operators += 1;
            if self.operators > limits::DEPTH {
                return Err(self.too_deep(at));
            }
            lhs = DurationExpr::Binary(op, Box::new((lhs, rhs)));
        }
    }

    fn duration_operand(&mut self) -> Result<DurationExpr> {
        let start = self.next_start()?;
        match self.peek()? {
            Kind::Number | Kind::Duration => {
                let number = self.number()?;
                self.in_range(number, start..self.end)
            }
            Kind::LeftParen => {
                self.take()?;
                let inner = self.duration(0)?;
                self.expect(Kind::RightParen)?;
                Ok(match inner {
                    inner @ DurationExpr::Paren(_) => inner,
                    inner => DurationExpr::Paren(Box::new(inner)),
                })
            }
            Kind::Word(word @ (Word::Step | Word::Range)) => {
                self.take()?;
                self.expect(Kind::LeftParen)?;
                self.expect(Kind::RightParen)?;
                Ok(if word == Word::Step { DurationExpr::Step } else { DurationExpr::Range })
            }
            Kind::Word(word @ (Word::MaxOf | Word::MinOf)) => {
                self.take()?;
                self.expect(Kind::LeftParen)?;
                let one = self.duration(0)?;
                self.expect(Kind::Comma)?;
                let other = self.duration(0)?;
                self.expect(Kind::RightParen)?;
                let operands = Box::new((one, other));
                Ok(if word == Word::MaxOf {
                    DurationExpr::MaxOf(operands)
                } else {
                    DurationExpr::MinOf(operands)
                })
            }
            _ => Err(self.misplaced()),
        }
    }

    /// A sign, if one stands here: whether it is `-`.
    fn sign(&mut self) -> Result<Option<bool>> {
        let negative = match self.peek()? {
            Kind::Operator(BinaryOp::Add) => false,
            Kind::Operator(BinaryOp::Sub) => true,
            _ => return Ok(None),
        };
        self.take()?;
        Ok(Some(negative))
    }

    /// A duration behind a sign: a number takes it into itself.
    fn signed(&self, duration: DurationExpr, negative: bool, at: Range<usize>) -> Result<DurationExpr> {
        match duration {
            DurationExpr::Number(mut number) => {
                if negative {
                    number.value = -number.value;
                }
                self.in_range(number, at)
            }
            duration if negative => Ok(DurationExpr::Negated(Box::new(duration))),
            duration => Ok(duration),
        }
    }

    fn in_range(&self, number: Number, at: Range<usize>) -> Result<DurationExpr> {
        if is_out_of_range(number.value) {
            return Err(self.refuse("duration out of range", at));
        }
        Ok(DurationExpr::Number(number))
    }
}

fn length(duration: DurationExpr) -> Length {
    match duration {
        DurationExpr::Number(number) => Length::Nanos(nanos(number.value)),
        duration => Length::Computed(Box::new(duration)),
    }
}
