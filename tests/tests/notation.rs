//! promtool's notation of series, as Prometheus' parser reads it.

use std::collections::BTreeMap;

use counterpoise::promql::eval::{STALE, parse_notation};
use counterpoise_tests::generate::{Area, Random, notation};
use counterpoise_tests::surface::{self, Surface as _};
use counterpoise_tests::{oracle, skip};
use serde_json::{Value, json};

const LINES: usize = 20_000;

/// Labels, and of each place that has a value its bits.
type Read = (BTreeMap<String, String>, Vec<(i64, u64)>);

fn bits(value: f64) -> u64 {
    if value.is_nan() && value.to_bits() != STALE.to_bits() { f64::NAN.to_bits() } else { value.to_bits() }
}

fn theirs(reply: &Value) -> Option<Read> {
    let labels: BTreeMap<_, _> = serde_json::from_value(reply["metric"].clone()).unwrap();
    let values = reply["values"].as_array().unwrap().iter().map(|value| value.as_str().unwrap());
    // We read no native histograms.
    let values: Option<Vec<_>> = (0..)
        .zip(values)
        .filter(|(_, value)| !value.is_empty())
        .map(|(at, value)| match value {
            "histogram" => None,
            "stale" => Some((at, STALE.to_bits())),
            value => Some((at, bits(value.parse().unwrap()))),
        })
        .collect();
    // A label without a value is none; upstream keeps it where the series has no name.
    let labels = labels.into_iter().filter(|(_, value): &(String, String)| !value.is_empty()).collect();
    Some((labels, values?))
}

#[test]
fn series_are_read_as_upstream_reads_them() {
    if let Err(missing) = oracle::program(Area::PromqlEvaluate) {
        return skip::skip(&missing);
    }
    let mut upstream = surface::upstream(Area::PromqlEvaluate).unwrap();
    let mut seeds = Random::new(7);
    let (mut read, mut refused, mut stricter) = (0, 0, 0);
    for _ in 0..LINES {
        let line = notation(&mut Random::new(seeds.bits()));
        let ours = parse_notation(&line, 1);
        let reply = upstream.call("promql.parseSeries", &json!({ "text": line }));
        match (ours, reply) {
            (Ok(series), Ok(reply)) => {
                let ours = match series.into_iter().next() {
                    Some(series) => {
                        let points = series.points.iter().map(|point| (point.millis, bits(point.value)));
                        (series.labels, points.collect())
                    }
                    // An empty line, or a comment.
                    None => Read::default(),
                };
                assert_eq!(Some(ours), theirs(&reply), "{line:?}");
                read += 1;
            }
            (Err(error), Ok(reply)) => {
                let is_histogram = error.code() == "promql.not-supported" && theirs(&reply).is_none();
                let is_twice = error.message().ends_with("twice");
                // Go's strings hold any bytes.
                let is_bytes = error.message().ends_with("no UTF-8") && line.contains("\\x");
                assert!(
                    is_histogram || is_twice || is_bytes,
                    "{line:?}: {error}, but upstream gives {reply}"
                );
                stricter += 1;
            }
            (Err(_), Err(_)) => refused += 1,
            (Ok(series), Err(error)) => panic!("{line:?}: {series:?}, but upstream says {error}"),
        }
    }
    assert!(read > LINES / 4 && refused > LINES / 10, "{read} read, {refused} refused");
    skip::say(&format!("{read} lines read, {refused} refused by both, {stricter} by us only"));
}
