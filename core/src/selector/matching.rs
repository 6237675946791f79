//! Whether labels satisfy a selector.

use std::borrow::Borrow;
use std::collections::BTreeMap;

use super::Selector;
use super::label::Label;
use super::requirement::{Operator, Requirement};
use crate::text::same;

/// A set of labels, however it is stored. Mirrors `labels.Labels`.
pub trait Labels {
    /// The label's value, `None` when there is no such label.
    fn value_of(&self, key: &str) -> Option<&str>;

    /// Whether a label is there with its value. A set that has names and values side by side compares both at once.
    #[inline]
    fn has(&self, label: &Label<'_>) -> bool {
        self.value_of(label.key()).is_some_and(|value| same(value, label.value()))
    }
}

impl<K: Borrow<str> + Ord, V: AsRef<str>> Labels for BTreeMap<K, V> {
    fn value_of(&self, key: &str) -> Option<&str> {
        self.get(key).map(AsRef::as_ref)
    }
}

/// Names and values in any order; of labels with one name the first counts.
impl<K: AsRef<str>, V: AsRef<str>> Labels for [(K, V)] {
    #[inline]
    fn value_of(&self, key: &str) -> Option<&str> {
        self.iter().find(|(name, _)| same(name.as_ref(), key)).map(|(_, value)| value.as_ref())
    }
}

impl<K: AsRef<str>, V: AsRef<str>, const N: usize> Labels for [(K, V); N] {
    fn value_of(&self, key: &str) -> Option<&str> {
        self.as_slice().value_of(key)
    }
}

impl<K: AsRef<str>, V: AsRef<str>> Labels for Vec<(K, V)> {
    fn value_of(&self, key: &str) -> Option<&str> {
        self.as_slice().value_of(key)
    }
}

impl Selector {
    /// Whether the labels satisfy every requirement. Mirrors `labels.Selector.Matches`.
    #[must_use]
    pub fn matches<L: Labels + ?Sized>(&self, labels: &L) -> bool {
        match self.only_label() {
            Some(label) => labels.has(&label),
            None => !self.selects_nothing() && self.requirements().iter().all(|each| each.matches(labels)),
        }
    }

    /// The objects whose labels satisfy every requirement, in their order. Quicker than to ask for one after another.
    #[must_use]
    pub fn select<'a, T, L>(&self, objects: &'a [T], labels: impl Fn(&'a T) -> &'a L) -> Vec<&'a T>
    where
        L: Labels + ?Sized + 'a,
    {
        let mut selected = Vec::with_capacity(objects.len());
        match self.only_label() {
            Some(label) => {
                for object in objects {
                    if labels(object).has(&label) {
                        selected.push(object);
                    }
                }
            }
            None => selected.extend(objects.iter().filter(|object| self.matches(labels(object)))),
        }
        selected
    }

    /// The label that is all it asks for, as most selectors do.
    fn only_label(&self) -> Option<Label<'_>> {
        match self.requirements() {
            [only] => only.only_label(),
            _ => None,
        }
    }
}

impl Requirement {
    /// Whether the labels satisfy this requirement. Mirrors `labels.Requirement.Matches`.
    #[must_use]
    pub fn matches<L: Labels + ?Sized>(&self, labels: &L) -> bool {
        let value = labels.value_of(self.key());
        let listed = || value.is_some_and(|value| self.all_values().any(|listed| listed == value));
        match self.operator() {
            Operator::In | Operator::Equals | Operator::DoubleEquals => listed(),
            Operator::NotIn | Operator::NotEquals => !listed(),
            Operator::Exists => value.is_some(),
            Operator::DoesNotExist => value.is_none(),
            Operator::GreaterThan => self.compare(value).is_some_and(|(label, bound)| label > bound),
            Operator::LessThan => self.compare(value).is_some_and(|(label, bound)| label < bound),
        }
    }

    /// The label's number and the requirement's; `None` where there is none, and then nothing matches.
    fn compare(&self, label: Option<&str>) -> Option<(i64, i64)> {
        Some((label?.parse().ok()?, self.all_values().next()?.parse().ok()?))
    }
}
