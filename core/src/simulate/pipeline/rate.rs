//! `rate()` over scrapes.

use super::scrapes::{Scrape, Scrapes};
use crate::go::number;

/// The scrapes of a window: after its start, and until its end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Window<'s> {
    scrapes: &'s Scrapes,
    /// Nanoseconds.
    start: i64,
    end: i64,
    /// Places of the first and the last.
    first: usize,
    last: usize,
}

impl<'s> Window<'s> {
    /// The window of a length that ends at a time; `None` where there is no scrape in it.
    pub(super) fn new(scrapes: &'s Scrapes, end: i64, length: i64) -> Option<Self> {
        let start = end.saturating_sub(length);
        let last = scrapes.until(end).checked_sub(1)?;
        let first = scrapes.until(start);
        (first <= last).then_some(Self { scrapes, start, end, first, last })
    }

    /// The mean part of one that a pod has over the scrapes which runs from one time on and is ready from another; `None` for fewer than
    /// two samples of it.
    pub(super) fn part(&self, started: i64, ready: i64) -> Option<f64> {
        let since = |at: i64| self.scrapes.until(at.saturating_sub(1)).max(self.first);
        let samples = |first: usize| self.last.saturating_add(1).saturating_sub(first);
        if samples(since(started)) < 2 {
            return None;
        }
        let ready = since(ready);
        let parts = if samples(ready) > 0 { self.scrapes.parts(ready, self.last) } else { 0.0 };
        Some(parts / number::float64(number::count(samples(self.first))))
    }

    /// What a counter grows by every second, where it is in the scrapes from some time on; `None` for fewer than two samples.
    /// It never falls, so that the first and the last of its samples are all that count.
    /// Mirrors `promql.extrapolatedRate`.
    pub(super) fn rate(&self, since: i64, counter: impl Fn(&Scrape) -> Option<f64>) -> Option<f64> {
        let mut first = self.first;
        if self.scrapes.get(first)?.at < since {
            // The scrape before that time does not count.
            first = self.scrapes.until(since.saturating_sub(1)).max(first);
        }
        let intervals = self.last.checked_sub(first).filter(|intervals| *intervals > 0)?;
        let (first, last) = (self.scrapes.get(first)?, self.scrapes.get(self.last)?);
        let (from, to) = (counter(first)?, counter(last)?);
        let increase = to - from;
        let seconds = |nanos: i64| number::float64(nanos / 1_000_000) / 1000.0;
        let mut to_start = seconds(first.at - self.start);
        let mut to_end = seconds(self.end - last.at);
        let sampled = seconds(last.at - first.at);
        let between = sampled / number::float64(number::count(intervals));
        let threshold = between * 1.1;
        if to_start >= threshold {
            to_start = between / 2.0;
        }
        if increase > 0.0 && from >= 0.0 {
            to_start = to_start.min(sampled * (from / increase));
        }
        if to_end >= threshold {
            to_end = between / 2.0;
        }
        let factor = if sampled == 0.0 { 1.0 } else { (sampled + to_start + to_end) / sampled };
        Some(increase * (factor / seconds(self.end - self.start)))
    }
}
