//! The samples of a result.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::json::Text;

/// The elements of a result. All label sets stand in one list, so that a sample takes no allocation.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Items<'a> {
    pub(super) items: Vec<Item<'a>>,
    pub(super) labels: Vec<(Text<'a>, Text<'a>)>,
}

/// An element of a result: a sample of a vector or matrix, or a half of a scalar's or string's pair.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Item<'a> {
    Null,
    Time(i64),
    Text(Text<'a>),
    Sample {
        /// The places of its labels.
        labels: Range<usize>,
        point: Point,
        histogram: bool,
    },
}

/// The samples of a result; an element that is `null` is `None`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ResultSamples<'b>(pub(super) &'b Items<'b>);

impl<'b> ResultSamples<'b> {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.items.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.items.is_empty()
    }

    /// The sample at a place, from 0.
    #[must_use]
    pub fn get(&self, place: usize) -> Option<ResultSample<'b>> {
        self.0.items.get(place).and_then(|item| self.sample(item))
    }

    /// One after another, in the answer's order.
    pub fn iter(self) -> impl Iterator<Item = Option<ResultSample<'b>>> {
        self.0.items.iter().map(move |item| self.sample(item))
    }

    fn sample(&self, item: &Item<'b>) -> Option<ResultSample<'b>> {
        let Item::Sample { labels, point, histogram } = item else { return None };
        let labels = Labels(self.0.labels.get(labels.clone()).unwrap_or_default());
        Some(ResultSample { labels, point: *point, histogram: *histogram })
    }
}

/// The value of one label set at one time, or its values over time.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct ResultSample<'b> {
    /// The labels.
    pub labels: Labels<'b>,
    /// The time and the value; time 0 and value 0 where the answer has none.
    pub point: Point,
    /// Whether it is a native histogram, whose value counts as 0.
    pub histogram: bool,
}

/// A value at a time.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[non_exhaustive]
pub struct Point {
    /// Milliseconds since 1970.
    pub millis: i64,
    /// The value.
    pub value: f64,
}

/// A label set in the order of its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Labels<'b>(&'b [(Text<'b>, Text<'b>)]);

impl<'b> Labels<'b> {
    /// A label's value; empty where the set lacks the label. The last of equal names counts.
    #[must_use]
    pub fn get(&self, name: &str) -> &'b str {
        self.0.iter().rev().find(|(key, _)| key.0 == name).map_or("", |(_, value)| &value.0)
    }

    /// Name by name, each once.
    #[must_use]
    pub fn to_map(&self) -> BTreeMap<String, String> {
        self.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
    }

    /// Names and values.
    pub fn iter(&self) -> impl Iterator<Item = (&'b str, &'b str)> {
        self.0.iter().map(|(name, value)| (&*name.0, &*value.0))
    }
}
