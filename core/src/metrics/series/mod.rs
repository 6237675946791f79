//! The series that Prometheus has, in each of the forms in which a host can give them.

mod page;
mod read;
mod request;
mod stand_in;

#[cfg(test)]
mod tests;

use std::fmt;

use crate::promql::NAME;

pub use read::SeriesInput;
pub use request::{Filter, SeriesOfRule, SeriesRequest, requests};
pub(crate) use stand_in::stand_in;

/// One series: its metric name and its other labels, in two allocations.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Series {
    /// The metric name, and behind it label after label a name and a value.
    text: Box<str>,
    /// Where each of these ends.
    ends: Box<[u32]>,
}

impl Series {
    /// A series of a label set, `__name__` among the labels. Of a name given twice the last counts.
    #[must_use]
    pub fn new<L: AsRef<str>>(labels: impl IntoIterator<Item = (L, L)>) -> Self {
        Self::of(&mut labels.into_iter().collect::<Vec<_>>())
    }

    /// A series of labels that may be put in order in their place.
    fn of<L: AsRef<str>>(labels: &mut Vec<(L, L)>) -> Self {
        if labels.is_empty() {
            return Self::default();
        }
        // The sort is stable, so the last of equal names comes first from the end.
        labels.sort_by(|(a, _), (b, _)| a.as_ref().cmp(b.as_ref()));
        labels.reverse();
        labels.dedup_by(|earlier, last| earlier.0.as_ref() == last.0.as_ref());
        labels.reverse();
        let is_name = |label: &(L, L)| label.0.as_ref() == NAME;
        let name = labels.iter().find(|label| is_name(label)).map_or("", |(_, value)| value.as_ref());
        let others = || labels.iter().filter(|label| !is_name(label));
        let parts =
            || [name].into_iter().chain(others().flat_map(|(name, value)| [name.as_ref(), value.as_ref()]));
        let mut text = String::with_capacity(parts().map(str::len).sum());
        let mut ends = Vec::with_capacity(1 + 2 * labels.len());
        for part in parts() {
            text.push_str(part);
            ends.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
        }
        Self { text: text.into_boxed_str(), ends: ends.into_boxed_slice() }
    }

    /// `__name__`; empty where the label set lacks it.
    #[must_use]
    pub fn name(&self) -> &str {
        self.part(0)
    }

    /// A label's value, `__name__` included; `None` for one that the series lacks.
    #[must_use]
    pub fn label(&self, name: &str) -> Option<&str> {
        if name == NAME {
            return Some(self.name()).filter(|name| !name.is_empty());
        }
        // A series has few labels: a search from the front meets the name soon.
        self.labels().find(|(label, _)| *label == name).map(|(_, value)| value)
    }

    /// The labels but for `__name__`, in the order of their names.
    pub fn labels(&self) -> impl ExactSizeIterator<Item = (&str, &str)> {
        let count = self.ends.len().saturating_sub(1) / 2;
        (0..count).map(|label| (self.part(1 + 2 * label), self.part(2 + 2 * label)))
    }

    fn part(&self, place: usize) -> &str {
        let end = |place: usize| {
            self.ends.get(place).and_then(|end| usize::try_from(*end).ok()).unwrap_or_default()
        };
        let start = place.checked_sub(1).map_or(0, end);
        self.text.get(start..end(place)).unwrap_or_default()
    }
}

impl fmt::Debug for Series {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())?;
        f.debug_map().entries(self.labels()).finish()
    }
}

/// The series that Prometheus has. Reads from an array of label sets, from a whole answer of `/api/v1/series`, or
/// from the text of either, or of a `/metrics` page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SeriesList(pub Vec<Series>);
