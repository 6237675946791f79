//! What stands behind an operand: ranges, subqueries, `offset`, `@`, `anchored` and `smoothed`.

use super::Parser;
use crate::error::Result;
use crate::go::number::int64;
use crate::promql::syntax::operator::BinaryOp;
use crate::promql::syntax::token::{Kind, Word};
use crate::promql::syntax::tree::{
    At, Bounds, Expr, ExprKind, Length, MatrixSelector, Subquery, TimeModifiers, VectorSelector,
};

/// What may be modified, as Prometheus names it.
const MODIFIED: &str =
    "must be preceded by an instant vector selector or range vector selector or a subquery";

/// What Prometheus expects of a duration.
const LENGTHS: &str = "number, duration, step(), or range()";

impl Parser<'_> {
    /// An operand with all that stands behind it.
    pub(super) fn modified(&mut self, mut expr: Expr) -> Result<Expr> {
        loop {
            match self.peek()? {
                Kind::LeftBracket => expr = self.range(expr)?,
                Kind::At => self.at(&mut expr)?,
                Kind::Word(Word::Offset) => self.offset(&mut expr)?,
                Kind::Word(Word::Anchored) => self.bounds(&mut expr, Bounds::Anchored)?,
                Kind::Word(Word::Smoothed) => self.bounds(&mut expr, Bounds::Smoothed)?,
                _ => return Ok(expr),
            }
        }
    }

    /// `[5m]`, or `[1h:1m]` of a subquery.
    fn range(&mut self, expr: Expr) -> Result<Expr> {
        const STEP: (&str, &str) = ("subquery selector", "number, duration, step(), range(), or \"]\"");
        const CONTEXT: (&str, &str) = ("subquery or range selector", LENGTHS);
        let open = self.take()?.span.start;
        if !self.peek()?.begins_duration() {
            return Err(self.unexpected(CONTEXT.0, CONTEXT.1));
        }
        let from = self.next_start()?;
        let range = self.within(CONTEXT, Self::positive_duration)?;
        let range_span = from..self.end;
        if self.accept(Kind::RightBracket)? {
            return self.matrix(expr, range, range_span, open);
        }
        if !self.accept(Kind::Colon)? {
            return Err(self.unexpected("subquery or range", "\":\" or \"]\""));
        }
        let step = match self.peek()? {
            Kind::RightBracket => None,
            kind if kind.begins_duration() => Some(self.within(STEP, Self::positive_duration)?),
            _ => return Err(self.unexpected(STEP.0, STEP.1)),
        };
        if !self.accept(Kind::RightBracket)? {
            return Err(self.unexpected("subquery selector", "\"]\""));
        }
        let span = expr.span.start..self.end;
        let subquery = Subquery { expr, range, range_span, step, time: TimeModifiers::default() };
        self.checked(Expr::new(ExprKind::Subquery(Box::new(subquery)), span))
    }

    fn matrix(
        &mut self,
        expr: Expr,
        range: Length,
        range_span: std::ops::Range<usize>,
        open: usize,
    ) -> Result<Expr> {
        let span = expr.span.start..self.end;
        let brackets = open..self.end;
        let ExprKind::Vector(selector) = expr.kind else {
            return Err(self.refuse("ranges only allowed for vector selectors", brackets));
        };
        if is_set(selector.time.offset.as_ref()) {
            return Err(self.refuse("no offset modifiers allowed before range", brackets));
        }
        if selector.time.at.is_some() {
            return Err(self.refuse("no @ modifiers allowed before range", brackets));
        }
        let selector_span = expr.span;
        let matrix = MatrixSelector { selector: *selector, selector_span, range, range_span };
        Ok(Expr::new(ExprKind::Matrix(Box::new(matrix)), span))
    }

    /// `offset 5m`
    fn offset(&mut self, expr: &mut Expr) -> Result<()> {
        const CONTEXT: (&str, &str) = ("offset", LENGTHS);
        self.take()?;
        if !self.peek()?.begins_duration() {
            return Err(self.unexpected(CONTEXT.0, CONTEXT.1));
        }
        let offset = self.within(CONTEXT, Self::offset_duration)?;
        let span = expr.span.clone();
        let Some(time) = times(expr) else {
            return Err(self.refuse(&format!("offset modifier {MODIFIED}"), span));
        };
        // An offset of nothing counts as none.
        if is_set(time.offset.as_ref()) {
            return Err(self.refuse("offset may not be set multiple times", span));
        }
        time.offset = Some(offset);
        expr.span.end = self.end;
        Ok(())
    }

    /// `@ 1234.5`, `@ start()` or `@ end()`
    fn at(&mut self, expr: &mut Expr) -> Result<()> {
        const CONTEXT: (&str, &str) = ("@", "timestamp");
        self.take()?;
        let at = match self.peek()? {
            Kind::Word(word @ (Word::Start | Word::End)) => {
                self.take()?;
                for kind in [Kind::LeftParen, Kind::RightParen] {
                    if !self.accept(kind)? {
                        return Err(self.unexpected(CONTEXT.0, CONTEXT.1));
                    }
                }
                if word == Word::Start { At::Start } else { At::End }
            }
            _ => {
                let kind = self.peek()?;
                let is_negative = kind == Kind::Operator(BinaryOp::Sub);
                if is_negative || kind == Kind::Operator(BinaryOp::Add) {
                    self.take()?;
                }
                if !matches!(self.peek()?, Kind::Number | Kind::Duration) {
                    return Err(self.unexpected(CONTEXT.0, CONTEXT.1));
                }
                let seconds = self.number()?.value;
                let seconds = if is_negative { -seconds } else { seconds };
                // An int64 of seconds, without the ends.
                let most = 9_223_372_036_854_775_808.0;
                if !(seconds > -most && seconds < most) {
                    let seconds = crate::go::float::format_float(seconds, 'f', Some(6));
                    let message = format!("timestamp out of bounds for @ modifier: {seconds}");
                    return Err(self.refuse(&message, expr.span.clone()));
                }
                At::Millis(int64((seconds * 1000.0).round()))
            }
        };
        let span = expr.span.clone();
        let Some(time) = times(expr) else {
            return Err(self.refuse(&format!("@ modifier {MODIFIED}"), span));
        };
        if time.at.is_some() {
            return Err(self.refuse("@ <timestamp> may not be set multiple times", span));
        }
        time.at = Some(at);
        expr.span.end = self.end;
        Ok(())
    }

    fn bounds(&mut self, expr: &mut Expr, bounds: Bounds) -> Result<()> {
        self.take()?;
        let word = if bounds == Bounds::Anchored { "anchored" } else { "smoothed" };
        let span = expr.span.clone();
        let selector: &mut VectorSelector = match &mut expr.kind {
            ExprKind::Vector(selector) => selector,
            ExprKind::Matrix(matrix) => &mut matrix.selector,
            ExprKind::Subquery(_) => {
                return Err(self.refuse(&format!("{word} modifier is not supported for subqueries"), span));
            }
            _ => return Err(self.refuse(&format!("{word} modifier not implemented"), span)),
        };
        if selector.bounds.is_some_and(|held| held != bounds) {
            let message = "anchored and smoothed modifiers cannot be used together";
            return Err(self.refuse(message, span));
        }
        selector.bounds = Some(bounds);
        expr.span.end = self.end;
        Ok(())
    }
}

/// Whether an offset is one that keeps another from being set.
fn is_set(offset: Option<&Length>) -> bool {
    !matches!(offset, None | Some(Length::Nanos(0)))
}

/// When an expression is evaluated, if it is one that may say so.
fn times(expr: &mut Expr) -> Option<&mut TimeModifiers> {
    match &mut expr.kind {
        ExprKind::Vector(selector) => Some(&mut selector.time),
        ExprKind::Matrix(matrix) => Some(&mut matrix.selector.time),
        ExprKind::Subquery(subquery) => Some(&mut subquery.time),
        _ => None,
    }
}
