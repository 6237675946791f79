//! The mean of floats: their sum divided by their count, or, where the sum is too large for a float, what it was so far,
//! brought up to date sample by sample. Mirrors what `avg` and `avg_over_time` do.

use super::kahan;

/// The mean of the samples so far.
#[derive(Debug, Clone)]
pub(in crate::promql::eval) struct Average {
    count: f64,
    /// The sum, or the mean once that is what is kept.
    held: f64,
    compensation: f64,
    is_mean: bool,
}

impl Average {
    /// Of the first sample.
    pub(in crate::promql::eval) const fn new(value: f64) -> Self {
        Self { count: 1.0, held: value, compensation: 0.0, is_mean: false }
    }

    /// Of one more.
    pub(in crate::promql::eval) fn add(&mut self, value: f64) {
        let before = self.count;
        self.count += 1.0;
        if !self.is_mean {
            let (sum, compensation) = kahan::add(value, self.held, self.compensation);
            if !sum.is_infinite() {
                (self.held, self.compensation) = (sum, compensation);
                return;
            }
            self.is_mean = true;
            self.held /= before;
            self.compensation /= before;
        }
        let share = before / self.count;
        (self.held, self.compensation) =
            kahan::add(value / self.count, share * self.held, share * self.compensation);
    }

    /// What it comes to.
    pub(in crate::promql::eval) fn value(&self) -> f64 {
        if self.is_mean {
            self.held + self.compensation
        } else {
            self.held / self.count + self.compensation / self.count
        }
    }
}
