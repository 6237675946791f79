//! Sums that keep what floats lose. Mirrors `util/kahansum`.

/// A value added to a sum and to what was lost so far. Mirrors `kahansum.Inc`: Neumaier's variant, and nothing is lost of
/// infinity.
pub(in crate::promql::eval) fn add(value: f64, sum: f64, compensation: f64) -> (f64, f64) {
    let total = sum + value;
    let compensation = if total.is_infinite() {
        0.0
    } else if sum.abs() >= value.abs() {
        compensation + ((sum - total) + value)
    } else {
        compensation + ((value - total) + sum)
    };
    (total, compensation)
}

/// A sum, from zero.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sum {
    sum: f64,
    compensation: f64,
}

impl Sum {
    pub(super) fn add(&mut self, value: f64) {
        (self.sum, self.compensation) = add(value, self.sum, self.compensation);
    }

    /// With what was lost.
    pub(super) fn value(self) -> f64 {
        self.sum + self.compensation
    }
}
