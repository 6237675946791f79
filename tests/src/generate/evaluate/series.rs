//! The series of one case: counters with resets, gauges, classic histograms, and values that are on the edge.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::super::Random;

/// What the samples of a family do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Counter,
    Gauge,
    /// Of one series for each `job`, which hardly changes.
    Limit,
    /// Of a classic histogram.
    Bucket,
    /// Numbers that others are not: NaN, infinities, zeros, very large and very small ones.
    Odd,
}

/// Series with one name.
#[derive(Debug)]
pub(super) struct Family {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    pub(super) labels: &'static [&'static str],
}

const FAMILIES: &[Family] = &[
    Family { name: "http_requests_total", kind: Kind::Counter, labels: &["job", "pod", "code"] },
    Family { name: "queue_depth", kind: Kind::Gauge, labels: &["job", "pod"] },
    Family { name: "latency_bucket", kind: Kind::Bucket, labels: &["job", "le"] },
    Family { name: "limit", kind: Kind::Limit, labels: &["job"] },
    Family { name: "memory:bytes", kind: Kind::Gauge, labels: &["job", "pod"] },
    Family { name: "odd", kind: Kind::Odd, labels: &["job", "pod"] },
    Family { name: "errors_total", kind: Kind::Counter, labels: &["job", "pod", "code"] },
];

const ODD: &[f64] = &[
    0.0,
    -0.0,
    1.0,
    f64::NAN,
    f64::INFINITY,
    f64::NEG_INFINITY,
    1e300,
    -1e300,
    f64::MAX,
    5e-324,
    1e-7,
    -1e-320,
    1e21,
    123_456_789_012_345_680.0,
    0.1,
    -1.0,
    2.5,
    -2.5,
    9_007_199_254_740_993.0,
    1.0,
    1.0,
];

/// Bounds of a classic histogram, and some that are none or come twice.
const BOUNDS: &[&[&str]] = &[
    &["0.1", "0.5", "1", "+Inf"],
    &["0.1", "0.5", "1", "5", "+Inf"],
    &["1", "+Inf"],
    &["-1", "0", "1", "+Inf"],
    &["-2", "-1", "+Inf"],
    &["0.1", "0.5", "1"],
    &["+Inf"],
    &["1", "1.0", "2", "+Inf"],
    &["1", "x", "2", "+Inf"],
    &["1", "NaN", "2", "inf"],
    &["2", "1", "+Inf", "0.5"],
];

/// All that a query of one case may be about.
pub(super) struct World {
    /// The first sample's time, in milliseconds.
    pub(super) start: i64,
    /// The last sample's time.
    pub(super) end: i64,
    pub(super) families: Vec<&'static Family>,
    /// As the operation takes them.
    pub(super) series: Vec<Value>,
}

impl World {
    pub(super) fn new(random: &mut Random<'_>) -> Self {
        let start = random.pick(&[0, 0, 600_000, 1_700_000_000_000, 951_782_390_000, -300_000]);
        let interval = random.pick(&[15_000, 30_000, 60_000, 10_000, 7_500]);
        let samples = random.pick(&[12, 20, 30, 40, 20, 30, 40, 24, 12, 5, 30, 1]);
        let mut families = vec![&FAMILIES[random.below(FAMILIES.len())]];
        for _ in 0..random.up_to(2) {
            let family = &FAMILIES[random.below(FAMILIES.len())];
            if families.iter().all(|held| held.name != family.name) {
                families.push(family);
            }
        }
        let end = start + interval * (samples - 1);
        let mut world = Self { start, end, families, series: Vec::new() };
        for family in world.families.clone() {
            for metric in metrics(random, family) {
                let values = values(random, family.kind, &metric, start, interval, samples);
                world.series.push(json!({ "metric": metric, "values": values }));
            }
        }
        // A database gives them in the order in which they came, which is any.
        for place in (1..world.series.len()).rev() {
            let other = random.below(place + 1);
            world.series.swap(place, other);
        }
        world
    }
}

