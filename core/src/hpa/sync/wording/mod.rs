//! How the steps of a sync are worded: each in the sentence that it carries, and in the rows of an explanation, which say
//! the same facts at more length.

mod dead_band;
mod metric;
mod number;
mod steps;
mod value;

pub(super) use metric::metric;
pub(crate) use metric::{on_the_edge, pods_row, proposal_row};
pub(crate) use number::{Decimal, Replicas};
pub(super) use steps::{last, limits, maximum, stabilization};
pub(crate) use value::usage_row;
