//! The rows of an explanation about a metric, which say the facts of its sentence at more length: a text, and why.

mod pods;
mod proposal;
mod ratio;
mod usage;

pub(crate) use pods::pods_row;
pub(crate) use proposal::{forbidden_row, maximum_row, proposal_row};
pub(crate) use ratio::{ratio_row, tolerance_row};
pub(crate) use usage::{in_thousandths, thousandths, usage_row};

/// What a row says, and why it is so.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Told {
    pub(crate) text: String,
    pub(crate) why: Vec<String>,
}

impl Told {
    fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), why: Vec::new() }
    }

    fn because(mut self, why: impl Into<String>) -> Self {
        self.why.push(why.into());
        self
    }
}
