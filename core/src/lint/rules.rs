//! What configurations say of themselves.

use super::finding::Finding;
use super::given::Given;
use super::{Options, chart};
use crate::budget::Budget;
use crate::limits;
use crate::resources::Mapper;
use crate::rules;

/// The findings of each configuration, but for those of rules that the Helm chart adds.
pub(super) fn check(
    given: &Given<'_>,
    mapper: &Mapper,
    options: &Options<'_>,
    budget: &Budget,
    found: &mut Vec<Finding>,
) {
    for config in &given.configs {
        let told = rules::check_up_to(limits::FOUND, &config.value, mapper, options.compat, budget);
        found.extend(chart::written(told).map(|told| Finding::new(&config.file, told)));
    }
}
