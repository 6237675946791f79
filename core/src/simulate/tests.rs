//! Whole simulations, of whose outcome something is known beforehand.

use super::input::{Period, Workload};
use super::{Model, Setup, Simulation, simulate};
use crate::budget::Budget;
use crate::error::Result;
use crate::hpa;
use crate::kube::HorizontalPodAutoscaler;

fn hpa(metric: &str, limits: &str) -> HorizontalPodAutoscaler {
    hpa::from_str(&format!(
        "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {{name: web}}\nspec:\n  \
         scaleTargetRef: {{apiVersion: apps/v1, kind: Deployment, name: web}}\n  {limits}\n  metrics: [{metric}]"
    ))
    .unwrap()
}

const CPU: &str =
    "{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 50}}}";
const SERVED: &str =
    "{type: Pods, pods: {metric: {name: served}, target: {type: AverageValue, averageValue: 10}}}";

fn model(workload: &str, minutes: i64) -> Model {
    let workload: Workload = serde_json::from_str(workload).unwrap();
    Model::new(workload, Period::from_secs(minutes * 60))
}

fn run(hpa: HorizontalPodAutoscaler, model: &Model) -> Result<Simulation> {
    let mut setup = Setup::new(hpa);
    setup.every = Some(Period::default());
    simulate(setup, model, &Budget::default())
}

/// Where nothing takes time, there are as many pods as replicas at every time.
fn at_once(mut model: Model) -> Model {
    let nothing = Period::default();
    let pods = &mut model.pods;
    (pods.scheduling_delay, pods.image_pull) = (nothing, nothing);
    (pods.readiness_delay, pods.termination_grace) = (nothing, nothing);
    model
}

