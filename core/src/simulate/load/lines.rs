/// Values in straight lines between points in time; the first holds before it, and the last after it.
#[derive(Debug, Clone)]
pub(super) struct Lines {
    knots: Vec<Knot>,
}

#[derive(Debug, Clone, Copy)]
struct Knot {
    at: f64,
    value: f64,
    /// By how much the value changes every second from here.
    slope: f64,
    /// What it sums up to from 0 until here.
    total: f64,
}

impl Lines {
    /// Points in the order of their times, none below 0.
    pub(super) fn new(points: impl IntoIterator<Item = (f64, f64)>) -> Self {
        let mut knots: Vec<Knot> = Vec::new();
        for (at, value) in points {
            let total = match knots.last_mut() {
                Some(last) => {
                    let length = at - last.at;
                    if length > 0.0 {
                        last.slope = (value - last.value) / length;
                    }
                    last.total + (last.value + value) / 2.0 * length
                }
                None => value * at,
            };
            knots.push(Knot { at, value, slope: 0.0, total });
        }
        Self { knots }
    }

    fn knot(&self, at: f64) -> Option<&Knot> {
        let next = self.knots.partition_point(|knot| knot.at <= at);
        self.knots.get(next.checked_sub(1)?)
    }

    /// The value at a time.
    pub(super) fn value(&self, at: f64) -> f64 {
        match self.knot(at) {
            Some(knot) => knot.value + knot.slope * (at - knot.at),
            None => self.knots.first().map_or(0.0, |knot| knot.value),
        }
    }

    /// What it sums up to from 0 until a time.
    pub(super) fn total(&self, at: f64) -> f64 {
        match self.knot(at) {
            Some(knot) => {
                let length = at - knot.at;
                knot.total + (knot.value + knot.slope * length / 2.0) * length
            }
            None => self.knots.first().map_or(0.0, |knot| knot.value) * at,
        }
    }
}
