//! From the tree of a query to what is evaluated.

use super::length::Resolution;
use super::{Aggregate, Kind, Node, Ranged, Selection, Subquery, VectorScalar, Vectors, When};
use crate::budget::Budget;
use crate::error::{Error, Result, Span, codes};
use crate::go::number;
use crate::promql::syntax::{At, Binary, ExprKind, TimeModifiers, VectorSelector};
use crate::promql::{Expr, MatchOp, SeriesSelector, ValueType, is_metadata};

use super::super::Times;
use super::super::labels::LabelSet;
use super::super::storage::Storage;

/// The step of a subquery that has none: Prometheus' own where nothing else is configured.
const SUBQUERY_STEP: i64 = 60_000;

/// What a query is made ready with.
#[derive(Clone, Copy)]
pub(in crate::promql::eval) struct Builder<'a> {
    pub(super) text: &'a str,
    storage: &'a Storage,
    budget: &'a Budget,
    times: Times,
    resolution: Resolution,
    /// Within the parameter of an aggregation, which upstream leaves as it is: nothing there is evaluated once for all steps, and
    /// `start()` and `end()` behind `@` say nothing.
    as_written: bool,
}

/// A part that is made ready.
pub(super) struct Built<'q> {
    pub(super) node: Node<'q>,
    /// Whether it gives the same at every step.
    pub(super) is_invariant: bool,
    /// Whether it is then worth to be evaluated once.
    pub(super) is_worth: bool,
}

impl<'q> Built<'q> {
    pub(super) fn wrapped_if(self, wraps: bool) -> Node<'q> {
        if !wraps {
            return self.node;
        }
        let span = self.node.span.clone();
        Node { kind: Kind::Invariant(Box::new(self.node)), span }
    }
}

impl<'a> Builder<'a> {
    pub(in crate::promql::eval) fn new(
        text: &'a str,
        storage: &'a Storage,
        times: Times,
        budget: &'a Budget,
    ) -> Self {
        let seconds = |millis: i64| number::float64(millis) / 1000.0;
        let (step, range) = match times {
            Times::Instant(_) => (0.0, 0.0),
            Times::Range { start, end, step } => (seconds(step), seconds(end.saturating_sub(start))),
        };
        let resolution = Resolution { step, range };
        Self { text, storage, budget, times, resolution, as_written: false }
    }

