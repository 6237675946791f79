//! Whether the parts of an expression fit together. Mirrors `checkAST` of Prometheus' `promql/parser`.

use std::ops::Range;

use super::functions::Arity;
use super::lex::refuse;
use super::operator::AggregateOp;
use super::tree::{
    Aggregate, Binary, Call, Cardinality, Expr, ExprKind, SelectorMatcher, ValueType, VectorSelector,
};
use crate::budget::Budget;
use crate::error::{Error, Result, Span, codes};
use crate::go::quote::quote;
use crate::go::regexp::Dialect;
use crate::promql::{MatchOp, NAME};

/// Looks through an expression of a text, and sets what its types say: operands that are not both vectors are not matched.
pub(super) struct Checker<'a> {
    pub(super) text: &'a str,
    /// For the patterns that must be tried.
    pub(super) budget: &'a Budget,
}

impl Checker<'_> {
    /// The type of an expression whose parts fit together.
    ///
    /// # Errors
    /// `promql.syntax`, `limit.regexp`, `limit.work`.
    pub(super) fn check(&self, expr: &mut Expr) -> Result<ValueType> {
        let span = expr.span.clone();
        match &mut expr.kind {
            ExprKind::Number(_) => Ok(ValueType::Scalar),
            ExprKind::String(_) => Ok(ValueType::String),
            ExprKind::Vector(selector) => {
                self.selector(selector, &span)?;
                Ok(ValueType::Vector)
            }
            ExprKind::Matrix(matrix) => {
                let span = matrix.selector_span.clone();
                self.selector(&matrix.selector, &span)?;
                Ok(ValueType::Matrix)
            }
            ExprKind::Subquery(subquery) => match self.check(&mut subquery.expr)? {
                ValueType::Vector => Ok(ValueType::Matrix),
                other => {
                    let of = other.as_str();
                    let message = format!("subquery is only allowed on instant vector, got {of} instead");
                    Err(self.refuse(&message, &span))
                }
            },
            ExprKind::Paren(inner) => self.check(inner),
            ExprKind::Unary(unary) => match self.check(&mut unary.expr)? {
                of @ (ValueType::Scalar | ValueType::Vector) => Ok(of),
                other => {
                    let message = format!(
                        "unary expression only allowed on expressions of type scalar or instant vector, got \"{}\"",
                        other.documented()
                    );
                    Err(self.refuse(&message, &span))
                }
            },
            ExprKind::Binary(binary) => self.binary(binary, &span),
            ExprKind::Aggregate(aggregate) => self.aggregate(aggregate),
            ExprKind::Call(call) => self.call(call, &span),
        }
    }

    fn expect(&self, expr: &mut Expr, wanted: ValueType, place: &str) -> Result<()> {
        let found = self.check(expr)?;
        if found == wanted {
            return Ok(());
        }
        let (wanted, found) = (wanted.documented(), found.documented());
        Err(self.refuse(&format!("expected type {wanted} in {place}, got {found}"), &expr.span))
    }

    fn aggregate(&self, aggregate: &mut Aggregate) -> Result<ValueType> {
        const PARAMETER: &str = "aggregation parameter";
        self.expect(&mut aggregate.expr, ValueType::Vector, "aggregation expression")?;
        if let Some(parameter) = &mut aggregate.parameter {
            let wanted = match aggregate.op {
                AggregateOp::CountValues => ValueType::String,
                _ => ValueType::Scalar,
            };
            self.expect(parameter, wanted, PARAMETER)?;
        }
        Ok(ValueType::Vector)
    }

    fn binary(&self, binary: &mut Binary, span: &Range<usize>) -> Result<ValueType> {
        let types = (self.check(&mut binary.lhs)?, self.check(&mut binary.rhs)?);
        let op = binary.op;
        if binary.returns_bool && !op.is_comparison() {
            let message = "bool modifier can only be used on comparison operators";
            return Err(self.refuse(message, &binary.op_span));
        }
        let scalars = types == (ValueType::Scalar, ValueType::Scalar);
        if op.is_comparison() && !binary.returns_bool && scalars {
            let message = "comparisons between scalars must use BOOL modifier";
            return Err(self.refuse(message, &binary.op_span));
        }
        let Some(matching) = &mut binary.matching else { return Ok(ValueType::Vector) };
        if op.is_set() && matching.cardinality == Cardinality::OneToOne {
            matching.cardinality = Cardinality::ManyToMany;
        }
        if let Some(twice) =
            matching.labels.iter().find(|label| matching.on && matching.include.contains(label))
        {
            let message = format!("label {} must not occur in ON and GROUP clause at once", quote(twice));
            return Err(self.refuse(&message, &binary.op_span));
        }
        for (found, side) in [(types.0, &binary.lhs), (types.1, &binary.rhs)] {
            if !matches!(found, ValueType::Scalar | ValueType::Vector) {
                let message = "binary expression must contain only scalar and instant vector types";
                return Err(self.refuse(message, &side.span));
            }
        }
        if types != (ValueType::Vector, ValueType::Vector) {
            if !matching.labels.is_empty() {
                return Err(self.refuse("vector matching only allowed between instant vectors", span));
            }
            binary.matching = None;
            if op.is_set() {
                let message = format!("set operator \"{op}\" not allowed in binary scalar expression");
                return Err(self.refuse(&message, span));
            }
        } else if op.is_set() && matching.cardinality != Cardinality::ManyToMany {
            return Err(self.refuse(&format!("no grouping allowed for \"{op}\" operation"), span));
        }
        Ok(if scalars { ValueType::Scalar } else { ValueType::Vector })
    }

    fn call(&self, call: &mut Call, span: &Range<usize>) -> Result<ValueType> {
        let function = call.function;
        let (types, count) = (function.args.len(), call.args.len());
        let least = types.saturating_sub(1);
        let wanted = match function.arity {
            Arity::Fixed if count != types => Some((String::new(), types)),
            Arity::UpTo(_) | Arity::Any if count < least => Some(("at least ".to_owned(), least)),
            Arity::UpTo(more) if count > least.saturating_add(more) => {
                Some(("at most ".to_owned(), least.saturating_add(more)))
            }
            _ => None,
        };
        if let Some((how, wanted)) = wanted {
            let name = function.name;
            let message = format!("expected {how}{wanted} argument(s) in call to \"{name}\", got {count}");
            return Err(self.refuse(&message, span));
        }
        let place = format!("call to function \"{}\"", function.name);
        for (at, arg) in call.args.iter_mut().enumerate() {
            let Some(wanted) = function.args.get(at).or(function.args.last()) else { break };
            self.expect(arg, *wanted, &place)?;
        }
        Ok(function.returns)
    }

    fn selector(&self, selector: &VectorSelector, span: &Range<usize>) -> Result<()> {
        if let Some(name) = &selector.name {
            // The last is the one of this name.
            let mut inside = selector.matchers.iter().rev().skip(1).rev();
            return inside.find(|held| held.matcher.name == NAME).map_or(Ok(()), |again| {
                let (name, again) = (quote(name), quote(&again.matcher.value));
                Err(self.refuse(&format!("metric name must not be set twice: {name} or {again}"), span))
            });
        }
        for held in &selector.matchers {
            if !self.takes_empty(held)? {
                return Ok(());
            }
        }
        Err(self.refuse("vector selector must contain at least one non-empty matcher", span))
    }

    /// Whether a matcher takes a series without the label.
    fn takes_empty(&self, held: &SelectorMatcher) -> Result<bool> {
        let value = &held.matcher.value;
        let is_regex = match held.matcher.op {
            MatchOp::Equal => return Ok(value.is_empty()),
            MatchOp::NotEqual => return Ok(!value.is_empty()),
            MatchOp::Regex => true,
            MatchOp::NotRegex => false,
        };
        let place = |error: Error| error.at(Span::of(self.text, held.span.clone()));
        match self.budget.regexp(value, Dialect::Prometheus).map_err(place)? {
            Ok(regexp) => Ok(regexp.is_match("") == is_regex),
            Err(refused) if refused.is_about_size() => {
                Err(place(Error::new(codes::limit::REGEXP, refused.to_string())))
            }
            Err(refused) => Err(self.refuse(&refused.to_string(), &held.span)),
        }
    }

    fn refuse(&self, message: &str, at: &Range<usize>) -> Error {
        refuse(self.text, message, at.clone())
    }
}
