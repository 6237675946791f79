//! From the metric of an HPA to the rule that gives it, and back.

use std::rc::Rc;

use lsp_types::Location;

use super::known::{About, Known, askers_of, rules_of};
use super::text::Encoding;

/// Where what stands at a byte of a text leads to.
pub(super) fn of(here: &Known, offset: usize, known: &[Rc<Known>], encoding: Encoding) -> Vec<Location> {
    match here.at(offset) {
        Some(About::Asked(asked)) => rules_of(known, asked.api, &asked.metric)
            .map(|(known, made)| {
                let bytes = made.name.as_ref().map_or(&made.series.1, |(_, bytes)| bytes);
                known.location(bytes.clone(), encoding)
            })
            .collect(),
        Some(About::Made(made)) => askers_of(known, made)
            .map(|(known, asked)| known.location(asked.bytes.clone(), encoding))
            .collect(),
        None => Vec::new(),
    }
}