    /// A whole query. Mirrors `promql.PreprocessExpr`.
    ///
    /// # Errors
    /// `promql.evaluation`, `promql.not-supported`, `limit.regexp`, `limit.work`.
    pub(in crate::promql::eval) fn root<'q>(self, expr: &'q Expr) -> Result<Node<'q>> {
        let built = self.build(expr)?;
        let wraps = built.is_worth;
        Ok(built.wrapped_if(wraps))
    }

    pub(super) fn build<'q>(self, expr: &'q Expr) -> Result<Built<'q>> {
        self.kind(expr).map_err(|error| error.placed_within(self.text, &expr.span))
    }

    fn kind<'q>(self, expr: &'q Expr) -> Result<Built<'q>> {
        let built = |kind, is_invariant, is_worth| {
            let node = Node { kind, span: expr.span.clone() };
            Ok(Built { node, is_invariant, is_worth })
        };
        match &expr.kind {
            ExprKind::Number(number) => built(Kind::Number(number.value), true, false),
            ExprKind::String(text) => built(Kind::String(text), true, false),
            ExprKind::Vector(selector) => {
                let selection = self.selection(selector)?;
                let is_fixed = selection.when.at.is_some();
                built(Kind::Vector(selection), is_fixed, is_fixed)
            }
            ExprKind::Matrix(matrix) => {
                let selection = self.selection(&matrix.selector)?;
                let range = self.resolution.millis(&matrix.range, false)?;
                let is_fixed = selection.when.at.is_some();
                built(Kind::Matrix(Ranged { selection, range }), is_fixed, false)
            }
            ExprKind::Subquery(subquery) => {
                let inner = self.build(&subquery.expr)?;
                let wraps = inner.is_invariant && !self.as_written;
                let range = self.resolution.millis(&subquery.range, false)?;
                let step = match &subquery.step {
                    Some(step) => self.resolution.millis(step, false)?,
                    None => 0,
                };
                // Less than a nanosecond's thousandth is none, as upstream reads it.
                let step = if step == 0 { SUBQUERY_STEP } else { step };
                let when = self.when(&subquery.time)?;
                let inner = inner.wrapped_if(wraps);
                built(
                    Kind::Subquery(Box::new(Subquery { inner, range, step, when })),
                    when.at.is_some(),
                    false,
                )
            }
            ExprKind::Paren(inner) => self.build(inner),
            ExprKind::Unary(unary) => {
                let inner = self.build(&unary.expr)?;
                let node = Box::new(inner.node);
                let kind = if unary.is_negative { Kind::Negated(node) } else { Kind::Signed(node) };
                built(kind, inner.is_invariant, inner.is_worth)
            }
            ExprKind::Binary(binary) => {
                let (kind, is_invariant) = self.binary(binary)?;
                built(kind, is_invariant, is_invariant)
            }
            ExprKind::Aggregate(aggregate) => {
                let vector = self.build(&aggregate.expr)?;
                let as_written = Self { as_written: true, ..self };
                let parameter =
                    aggregate.parameter.as_ref().map(|expr| as_written.build(expr)).transpose()?;
                let kind = Kind::Aggregate(Box::new(Aggregate {
                    op: aggregate.op,
                    parameter: parameter.map(|built| built.node),
                    vector: vector.node,
                    grouping: &aggregate.grouping,
                    without: aggregate.without,
                }));
                built(kind, vector.is_invariant, vector.is_worth)
            }
            ExprKind::Call(call) => {
                let (kind, is_invariant) = self.call(call)?;
                built(kind, is_invariant, is_invariant)
            }
        }
    }

    /// Whether something that is worth it is evaluated once.
    pub(super) fn wraps(self, built: &Built<'_>) -> bool {
        built.is_worth && !self.as_written
    }

    fn binary<'q>(self, binary: &'q Binary) -> Result<(Kind<'q>, bool)> {
        let types = (binary.lhs.value_type(), binary.rhs.value_type());
        let (lhs, rhs) = (self.build(&binary.lhs)?, self.build(&binary.rhs)?);
        let is_invariant = lhs.is_invariant && rhs.is_invariant;
        let wrap = |side: Built<'q>| {
            let wraps = !is_invariant && self.wraps(&side);
            side.wrapped_if(wraps)
        };
        let (lhs, rhs) = (wrap(lhs), wrap(rhs));
        let op = binary.op;
        let returns_bool = binary.returns_bool;
        let with_scalar = |vector, scalar, swapped| {
            Kind::VectorScalar(Box::new(VectorScalar { op, vector, scalar, swapped, returns_bool }))
        };
        let kind = match (types, &binary.matching) {
            ((ValueType::Scalar, ValueType::Scalar), _) => Kind::Scalars(op, Box::new((lhs, rhs))),
            ((ValueType::Scalar, _), _) => with_scalar(rhs, lhs, true),
            ((_, ValueType::Scalar), _) => with_scalar(lhs, rhs, false),
            (_, Some(matching)) => Kind::Vectors(Box::new(Vectors { op, lhs, rhs, matching, returns_bool })),
            (_, None) => return Err(not_supported("an operator between two vectors without a matching")),
        };
        Ok((kind, is_invariant))
    }

    pub(super) fn selection(self, selector: &VectorSelector) -> Result<Selection> {
        // No series of ours has bytes that are no UTF-8.
        let (told, untold): (Vec<_>, Vec<_>) = selector.matchers.iter().partition(|held| held.is_utf8);
        let is_empty = untold.iter().any(|held| matches!(held.matcher.op, MatchOp::Equal | MatchOp::Regex));
        let series = if is_empty {
            Vec::new()
        } else {
            let matchers = told.into_iter().map(|held| held.matcher.clone());
            self.storage.selected(&SeriesSelector::of(matchers, self.budget)?, self.budget)?
        };
        let when = self.when(&selector.time)?;
        Ok(Selection { series, when, bounds: selector.bounds, told: told_of(selector) })
    }

    fn when(self, time: &TimeModifiers) -> Result<When> {
        let offset = time.offset.as_ref().map_or(Ok(0), |length| self.resolution.millis(length, true))?;
        let at = time.at.and_then(|at| match (at, self.times) {
            (At::Millis(millis), _) => Some(millis),
            (At::Start | At::End, _) if self.as_written => None,
            (At::Start | At::End, Times::Instant(millis)) => Some(millis),
            (At::Start, Times::Range { start, .. }) => Some(start),
            (At::End, Times::Range { end, .. }) => Some(end),
        });
        Ok(When { offset, at })
    }

    /// A pattern of `label_replace`, which must match the whole text.
    pub(super) fn pattern(self, pattern: &str) -> Result<crate::go::regexp::Regexp> {
        let compiled = self.budget.regexp(pattern, crate::go::regexp::Dialect::Prometheus)?;
        let regexp = compiled.map_err(|refused| {
            let code = if refused.is_about_size() { codes::limit::REGEXP } else { codes::promql::EVALUATION };
            Error::new(code, format!("invalid regular expression in label_replace(): {refused}"))
        })?;
        let large =
            |refused: crate::go::regexp::SyntaxError| Error::new(codes::limit::REGEXP, refused.to_string());
        regexp.check_captures(pattern).map_err(large)?;
        Ok(regexp)
    }
}

/// The labels that a selector names with one value each.
fn told_of(selector: &VectorSelector) -> LabelSet {
    let mut told = LabelSet::default();
    let mut seen: Vec<&str> = Vec::new();
    for held in &selector.matchers {
        let name = held.matcher.name.as_str();
        if is_metadata(name) {
            continue;
        }
        let is_first = held.matcher.op == MatchOp::Equal && !seen.contains(&name);
        if is_first {
            seen.push(name);
        }
        told = told.with(name, if is_first { &held.matcher.value } else { "" });
    }
    told
}

/// That something is not evaluated here.
pub(super) fn not_supported(what: &str) -> Error {
    Error::new(codes::promql::NOT_SUPPORTED, format!("{what} is not evaluated"))
}

/// Errors of a part of a query get its place where they have none.
pub(in crate::promql::eval) trait PlacedWithin {
    /// Placed at the bytes of a text, where it has no place yet.
    fn placed_within(self, text: &str, bytes: &std::ops::Range<usize>) -> Self;
}

impl PlacedWithin for Error {
    fn placed_within(self, text: &str, bytes: &std::ops::Range<usize>) -> Self {
        if self.span().is_some() { self } else { self.at(Span::of(text, bytes.clone())) }
    }
}
