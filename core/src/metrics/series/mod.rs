//! The series that Prometheus has, in each of the forms in which a host can give them.

mod page;
mod read;
mod request;

#[cfg(test)]
mod tests;

pub use read::SeriesInput;
pub use request::{Filter, SeriesOfRule, SeriesRequest, requests};

/// One series: its metric name and its other labels.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Series {
    /// `__name__`; empty where the label set lacks it.
    pub name: String,
    /// The other labels, sorted by name, each name once.
    labels: Vec<(String, String)>,
}

impl Series {
    /// A series of a label set, `__name__` among the labels. Of a name given twice the last counts.
    #[must_use]
    pub fn new(labels: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut name = String::new();
        let mut others: Vec<(String, String)> = Vec::new();
        for (label, value) in labels {
            if label == "__name__" {
                name = value;
            } else {
                others.push((label, value));
            }
        }
        // The sort is stable, so the last of equal names comes first from the end.
        others.sort_by(|(a, _), (b, _)| a.cmp(b));
        others.reverse();
        others.dedup_by(|later, kept| later.0 == kept.0);
        others.reverse();
        Self { name, labels: others }
    }

    /// A label's value, `__name__` included.
    #[must_use]
    pub fn label(&self, name: &str) -> Option<&str> {
        if name == "__name__" {
            return Some(self.name.as_str()).filter(|name| !name.is_empty());
        }
        let place = self.labels.binary_search_by(|(other, _)| other.as_str().cmp(name)).ok()?;
        self.labels.get(place).map(|(_, value)| value.as_str())
    }

    /// The labels but for `__name__`, in the order of their names.
    pub fn labels(&self) -> impl ExactSizeIterator<Item = (&str, &str)> {
        self.labels.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

/// The series that Prometheus has. Reads from an array of label sets, from a whole answer of `/api/v1/series`, or
/// from the text of either, or of a `/metrics` page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SeriesList(pub Vec<Series>);
