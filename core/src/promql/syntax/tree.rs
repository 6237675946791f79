//! Expressions of PromQL as a tree.

use std::ops::Range;

use super::functions::Function;
use super::operator::{AggregateOp, BinaryOp};
use crate::promql::{Matcher, NAME};

/// What an expression evaluates to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ValueType {
    /// One number.
    Scalar,
    /// An instant vector: samples, each of another series.
    Vector,
    /// A range vector: series, each with its samples of a time.
    Matrix,
    /// A text.
    String,
}

impl ValueType {
    /// The type as Prometheus' API names it: `scalar`, `vector`, `matrix` or `string`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Scalar => "scalar",
            Self::Vector => "vector",
            Self::Matrix => "matrix",
            Self::String => "string",
        }
    }

    /// The type as Prometheus' documentation names it: `instant vector` and `range vector`.
    #[must_use]
    pub const fn documented(self) -> &'static str {
        match self {
            Self::Vector => "instant vector",
            Self::Matrix => "range vector",
            other => other.as_str(),
        }
    }
}

/// An expression, or one within another. It prints as Prometheus' `Expr.String` does.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// The bytes of the text that it is read from, with its modifiers and without the parentheses around it.
    pub span: Range<usize>,
    height: u32,
}

/// The kinds of expressions.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum ExprKind {
    /// A number, or a duration as its seconds.
    Number(Number),
    /// A string.
    String(Text),
    /// An instant vector selector: `up{job="a"}`.
    Vector(Box<VectorSelector>),
    /// A range vector selector: `up[5m]`.
    Matrix(Box<MatrixSelector>),
    /// An expression over a time: `rate(up[5m])[1h:1m]`.
    Subquery(Box<Subquery>),
    /// Something in parentheses.
    Paren(Box<Expr>),
    /// `+x` or `-x`.
    Unary(Box<Unary>),
    /// `a + b`
    Binary(Box<Binary>),
    /// `sum by (pod) (x)`
    Aggregate(Box<Aggregate>),
    /// `rate(x)`
    Call(Box<Call>),
}

impl ExprKind {
    /// The kind's name: `number`, `string`, `vectorSelector`, `matrixSelector`, `subquery`, `paren`, `unary`, `binary`,
    /// `aggregate` or `call`.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Number(_) => "number",
            Self::String(_) => "string",
            Self::Vector(_) => "vectorSelector",
            Self::Matrix(_) => "matrixSelector",
            Self::Subquery(_) => "subquery",
            Self::Paren(_) => "paren",
            Self::Unary(_) => "unary",
            Self::Binary(_) => "binary",
            Self::Aggregate(_) => "aggregate",
            Self::Call(_) => "call",
        }
    }
}

/// A number.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Number {
    /// What it is worth; the seconds of a duration.
    pub value: f64,
    /// Whether it is written as a duration.
    pub is_duration: bool,
}

/// The value of a string.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Text {
    /// The text; bytes that are no UTF-8 are replaced.
    pub value: String,
    /// How it prints where that is not its text in quotes: where it has bytes that are no UTF-8.
    pub(super) printed: Option<Box<str>>,
}

/// Which series are selected, and when they are looked at.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct VectorSelector {
    /// The metric's name where it stands before the braces; it is one of the matchers too.
    pub name: Option<String>,
    /// The matchers in braces, and last the one of the name before them.
    pub matchers: Vec<SelectorMatcher>,
    /// When the series are looked at.
    pub time: TimeModifiers,
    /// Whether the range is closed by samples outside of it: `anchored` or `smoothed`.
    pub bounds: Option<Bounds>,
}

impl Text {
    /// Whether the query spells a text: escapes can spell bytes that are no UTF-8.
    #[must_use]
    pub const fn is_utf8(&self) -> bool {
        self.printed.is_none()
    }
}

/// A label matcher of a selector.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct SelectorMatcher {
    /// What it says; bytes that are no UTF-8 are replaced.
    pub matcher: Matcher,
    /// The bytes of the text that it is read from.
    pub span: Range<usize>,
    /// Whether its texts are what stands in the query: escapes can spell bytes that are no UTF-8.
    pub(crate) is_utf8: bool,
    /// How it prints where it is not UTF-8.
    pub(super) printed: Option<Box<str>>,
}

/// How a range takes values at its ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bounds {
    /// `anchored`: the last sample before.
    Anchored,
    /// `smoothed`: a value between the samples before and after.
    Smoothed,
}