#[test]
fn a_steady_load_converges_to_what_it_needs() {
    // What each rate needs at 10 requests a second and pod.
    for (rate, needed) in [(25, 3), (100, 10), (187, 19)] {
        let model = model(&format!(r#"{{"load": {rate}}}"#), 60);
        let simulation = run(hpa(SERVED, "maxReplicas: 50"), &model).unwrap();
        let late = simulation.timeline.iter().filter(|point| point.seconds > 1_800.0);
        assert!(late.clone().count() > 100);
        // Within the tolerance a count stays that is one off.
        assert!(late.clone().all(|point| (needed - 1..=needed).contains(&point.replicas)), "{rate}");
        assert_eq!(late.clone().map(|point| point.replicas).min(), late.map(|point| point.replicas).max());
        assert_eq!(simulation.measures.flaps, 0);
    }
}

#[test]
fn pod_hours_are_the_integral_of_the_replicas() {
    let load = r#"{"load": [{"rate": 30, "sine": {"amplitude": 28, "period": "17m"}}], "noise": 0.2}"#;
    let model = at_once(model(load, 90));
    let simulation = run(hpa(SERVED, "maxReplicas: 50"), &model).unwrap();
    let seconds: f64 = simulation.timeline.iter().map(|point| f64::from(point.replicas) * 15.0).sum();
    let measures = &simulation.measures;
    assert!(measures.changes > 5);
    assert!((measures.replica_hours - seconds / 3_600.0).abs() < 1e-9, "{measures:?}");
    assert!((measures.pod_hours - measures.replica_hours).abs() < 1e-9, "{measures:?}");
    assert!((measures.mean_replicas - seconds / 5_400.0).abs() < 1e-9, "{measures:?}");
}

#[test]
fn more_than_can_be_done_waits_and_is_dropped() {
    let work = |queue: &str| {
        let workload = format!(
            r#"{{"load": [{{"rate": 100}}, {{"at": "10m", "rate": 0}}], "capacity": 10, "queue": {queue}}}"#
        );
        let simulation = run(hpa(SERVED, "minReplicas: 5\n  maxReplicas: 5"), &model(&workload, 30)).unwrap();
        simulation.measures.work.unwrap()
    };
    // 100 come for 600 seconds and 50 are done: 30,000 wait, and 600 seconds go by until they are done.
    let all = work("{}");
    assert!((all.requests - 60_000.0).abs() < 1e-6 && (all.served - 60_000.0).abs() < 1e-6, "{all:?}");
    assert!((all.max_queue - 30_000.0).abs() < 1e-6 && all.queued.abs() < 1e-6, "{all:?}");
    assert_eq!(all.max_wait_seconds, Some(600.0));
    assert!((all.over_capacity_seconds - 1_200.0).abs() <= 15.0, "{all:?}");
    let limited = work(r#"{"limit": 1000}"#);
    assert!(
        (limited.max_queue - 1_000.0).abs() < 1e-6 && (limited.dropped - 29_000.0).abs() < 1e-6,
        "{limited:?}"
    );
    // Who waits more than 4 seconds goes: 200 at 50 a second.
    let timed = work(r#"{"timeout": "4s"}"#);
    assert!((timed.max_queue - 200.0).abs() < 1e-6 && (timed.dropped - 29_800.0).abs() < 1e-6, "{timed:?}");
}

#[test]
fn a_load_that_jumps_waits_for_metrics_and_for_pods() {
    let load = r#"{"load": [{"rate": 20}, {"at": "10m", "rate": 80}]}"#;
    let mut slow = model(load, 20);
    slow.pods.readiness_delay = Period::from_secs(60);
    slow.metrics.delay = Period::from_secs(30);
    slow.replicas = Some(2);
    let simulation = run(hpa(SERVED, "maxReplicas: 50"), &slow).unwrap();
    let first = simulation.timeline.iter().find(|point| point.replicas > 2).unwrap();
    // The window of a minute is full of the new rate after a minute; the tolerance is left before, and 30 seconds late.
    assert!((630.0..=660.0).contains(&first.seconds), "{first:?}");
    let ready = simulation.timeline.iter().find(|point| point.ready > 2).unwrap();
    assert!((first.seconds + 60.0..=first.seconds + 80.0).contains(&ready.seconds), "{ready:?}");
}

#[test]
fn what_the_apis_do_not_answer_holds_the_replicas_and_is_told_once() {
    let mut gap = model(r#"{"load": [{"rate": 100}, {"at": "10m", "rate": 0}]}"#, 40);
    gap.metrics.gaps = serde_json::from_str(r#"[{"from": "9m", "until": "30m"}]"#).unwrap();
    let simulation = run(hpa(CPU, "maxReplicas: 50"), &gap).unwrap();
    let during: Vec<_> =
        simulation.timeline.iter().filter(|point| (540.0..1_800.0).contains(&point.seconds)).collect();
    assert!(during.iter().all(|point| point.proposal.is_none() && point.replicas == during[0].replicas));
    assert_eq!(simulation.measures.failed_syncs, during.len());
    let failed: Vec<_> =
        simulation.events.iter().filter(|event| event.reason == "FailedGetResourceMetric").collect();
    assert_eq!(failed.len(), 1);
    assert_eq!((failed[0].count, failed[0].seconds, failed[0].last), (84, 540.0, 1_785.0));
    assert!(simulation.timeline.last().unwrap().replicas < during[0].replicas);
}

#[test]
fn a_rollout_that_computes_while_it_starts_raises_the_replicas() {
    let mut rolling = model(r#"{"load": 100}"#, 60);
    rolling.rollouts = serde_json::from_str(r#"[{"at": "30m", "maxSurge": "100%"}]"#).unwrap();
    rolling.pods.startup_cpu = "1".parse().unwrap();
    rolling.pods.readiness_delay = Period::from_secs(60);
    let most = |model: &Model, options| {
        let mut setup = Setup::new(hpa(CPU, "maxReplicas: 50"));
        setup.every = Some(Period::default());
        setup.options = options;
        let simulation = simulate(setup, model, &Budget::default()).unwrap();
        let before =
            simulation.timeline.iter().filter(|point| point.seconds < 1_800.0).map(|point| point.replicas);
        assert_eq!(simulation.events.iter().filter(|event| event.reason == "RolloutComplete").count(), 1);
        (before.collect::<Vec<_>>().pop().unwrap(), simulation.measures.max_replicas)
    };
    let patient = hpa::ControllerOptions::default();
    let (before, held) = most(&rolling, patient);
    let mut hasty = patient;
    hasty.cpu_initialization_period = crate::go::duration::Duration::from_secs(0);
    hasty.initial_readiness_delay = crate::go::duration::Duration::from_secs(0);
    let (same, jumped) = most(&rolling, hasty);
    assert_eq!(before, same);
    // What starts does not count until it is ready, but by who does not wait for that.
    assert!(jumped > held, "{before} {held} {jumped}");
}

#[test]
fn too_much_is_refused_before_it_is_done() {
    let refused = |hpa: HorizontalPodAutoscaler, change: &dyn Fn(&mut Model)| {
        let mut model = model(r#"{"load": 100}"#, 60);
        change(&mut model);
        let error = run(hpa, &model).unwrap_err();
        (error.code(), error.path().unwrap_or_default().to_owned())
    };
    let plain = || hpa(CPU, "maxReplicas: 1000000");
    let is = |code, path: &str| (code, path.to_owned());
    assert_eq!(refused(plain(), &|model| model.replicas = Some(1_000_000)), is("limit.pods", "replicas"));
    let all = hpa(SERVED, "minReplicas: 1000000\n  maxReplicas: 1000000");
    assert_eq!(refused(all, &|_| ()), is("limit.pods", "hpa.spec.minReplicas"));
    let many = |model: &mut Model| model.workload.load = serde_json::from_str("1e9").unwrap();
    assert_eq!(refused(hpa(SERVED, "maxReplicas: 1000000"), &many), is("limit.pods", "hpa.spec.maxReplicas"));
    assert_eq!(
        refused(plain(), &|model| model.duration = Period::from_secs(86_400 * 9_000)).0,
        "limit.syncs"
    );
    let often = |model: &mut Model| model.metrics.resolution = serde_json::from_str("\"1us\"").unwrap();
    assert_eq!(refused(plain(), &often), is("limit.syncs", "metrics.resolution"));
    assert_eq!(
        refused(plain(), &|model| model.duration = Period::default()),
        is("simulate.duration", "duration")
    );
}
