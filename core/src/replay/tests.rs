use super::{CaveatKind, Keeps, MetricHistory, Record, Replay, Replayed, Shown, Was};
use crate::budget::Budget;
use crate::hpa;
use crate::kube::HorizontalPodAutoscaler;
use crate::simulate::Setup;
use crate::simulate::input::{Point, STALE, Series};

fn series(points: &[(f64, f64)]) -> Series {
    Series(points.iter().map(|(seconds, value)| Point { seconds: *seconds, value: *value }).collect())
}

fn hpa_of(metric: &str, most: i32) -> HorizontalPodAutoscaler {
    hpa::from_str(&format!(
        "{{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {{name: web, namespace: shop}}, spec: \
         {{scaleTargetRef: {{apiVersion: apps/v1, kind: Deployment, name: web}}, maxReplicas: {most}, metrics: [{metric}]}}}}"
    ))
    .unwrap()
}

const PODS: &str =
    "{type: Pods, pods: {metric: {name: requests}, target: {type: AverageValue, averageValue: 20}}}";
const EXTERNAL: &str =
    "{type: External, external: {metric: {name: requests}, target: {type: Value, value: 20}}}";

fn record(replicas: &[(f64, f64)], values: &[(f64, f64)]) -> Record {
    Record::new(series(replicas), vec![MetricHistory::new("requests", series(values))])
}

fn replayed(metric: &str, record: Record) -> Replayed {
    Replay::new(Setup::new(hpa_of(metric, 50)), record).run(&Budget::default()).unwrap()
}

fn last(replayed: &Replayed) -> i32 {
    replayed.simulation.timeline.last().unwrap().replicas
}

fn kinds(replayed: &Replayed) -> Vec<CaveatKind> {
    replayed.caveats.iter().map(|caveat| caveat.kind).collect()
}

#[test]
fn the_load_of_all_is_shared_anew() {
    // 4 pods with 45 each are 180: at 20 a pod these are 9, of which each has 20.
    let replayed = replayed(PODS, record(&[(0.0, 4.0), (900.0, 4.0)], &[(0.0, 45.0), (900.0, 45.0)]));
    assert_eq!(last(&replayed), 9);
    assert_eq!(replayed.recorded.mean_replicas, 4.0);
    assert_eq!(replayed.recorded.changes, 0);
    assert_eq!(kinds(&replayed), [CaveatKind::Assumed]);
    assert!(replayed.caveats[0].message.contains("0 changes"), "{}", replayed.caveats[0].message);
}

#[test]
fn a_value_that_does_not_depend_on_the_pods_stays() {
    let record_of = || record(&[(0.0, 4.0), (300.0, 4.0)], &[(0.0, 19.0), (300.0, 19.0)]);
    assert_eq!(last(&replayed(EXTERNAL, record_of())), 4);
    // As a load of all it goes down with every pod more, and up with each less.
    let mut shared = record(&[(0.0, 4.0), (1800.0, 4.0)], &[(0.0, 40.0), (1800.0, 40.0)]);
    shared.metrics[0].keeps = Some(Keeps::Total);
    let shared = replayed(EXTERNAL, shared);
    // 160 at 20 each are 8. The value is of a window that still has the fewer pods, so that more are asked for at first.
    assert_eq!(shared.simulation.measures.max_replicas, 20);
    let replicas = last(&shared);
    assert!((8..=9).contains(&replicas), "{replicas}");
}

#[test]
fn what_is_recorded_as_a_total_needs_no_replicas() {
    let mut record = record(&[(0.0, 0.0), (900.0, 1.0)], &[(0.0, 99.0), (900.0, 99.0)]);
    record.metrics[0].of = Some(Shown::Total);
    record.start = Some(0.0);
    let replayed = replayed(PODS, record);
    // An HPA that finds no replicas is disabled.
    assert_eq!(last(&replayed), 0);
    assert_eq!(kinds(&replayed), []);
    // A mean of no pods says nothing of a load.
    let replayed =
        self::replayed(PODS, self::record(&[(0.0, 0.0), (900.0, 1.0)], &[(0.0, 99.0), (900.0, 99.0)]));
    assert!(kinds(&replayed).contains(&CaveatKind::Zero));
}

#[test]
fn what_is_missing_is_missing_here() {
    let values = [(0.0, 30.0), (15.0, 30.0), (30.0, STALE), (630.0, 30.0), (645.0, 30.0)];
    let replayed = replayed(PODS, record(&[(0.0, 2.0), (645.0, 2.0)], &values));
    let gap = replayed.caveats.iter().find(|caveat| caveat.kind == CaveatKind::Gap).unwrap();
    assert_eq!(gap.seconds, Some(600.0));
    assert!(gap.message.contains("600 seconds"), "{}", gap.message);
    assert_eq!(replayed.simulation.measures.failed_syncs, 40);
}

