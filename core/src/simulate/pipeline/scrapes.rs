//! What was scraped, as long as anything looks at it.

use std::collections::VecDeque;

/// What all pods' counters and gauges come of, at one time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::simulate) struct Scrape {
    /// Nanoseconds since the start.
    pub(in crate::simulate) at: i64,
    /// What each ready pod did so far.
    pub(in crate::simulate) share: f64,
    /// Requests that came so far.
    pub(in crate::simulate) arrived: f64,
    /// Requests that are worked at.
    pub(in crate::simulate) concurrency: f64,
    /// Requests that wait.
    pub(in crate::simulate) queue: f64,
    /// Pods that are ready.
    pub(in crate::simulate) ready: f64,
}

/// A scrape, and what its ready pods' parts of one and those of all before it add up to.
#[derive(Debug, Clone, Copy)]
struct Kept {
    scrape: Scrape,
    parts: f64,
}

impl Scrape {
    /// A ready pod's part of something.
    pub(super) fn of_each(&self, whole: f64) -> f64 {
        if self.ready > 0.0 { whole / self.ready } else { 0.0 }
    }
}

/// Scrapes in the order of their times.
#[derive(Debug)]
pub(super) struct Scrapes {
    kept: VecDeque<Kept>,
    /// How far back they are looked at from the newest on.
    reach: i64,
}

impl Scrapes {
    pub(super) fn new(reach: i64) -> Self {
        Self { kept: VecDeque::new(), reach }
    }

    pub(super) fn push(&mut self, scrape: Scrape) {
        while self.kept.get(1).is_some_and(|second| second.scrape.at < scrape.at - self.reach) {
            self.kept.pop_front();
        }
        let before = self.kept.back().map_or(0.0, |last| last.parts);
        self.kept.push_back(Kept { scrape, parts: before + scrape.of_each(1.0) });
    }

    /// How many are no later than a time: the place of the last of them and one.
    pub(super) fn until(&self, at: i64) -> usize {
        match self.kept.back() {
            Some(newest) if newest.scrape.at <= at => self.kept.len(),
            _ => self.kept.partition_point(|kept| kept.scrape.at <= at),
        }
    }

    pub(super) fn get(&self, place: usize) -> Option<&Scrape> {
        self.kept.get(place).map(|kept| &kept.scrape)
    }

    /// What a ready pod's parts of one add up to, from one place to another.
    pub(super) fn parts(&self, first: usize, last: usize) -> f64 {
        let parts = |place: usize| self.kept.get(place).map_or(0.0, |kept| kept.parts);
        parts(last) - first.checked_sub(1).map_or(0.0, parts)
    }

    /// The newest that is no later than a time.
    pub(super) fn last(&self, at: i64) -> Option<&Scrape> {
        self.get(self.until(at).checked_sub(1)?)
    }
}
