use crate::kube::Time;
use serde_json::json;

use super::hpa;
use crate::go::duration::Duration;
use crate::hpa::sync::limits::rates::limit_by;
use crate::hpa::sync::limits::spec::limit;
use crate::hpa::sync::rescale::remember;
use crate::hpa::sync::rules::Rules;
use crate::hpa::sync::stabilization::{stabilize, stabilize_by};
use crate::hpa::{Profile, Recommendation, State, Tolerances};

fn at(second: i64) -> Time {
    Time::from_unix(946_684_800 + second, 0).unwrap()
}

#[test]
fn without_behavior_going_up_stops_at_the_double_or_4() {
    let reached = |current, desired| {
        let limited = limit(current, desired, 1, 10);
        (limited.replicas, limited.by.reason())
    };
    assert_eq!(reached(1, 7), (4, "ScaleUpLimit"));
    assert_eq!(reached(3, 7), (6, "ScaleUpLimit"));
    assert_eq!(reached(6, 12), (10, "TooManyReplicas"));
    assert_eq!(reached(6, 0), (1, "TooFewReplicas"));
    assert_eq!(reached(6, 5), (5, "DesiredWithinRange"));
}

#[test]
fn the_highest_recommendation_of_the_window_holds_and_old_places_are_used_again() {
    let mut state = State::default();
    let window = Duration::from_secs(60);
    assert_eq!(stabilize(&mut state, 5, window, at(0)).replicas, 5);
    assert_eq!(stabilize(&mut state, 2, window, at(60)).replicas, 5);
    assert_eq!(stabilize(&mut state, 2, window, at(61)).replicas, 2);
    let replicas: Vec<_> = state.recommendations.iter().map(|r| (r.replicas, r.timestamp)).collect();
    assert_eq!(replicas, [(2, at(61)), (2, at(60))]);
}

#[test]
fn policies_limit_the_change_within_their_period() {
    let hpa = hpa(&json!({"maxReplicas": 100, "behavior": {
        "scaleUp": {"policies": [
            {"type": "Pods", "value": 4, "periodSeconds": 60},
            {"type": "Percent", "value": 10, "periodSeconds": 60},
        ]},
        "scaleDown": {"selectPolicy": "Disabled"},
    }}));
    let rules = Rules::new(hpa.spec.behavior.as_ref().unwrap(), Duration::from_secs(300), Profile::default());
    let mut state = State::default();
    let up = limit_by(&state, &rules, (10, 50), (1, 100), at(0));
    assert_eq!((up.replicas, up.by.reason()), (14, "ScaleUpLimit"));
    remember(&mut state, &rules, 10, 14, at(0));
    assert_eq!(limit_by(&state, &rules, (14, 50), (1, 100), at(59)).replicas, 14);
    assert_eq!(limit_by(&state, &rules, (14, 50), (1, 100), at(60)).replicas, 18);
    let down = limit_by(&state, &rules, (14, 1), (1, 100), at(60));
    assert_eq!((down.replicas, down.by.reason()), (14, "ScaleDownLimit"));
    // An event that no policy looks at any more gives its place to the next.
    remember(&mut state, &rules, 14, 18, at(61));
    assert_eq!(state.scale_up_events.len(), 1);
}

#[test]
fn both_windows_hold_the_count_in_between() {
    let hpa = hpa(&json!({"maxReplicas": 100, "behavior": {
        "scaleUp": {"stabilizationWindowSeconds": 60},
        "scaleDown": {"stabilizationWindowSeconds": 120},
    }}));
    let rules = Rules::new(hpa.spec.behavior.as_ref().unwrap(), Duration::from_secs(300), Profile::default());
    let mut state = State {
        recommendations: vec![
            Recommendation { replicas: 8, timestamp: at(0) },
            Recommendation { replicas: 3, timestamp: at(90) },
        ],
        ..State::default()
    };
    let stabilized = stabilize_by(&mut state, &rules, 5, 9, at(100));
    assert_eq!((stabilized.replicas, stabilized.reason), (5, "ScaleUpStabilized"));
    assert_eq!(stabilize_by(&mut state, &rules, 9, 2, at(119)).replicas, 9);
    assert_eq!(stabilize_by(&mut state, &rules, 9, 2, at(400)).replicas, 2);
}

#[test]
fn the_state_keeps_fractions_of_seconds() {
    let state = State {
        recommendations: vec![Recommendation {
            replicas: 3,
            timestamp: "2000-01-01T00:00:00.25Z".parse().unwrap(),
        }],
        ..State::default()
    };
    let text = serde_json::to_string(&state).unwrap();
    assert_eq!(serde_json::from_str::<State>(&text).unwrap(), state);
    let other = State { version: 2, ..State::default() };
    assert_eq!(other.check().unwrap_err().code(), "hpa.state");
}

#[test]
fn profiles_are_found_by_release_and_patch() {
    assert_eq!(Profile::of("v1.37.2").unwrap().release, "1.37");
    assert_eq!(Profile::of("1.36").unwrap().release, "1.36");
    for wrong in ["1.3", "1.370", "1.37.", "1.37.x", "2.0", ""] {
        assert_eq!(Profile::of(wrong).unwrap_err().code(), "hpa.profile", "{wrong}");
    }
}

#[test]
fn tolerances_are_inclusive_in_binary_floating_point() {
    let tolerances = Tolerances::both(0.1);
    let within = |release, ratio| Profile::of(release).unwrap().is_within(tolerances, ratio);
    for release in ["1.33", "1.37"] {
        assert!(within(release, 0.9) && within(release, 1.1), "{release}");
        assert!(!within(release, 1.1f64.next_up()) && !within(release, 0.9f64.next_down()), "{release}");
    }
    // Until 1.32 the distance counted, and 1.1 is more than 0.1 away from 1.
    assert!(within("1.32", 0.9) && !within("1.32", 1.1));
}
