//! Functions of classic histograms: series that count, by their label `le`, what was at most so much. Mirrors the parts of
//! `promql/quantile.go` that are about those.
//!
//! Upstream gives one result a histogram in the order of a Go map, which is another each time; here it is that in which they
//! come up.

use std::collections::BTreeMap;

use crate::go::float;
use crate::go::sort::sort;
use crate::promql::eval::labels::LabelSet;
use crate::promql::eval::value::Sample;

/// The label of a bucket's upper bound.
const BOUND: &str = "le";

/// Counts that differ by no more than this share of their sum are taken for one, which sums of floats have made two.
const TOLERANCE: f64 = 1e-12;

/// How many observations are at most so large.
#[derive(Debug, Clone, Copy)]
struct Bucket {
    bound: f64,
    count: f64,
}

/// `histogram_quantile`: below which value a share `q` of the observations is. Samples whose `le` is no number are left out.
pub(in crate::promql::eval) fn quantile(q: f64, samples: &[Sample]) -> Vec<Sample> {
    each(samples, |buckets| bucket_quantile(q, buckets))
}

/// `histogram_fraction`: which share of the observations is between two values. Samples whose `le` is no number are left out.
pub(in crate::promql::eval) fn fraction(lower: f64, upper: f64, samples: &[Sample]) -> Vec<Sample> {
    each(samples, |buckets| bucket_fraction(lower, upper, buckets))
}

/// A value for each histogram. Those that differ only in their name stay apart, though no name is left. Mirrors
/// `resetHistograms`.
fn each(samples: &[Sample], value: impl Fn(Vec<Bucket>) -> f64) -> Vec<Sample> {
    let mut histograms: Vec<(LabelSet, Vec<Bucket>)> = Vec::new();
    let mut places = BTreeMap::new();
    for sample in samples {
        let bound = float::parse(sample.labels.get(BOUND)).filter(|bound| !bound.is_nan());
        let Some(bound) = bound else { continue };
        let bucket = Bucket { bound, count: sample.value };
        let labels = sample.labels.filtered(|name| name != BOUND);
        let place = *places.entry(labels.clone()).or_insert(histograms.len());
        match histograms.get_mut(place) {
            Some((_, buckets)) => buckets.push(bucket),
            None => histograms.push((labels, vec![bucket])),
        }
    }
    let result = |(labels, buckets): (LabelSet, _)| Sample {
        labels: labels.without_metadata(),
        value: value(buckets),
    };
    histograms.into_iter().map(result).collect()
}

/// Mirrors `BucketQuantile`.
fn bucket_quantile(q: f64, buckets: Vec<Bucket>) -> f64 {
    if q.is_nan() {
        return f64::NAN;
    }
    if q < 0.0 {
        return f64::NEG_INFINITY;
    }
    if q > 1.0 {
        return f64::INFINITY;
    }
    let Some(mut buckets) = coalesced(buckets) else { return f64::NAN };
    make_monotonic(&mut buckets);
    let Some((all, bounded)) = buckets.split_last() else { return f64::NAN };
    let Some(highest) = bounded.last() else { return f64::NAN };
    if all.count == 0.0 {
        return f64::NAN;
    }
    let rank = q * all.count;
    let place = first_with(bounded, rank);
    let Some(bucket) = bounded.get(place) else { return highest.bound };
    let before = place.checked_sub(1).and_then(|place| bounded.get(place));
    if before.is_none() && bucket.bound <= 0.0 {
        return bucket.bound;
    }
    // Nothing is taken to be below 0.
    let before = before.copied().unwrap_or(Bucket { bound: 0.0, count: 0.0 });
    let share = (rank - before.count) / (bucket.count - before.count);
    before.bound + (bucket.bound - before.bound) * share
}

/// Mirrors `BucketFraction`.
fn bucket_fraction(lower: f64, upper: f64, buckets: Vec<Bucket>) -> f64 {
    let Some(buckets) = coalesced(buckets) else { return f64::NAN };
    let (Some(first), Some(last)) = (buckets.first(), buckets.last()) else { return f64::NAN };
    let all = last.count;
    if all == 0.0 || lower.is_nan() || upper.is_nan() {
        return f64::NAN;
    }
    if lower >= upper {
        return 0.0;
    }
    // Where the first bound is above 0, nothing is taken to be below.
    let mut below = Bucket { bound: if first.bound <= 0.0 { f64::NEG_INFINITY } else { 0.0 }, count: 0.0 };
    let (mut lower_rank, mut upper_rank) = (None, None);
    for bucket in &buckets {
        lower_rank = lower_rank.or_else(|| rank(lower, below, *bucket));
        upper_rank = upper_rank.or_else(|| rank(upper, below, *bucket));
        if lower_rank.is_some() && upper_rank.is_some() {
            break;
        }
        below = *bucket;
    }
    let within = |rank: Option<f64>| match rank {
        Some(rank) if rank > all => all,
        found => found.unwrap_or(all),
    };
    (within(upper_rank) - within(lower_rank)) / all
}

/// How many observations are below a value, where it is not above a bucket.
fn rank(value: f64, below: Bucket, bucket: Bucket) -> Option<f64> {
    if below.bound >= value {
        return Some(below.count);
    }
    if bucket.bound <= value {
        return None;
    }
    if below.bound == f64::NEG_INFINITY {
        return Some(bucket.count);
    }
    let width = bucket.bound - below.bound;
    Some(below.count + (bucket.count - below.count) * (value - below.bound) / width)
}

/// Sorted by their bounds, those with the same bound as one; none where the last bound is not infinity. Mirrors
/// `coalesceBuckets`.
fn coalesced(mut buckets: Vec<Bucket>) -> Option<Vec<Bucket>> {
    sort(&mut buckets, |a, b| a.bound < b.bound);
    buckets.last().filter(|last| last.bound == f64::INFINITY)?;
    buckets.dedup_by(|bucket, kept| {
        let is_same = bucket.bound == kept.bound;
        if is_same {
            kept.count += bucket.count;
        }
        is_same
    });
    Some(buckets)
}

/// No bucket counts less than the one below it, nor a little more. Mirrors `ensureMonotonicAndIgnoreSmallDeltas`.
fn make_monotonic(buckets: &mut [Bucket]) {
    let Some((first, rest)) = buckets.split_first_mut() else { return };
    let mut before = first.count;
    for bucket in rest {
        if is_almost(before, bucket.count) || bucket.count < before {
            bucket.count = before;
        } else {
            before = bucket.count;
        }
    }
}

/// Mirrors `almost.Equal`.
fn is_almost(a: f64, b: f64) -> bool {
    if a == b || (a.is_nan() && b.is_nan()) {
        return true;
    }
    let (sum, difference) = (a.abs() + b.abs(), (a - b).abs());
    if a == 0.0 || b == 0.0 || sum < f64::MIN_POSITIVE {
        return difference < TOLERANCE * f64::MIN_POSITIVE;
    }
    difference / sum.min(f64::MAX) < TOLERANCE
}

/// The first bucket whose count is not below a rank. Mirrors `sort.Search`, also where the counts are NaN and in no order.
fn first_with(buckets: &[Bucket], rank: f64) -> usize {
    let (mut from, mut until) = (0_usize, buckets.len());
    while from < until {
        let middle = from.midpoint(until);
        if buckets.get(middle).is_some_and(|bucket| bucket.count >= rank) {
            until = middle;
        } else {
            from = middle.saturating_add(1);
        }
    }
    from
}