/// When a selector or a subquery is evaluated.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct TimeModifiers {
    /// `offset`: so much earlier.
    pub offset: Option<Length>,
    /// `@`: at a time, whenever the query is evaluated.
    pub at: Option<At>,
}

/// A time that `@` gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    /// Milliseconds since 1970.
    Millis(i64),
    /// `start()` of the query's range.
    Start,
    /// `end()` of the query's range.
    End,
}

/// How long a range, a step or an offset is.
#[derive(Debug, Clone, PartialEq)]
pub enum Length {
    /// Nanoseconds.
    Nanos(i64),
    /// What is computed when the query is evaluated.
    Computed(Box<DurationExpr>),
}

/// The arithmetic of a duration.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum DurationExpr {
    /// A number of seconds, or a duration.
    Number(Number),
    /// `step()`, the resolution of the query.
    Step,
    /// `range()`, from the query's start to its end.
    Range,
    /// `-x`
    Negated(Box<DurationExpr>),
    /// `(x)`
    Paren(Box<DurationExpr>),
    /// `a + b`
    Binary(BinaryOp, Box<(DurationExpr, DurationExpr)>),
    /// `min_of(a, b)`
    MinOf(Box<(DurationExpr, DurationExpr)>),
    /// `max_of(a, b)`
    MaxOf(Box<(DurationExpr, DurationExpr)>),
}

/// A range vector selector.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct MatrixSelector {
    /// Its series, and when they are looked at.
    pub selector: VectorSelector,
    /// The bytes of the text that the series are read from.
    pub selector_span: Range<usize>,
    /// How far back it reaches.
    pub range: Length,
    /// The bytes of the text that the range is read from, without brackets.
    pub range_span: Range<usize>,
}

/// An expression that is evaluated again and again over a time.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Subquery {
    /// What is evaluated.
    pub expr: Expr,
    /// How far back it reaches.
    pub range: Length,
    /// The bytes of the text that the range is read from.
    pub range_span: Range<usize>,
    /// How far its evaluations are apart; `None` leaves it to Prometheus.
    pub step: Option<Length>,
    /// When the last evaluation is.
    pub time: TimeModifiers,
}

/// A sign before an expression.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Unary {
    /// Whether it is `-`.
    pub is_negative: bool,
    /// What it stands before.
    pub expr: Expr,
}

/// An operator between two expressions.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Binary {
    /// The operator.
    pub op: BinaryOp,
    /// The bytes of the text that the operator is.
    pub op_span: Range<usize>,
    /// What stands before it.
    pub lhs: Expr,
    /// What stands behind it.
    pub rhs: Expr,
    /// Whether a comparison gives 0 or 1, and does not filter: `bool`.
    pub returns_bool: bool,
    /// Which samples of two vectors belong together; `None` where not both are vectors.
    pub matching: Option<VectorMatching>,
}

/// Which samples of two vectors belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct VectorMatching {
    /// How many samples may belong to how many.
    pub cardinality: Cardinality,
    /// Whether the labels are those that are compared (`on`), not those that are left out (`ignoring`).
    pub on: bool,
    /// The labels.
    pub labels: Vec<String>,
    /// The labels that `group_left` and `group_right` take over from the side that has one sample.
    pub include: Vec<String>,
}

/// How many samples of one vector belong to how many of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cardinality {
    /// One to one.
    OneToOne,
    /// `group_left`
    ManyToOne,
    /// `group_right`
    OneToMany,
    /// That of `and`, `or` and `unless`.
    ManyToMany,
}

/// An aggregation.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Aggregate {
    /// What is computed of a group.
    pub op: AggregateOp,
    /// What stands before the vector, as the `3` of `topk(3, x)`.
    pub parameter: Option<Expr>,
    /// The samples.
    pub expr: Expr,
    /// The labels that a group has in common, or with `without` those that it need not.
    pub grouping: Vec<String>,
    /// Whether it is `without`.
    pub without: bool,
}

/// A call of a function.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Call {
    /// The function.
    pub function: &'static Function,
    /// Its arguments.
    pub args: Vec<Expr>,
}

impl Expr {
    pub(super) fn new(kind: ExprKind, span: Range<usize>) -> Self {
        let mut expr = Self { kind, span, height: 0 };
        expr.height =
            expr.children().map(|child| child.height).max().map_or(1, |height| height.saturating_add(1));
        expr
    }

