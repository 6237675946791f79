//! Operators between expressions, and what they say of vectors.

use super::Parser;
use crate::error::Result;
use crate::promql::syntax::operator::{BinaryOp, Binding};
use crate::promql::syntax::token::{Kind, Word};
use crate::promql::syntax::tree::{Binary, Cardinality, Expr, ExprKind, VectorMatching};

/// What may stand behind an operator.
struct Modifiers {
    returns_bool: bool,
    matching: VectorMatching,
    /// Whether there is a value for what is missing on one side.
    fills: bool,
}

impl Parser<'_> {
    /// An expression whose operators bind so tightly at least.
    pub(super) fn expression(&mut self, least: Binding) -> Result<Expr> {
        self.nested(|parser| {
            let mut lhs = parser.operand()?;
            loop {
                let Kind::Operator(op) = parser.peek()? else { return Ok(lhs) };
                if op.binding() < least {
                    return Ok(lhs);
                }
                lhs = parser.binary(lhs, op)?;
            }
        })
    }

    fn binary(&mut self, lhs: Expr, op: BinaryOp) -> Result<Expr> {
        let op_span = self.take()?.span;
        let Modifiers { returns_bool, matching, fills } = self.binary_modifiers()?;
        let rhs = self.expression(op.right())?;
        let span = lhs.span.start..rhs.span.end;
        if fills {
            let message = "binop fill modifiers are experimental and not enabled: they must be enabled with --enable-feature=promql-binop-fill-modifiers";
            return Err(self.refuse(message, span));
        }
        let binary = Binary { op, op_span, lhs, rhs, returns_bool, matching: Some(matching) };
        self.checked(Expr::new(ExprKind::Binary(Box::new(binary)), span))
    }

    fn binary_modifiers(&mut self) -> Result<Modifiers> {
        let returns_bool = self.accept(Kind::Word(Word::Bool))?;
        let mut matching = VectorMatching {
            cardinality: Cardinality::OneToOne,
            on: false,
            labels: Vec::new(),
            include: Vec::new(),
        };
        if let Kind::Word(word @ (Word::On | Word::Ignoring)) = self.peek()? {
            self.take()?;
            matching.on = word == Word::On;
            matching.labels = self.grouping_labels()?;
            if let Kind::Word(word @ (Word::GroupLeft | Word::GroupRight)) = self.peek()? {
                self.take()?;
                let is_left = word == Word::GroupLeft;
                matching.cardinality = if is_left { Cardinality::ManyToOne } else { Cardinality::OneToMany };
                if self.peek()? == Kind::LeftParen {
                    matching.include = self.grouping_labels()?;
                }
            }
        }
        let fills = self.fill_modifiers()?;
        Ok(Modifiers { returns_bool, matching, fills })
    }

    /// `fill(0)`, or `fill_left(0)` and `fill_right(0)` in any order.
    fn fill_modifiers(&mut self) -> Result<bool> {
        let other = match self.peek()? {
            Kind::Word(Word::Fill) => None,
            Kind::Word(Word::FillLeft) => Some(Word::FillRight),
            Kind::Word(Word::FillRight) => Some(Word::FillLeft),
            _ => return Ok(false),
        };
        self.take()?;
        self.fill_value()?;
        if let Some(other) = other
            && self.accept(Kind::Word(other))?
        {
            self.fill_value()?;
        }
        Ok(true)
    }

    fn fill_value(&mut self) -> Result<()> {
        self.expect(Kind::LeftParen)?;
        if matches!(self.peek()?, Kind::Operator(BinaryOp::Add | BinaryOp::Sub)) {
            self.take()?;
        }
        if !matches!(self.peek()?, Kind::Number | Kind::Duration) {
            return Err(self.misplaced());
        }
        self.number()?;
        self.expect(Kind::RightParen)
    }
}