type Metric = BTreeMap<&'static str, &'static str>;

fn metrics(random: &mut Random<'_>, family: &Family) -> Vec<Metric> {
    let mut made = Vec::new();
    let mut add = |metric: Metric| {
        if !made.contains(&metric) {
            made.push(metric);
        }
    };
    match family.kind {
        Kind::Bucket => {
            for job in ["a", "b"].into_iter().take(1 + random.below(2)) {
                for bound in random.pick(BOUNDS) {
                    add(Metric::from([("__name__", family.name), ("job", job), ("le", bound)]));
                }
            }
        }
        Kind::Limit => {
            for job in ["a", "b"].into_iter().take(1 + random.below(2)) {
                add(Metric::from([("__name__", family.name), ("job", job)]));
            }
        }
        _ => {
            for _ in 0..=random.below(5) {
                let mut metric = Metric::from([("__name__", family.name), ("job", random.pick(&["a", "b"]))]);
                if random.percent(90) {
                    metric.insert("pod", random.pick(&["p-0", "p-1", "p-2"]));
                }
                if family.labels.contains(&"code") {
                    metric.insert("code", random.pick(&["200", "500", "204"]));
                }
                add(metric);
            }
        }
    }
    made
}

fn values(
    random: &mut Random<'_>,
    kind: Kind,
    metric: &Metric,
    start: i64,
    interval: i64,
    samples: i64,
) -> Vec<Value> {
    let mut values = Vec::new();
    let mut number = random.pick(&[0.0, 5.0, 100.0, 1e6, 0.5, 37.25]);
    let [has_gaps, has_markers, is_late, is_whole] = [25, 20, 15, 60].map(|percent| random.percent(percent));
    let offset = random.pick(&[0, 0, 3_000, 1, interval / 2]);
    // Counts of a histogram rise with its bounds, unless it is broken.
    let share = match metric.get("le").map(|le| le.parse::<f64>()) {
        Some(Ok(bound)) if random.percent(90) => 1.0 + bound.clamp(-2.0, 10.0),
        _ => 2.0,
    };
    let mut gap = 0;
    for place in 0..samples {
        number = next(random, kind, number, share, is_whole);
        if gap > 0 {
            gap -= 1;
            continue;
        }
        if has_gaps && random.percent(8) {
            gap = random.below(12);
        }
        let is_late = is_late && random.percent(10);
        let at = start + offset + place * interval + if is_late { 300 } else { 0 };
        let value =
            if has_markers && random.percent(8) { "stale".to_owned() } else { text(random, kind, number) };
        values.push(json!([super::seconds(at), value]));
    }
    values
}

fn next(random: &mut Random<'_>, kind: Kind, number: f64, share: f64, is_whole: bool) -> f64 {
    let change = random.pick(&[0.0, 1.0, 3.0, 10.0, 0.5, 100.0, 0.1]);
    let change = if is_whole { f64::ceil(change) } else { change };
    match kind {
        Kind::Counter if random.percent(4) => random.pick(&[0.0, 1.0, 0.5]),
        Kind::Counter => number + change,
        Kind::Bucket if random.percent(1) => 0.0,
        Kind::Bucket => number + change * share,
        Kind::Limit => {
            if random.percent(10) {
                number + change
            } else {
                number
            }
        }
        Kind::Gauge => number + if random.percent(50) { change } else { -change },
        Kind::Odd => random.pick(ODD),
    }
}

/// A value as Prometheus may print it.
fn text(random: &mut Random<'_>, kind: Kind, number: f64) -> String {
    let number = if kind != Kind::Odd && random.percent(1) { random.pick(ODD) } else { number };
    if number.is_infinite() {
        return if number > 0.0 { "+Inf" } else { "-Inf" }.to_owned();
    }
    // Shortest, with an exponent where that is short.
    format!("{number:?}")
}
