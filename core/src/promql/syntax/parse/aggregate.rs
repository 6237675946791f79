//! Aggregations, and lists of labels.

use super::Parser;
use crate::error::Result;
use crate::go::quote::quote;
use crate::promql::syntax::operator::AggregateOp;
use crate::promql::syntax::token::{Kind, Word};
use crate::promql::syntax::tree::{Aggregate, Expr, ExprKind};

impl Parser<'_> {
    /// An aggregation whose name was read: its labels stand before the arguments or behind them.
    pub(super) fn aggregate(&mut self, op: AggregateOp, start: usize) -> Result<Expr> {
        let (before, args) =
            self.within(("aggregation", ""), |parser| Ok((parser.grouping()?, parser.arguments()?)))?;
        let grouping = match before {
            Some(grouping) => Some(grouping),
            None => self.grouping()?,
        };
        let span = start..self.end;
        let mut args = args.into_iter();
        let count = args.len();
        if count == 0 {
            return Err(self.refuse("no arguments for aggregate expression provided", span));
        }
        if op.is_experimental() {
            let message = format!(
                "{op}() is experimental and must be enabled with --enable-feature=promql-experimental-functions"
            );
            return Err(self.refuse(&message, span));
        }
        let parameter = if op.has_parameter() { args.next() } else { None };
        let (Some(expr), None) = (args.next(), args.next()) else {
            let wanted = if op.has_parameter() { 2 } else { 1 };
            let message = format!(
                "wrong number of arguments for aggregate expression provided, expected {wanted}, got {count}"
            );
            return Err(self.refuse(&message, span));
        };
        let (without, grouping) = grouping.unwrap_or_default();
        let aggregate = Aggregate { op, parameter, expr, grouping, without };
        self.checked(Expr::new(ExprKind::Aggregate(Box::new(aggregate)), span))
    }

    /// `by (a, b)` or `without (a, b)`, if it stands here: whether it is `without`, and the labels.
    fn grouping(&mut self) -> Result<Option<(bool, Vec<String>)>> {
        let Kind::Word(word @ (Word::By | Word::Without)) = self.peek()? else { return Ok(None) };
        self.take()?;
        Ok(Some((word == Word::Without, self.grouping_labels()?)))
    }

    /// A list of labels in parentheses.
    pub(super) fn grouping_labels(&mut self) -> Result<Vec<String>> {
        const CONTEXT: &str = "grouping opts";
        if !self.accept(Kind::LeftParen)? {
            return Err(self.unexpected(CONTEXT, "\"(\""));
        }
        let mut labels = Vec::new();
        while !self.accept(Kind::RightParen)? {
            labels.push(self.grouping_label()?);
            if !self.accept(Kind::Comma)? && self.peek()? != Kind::RightParen {
                return Err(self.unexpected(CONTEXT, "\",\" or \")\""));
            }
        }
        Ok(labels)
    }

    fn grouping_label(&mut self) -> Result<String> {
        let kind = self.peek()?;
        if kind.names_label() {
            let token = self.take()?;
            return Ok(self.text_of(&token).to_owned());
        }
        if kind != Kind::Text {
            return Err(self.unexpected("grouping opts", "label"));
        }
        let token = self.take()?;
        let name = self.literal(&token)?;
        if name.text.is_empty() || name.bytes.is_some() {
            let message = format!("invalid label name for grouping: {}", quote(&name.text));
            return Err(self.refuse(&message, token.span));
        }
        Ok(name.text.into_owned())
    }
}
