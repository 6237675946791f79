//! How the steps of a sync are worded: each in the sentence that it carries, and in the rows of an explanation, which say
//! the same facts at more length.

mod dead_band;
mod metric;
mod number;
#[cfg(feature = "explain")]
mod rows;
mod steps;
mod value;

pub(crate) use metric::ScaleReplicas;
pub(super) use metric::metric;
#[cfg(feature = "explain")]
pub(crate) use number::Decimal;
#[cfg(feature = "explain")]
pub(crate) use rows::{
    Told, forbidden_row, in_thousandths, maximum_row, pods_row, proposal_row, ratio_row, thousandths,
    tolerance_row, usage_row,
};
pub(super) use steps::{last, limits, maximum, stabilization};
