//! The ends of a dead band, against trying every value.

use super::calculator::{sample, scope};
use super::pods;
use crate::hpa::calculator::{
    DeadBand, PodSamples, Proposal, UtilizationTarget, object_average, object_value, plain, utilization,
};
use crate::hpa::{Profile, Tolerances};
use crate::kube::Pod;

const RELEASES: [&str; 2] = ["1.33", "1.37"];

/// The nearest values with another count, by trying all from 0 to `most`.
fn tried(present: i64, most: i64, count: impl Fn(i64) -> i32) -> DeadBand {
    let held = count(present);
    DeadBand {
        below: (0..present).rev().find(|value| count(*value) != held),
        above: (present + 1..=most).find(|value| count(*value) != held),
    }
}

/// Samples of so much each, and a rest that their average does not show.
fn spread(names: &[String], value: i64, rest: i64) -> PodSamples<'_> {
    let rests = std::iter::once(rest).chain(std::iter::repeat(0));
    PodSamples::new(names.iter().zip(rests).map(|(name, rest)| sample(name, value + rest)).collect())
}

/// Of usages with one average the nearest to the present one.
fn rest(value: i64, present: i64, pods: usize) -> i64 {
    if value < present { i64::try_from(pods).unwrap() - 1 } else { 0 }
}

fn band(proposal: &Proposal) -> DeadBand {
    proposal.dead_band.expect("a proposal within the tolerance")
}

#[test]
fn an_average_over_pods_has_its_ends_where_the_count_changes() {
    for release in RELEASES {
        let profile = Profile::of(release).unwrap();
        for (there, ready, replicas) in
            [(1, 1, 1), (3, 3, 3), (10, 10, 10), (10, 7, 10), (4, 4, 7), (7, 7, 4)]
        {
            let all = pods(there, ready);
            let all: Vec<&Pod> = all.iter().collect();
            let scope = scope(&profile, &all, replicas);
            for known in [there, there.div_ceil(2)] {
                let names: Vec<_> = (0..known).map(|pod| format!("web-{pod}")).collect();
                let of = |value, rest| {
                    let samples = spread(&names, value, rest);
                    plain(&scope, &samples, 100, Some("cpu")).unwrap()
                };
                for present in [97, 100, 104] {
                    let proposal = of(present, 0);
                    if !proposal.outcome.is_within_tolerance() {
                        assert_eq!(proposal.dead_band, None);
                        continue;
                    }
                    let expected = tried(present, 2_000, |value| {
                        of(value, rest(value, present, known.min(ready))).replicas
                    });
                    assert_eq!(
                        band(&proposal),
                        expected,
                        "{release} {there} {ready} {replicas} {known} {present}"
                    );
                }
            }
        }
    }
}

#[test]
fn a_utilization_has_its_ends_in_per_cent() {
    for release in RELEASES {
        let profile = Profile::of(release).unwrap();
        for count in [1, 3, 30] {
            let all = pods(count, count);
            let all: Vec<&Pod> = all.iter().collect();
            let scope = scope(&profile, &all, i32::try_from(count).unwrap());
            let target = UtilizationTarget { percent: 60, resource: "cpu", container: None };
            // Each pod requests 100m, so that milli-units are per cent.
            for known in [count, count.div_ceil(2)] {
                let names: Vec<_> = (0..known).map(|pod| format!("web-{pod}")).collect();
                let of = |percent, rest| utilization(&scope, &spread(&names, percent, rest), target).unwrap();
                // At the target missing pods do not matter.
                for present in if known == count { 57..=65 } else { 60..=60 } {
                    let expected =
                        tried(present, 1_000, |percent| of(percent, rest(percent, present, known)).replicas);
                    assert_eq!(band(&of(present, 0)), expected, "{release} {count} {known} {present}");
                }
            }
        }
    }
}

#[test]
fn each_direction_has_its_own_end() {
    let profile = Profile::default();
    let all = pods(10, 10);
    let all: Vec<&Pod> = all.iter().collect();
    let mut scope = scope(&profile, &all, 10);
    scope.tolerances = Tolerances { scale_down: 0.5, scale_up: 0.0 };
    let proposal = object_value(&scope, 1_000, 1_000).unwrap();
    assert_eq!(band(&proposal), DeadBand { below: Some(499), above: Some(1_001) });
    assert_eq!(proposal.replicas, 10);
    assert_eq!(object_value(&scope, 499, 1_000).unwrap().replicas, 5);
    assert_eq!(object_value(&scope, 1_001, 1_000).unwrap().replicas, 11);
}

#[test]
fn one_replica_goes_down_at_nothing_only() {
    let profile = Profile::default();
    let all = pods(1, 1);
    let all: Vec<&Pod> = all.iter().collect();
    let proposal = object_value(&scope(&profile, &all, 1), 1_000, 1_000).unwrap();
    assert_eq!(band(&proposal), DeadBand { below: Some(0), above: Some(1_101) });
}

#[test]
fn a_value_spread_over_replicas_has_its_ends_in_totals() {
    let profile = Profile::default();
    let proposal = object_average(&scope(&profile, &[], 4), 8_000, 2_000);
    // 7.2 and 8.8 in all are within.
    assert_eq!(band(&proposal), DeadBand { below: Some(6_000), above: Some(8_801) });
    assert_eq!(object_average(&scope(&profile, &[], 4), 6_000, 2_000).replicas, 3);
    assert_eq!(object_average(&scope(&profile, &[], 4), 6_001, 2_000).replicas, 4);
    assert_eq!(object_average(&scope(&profile, &[], 4), 8_801, 2_000).replicas, 5);
}

#[test]
fn values_of_any_size_have_ends() {
    let profile = Profile::default();
    let all = pods(3, 3);
    let all: Vec<&Pod> = all.iter().collect();
    let scope = scope(&profile, &all, 3);
    let huge = i64::MAX / 2;
    let end = band(&object_value(&scope, huge, huge).unwrap());
    assert!(end.below.unwrap() < huge && end.above.unwrap() > huge, "{end:?}");
    let most = band(&object_value(&scope, i64::MAX, i64::MAX).unwrap());
    assert_eq!(most.above, None);
    // A pod cannot have more than all there is.
    let samples = PodSamples::new(vec![sample("web-0", huge), sample("web-1", 0), sample("web-2", 0)]);
    let proposal = plain(&scope, &samples, huge / 3, None).unwrap();
    assert!(band(&proposal).below.is_some());
}
