//! The labels of series while they are evaluated: shared, and sorted by name.

use std::sync::Arc;

use super::value::Text;
use crate::promql::{Labels, NAME, is_metadata};

/// Labels, sorted by name, none of them empty. Comparing two of them is Prometheus' `labels.Compare`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct LabelSet(Arc<[(Text, Text)]>);

impl LabelSet {
    /// Those of labels that are not empty: an empty one is as good as none.
    pub(super) fn of(labels: &Labels) -> Self {
        let held = labels.iter().filter(|(_, value)| !value.is_empty());
        Self(held.map(|(name, value)| (name.into(), value.into())).collect())
    }

    /// The labels as a map.
    pub(super) fn to_labels(&self) -> Labels {
        self.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
    }

    /// Each label and its value.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The value of a label; empty where there is none.
    pub(super) fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(held, _)| held == name).map_or("", |(_, value)| value)
    }

    /// Those whose names pass; shared where all do.
    pub(super) fn filtered(&self, keeps: impl Fn(&str) -> bool) -> Self {
        if self.0.iter().all(|(name, _)| keeps(name)) {
            return self.clone();
        }
        Self(self.0.iter().filter(|(name, _)| keeps(name)).cloned().collect())
    }

    /// Without the labels that name what is measured. Mirrors `DropReserved(schema.IsMetadataLabel)`.
    pub(super) fn without_metadata(&self) -> Self {
        self.filtered(|name| !is_metadata(name))
    }

    /// With a label set, or taken away where its value is empty.
    pub(super) fn with(&self, name: &str, value: &str) -> Self {
        if self.get(name) == value {
            return self.clone();
        }
        let mut list: Vec<_> = self.0.iter().filter(|(held, _)| held != name).cloned().collect();
        if !value.is_empty() {
            let at = list.partition_point(|(held, _)| held.as_str() < name);
            list.insert(at, (name.into(), value.into()));
        }
        Self(list.into())
    }

    /// As Prometheus prints them, for errors: `{a="1", b="2"}`, and the name before the braces where it needs no quotes.
    pub(super) fn printed(&self) -> String {
        let mut text = String::new();
        let name = self.get(NAME);
        let is_plain = crate::promql::is_plain_name(name) && !name.is_empty();
        if is_plain {
            text.push_str(name);
        }
        let rest: Vec<_> = self.iter().filter(|(held, _)| !(is_plain && *held == NAME)).collect();
        if is_plain && rest.is_empty() {
            return text;
        }
        text.push('{');
        for (place, (name, value)) in rest.into_iter().enumerate() {
            if place > 0 {
                text.push_str(", ");
            }
            text.push_str(name);
            text.push('=');
            text.push_str(&crate::go::quote::quote(value));
        }
        text.push('}');
        text
    }
}
