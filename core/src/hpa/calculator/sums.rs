use super::Failure;
use crate::hpa::profile::Arithmetic;

/// Usage and requests of some pods, milli.
#[derive(Clone, Copy, Default)]
pub(super) struct Sums {
    pub(super) usage: i64,
    pub(super) requests: i64,
    pub(super) pods: i64,
}

impl Sums {
    pub(super) fn add(&mut self, usage: i64, requests: i64, arithmetic: Arithmetic) {
        self.count_in(usage, Self { usage, requests, pods: 1 }, arithmetic);
    }

    /// Adds what others request, and a usage.
    pub(super) fn count_in(&mut self, usage: i64, others: Self, arithmetic: Arithmetic) {
        self.usage = arithmetic.add(self.usage, usage);
        self.requests = arithmetic.add(self.requests, others.requests);
        self.pods = self.pods.saturating_add(others.pods);
    }

    /// Usage in per cent of the requests. Mirrors `metrics.GetResourceUtilizationRatio`.
    pub(super) fn percent(&self, arithmetic: Arithmetic) -> Result<i32, Failure> {
        if self.requests == 0 {
            return Err(Failure::NoRequests);
        }
        Ok(arithmetic.narrow(arithmetic.mul(self.usage, 100).wrapping_div(self.requests)))
    }
}
