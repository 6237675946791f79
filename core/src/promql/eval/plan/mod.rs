//! A query made ready: durations and times resolved, series selected, and what gives the same at every step known.

mod build;
mod call;
mod length;

use std::ops::Range;

pub(super) use build::{Builder, PlacedWithin};
pub(super) use call::label_name;

use super::extended::Extended;
use super::functions::{RangeFunction, SampleFunction};
use super::labels::LabelSet;
use super::value;
use crate::error::Error;
use crate::go::regexp::{Expansion, Regexp};
use crate::promql::ValueType;
use crate::promql::syntax::{AggregateOp, BinaryOp, Bounds, Text, VectorMatching};

/// A part of a query.
#[derive(Debug)]
pub(super) struct Node<'q> {
    pub(super) kind: Kind<'q>,
    /// The bytes of the query that it is.
    pub(super) span: Range<usize>,
}

/// What a part of a query does.
#[derive(Debug)]
pub(super) enum Kind<'q> {
    Number(f64),
    String(&'q Text),
    /// What is the same at every step, and so evaluated at the first one alone. Mirrors `parser.StepInvariantExpr`.
    Invariant(Box<Node<'q>>),
    Vector(Selection),
    Matrix(Ranged),
    Subquery(Box<Subquery<'q>>),
    /// `+x`: what it stands before, but no selector any more.
    Signed(Box<Node<'q>>),
    Negated(Box<Node<'q>>),
    /// Of two scalars.
    Scalars(BinaryOp, Box<(Node<'q>, Node<'q>)>),
    /// Of a vector and a scalar.
    VectorScalar(Box<VectorScalar<'q>>),
    /// Of two vectors.
    Vectors(Box<Vectors<'q>>),
    Aggregate(Box<Aggregate<'q>>),
    /// A function of a range vector.
    OverRange(Box<OverRange<'q>>),
    /// A function of each sample.
    OfSample(Box<OfSample<'q>>),
    Other(Box<Other<'q>>),
}

/// When something is looked at, in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct When {
    pub(super) offset: i64,
    pub(super) at: Option<i64>,
}

/// Selected series, by their places among all.
#[derive(Debug)]
pub(super) struct Selection {
    pub(super) series: Vec<usize>,
    pub(super) when: When,
    /// Whether samples around it count.
    pub(super) bounds: Option<Bounds>,
    /// The labels that `absent` gives where nothing is selected. Mirrors `createLabelsForAbsentFunction`.
    pub(super) told: LabelSet,
}

/// Selected series over a time, in milliseconds.
#[derive(Debug)]
pub(super) struct Ranged {
    pub(super) selection: Selection,
    pub(super) range: i64,
}

/// An expression evaluated again and again over a time, in milliseconds.
#[derive(Debug)]
pub(super) struct Subquery<'q> {
    pub(super) inner: Node<'q>,
    pub(super) range: i64,
    pub(super) step: i64,
    pub(super) when: When,
}

#[derive(Debug)]
pub(super) struct VectorScalar<'q> {
    pub(super) op: BinaryOp,
    pub(super) vector: Node<'q>,
    pub(super) scalar: Node<'q>,
    /// Whether the scalar stands before the vector.
    pub(super) swapped: bool,
    pub(super) returns_bool: bool,
}

#[derive(Debug)]
pub(super) struct Vectors<'q> {
    pub(super) op: BinaryOp,
    pub(super) lhs: Node<'q>,
    pub(super) rhs: Node<'q>,
    pub(super) matching: &'q VectorMatching,
    pub(super) returns_bool: bool,
}

#[derive(Debug)]
pub(super) struct Aggregate<'q> {
    pub(super) op: AggregateOp,
    pub(super) parameter: Option<Node<'q>>,
    pub(super) vector: Node<'q>,
    pub(super) grouping: &'q [String],
    pub(super) without: bool,
}

#[derive(Debug)]
pub(super) struct OverRange<'q> {
    pub(super) function: RangeFunction,
    pub(super) matrix: Node<'q>,
    /// The scalars among the arguments.
    pub(super) scalars: Vec<Node<'q>>,
    pub(super) keeps_name: bool,
    /// What it makes of the ends of a range that is closed by the samples around it.
    pub(super) extended: Option<Extended>,
    /// Where it is `absent_over_time`: the labels that are told.
    pub(super) absent: Option<LabelSet>,
}

#[derive(Debug)]
pub(super) struct OfSample<'q> {
    pub(super) function: SampleFunction,
    pub(super) vector: Node<'q>,
    pub(super) scalars: Vec<Node<'q>>,
}

/// Functions that are neither of a range nor of each sample alone.
#[derive(Debug)]
pub(super) enum Other<'q> {
    Time,
    Scalar(Node<'q>),
    Vector(Node<'q>),
    Absent(Node<'q>, LabelSet),
    /// `timestamp` of something that is computed: the time of the step.
    Timestamp(Node<'q>),
    /// `timestamp` of a selector: the time of the sample.
    TimestampOf(Selection),
    /// Whether the largest come first.
    Sort(Node<'q>, bool),
    LabelReplace {
        vector: Node<'q>,
        to: value::Text,
        replacement: Expansion,
        from: value::Text,
        pattern: Regexp,
    },
    LabelJoin {
        vector: Node<'q>,
        to: value::Text,
        separator: &'q str,
        from: Vec<value::Text>,
    },
    HistogramQuantile {
        quantile: Node<'q>,
        vector: Node<'q>,
    },
    HistogramFraction {
        lower: Node<'q>,
        upper: Node<'q>,
        vector: Node<'q>,
    },
    /// What upstream refuses once it is evaluated: within a subquery without steps it never is.
    Refused(Error),
    /// A function of native histograms alone: of floats it gives nothing.
    OfNative(Node<'q>),
}

impl Node<'_> {
    /// What it evaluates to.
    pub(super) fn value_type(&self) -> ValueType {
        match &self.kind {
            Kind::Number(_) | Kind::Scalars(..) => ValueType::Scalar,
            Kind::String(_) => ValueType::String,
            Kind::Invariant(inner) | Kind::Signed(inner) | Kind::Negated(inner) => inner.value_type(),
            Kind::Matrix(_) | Kind::Subquery(_) => ValueType::Matrix,
            Kind::Other(other) => match **other {
                Other::Time | Other::Scalar(_) => ValueType::Scalar,
                _ => ValueType::Vector,
            },
            _ => ValueType::Vector,
        }
    }
}
