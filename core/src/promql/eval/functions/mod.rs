//! The functions of PromQL on floats: of a series' samples of a time, of one sample, of a classic histogram's buckets.

pub(super) mod average;
mod date;
pub(super) mod histogram;
pub(super) mod kahan;
pub(super) mod quantile;
mod range;
mod sample;
#[cfg(test)]
mod tests;

use super::value::Point;

pub(super) use range::range_function;
pub(super) use sample::sample_function;

/// The samples of one series within a range, as a function of a range vector sees them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Window<'a> {
    /// The samples within the range, the earliest first, no staleness markers: after `at - offset - range`, until `at - offset`.
    pub(super) points: &'a [Point],
    /// When the query is evaluated, in milliseconds since 1970.
    pub(super) at: i64,
    /// How far back the range reaches, in milliseconds.
    pub(super) range: i64,
    /// How much earlier the range ends, in milliseconds.
    pub(super) offset: i64,
}

/// From the samples of a range, and the function's other arguments in their order, to a value, or to none. It is not called for an
/// empty range.
pub(super) type RangeFunction = fn(&Window<'_>, &[f64]) -> Option<f64>;

/// From a sample's value, and the function's other arguments in their order, to a value, or to none.
pub(super) type SampleFunction = fn(f64, &[f64]) -> Option<f64>;
