use crate::kube::Time;

use super::{pod, pods};
use crate::go::duration::Duration;
use crate::hpa::calculator::{
    Failure, PodSample, PodSamples, ProposalOutcome, Readiness, Scope, UtilizationTarget, external_average,
    external_value, object_average, object_value, plain, utilization,
};
use crate::hpa::{Profile, Tolerances};
use crate::kube::Pod;

pub(super) fn scope<'a>(profile: &'a Profile, pods: &'a [&'a Pod], replicas: i32) -> Scope<'a> {
    Scope {
        profile,
        pods,
        tolerances: Tolerances::both(0.1),
        readiness: Readiness {
            now: "2000-01-01T01:00:00Z".parse().unwrap(),
            cpu_initialization_period: Duration::from_secs(300),
            initial_readiness_delay: Duration::from_secs(30),
        },
        spec_replicas: replicas,
        status_replicas: replicas,
    }
}

pub(super) fn sample(pod: &str, value: i64) -> PodSample<'_> {
    let timestamp = Time::from_unix(946_688_400, 0).unwrap();
    PodSample { pod, value, timestamp, window: Duration::from_secs(60) }
}

/// The watch table of a metric that goes 0, 56, 110, 90, 126, 306, 171 against a target of 100.
fn watch_table(release: &str, ready: fn(usize) -> usize) -> Vec<i32> {
    let profile = Profile::of(release).unwrap();
    [(0, 1), (56, 1), (110, 1), (90, 2), (126, 2), (306, 2), (171, 4)]
        .into_iter()
        .map(|(value, replicas)| {
            let all = pods(replicas, ready(replicas));
            let all: Vec<&Pod> = all.iter().collect();
            let scope = scope(&profile, &all, i32::try_from(replicas).unwrap());
            object_value(&scope, value * 1000, 100_000).unwrap().replicas
        })
        .collect()
}

#[test]
fn value_target_follows_the_pods_that_are_ready() {
    // The table was taken with one pod ready throughout.
    assert_eq!(watch_table("1.32", |_| 1), [0, 1, 2, 2, 2, 4, 2]);
    assert_eq!(watch_table("1.32", |replicas| replicas), [0, 1, 2, 2, 3, 7, 7]);
    // Since 1.33 a ratio of 1.1 is within a tolerance of 0.1.
    assert_eq!(watch_table("1.37", |_| 1), [0, 1, 1, 2, 2, 4, 2]);
    assert_eq!(watch_table("1.37", |replicas| replicas), [0, 1, 1, 2, 3, 7, 7]);
}

#[test]
fn value_target_without_replicas_ignores_the_tolerance() {
    let profile = Profile::default();
    let proposal = object_value(&scope(&profile, &[], 0), 1_050, 1_000).unwrap();
    assert_eq!((proposal.replicas, proposal.outcome), (2, ProposalOutcome::RatioFromZero));
    assert_eq!(object_value(&scope(&profile, &[], 1), 2_000, 1_000), Err(Failure::NoPodsToCount));
}

#[test]
fn average_targets_look_at_the_replicas_of_the_status() {
    let profile = Profile::default();
    let proposal = object_average(&scope(&profile, &[], 3), 10_000, 2_000);
    assert_eq!((proposal.replicas, proposal.usage), (5, 3_334));
    let proposal = external_average(&scope(&profile, &[], 3), [4_000, 2_100].into_iter(), 2_000);
    assert_eq!((proposal.replicas, proposal.outcome), (3, ProposalOutcome::WithinTolerance));
}

#[test]
fn missing_pods_count_as_nothing_going_up_and_as_the_target_going_down() {
    let profile = Profile::default();
    let all = pods(3, 3);
    let all: Vec<&Pod> = all.iter().collect();
    let scope = scope(&profile, &all, 3);
    let up = plain(&scope, &PodSamples::new(vec![sample("web-0", 9_000)]), 1_000, None).unwrap();
    assert_eq!((up.replicas, up.usage, up.recomputed_ratio), (9, 9_000, Some(3.0)));
    let down = plain(&scope, &PodSamples::new(vec![sample("web-0", 100)]), 1_000, None).unwrap();
    assert_eq!((down.replicas, down.recomputed_ratio), (3, Some(0.7)));
    let turned = plain(&scope, &PodSamples::new(vec![sample("web-0", 1_500)]), 1_000, None).unwrap();
    assert_eq!((turned.replicas, turned.outcome), (3, ProposalOutcome::RecomputedTurned));
}

#[test]
fn readiness_matters_for_cpu_only() {
    let profile = Profile::default();
    let all = [pod("web-0", true), pod("web-1", false)];
    let all: Vec<&Pod> = all.iter().collect();
    let scope = scope(&profile, &all, 2);
    let samples = PodSamples::new(vec![sample("web-1", 3_000), sample("web-0", 3_000)]);
    let cpu = plain(&scope, &samples, 1_000, Some("cpu")).unwrap();
    assert_eq!((cpu.pods.unwrap().unready, cpu.recomputed_ratio, cpu.replicas), (1, Some(1.5), 3));
    let memory = plain(&scope, &samples, 1_000, Some("memory")).unwrap();
    assert_eq!((memory.pods.unwrap().ready, memory.replicas), (2, 6));
}

