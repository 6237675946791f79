use super::model::backoff;
use super::{Deleted, Fleet, Model, Started};
use crate::kube::{ConditionStatus, Pod, PodPhase, Time};
use crate::simulate::input::{Nodes, Pods, Workload};
use crate::simulate::nodes::Room;

const SECOND: i64 = 1_000_000_000;

fn fleet(pods: &str) -> Fleet {
    let pods: Pods = serde_json::from_str(pods).unwrap();
    let workload: Workload = serde_json::from_str(r#"{"load": 1, "cpu": "20m", "memory": "1Mi"}"#).unwrap();
    Fleet::new(Model::new(&pods, &workload).unwrap(), Pod::default(), "web", 1)
}

fn room() -> Room {
    Room::new(None, 0).unwrap()
}

fn at(seconds: i64) -> Time {
    Time::from_unix(seconds, 0).unwrap()
}

/// Makes a pod that is ready at a time, when each pod has done so many requests.
fn ready(fleet: &mut Fleet, seconds: i64, share: f64) -> u64 {
    let serial = fleet.create();
    assert!(fleet.schedule(serial, &mut room(), at(0)) && fleet.run(serial, 0));
    assert_eq!(fleet.start(serial, (seconds * SECOND, at(seconds)), share), Started::Ready);
    serial
}

#[test]
fn a_pod_shows_where_it_is_in_its_life() {
    let mut fleet = fleet("{}");
    let serial = fleet.create();
    assert_eq!(fleet.objects()[0].status.start_time, None);
    fleet.schedule(serial, &mut room(), at(5));
    assert_eq!(fleet.objects()[0].status.phase, PodPhase::default());
    assert_eq!(fleet.objects()[0].status.start_time, Some(at(5)));
    fleet.run(serial, 7 * SECOND);
    assert_eq!(fleet.objects()[0].status.phase, PodPhase::Running);
    let condition = |fleet: &Fleet| fleet.objects()[0].status.ready.clone().unwrap();
    assert_eq!(condition(&fleet).status, ConditionStatus::False);
    assert_eq!((fleet.live(), fleet.ready()), (1, 0));
    fleet.start(serial, (9 * SECOND, at(9)), 0.0);
    assert_eq!(
        (condition(&fleet).status, condition(&fleet).last_transition_time),
        (ConditionStatus::True, Some(at(9)))
    );
    assert_eq!(fleet.delete(1, true, at(40), 0.0), [Deleted { serial, gone: false }]);
    assert_eq!(fleet.objects()[0].metadata.deletion_timestamp, Some(at(40)));
    assert_eq!((fleet.all(), fleet.live(), fleet.ready()), (1, 0, 0));
    fleet.gone(serial, &mut room());
    assert_eq!(fleet.all(), 0);
    // What was to come of it comes no more.
    assert_eq!(fleet.start(serial, (50 * SECOND, at(50)), 0.0), Started::Gone);
}

#[test]
fn the_least_started_and_then_the_newest_go_first() {
    let mut fleet = fleet("{}");
    let (old, new) = (ready(&mut fleet, 10, 0.0), ready(&mut fleet, 10, 0.0));
    let running = fleet.create();
    assert!(fleet.schedule(running, &mut room(), at(0)) && fleet.run(running, 0));
    let scheduled = fleet.create();
    assert!(fleet.schedule(scheduled, &mut room(), at(0)));
    let made = fleet.create();
    let gone: Vec<u64> =
        (0..5).map(|_| fleet.delete(1, true, at(60), 0.0)[0]).map(|deleted| deleted.serial).collect();
    assert_eq!(gone, [made, scheduled, running, new, old]);
    // One that had no node is gone at once.
    assert_eq!(fleet.all(), 4);
}

#[test]
fn a_pod_uses_cpu_for_itself_and_for_what_it_did_while_it_was_ready() {
    let mut fleet = fleet(
        r#"{"idle": {"cpu": "100m", "memory": "10Mi"}, "startupCpu": "500m", "memoryGrowth": "3600Mi"}"#,
    );
    let serial = ready(&mut fleet, 10, 50.0);
    let model = fleet.model;
    let used = |fleet: &Fleet, seconds: i64, share| {
        let (pod, _) = fleet.iter().next().unwrap();
        model.cpu_seconds(pod, seconds * SECOND, share)
    };
    assert_eq!(used(&fleet, -1, 0.0), None);
    assert_eq!(used(&fleet, 4, 0.0), Some(2.0));
    // Ten seconds of its start, ten of its own, and 30 requests.
    assert!((used(&fleet, 20, 80.0).unwrap() - (5.0 + 1.0 + 0.6)).abs() < 1e-9);
    let bytes = |fleet: &Fleet, seconds: i64| {
        let (pod, _) = fleet.iter().next().unwrap();
        model.memory_bytes(pod, seconds * SECOND, 4.0).unwrap() / 1_048_576.0
    };
    assert!((bytes(&fleet, 5) - 15.0).abs() < 1e-9 && (bytes(&fleet, 20) - 34.0).abs() < 1e-9);
    // Once it is deleted it does no more.
    fleet.delete(1, true, at(60), 80.0);
    assert!((used(&fleet, 20, 500.0).unwrap() - 6.6).abs() < 1e-9);
    assert!((bytes(&fleet, 20) - 30.0).abs() < 1e-9);
    fleet.gone(serial, &mut room());
}

#[test]
fn a_start_that_fails_waits_longer_each_time() {
    let seconds: Vec<i64> = (0..8).map(|failures| backoff(failures) / SECOND).collect();
    assert_eq!(seconds, [10, 20, 40, 80, 160, 300, 300, 300]);
    assert_eq!(backoff(u32::MAX) / SECOND, 300);
    let mut fleet = fleet(r#"{"startFailures": 1}"#);
    let serial = fleet.create();
    assert!(fleet.schedule(serial, &mut room(), at(0)) && fleet.run(serial, 0));
    let started = |fleet: &mut Fleet| fleet.start(serial, (0, at(0)), 0.0);
    assert_eq!(started(&mut fleet), Started::Failed { times: 1, backoff: 10 * SECOND });
    assert_eq!(started(&mut fleet), Started::Failed { times: 2, backoff: 20 * SECOND });
    assert_eq!(fleet.ready(), 0);
}

#[test]
fn pods_wait_for_nodes_in_the_order_of_their_making() {
    let nodes: Nodes = serde_json::from_str(r#"{"pods": 2, "count": 1, "max": 2}"#).unwrap();
    let mut room = Room::new(Some(&nodes), 0).unwrap();
    let mut fleet = fleet("{}");
    let serials: Vec<u64> = (0..5).map(|_| fleet.create()).collect();
    let found: Vec<bool> = serials.iter().map(|serial| fleet.schedule(*serial, &mut room, at(0))).collect();
    assert_eq!(found, [true, true, false, false, false]);
    assert_eq!((fleet.waiting(), fleet.first_waiting()), (3, Some(2)));
    // Two nodes would be needed, and one more is all there may be.
    let asked = room.ask(fleet.waiting()).unwrap();
    assert_eq!((asked.from, asked.to), (1, 2));
    assert_eq!(room.ask(fleet.waiting()), None);
    room.arrives();
    assert!(fleet.schedule(2, &mut room, at(1)) && fleet.schedule(3, &mut room, at(1)));
    assert!(!fleet.schedule(4, &mut room, at(1)));
    // A pod that waits and is deleted waits no more; one that is gone makes room.
    fleet.delete(1, true, at(9), 0.0);
    assert_eq!((fleet.waiting(), fleet.first_waiting()), (0, None));
    fleet.delete(1, true, at(9), 0.0);
    fleet.gone(3, &mut room);
    let next = fleet.create();
    assert!(fleet.schedule(next, &mut room, at(10)));
}
