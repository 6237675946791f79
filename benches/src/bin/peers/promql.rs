//! Queries over series in memory, at the last time and at every step of an hour.

use std::hint::black_box;

use counterpoise::budget::Budget;
use counterpoise::promql::eval::{Point, Series, Storage, Times};
use counterpoise_benches::measure::nanoseconds;
use counterpoise_benches::name;

use super::Figures;

const HOUR: i64 = 3_600_000;
const STEP: i64 = 15_000;

pub(super) fn queries(texts: &[String], pods: usize, figures: &mut Figures) {
    let storage = Storage::new(counters(pods)).expect("series of their own");
    for text in texts {
        let ask = |times| {
            let value = storage.evaluate(black_box(text), times, &Budget::default());
            value.expect("a query that is evaluated")
        };
        let of_range = Times::Range { start: 0, end: HOUR, step: STEP };
        figures.insert(format!("promql: {text}"), nanoseconds(1, || ask(Times::Instant(HOUR))));
        figures.insert(format!("promql, an hour: {text}"), nanoseconds(1, || ask(of_range)));
    }
}

/// Four buckets of each pod, a sample every 15 seconds.
fn counters(pods: usize) -> Vec<Series> {
    let of_pod = |pod: usize| {
        ["0.1", "0.5", "1", "+Inf"].map(|le| {
            let labels =
                [("__name__", "requests_bucket"), ("le", le), ("namespace", "default"), ("pod", &name(pod))];
            let labels = labels.map(|(name, value)| (name.to_owned(), value.to_owned()));
            let each = (10 + pod % 7) * (1 + le.len());
            let points = (0..=HOUR / STEP)
                .map(|at| Point { millis: at * STEP, value: at as f64 * each as f64 })
                .collect();
            Series { labels: labels.into(), points }
        })
    };
    (0..pods).flat_map(of_pod).collect()
}
