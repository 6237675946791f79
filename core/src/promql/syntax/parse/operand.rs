//! What operators stand between: literals, selectors, calls, parentheses, and signs before them.

use super::{Parser, printed};
use crate::error::Result;
use crate::promql::syntax::functions::Function;
use crate::promql::syntax::operator::{BinaryOp, OF_SIGN};
use crate::promql::syntax::token::{Kind, Token, Word};
use crate::promql::syntax::tree::{Call, Expr, ExprKind, Text, Unary};

impl Parser<'_> {
    /// An operand with its signs and modifiers.
    pub(super) fn operand(&mut self) -> Result<Expr> {
        if !matches!(self.peek()?, Kind::Operator(BinaryOp::Add | BinaryOp::Sub)) {
            let operand = self.primary()?;
            return self.modified(operand);
        }
        let sign = self.take()?;
        let is_negative = sign.kind == Kind::Operator(BinaryOp::Sub);
        let mut expr = self.expression(OF_SIGN)?;
        let span = sign.span.start..expr.span.end;
        // A number takes the sign into itself.
        if let ExprKind::Number(number) = &mut expr.kind {
            if is_negative {
                number.value = -number.value;
            }
            expr.span = span;
            return Ok(expr);
        }
        self.checked(Expr::new(ExprKind::Unary(Box::new(Unary { is_negative, expr })), span))
    }

    fn primary(&mut self) -> Result<Expr> {
        let kind = self.peek()?;
        match kind {
            Kind::Number | Kind::Duration => {
                let start = self.next_start()?;
                let number = self.number()?;
                Ok(Expr::new(ExprKind::Number(number), start..self.end))
            }
            Kind::Text => {
                let token = self.take()?;
                let literal = self.literal(&token)?;
                let printed = printed(&literal);
                let text = Text { value: literal.text.into_owned(), printed };
                Ok(Expr::new(ExprKind::String(text), token.span))
            }
            Kind::LeftParen => {
                let start = self.take()?.span.start;
                let inner = self.expression(0)?;
                self.expect(Kind::RightParen)?;
                self.checked(Expr::new(ExprKind::Paren(Box::new(inner)), start..self.end))
            }
            Kind::LeftBrace => self.series(None),
            kind if kind.names_metric() => {
                let name = self.take()?;
                self.named(name)
            }
            _ => Err(self.misplaced()),
        }
    }

    /// What begins with a name: a call, an aggregation or a selector.
    fn named(&mut self, name: Token) -> Result<Expr> {
        let next = self.peek()?;
        match (name.kind, next) {
            (Kind::Aggregation(op), Kind::LeftParen | Kind::Word(Word::By | Word::Without)) => {
                self.aggregate(op, name.span.start)
            }
            (
                Kind::Identifier
                | Kind::Word(Word::Start | Word::End | Word::Step | Word::Range | Word::MaxOf | Word::MinOf),
                Kind::LeftParen,
            ) => self.call(&name),
            _ => self.series(Some(name)),
        }
    }

    fn series(&mut self, name: Option<Token>) -> Result<Expr> {
        let start = match &name {
            Some(name) => name.span.start,
            None => self.next_start()?,
        };
        let selector = self.vector_selector(name)?;
        Ok(Expr::new(ExprKind::Vector(Box::new(selector)), start..self.end))
    }

    fn call(&mut self, name: &Token) -> Result<Expr> {
        let args = self.arguments()?;
        let quoted = crate::go::quote::quote(self.text_of(name));
        let Some(function) = Function::named(self.text_of(name)) else {
            return Err(self.refuse(&format!("unknown function with name {quoted}"), name.span.clone()));
        };
        if function.is_experimental {
            let message = format!(
                "function {quoted} is not enabled: it is experimental and must be enabled with --enable-feature=promql-experimental-functions"
            );
            return Err(self.refuse(&message, name.span.clone()));
        }
        let call = Call { function, args };
        self.checked(Expr::new(ExprKind::Call(Box::new(call)), name.span.start..self.end))
    }

    /// What stands in the parentheses of a call.
    pub(super) fn arguments(&mut self) -> Result<Vec<Expr>> {
        self.expect(Kind::LeftParen)?;
        let mut args = Vec::new();
        if self.accept(Kind::RightParen)? {
            return Ok(args);
        }
        loop {
            args.push(self.expression(0)?);
            if self.accept(Kind::RightParen)? {
                return Ok(args);
            }
            self.expect(Kind::Comma)?;
            let comma = self.end.saturating_sub(1)..self.end;
            if self.peek()? == Kind::RightParen {
                return Err(self.refuse("trailing commas not allowed in function call args", comma));
            }
        }
    }
}
