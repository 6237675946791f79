//! Label selectors: text form, object form, matching.

mod object;

pub use object::{LabelSelector, LabelSelectorRequirement};