#[test]
fn the_hpa_as_it_was_has_the_replicas_that_there_were() {
    let (mut replicas, mut values) = (vec![(0.0, 2.0)], Vec::new());
    // A load of 40, then of 100 from 600 s on: the HPA goes to 5 at once.
    for at in 0..120u32 {
        let at = f64::from(at) * 15.0;
        let (load, pods) = if at < 600.0 { (40.0, 2.0) } else { (100.0, if at < 615.0 { 2.0 } else { 5.0 }) };
        replicas.push((at + 0.5, pods));
        values.push((at, load / pods - 0.2));
    }
    let record = record(&replicas, &values);
    let mut replay = Replay::new(Setup::new(hpa_of(PODS, 4)), record);
    replay.was = Some(Was::new(Setup::new(hpa_of(PODS, 5))));
    let replayed = replay.run(&Budget::default()).unwrap();
    let was = replayed.was.as_ref().unwrap();
    assert!(was.agreement.same > 0.97, "{:?}", was.agreement);
    assert_eq!(was.measures.max_replicas, 5);
    assert_eq!(replayed.simulation.measures.max_replicas, 4);
    assert_eq!(replayed.recorded.max_replicas, 5);
}

#[test]
fn a_record_at_its_maximum_may_hide_a_load() {
    let record = record(&[(0.0, 3.0), (600.0, 3.0)], &[(0.0, 35.0), (600.0, 35.0)]);
    let mut replay = Replay::new(Setup::new(hpa_of(PODS, 9)), record);
    replay.was = Some(Was::new(Setup::new(hpa_of(PODS, 3))));
    let replayed = replay.run(&Budget::default()).unwrap();
    let saturated = replayed.caveats.iter().find(|caveat| caveat.kind == CaveatKind::Saturated).unwrap();
    assert_eq!(saturated.seconds, Some(600.0));
}

#[test]
fn changes_of_the_replicas_say_what_stays_as_it_is() {
    let (mut replicas, mut by_load, mut alike) = (Vec::new(), Vec::new(), Vec::new());
    for step in 0..10u32 {
        let at = f64::from(step) * 1_000.0;
        let pods = if step % 2 == 0 { 2.0 } else { 5.0 };
        replicas.push((at, pods));
        for more in 0..60u32 {
            let at = at + f64::from(more) * 15.0 + 1.0;
            by_load.push((at, 100.0 / pods));
            alike.push((at, 30.0));
        }
    }
    let shared = replayed(PODS, record(&replicas, &by_load));
    assert_eq!((shared.loads[0].changes, shared.loads[0].as_total), (9, 9));
    // A value holds over the two minutes without one.
    assert_eq!(kinds(&shared), []);
    let each = replayed(PODS, record(&replicas, &alike));
    assert_eq!((each.loads[0].changes, each.loads[0].as_total), (9, 0));
    let doubted = each.caveats.iter().find(|caveat| caveat.kind == CaveatKind::Doubted).unwrap();
    assert!(doubted.message.contains("at 9 of 9 changes"), "{}", doubted.message);
}

#[test]
fn a_record_that_cannot_be_followed_is_refused() {
    let refused = |record: Record| {
        let error = Replay::new(Setup::new(hpa_of(PODS, 9)), record).run(&Budget::default()).unwrap_err();
        (error.code(), error.path().unwrap_or_default().to_owned())
    };
    let fine = [(0.0, 2.0), (600.0, 2.0)];
    let cases = [
        (record(&[], &fine), "replay.history", "replicas"),
        (record(&fine, &[]), "replay.history", "history[0].values"),
        (record(&fine, &[(10.0, 1.0), (10.0, 1.0)]), "replay.history", "history[0].values[1]"),
        (record(&fine, &[(0.0, -1.0)]), "replay.history", "history[0].values[0]"),
        (record(&fine, &[(0.0, f64::NAN)]), "replay.history", "history[0].values[0]"),
        (record(&fine, &[(f64::INFINITY, 1.0)]), "replay.history", "history[0].values[0]"),
        (record(&[(0.0, 1.5)], &fine), "replay.history", "replicas[0]"),
        (record(&[(0.0, 1.0)], &[(0.0, 1.0)]), "replay.range", "history"),
        (Record::new(series(&fine), Vec::new()), "replay.metric", "hpa.spec.metrics[0]"),
    ];
    for (record, code, path) in cases {
        assert_eq!(refused(record), (code, path.to_owned()));
    }
}
