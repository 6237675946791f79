//! The operators and aggregations of PromQL, and how tightly they bind.

use std::fmt;

/// A word or sign that PromQL knows, and what it stands for.
type Named<T> = (&'static str, T);

/// A binary operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum BinaryOp {
    /// `+`
    Add,
    /// `-`
    Sub,
    /// `*`
    Mul,
    /// `/`
    Div,
    /// `%`
    Mod,
    /// `^`
    Pow,
    /// `atan2`
    Atan2,
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
    /// `</`, which keeps the lower part of a native histogram.
    TrimUpper,
    /// `>/`, which keeps the upper part of a native histogram.
    TrimLower,
    /// `and`
    And,
    /// `or`
    Or,
    /// `unless`
    Unless,
}

/// How tightly an operator binds; the larger, the tighter.
pub(super) type Binding = u8;
/// That of an operand of `+` and `-` before it: only a power binds tighter.
pub(super) const OF_SIGN: Binding = 6;

impl BinaryOp {
    /// The operator as PromQL writes it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Add => "+",
            Self::Sub => "-",
            Self::Mul => "*",
            Self::Div => "/",
            Self::Mod => "%",
            Self::Pow => "^",
            Self::Atan2 => "atan2",
            Self::Equal => "==",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
            Self::TrimUpper => "</",
            Self::TrimLower => ">/",
            Self::And => "and",
            Self::Or => "or",
            Self::Unless => "unless",
        }
    }

    /// Whether it compares: it keeps samples, or gives 0 and 1 with `bool`.
    #[must_use]
    pub const fn is_comparison(self) -> bool {
        matches!(
            self,
            Self::Equal
                | Self::NotEqual
                | Self::Less
                | Self::LessOrEqual
                | Self::Greater
                | Self::GreaterOrEqual
        )
    }

    /// Whether it is one of sets: `and`, `or`, `unless`.
    #[must_use]
    pub const fn is_set(self) -> bool {
        matches!(self, Self::And | Self::Or | Self::Unless)
    }

    pub(super) const fn binding(self) -> Binding {
        match self {
            Self::Or => 1,
            Self::And | Self::Unless => 2,
            Self::Add | Self::Sub => 4,
            Self::Mul | Self::Div | Self::Mod | Self::Atan2 => 5,
            Self::Pow => OF_SIGN,
            _ => 3,
        }
    }

    /// What an operator on its right must bind with at least to take its right operand: more than it does itself, but for
    /// powers, which are taken from the right.
    pub(super) const fn right(self) -> Binding {
        match self {
            Self::Pow => OF_SIGN,
            _ => self.binding() + 1,
        }
    }
}

impl fmt::Display for BinaryOp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// An aggregation over the samples of an instant vector.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum AggregateOp {
    /// `avg`
    Avg,
    /// `bottomk`
    Bottomk,
    /// `count`
    Count,
    /// `count_values`
    CountValues,
    /// `group`
    Group,
    /// `limitk`, which is experimental.
    Limitk,
    /// `limit_ratio`, which is experimental.
    LimitRatio,
    /// `max`
    Max,
    /// `min`
    Min,
    /// `quantile`
    Quantile,
    /// `stddev`
    Stddev,
    /// `stdvar`
    Stdvar,
    /// `sum`
    Sum,
    /// `topk`
    Topk,
}

pub(super) const AGGREGATIONS: [Named<AggregateOp>; 14] = [
    ("avg", AggregateOp::Avg),
    ("bottomk", AggregateOp::Bottomk),
    ("count", AggregateOp::Count),
    ("count_values", AggregateOp::CountValues),
    ("group", AggregateOp::Group),
    ("limitk", AggregateOp::Limitk),
    ("limit_ratio", AggregateOp::LimitRatio),
    ("max", AggregateOp::Max),
    ("min", AggregateOp::Min),
    ("quantile", AggregateOp::Quantile),
    ("stddev", AggregateOp::Stddev),
    ("stdvar", AggregateOp::Stdvar),
    ("sum", AggregateOp::Sum),
    ("topk", AggregateOp::Topk),
];

impl AggregateOp {
    /// The name as PromQL writes it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        AGGREGATIONS.iter().find(|(_, op)| *op == self).map_or("", |(name, _)| *name)
    }

    /// Whether it takes a parameter before the vector.
    #[must_use]
    pub const fn has_parameter(self) -> bool {
        self.selects() || matches!(self, Self::CountValues | Self::Quantile)
    }

    /// Whether its result holds samples of the vector as they are, and not one for each group.
    #[must_use]
    pub const fn selects(self) -> bool {
        matches!(self, Self::Topk | Self::Bottomk | Self::Limitk | Self::LimitRatio)
    }

    /// Whether Prometheus has it behind a flag.
    #[must_use]
    pub const fn is_experimental(self) -> bool {
        matches!(self, Self::Limitk | Self::LimitRatio)
    }
}

impl fmt::Display for AggregateOp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
