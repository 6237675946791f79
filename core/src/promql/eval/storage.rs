//! The series that a query is evaluated over.

use std::collections::BTreeMap;

use super::labels::LabelSet;
use super::value::{Point, Series};
use super::{STALE, is_stale};
use crate::budget::Budget;
use crate::error::{Error, Result, codes};
use crate::promql::{Labels, SeriesSelector};

/// Series in memory that queries are evaluated over: none twice, the samples of each in order. Queries select them in the order in
/// which they were given.
#[derive(Debug, Clone, Default)]
pub struct Storage {
    series: Vec<Stored>,
}

/// One series.
#[derive(Debug, Clone)]
pub(super) struct Stored {
    pub(super) labels: LabelSet,
    /// All that was scraped.
    points: Vec<Point>,
    /// Without staleness markers, where there are any.
    live: Option<Vec<Point>>,
}

impl Storage {
    /// Looks through series.
    ///
    /// # Errors
    /// `promql.series`, with the path of the series or the sample: labels of another series, or a sample that is not later than the
    /// one before.
    pub fn new(given: Vec<Series>) -> Result<Self> {
        let mut places = BTreeMap::new();
        let mut series = Vec::with_capacity(given.len());
        for (place, one) in given.into_iter().enumerate() {
            let labels = LabelSet::of(&one.labels);
            if let Some(before) = places.insert(labels.clone(), place) {
                let message = format!("the series {} is given twice, first at [{before}]", labels.printed());
                return Err(Error::new(codes::promql::SERIES, message).in_path(format!("[{place}]")));
            }
            if let Some(late) = one.points.windows(2).position(|pair| !is_in_order(pair)) {
                let at = late.saturating_add(1);
                let message =
                    format!("sample {at} of {} is not later than the one before it", labels.printed());
                let path = format!("[{place}].values[{at}]");
                return Err(Error::new(codes::promql::SERIES, message).in_path(path));
            }
            let has_markers = one.points.iter().any(|point| is_stale(point.value));
            let live = || one.points.iter().copied().filter(|point| !is_stale(point.value)).collect();
            series.push(Stored { labels, live: has_markers.then(live), points: one.points });
        }
        Ok(Self { series })
    }

    /// No series.
    #[cfg(feature = "explain")]
    pub(crate) const fn none() -> Self {
        Self { series: Vec::new() }
    }

    /// Whether there are no series.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.series.is_empty()
    }

    /// The labels of each series.
    pub fn labels(&self) -> impl Iterator<Item = Labels> {
        self.series.iter().map(|stored| stored.labels.to_labels())
    }

    /// When the newest sample was taken, in milliseconds since 1970.
    #[must_use]
    pub fn newest(&self) -> Option<i64> {
        self.series.iter().filter_map(|stored| stored.points.last()).map(|point| point.millis).max()
    }

    /// The places of the series that a selector selects, in order.
    ///
    /// # Errors
    /// `limit.work`.
    pub(super) fn selected(&self, selector: &SeriesSelector, budget: &Budget) -> Result<Vec<usize>> {
        budget.take_steps(self.series.len() / 8)?;
        let mut selected = Vec::new();
        for (place, stored) in self.series.iter().enumerate() {
            let value = |name: &str| stored.labels.get(name);
            let name = stored.labels.get(crate::promql::NAME);
            if selector.matches_name(name, budget)? && selector.matches_labels(value, budget)? {
                selected.push(place);
            }
        }
        Ok(selected)
    }

    /// Series by their places.
    pub(super) fn at<'s>(&'s self, places: &'s [usize]) -> impl Iterator<Item = &'s Stored> {
        places.iter().filter_map(|place| self.series.get(*place))
    }
}

fn is_in_order(pair: &[Point]) -> bool {
    matches!(pair, [before, after] if before.millis < after.millis)
}

impl Stored {
    /// Without staleness markers: what functions of ranges look at.
    pub(super) fn live(&self) -> &[Point] {
        self.live.as_deref().unwrap_or(&self.points)
    }

    /// The last sample after a time until another, unless the series had ended. `next` is the place of the first sample that may be
    /// later, and moves on with time. Mirrors `vectorSelectorSingle`.
    pub(super) fn last(&self, [after, until]: [i64; 2], next: &mut usize) -> Option<Point> {
        let later = self.points.get(*next..).unwrap_or_default();
        let passed = later.iter().take_while(|point| point.millis <= until).count();
        *next = next.saturating_add(passed);
        let last = *self.points.get(next.checked_sub(1)?)?;
        (last.millis > after && last.value.to_bits() != STALE.to_bits()).then_some(last)
    }
}