#[test]
fn utilization_is_of_the_requests() {
    let profile = Profile::default();
    let all = pods(2, 2);
    let all: Vec<&Pod> = all.iter().collect();
    let samples = PodSamples::new(vec![sample("web-0", 150), sample("web-1", 151)]);
    let target = UtilizationTarget { percent: 50, resource: "cpu", container: None };
    let proposal = utilization(&scope(&profile, &all, 2), &samples, target).unwrap();
    assert_eq!((proposal.utilization, proposal.usage, proposal.replicas), (Some(150), 150, 6));

    let other = UtilizationTarget { container: Some("db"), ..target };
    let strict = utilization(&scope(&profile, &all, 2), &samples, other).unwrap_err();
    assert_eq!(strict.to_string(), "container db not found in Pod web-0");
    let old = Profile::of("1.33").unwrap();
    assert_eq!(utilization(&scope(&old, &all, 2), &samples, other), Err(Failure::NoRequests));
}

#[test]
fn of_several_samples_for_a_pod_the_last_holds() {
    let samples = PodSamples::new(vec![sample("b", 1), sample("a", 2), sample("b", 3)]);
    assert_eq!(samples, PodSamples::new(vec![sample("a", 2), sample("b", 3)]));
    assert_eq!(PodSamples::new(vec![sample("a", 1), sample("a", 2)]).len(), 1);
}

#[test]
fn overflow_is_the_release_s_own() {
    let all = pods(1, 1);
    let all: Vec<&Pod> = all.iter().collect();
    let huge = || [i64::MAX, i64::MAX].into_iter();
    let counts = ["1.33", "1.34", "1.35", "1.37"].map(|release| {
        let profile = Profile::of(release).unwrap();
        let scope = scope(&profile, &all, 1);
        let value = external_value(&scope, huge(), 1).unwrap();
        (value.replicas, external_average(&scope, [i64::MAX].into_iter(), 1).replicas)
    });
    // Two's complement: the sum of the two is -2.
    assert_eq!(counts, [(-2, i32::MIN), (-2, i32::MAX), (i32::MAX, i32::MAX), (i32::MAX, i32::MAX)]);
}

/// In safe mode everything stops at the largest number; Go's wraps, and asks for the fewest replicas.
#[test]
fn overflow_stops_in_safe_mode() {
    let all = pods(2, 2);
    let all: Vec<&Pod> = all.iter().collect();
    let huge = PodSamples::new(vec![sample("web-0", i64::MAX), sample("web-1", i64::MAX)]);
    let target = UtilizationTarget { percent: 1, resource: "cpu", container: None };
    let upstream = Profile::default();
    let counts = [upstream, upstream.saturating()].map(|profile| {
        let scope = scope(&profile, &all, 2);
        let plain = plain(&scope, &huge, 1, None).unwrap();
        let utilization = utilization(&scope, &huge, target).unwrap();
        (plain.replicas, object_average(&scope, i64::MAX, 1).replicas, utilization.utilization)
    });
    // The sum of the two is -2, of 200 requested.
    assert_eq!(counts[0], (-2, i32::MIN, Some(-1)));
    assert_eq!(counts[1], (i32::MAX, i32::MAX, Some(i32::MAX)));
}

#[test]
fn a_pod_s_own_requests_come_before_its_containers() {
    let pod: Pod = serde_json::from_value(serde_json::json!({
        "metadata": {"name": "web-0"},
        "spec": {
            "resources": {"requests": {"cpu": "490m"}},
            "overhead": {"cpu": "10m"},
            "containers": [{"name": "app", "resources": {"requests": {"cpu": "100m", "memory": "1k"}}}],
            "initContainers": [
                {"name": "mesh", "restartPolicy": "Always", "resources": {"requests": {"cpu": "100m", "memory": "1k"}}},
                {"name": "setup", "resources": {"requests": {"memory": "3k"}}},
            ],
        },
        "status": {
            "phase": "Running",
            "startTime": "2000-01-01T00:00:00Z",
            "conditions": [{"type": "Ready", "status": "True", "lastTransitionTime": "2000-01-01T00:00:00Z"}],
        },
    }))
    .unwrap();
    let all = [&pod];
    let percent = |release: &str, resource, container, usage| {
        let profile = Profile::of(release).unwrap();
        let samples = PodSamples::new(vec![sample("web-0", usage)]);
        let target = UtilizationTarget { percent: 50, resource, container };
        utilization(&scope(&profile, &all, 1), &samples, target).map(|proposal| proposal.utilization.unwrap())
    };
    assert_eq!(percent("1.37", "cpu", None, 250), Ok(50));
    assert_eq!(percent("1.37", "cpu", Some("mesh"), 50), Ok(50));
    // Setting up needs 3k beside the 1k of the sidecar before it.
    assert_eq!(percent("1.37", "memory", None, 2_000_000), Ok(50));
    assert_eq!(
        percent("1.37", "pods", None, 1).unwrap_err().to_string(),
        "missing pod-level request for pods in Pod web-0"
    );
    assert_eq!(percent("1.33", "cpu", None, 50), Ok(25));
}
