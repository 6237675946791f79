//! What is known of the labels of samples that nobody has seen.

use std::collections::{BTreeMap, BTreeSet};

use crate::promql::{Labels, METADATA};

/// Which labels the samples of a result have.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct LabelFlow {
    /// Labels that every sample has.
    pub present: BTreeSet<String>,
    /// All labels that any sample may have; `None` where that cannot be bounded.
    pub possible: Option<BTreeSet<String>>,
    /// Labels that have one value in all samples; the empty one is that of a label which no sample has.
    pub fixed: BTreeMap<String, String>,
    /// Whether there is at most one sample.
    pub single: bool,
    /// Whether there is surely no sample.
    pub empty: bool,
    /// Whether there surely is a sample, whatever series there are.
    pub never_empty: bool,
}

impl LabelFlow {
    /// That there is nothing.
    pub(super) fn nothing() -> Self {
        Self { single: true, empty: true, possible: Some(BTreeSet::new()), ..Self::default() }
    }

    /// One sample without labels, whatever series there are.
    pub(super) fn one() -> Self {
        Self { single: true, never_empty: true, possible: Some(BTreeSet::new()), ..Self::default() }
    }

    /// Samples of some of these series.
    pub(super) fn of_series<'a>(series: impl IntoIterator<Item = &'a Labels>) -> Self {
        let mut series = series.into_iter();
        let Some(first) = series.next() else { return Self::nothing() };
        let labels = |labels: &Labels| {
            let held = labels.iter().filter(|(_, value)| !value.is_empty());
            held.map(|(name, value)| (name.clone(), value.clone())).collect::<BTreeMap<_, _>>()
        };
        let mut fixed = labels(first);
        let mut present: BTreeSet<_> = fixed.keys().cloned().collect();
        let mut possible = present.clone();
        let mut single = true;
        for other in series {
            let other = labels(other);
            single &= fixed == other && possible.len() == other.len();
            present.retain(|label| other.contains_key(label));
            fixed.retain(|label, value| other.get(label) == Some(value));
            possible.extend(other.into_keys());
        }
        Self { present, possible: Some(possible), fixed, single, empty: false, never_empty: false }
    }

    /// The one value of a label, the empty one for a label that no sample has.
    #[must_use]
    pub fn value_of(&self, label: &str) -> Option<&str> {
        match (self.fixed.get(label), &self.possible) {
            (Some(value), _) => Some(value),
            (None, Some(possible)) if !possible.contains(label) => Some(""),
            (None, _) => None,
        }
    }

    /// Whether no sample has a label.
    #[must_use]
    pub fn lacks(&self, label: &str) -> bool {
        self.value_of(label) == Some("")
    }

    /// Whether a sample may have a label.
    #[must_use]
    pub fn may_have(&self, label: &str) -> bool {
        !self.lacks(label)
    }

    /// Brings the facts into agreement.
    pub(super) fn settled(mut self) -> Self {
        if self.empty {
            return Self::nothing();
        }
        let lacking: Vec<_> =
            self.fixed.iter().filter(|(_, value)| value.is_empty()).map(|(label, _)| label.clone()).collect();
        // What is there and is not there is nowhere.
        if lacking.iter().any(|label| self.present.contains(label))
            || self.possible.as_ref().is_some_and(|possible| !self.present.is_subset(possible))
        {
            return Self::nothing();
        }
        if let Some(possible) = &mut self.possible {
            possible.retain(|label| !lacking.contains(label));
            let (possible, fixed) = (&*possible, &mut self.fixed);
            fixed.retain(|label, _| possible.contains(label));
            // No two samples have the same labels.
            self.single |= possible.iter().all(|label| fixed.contains_key(label));
        }
        self
    }

    /// Without a label.
    pub(super) fn remove(&mut self, label: &str) {
        self.set(label, "");
    }

    /// Without the labels that say what a metric is.
    pub(super) fn without_reserved(mut self) -> Self {
        for label in METADATA {
            self.remove(label);
        }
        self.settled()
    }

    /// With one value of a label.
    pub(super) fn set(&mut self, label: &str, value: &str) {
        if value.is_empty() {
            self.present.remove(label);
            if let Some(possible) = &mut self.possible {
                possible.remove(label);
            }
        } else {
            self.set_present(label);
        }
        self.fixed.insert(label.to_owned(), value.to_owned());
    }

    /// With some value of a label.
    pub(super) fn set_present(&mut self, label: &str) {
        self.set_unknown(label);
        self.present.insert(label.to_owned());
    }

    /// With some value of a label, or without it.
    pub(super) fn set_unknown(&mut self, label: &str) {
        self.present.remove(label);
        self.fixed.remove(label);
        if let Some(possible) = &mut self.possible {
            possible.insert(label.to_owned());
        }
    }

    /// With a label as other samples have it.
    pub(super) fn set_as(&mut self, label: &str, other: &Self, from: &str) {
        match other.value_of(from) {
            Some(value) => self.set(label, value),
            None if other.present.contains(from) => self.set_present(label),
            None => self.set_unknown(label),
        }
    }

    /// With no other labels than these.
    pub(super) fn kept(mut self, labels: &[String]) -> Self {
        let labels: BTreeSet<_> = labels.iter().cloned().collect();
        let kept = labels.iter().filter(|label| self.may_have(label)).cloned().collect();
        self.present.retain(|label| labels.contains(label));
        self.fixed.retain(|label, _| labels.contains(label));
        self.possible = Some(kept);
        self.settled()
    }

    /// Samples of one or of the other.
    pub(super) fn or(self, other: Self) -> Self {
        if self.empty {
            return other;
        }
        if other.empty {
            return self;
        }
        let keys: BTreeSet<_> = self.fixed.keys().chain(other.fixed.keys()).cloned().collect();
        let same = |label: &String| {
            let value = self.value_of(label)?;
            (other.value_of(label) == Some(value)).then(|| (label.clone(), value.to_owned()))
        };
        let fixed = keys.iter().filter_map(same).collect();
        let possible = match (&self.possible, &other.possible) {
            (Some(one), Some(other)) => Some(one.union(other).cloned().collect()),
            _ => None,
        };
        Self {
            present: self.present.intersection(&other.present).cloned().collect(),
            possible,
            fixed,
            single: false,
            empty: false,
            never_empty: self.never_empty || other.never_empty,
        }
        .settled()
    }
}
