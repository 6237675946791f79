//! Series as the samples of a text come.

use std::collections::BTreeMap;

use super::value::{Point, Series};
use crate::error::{Error, Result, Span, codes};
use crate::limits::reading;
use crate::promql::Labels;

/// Series, each once, in the order in which they first came.
pub(super) struct Gathered {
    series: Vec<Series>,
    places: BTreeMap<Labels, usize>,
    /// How many bytes more they may take.
    left: usize,
}

/// Bytes of a series without its labels, at least.
const SERIES_BYTES: usize = size_of::<Series>() + 256;

impl Gathered {
    /// None yet, of a text of so many bytes.
    pub(super) fn of(text: usize) -> Self {
        Self { series: Vec::new(), places: BTreeMap::new(), left: reading::room_for(text) }
    }

    /// Draws what samples take before they are made.
    ///
    /// # Errors
    /// `limit.size`.
    pub(super) fn draw(&mut self, samples: usize) -> Result<()> {
        self.take(samples.saturating_mul(size_of::<Point>()))
    }

    fn take(&mut self, bytes: usize) -> Result<()> {
        let left = self.left.checked_sub(bytes);
        self.left = left.ok_or_else(|| Error::new(codes::limit::SIZE, reading::Exceeded.to_string()))?;
        Ok(())
    }

    /// The place of the series with these labels.
    ///
    /// # Errors
    /// `limit.size`.
    pub(super) fn place(&mut self, labels: Labels) -> Result<usize> {
        if let Some(place) = self.places.get(&labels) {
            return Ok(*place);
        }
        let text: usize = labels.iter().map(|(name, value)| name.len().saturating_add(value.len())).sum();
        self.take(SERIES_BYTES.saturating_add(text.saturating_mul(2)))?;
        let place = self.series.len();
        self.places.insert(labels.clone(), place);
        self.series.push(Series { labels, points: Vec::new() });
        Ok(place)
    }

    /// Adds a sample to the series at a place.
    ///
    /// # Errors
    /// `promql.series`, at `span`, where it is not later than the sample before it.
    pub(super) fn push(&mut self, place: usize, point: Point, span: impl FnOnce() -> Span) -> Result<()> {
        let Some(series) = self.series.get_mut(place) else { return Ok(()) };
        match series.points.last() {
            Some(before) if before.millis >= point.millis => {
                let (millis, before) = (point.millis, before.millis);
                let message = if before == millis {
                    format!("the series has two samples at {}", seconds(millis))
                } else {
                    format!(
                        "the sample is of {}, and the one before it of {}",
                        seconds(millis),
                        seconds(before)
                    )
                };
                let error = Error::new(codes::promql::SERIES, message).at(span());
                Err(error.with_hint("Give the samples of a series in order of time, one at a time: of pages, the oldest first."))
            }
            _ => {
                series.points.push(point);
                Ok(())
            }
        }
    }

    pub(super) fn into_series(self) -> Vec<Series> {
        self.series
    }
}

/// A time as an error names it.
fn seconds(millis: i64) -> String {
    format!("{} s", crate::go::number::float64(millis) / 1000.0)
}