    /// How many expressions stand within each other at most.
    pub(super) fn height(&self) -> u32 {
        self.height
    }

    /// What it evaluates to.
    #[must_use]
    pub fn value_type(&self) -> ValueType {
        match &self.kind {
            ExprKind::Number(_) => ValueType::Scalar,
            ExprKind::String(_) => ValueType::String,
            ExprKind::Vector(_) | ExprKind::Aggregate(_) => ValueType::Vector,
            ExprKind::Matrix(_) | ExprKind::Subquery(_) => ValueType::Matrix,
            ExprKind::Paren(inner) => inner.value_type(),
            ExprKind::Unary(unary) => unary.expr.value_type(),
            ExprKind::Binary(binary) => match (binary.lhs.value_type(), binary.rhs.value_type()) {
                (ValueType::Scalar, ValueType::Scalar) => ValueType::Scalar,
                _ => ValueType::Vector,
            },
            ExprKind::Call(call) => call.function.returns,
        }
    }

    /// The expressions directly within it, in the order of the text.
    pub fn children(&self) -> impl Iterator<Item = &Self> {
        let (one, other, list): (Option<&Self>, Option<&Self>, &[Self]) = match &self.kind {
            ExprKind::Number(_) | ExprKind::String(_) | ExprKind::Vector(_) | ExprKind::Matrix(_) => {
                (None, None, &[])
            }
            ExprKind::Subquery(subquery) => (Some(&subquery.expr), None, &[]),
            ExprKind::Paren(inner) => (Some(inner), None, &[]),
            ExprKind::Unary(unary) => (Some(&unary.expr), None, &[]),
            ExprKind::Binary(binary) => (Some(&binary.lhs), Some(&binary.rhs), &[]),
            ExprKind::Aggregate(aggregate) => (aggregate.parameter.as_ref(), Some(&aggregate.expr), &[]),
            ExprKind::Call(call) => (None, None, &call.args),
        };
        one.into_iter().chain(other).chain(list)
    }

    /// It and all expressions within it, an outer one before its inner ones, in the order of the text.
    pub fn walk(&self) -> impl Iterator<Item = &Self> {
        let mut open = vec![self];
        std::iter::from_fn(move || {
            let next = open.pop()?;
            let begin = open.len();
            open.extend(next.children());
            if let Some(children) = open.get_mut(begin..) {
                children.reverse();
            }
            Some(next)
        })
    }

    /// All its selectors, those of ranges too.
    pub fn selectors(&self) -> impl Iterator<Item = Selector<'_>> {
        self.walk().filter_map(|expr| match &expr.kind {
            ExprKind::Vector(selector) => Some(Selector { selector, range: None, span: expr.span.clone() }),
            ExprKind::Matrix(matrix) => Some(Selector {
                selector: &matrix.selector,
                range: Some(&matrix.range),
                span: expr.span.clone(),
            }),
            _ => None,
        })
    }

    /// This expression without the parentheses around it.
    #[must_use]
    pub fn without_parens(&self) -> &Self {
        let mut inner = self;
        while let ExprKind::Paren(next) = &inner.kind {
            inner = next;
        }
        inner
    }

    /// What it is worth where it is a number, in parentheses, with a sign, or without.
    #[must_use]
    pub fn number(&self) -> Option<f64> {
        match &self.without_parens().kind {
            ExprKind::Number(number) => Some(number.value),
            ExprKind::Unary(unary) => {
                let value = unary.expr.number()?;
                Some(if unary.is_negative { -value } else { value })
            }
            _ => None,
        }
    }

    /// What it is where it is a string, in parentheses or without.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match &self.without_parens().kind {
            ExprKind::String(text) => Some(&text.value),
            _ => None,
        }
    }
}

/// A selector of an expression, with what stands behind it.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Selector<'a> {
    /// Which series it selects.
    pub selector: &'a VectorSelector,
    /// How far back it reaches, where it is one of a range.
    pub range: Option<&'a Length>,
    /// The bytes of the text that it is read from.
    pub span: Range<usize>,
}

impl VectorSelector {
    /// The one name that a series must have to be selected, wherever it stands.
    #[must_use]
    pub fn metric(&self) -> Option<&str> {
        let is_name = |held: &&SelectorMatcher| {
            held.matcher.name == NAME && held.matcher.op == crate::promql::MatchOp::Equal && held.is_utf8
        };
        self.matchers.iter().rfind(is_name).map(|held| held.matcher.value.as_str())
    }
}
