//! What is computed of the samples of a group, one after the other.

use crate::promql::syntax::AggregateOp;

use super::super::functions::average::Average;
use super::super::functions::{kahan, quantile};

/// A group at one step.
#[derive(Debug, Clone)]
pub(super) enum Accumulator {
    Sum {
        sum: f64,
        compensation: f64,
    },
    Average(Average),
    Count(f64),
    Min(f64),
    Max(f64),
    Group,
    /// Of `stdvar`, or with `is_root` of `stddev`.
    Variance {
        count: f64,
        mean: f64,
        sum: f64,
        is_root: bool,
    },
    Quantile(Vec<f64>),
}

impl Accumulator {
    /// Of the first sample.
    pub(super) fn new(op: AggregateOp, value: f64) -> Self {
        match op {
            AggregateOp::Avg => Self::Average(Average::new(value)),
            AggregateOp::Count => Self::Count(1.0),
            AggregateOp::Min => Self::Min(value),
            AggregateOp::Max => Self::Max(value),
            AggregateOp::Group => Self::Group,
            AggregateOp::Stddev | AggregateOp::Stdvar => Self::Variance {
                count: 1.0,
                mean: value,
                sum: if value.is_finite() { 0.0 } else { f64::NAN },
                is_root: op == AggregateOp::Stddev,
            },
            AggregateOp::Quantile => Self::Quantile(vec![value]),
            _ => Self::Sum { sum: value, compensation: 0.0 },
        }
    }

    /// Of one more.
    pub(super) fn add(&mut self, value: f64) {
        match self {
            Self::Sum { sum, compensation } => (*sum, *compensation) = kahan::add(value, *sum, *compensation),
            Self::Average(average) => average.add(value),
            Self::Count(count) => *count += 1.0,
            Self::Min(least) if *least > value || least.is_nan() => *least = value,
            Self::Max(most) if *most < value || most.is_nan() => *most = value,
            Self::Min(_) | Self::Max(_) | Self::Group => {}
            Self::Variance { count, mean, sum, .. } => {
                *count += 1.0;
                let delta = value - *mean;
                *mean += delta / *count;
                *sum += delta * (value - *mean);
            }
            Self::Quantile(values) => values.push(value),
        }
    }

    /// What it comes to; `quantile` has a parameter.
    pub(super) fn value(self, parameter: f64) -> f64 {
        match self {
            Self::Sum { sum, compensation } => sum + compensation,
            Self::Average(average) => average.value(),
            Self::Count(value) | Self::Min(value) | Self::Max(value) => value,
            Self::Group => 1.0,
            Self::Variance { count, sum, is_root, .. } => {
                let variance = sum / count;
                if is_root { variance.sqrt() } else { variance }
            }
            Self::Quantile(mut values) => quantile::quantile(parameter, &mut values),
        }
    }
}
