//! The variables that the parser knows at a place.

use std::collections::BTreeMap;

/// The variables in scope, with how many times each was declared.
#[derive(Default)]
pub(super) struct Variables<'t> {
    order: Vec<&'t str>,
    counts: BTreeMap<&'t str, usize>,
}

impl<'t> Variables<'t> {
    /// The variables at the start of a template: its data.
    pub(super) fn of_template() -> Self {
        let mut variables = Self::default();
        variables.push("$");
        variables
    }

    pub(super) fn len(&self) -> usize {
        self.order.len()
    }

    pub(super) fn push(&mut self, name: &'t str) {
        self.order.push(name);
        *self.counts.entry(name).or_default() += 1;
    }

    pub(super) fn truncate(&mut self, len: usize) {
        for name in self.order.drain(len.min(self.order.len())..) {
            if let Some(count) = self.counts.get_mut(name) {
                *count = count.saturating_sub(1);
            }
        }
    }

    pub(super) fn contains(&self, name: &str) -> bool {
        self.counts.get(name).is_some_and(|count| *count > 0)
    }
}
