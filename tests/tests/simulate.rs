//! `hpa.simulate` held to what it says of itself, on generated simulations.

use counterpoise::ops::call_value;
use counterpoise_tests::generate::Random;
use serde_json::{Value, json};

/// An HPA and a simulation of it, of a seed.
fn simulation(seed: u64) -> Value {
    let mut random = Random::new(seed);
    let least = 1 + random.below(4);
    let metrics = [
        json!({"type": "Resource", "resource": {"name": "cpu", "target": {"type": "Utilization", "averageUtilization": 40 + random.below(50)}}}),
        json!({"type": "Pods", "pods": {"metric": {"name": "served"}, "target": {"type": "AverageValue", "averageValue": 5 + random.below(40)}}}),
        json!({"type": "External", "external": {"metric": {"name": "waiting"}, "target": {"type": "AverageValue", "averageValue": 1 + random.below(30)}}}),
    ];
    let count = 1 + random.below(3);
    let window = random.pick(&[0, 30, 300]);
    let load: Vec<Value> = (0..1 + random.below(4))
        .map(|part| match random.below(3) {
            0 => json!({"at": part * 300, "rate": random.below(300), "ramp": random.below(120)}),
            1 => json!({"at": part * 300, "rate": 100 + random.below(100), "sine": {"amplitude": random.below(90), "period": "3m"}}),
            _ => json!({"at": part * 300, "series": [[0, random.below(200)], [100, random.below(200)]]}),
        })
        .collect();
    let mut input = json!({
        "hpa": {
            "apiVersion": "autoscaling/v2", "kind": "HorizontalPodAutoscaler",
            "metadata": {"name": "web", "namespace": "default"},
            "spec": {
                "scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"},
                "minReplicas": least, "maxReplicas": least + random.below(20), "metrics": metrics[..count],
                "behavior": {"scaleDown": {"stabilizationWindowSeconds": window}},
            },
        },
        "duration": "25m", "seed": seed, "every": 1,
        "profile": random.pick(&["1.33", "1.35", "1.37"]),
        "workload": {"load": load, "noise": random.pick(&[0.0, 0.2]), "capacity": 10 + random.below(60), "queue": {"limit": 300, "timeout": "30s"}},
        "pods": {"startupCpu": "300m", "readinessDelay": random.below(60), "startFailures": random.pick(&[0.0, 0.3])},
        "metrics": {"signals": {"served": "requests", "waiting": "queue"}, "delay": random.below(20)},
    });
    if count == 1 {
        input["metrics"] = json!({});
    } else if count == 2 {
        input["metrics"]["signals"] = json!({"served": "requests"});
    }
    if random.percent(40) {
        input["rollouts"] = json!([{"at": "10m", "maxSurge": "50%"}]);
    }
    if random.percent(30) {
        input["nodes"] = json!({"pods": 5, "delay": "1m"});
    }
    input
}

fn run(input: &Value) -> Value {
    call_value(None, "hpa.simulate", input.clone()).unwrap_or_else(|error| panic!("{error:?}\n{input}"))
}

const SEEDS: u64 = 60;

#[test]
fn what_a_sync_was_decides_the_same_alone() {
    for seed in 0..SEEDS / 4 {
        let mut input = simulation(seed);
        input["trace"] = true.into();
        let simulated = run(&input);
        let (timeline, trace) =
            (simulated["timeline"].as_array().unwrap(), simulated["trace"].as_array().unwrap());
        assert_eq!(timeline.len(), trace.len(), "a point a sync");
        for (point, sync) in timeline.iter().zip(trace) {
            let decision = call_value(None, "hpa.reconcile", sync.clone()).unwrap();
            assert_eq!(decision["desiredReplicas"], point["replicas"], "{sync}");
        }
        let last = call_value(None, "hpa.reconcile", trace.last().unwrap().clone()).unwrap();
        assert_eq!(last["status"], simulated["status"]);
    }
}

#[test]
fn equal_input_gives_equal_output_with_and_without_a_trace() {
    for seed in 0..SEEDS / 4 {
        let input = simulation(seed);
        let mut traced = input.clone();
        traced["trace"] = true.into();
        let (once, again, mut traced) = (run(&input), run(&input), run(&traced));
        assert_eq!(once, again);
        traced.as_object_mut().unwrap().remove("trace");
        assert_eq!(once, traced);
    }
}

#[test]
fn replicas_are_within_bounds_and_measures_are_those_of_the_timeline() {
    for seed in 0..SEEDS {
        let input = simulation(seed);
        let simulated = run(&input);
        let (timeline, measures) = (simulated["timeline"].as_array().unwrap(), &simulated["measures"]);
        let replicas: Vec<i64> = timeline.iter().map(|point| point["replicas"].as_i64().unwrap()).collect();
        let spec = &input["hpa"]["spec"];
        let bounds = spec["minReplicas"].as_i64().unwrap()..=spec["maxReplicas"].as_i64().unwrap();
        assert!(replicas.iter().all(|count| bounds.contains(count)), "{replicas:?} {input}");
        assert_eq!(measures["syncs"], timeline.len());
        let start = spec["minReplicas"].as_i64().unwrap();
        let all: Vec<i64> = [start].into_iter().chain(replicas).collect();
        let changes = all.windows(2).filter(|pair| pair[0] != pair[1]).count();
        assert_eq!(measures["changes"], changes, "{all:?}");
        assert_eq!(measures["maxReplicas"], *all.iter().max().unwrap());
        assert_eq!(measures["minReplicas"], *all.iter().min().unwrap());
        let [requests, served, dropped, queued] =
            ["requests", "served", "dropped", "queued"].map(|field| measures[field].as_f64().unwrap());
        assert!((requests - served - dropped - queued).abs() <= 1e-6 * requests.max(1.0), "{measures}");
        for point in timeline {
            assert!(point["ready"].as_i64() <= point["pods"].as_i64(), "{point}");
        }
    }
}
