//! Timing one operation in the way that every peer times it, so that the figures can be divided by each other.

#![expect(clippy::disallowed_types, reason = "a bench reads the clock")]

use std::hint::black_box;
use std::time::{Duration, Instant};

/// Rounds of a measurement; noise can only lengthen one, so the best counts.
const ROUNDS: u32 = 10;
/// How long a round is at least.
const ROUND: Duration = Duration::from_millis(10);

/// The nanoseconds of one of the `operations` that a run makes.
pub fn nanoseconds<T>(operations: u32, mut run: impl FnMut() -> T) -> f64 {
    let mut round = |times: u64| {
        let start = Instant::now();
        for _ in 0..times {
            black_box(run());
        }
        start.elapsed()
    };
    let mut times: u64 = 1;
    while round(times) < ROUND {
        times *= 2;
    }
    let best = (0..ROUNDS).map(|_| round(times)).min().unwrap_or_default();
    best.as_secs_f64() * 1e9 / f64::from(operations) / (times as f64)
}
