//! What Prometheus' engine answered: each line a call, what it was called on, and the value, or none. The calls were made up at
//! random, and so are the odd values: nobody measures infinity, and yet it is summed.

use super::super::labels::LabelSet;
use super::super::value::{Point, Sample};
use super::{Window, histogram, range_function, sample_function};
use crate::promql::Labels;

const OF_RANGES: &str = include_str!("tests/range.txt");
const OF_SAMPLES: &str = include_str!("tests/sample.txt");
const OF_HISTOGRAMS: &str = include_str!("tests/histogram.txt");

fn number(text: &str) -> f64 {
    text.parse().unwrap()
}

fn numbers(text: &str) -> Vec<f64> {
    text.split_whitespace().map(number).collect()
}

/// `name(scalars); …; value`
struct Case<'t> {
    line: &'t str,
    name: &'t str,
    scalars: Vec<f64>,
    parts: Vec<&'t str>,
    value: Option<f64>,
}

impl Case<'_> {
    fn all(text: &str) -> impl Iterator<Item = Case<'_>> {
        text.lines().map(|line| {
            let mut parts: Vec<_> = line.split("; ").collect();
            let value = parts.pop().unwrap();
            let (name, scalars) = parts.remove(0).strip_suffix(')').unwrap().split_once('(').unwrap();
            let value = (value != "none").then(|| number(value));
            Case { line, name, scalars: numbers(scalars), parts, value }
        })
    }

    /// To the bit, where it is a number.
    fn expect(&self, found: Option<f64>) {
        let bits = |value: Option<f64>| value.map(|value| if value.is_nan() { 0 } else { value.to_bits() });
        assert_eq!(bits(found), bits(self.value), "{} gives {found:?}", self.line);
    }
}

#[test]
fn ranges_give_what_they_give_in_prometheus() {
    for case in Case::all(OF_RANGES) {
        let [at, range, offset] = numbers(case.parts[0])[..] else { panic!("{}", case.line) };
        let millis = crate::go::number::int64;
        let point = |pair: &str| {
            let (at, value) = pair.split_once('=').unwrap();
            Point { millis: at.parse().unwrap(), value: number(value) }
        };
        let points: Vec<_> = case.parts[1].split(' ').map(point).collect();
        let window = Window { points: &points, at: millis(at), range: millis(range), offset: millis(offset) };
        case.expect(range_function(case.name).unwrap()(&window, &case.scalars));
    }
}

#[test]
fn samples_give_what_they_give_in_prometheus() {
    for case in Case::all(OF_SAMPLES) {
        case.expect(sample_function(case.name).unwrap()(number(case.parts[0]), &case.scalars));
    }
}

/// Labels, by pairs.
fn labels(pairs: &[(&str, &str)]) -> LabelSet {
    let labels: Labels = pairs.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
    LabelSet::of(&labels)
}

#[test]
fn histograms_give_what_they_give_in_prometheus() {
    for case in Case::all(OF_HISTOGRAMS) {
        let bucket = |pair: &str| {
            let (bound, count) = pair.split_once('=').unwrap();
            Sample { labels: labels(&[("__name__", "m"), ("le", bound)]), value: number(count) }
        };
        let samples: Vec<_> = case.parts[0].split(' ').map(bucket).collect();
        let found = match case.scalars[..] {
            [q] => histogram::quantile(q, &samples),
            [lower, upper] => histogram::fraction(lower, upper, &samples),
            _ => panic!("{}", case.line),
        };
        assert!(found.iter().all(|sample| sample.labels == LabelSet::default()));
        case.expect(found.first().map(|sample| sample.value));
    }
}

#[test]
fn histograms_are_told_apart_by_all_labels_but_the_bound() {
    let sample = |name: &str, pod: &str, bound: &str, value| Sample {
        labels: labels(&[("__name__", name), ("pod", pod), ("le", bound)]),
        value,
    };
    let samples = [
        sample("m", "b", "1", 4.0),
        sample("m", "a", "+Inf", 8.0),
        sample("m", "b", "+Inf", 4.0),
        sample("m", "a", "2", 8.0),
        sample("n", "a", "4", 8.0),
        sample("n", "a", "+Inf", 8.0),
        sample("m", "a", "", 1.0),
    ];
    let wanted = [("b", 0.5), ("a", 1.0), ("a", 2.0)];
    let wanted: Vec<_> =
        wanted.into_iter().map(|(pod, value)| Sample { labels: labels(&[("pod", pod)]), value }).collect();
    assert_eq!(histogram::quantile(0.5, &samples), wanted);
}

#[test]
fn names_of_other_functions_give_none() {
    for name in ["histogram_quantile", "absent", "time", "mad_over_time", ""] {
        assert!(range_function(name).is_none() && sample_function(name).is_none(), "{name}");
    }
}
