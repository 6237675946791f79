//! Go's `fmt`: `Sprint`, `Sprintln` and `Sprintf` of the values that a template can reach.

mod basic;
mod directive;
mod flags;
mod printer;
#[cfg(test)]
mod tests;

pub(crate) use printer::Printer;
