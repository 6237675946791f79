//! Requests between their arrival and their end: what the ready pods do, what waits, and what is dropped.
//!
//! They are an amount that flows, not single ones. Between two events the ready pods stay the same; what comes is taken to
//! come evenly, so that a queue which empties on the way is right at the next event and not before.

use super::check;
use super::input::Workload;
use super::load::seconds;
use crate::error::Result;

/// What holds for every request.
#[derive(Debug, Clone, Copy)]
pub(super) struct Service {
    /// Requests a second of a ready pod.
    capacity: Option<f64>,
    /// The longest queue.
    limit: Option<f64>,
    /// The longest wait, in seconds.
    timeout: Option<f64>,
    /// How long a pod works at one, in seconds.
    time: f64,
}

impl Service {
    /// # Errors
    /// `simulate.value` and `simulate.duration`.
    pub(super) fn new(workload: &Workload) -> Result<Self> {
        let amount =
            |number: Option<f64>, path: &str| number.map(|number| check::amount(number, path)).transpose();
        let queue = &workload.queue;
        let timeout = queue.timeout.map(|timeout| check::time(timeout, "workload.queue.timeout"));
        Ok(Self {
            capacity: amount(workload.capacity, "workload.capacity")?,
            limit: amount(queue.limit, "workload.queue.limit")?,
            timeout: timeout.transpose()?.map(seconds),
            time: seconds(check::time(workload.time, "workload.time")?),
        })
    }
}

/// The requests so far, and those that wait.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Flow {
    /// Requests that wait.
    pub(super) queue: f64,
    /// Requests that came.
    pub(super) arrived: f64,
    /// Requests that were done.
    pub(super) served: f64,
    /// Requests that were dropped.
    pub(super) dropped: f64,
    /// What each of the ready pods did so far, if it was ready all the time: of a pod that was not, what it did is the
    /// difference between two such sums.
    pub(super) share: f64,
    /// Requests that are worked at.
    pub(super) concurrency: f64,
    pub(super) max_queue: f64,
    /// The longest wait so far in seconds; infinite where something waited and no pod was ready.
    pub(super) max_wait: f64,
    /// Seconds in which more came than could be done, or waited.
    pub(super) over_capacity: f64,
}

impl Flow {
    /// Goes on by some seconds in which so many requests come, while so many pods are ready.
    pub(super) fn advance(&mut self, service: &Service, length: f64, came: f64, ready: f64) {
        let capacity = match service.capacity {
            _ if ready <= 0.0 => Some(0.0),
            capacity => capacity.map(|capacity| capacity * ready),
        };
        let waiting = self.queue + came;
        let done = capacity.map_or(waiting, |capacity| waiting.min(capacity * length));
        self.queue = waiting - done;
        let most = service.most(capacity, if length > 0.0 { came / length } else { 0.0 });
        let dropped = (self.queue - most).max(0.0);
        if dropped > 0.0 {
            self.queue = most;
        }
        self.arrived += came;
        self.served += done;
        self.dropped += dropped;
        if ready > 0.0 {
            self.share += done / ready;
        }
        if length > 0.0 {
            self.concurrency = done / length * service.time;
        }
        if self.queue > 0.0 || dropped > 0.0 {
            self.over_capacity += length;
            self.max_queue = self.max_queue.max(self.queue);
            let wait = capacity.map_or(0.0, |capacity| self.queue / capacity);
            self.max_wait = self.max_wait.max(wait);
        }
    }

    /// What is counted begins anew; what the pods did does not, since counters go on.
    pub(super) fn forget(&mut self) {
        *self = Self {
            share: self.share,
            arrived: self.arrived,
            concurrency: self.concurrency,
            ..Self::default()
        };
    }
}

impl Service {
    /// The longest queue, at so many requests that can be done a second, and so many that come.
    fn most(&self, capacity: Option<f64>, rate: f64) -> f64 {
        let by_time = self.timeout.map_or(f64::INFINITY, |timeout| {
            // Where none is done, those wait that came within the time.
            timeout * capacity.filter(|capacity| *capacity > 0.0).unwrap_or(rate)
        });
        by_time.min(self.limit.unwrap_or(f64::INFINITY))
    }
}
