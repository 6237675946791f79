//! `hpa.simulate` held to what it says of itself, on generated simulations.

use counterpoise::ops::call_value;
use counterpoise_tests::compare::{Others, with_fields};
use counterpoise_tests::generate::Random;
use counterpoise_tests::paths;
use counterpoise_tests::sequence::Chain;
use counterpoise_tests::surface::Rust;
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

/// The chains that the real controller made on its virtual clock.
fn chains() -> impl Iterator<Item = Value> {
    let files = ["hpa-sequence.jsonl", "hpa-sequence-1.34.jsonl", "hpa-sequence-1.35.jsonl"];
    files.into_iter().flat_map(|file| {
        let text = std::fs::read_to_string(paths::vectors().join("hpa").join(file)).unwrap();
        let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        lines.into_iter().filter(|line| line["op"] == "hpa.sequence")
    })
}

/// Recorded syncs of a chain.
fn recorded(chain: &Value) -> Value {
    let part = |name: &str| chain[name].clone();
    let mut before = Chain::new(part("hpa"), part("controller"), part("hpas"), part("profile"));
    let sync = |step: &Value| {
        let input = before.input(&mut Rust, step);
        json!({"now": step["now"], "scale": step["scale"], "pods": step["pods"], "metrics": input["metrics"]})
    };
    let syncs: Vec<Value> = chain["steps"].as_array().unwrap().iter().map(sync).collect();
    let mut input = json!({"hpa": chain["hpa"], "controller": chain["controller"], "profile": chain["profile"], "recorded": syncs});
    if chain["hpas"].is_array() {
        input["hpas"] = part("hpas");
    }
    input
}

/// The simulator's controller is the real one: syncs that it made come out as it made them, whether they are told or not.
#[test]
fn recorded_syncs_are_those_of_the_real_controller() {
    let mut count = 0;
    for chain in chains() {
        let mut input = recorded(&chain);
        let untold = run(&input);
        input["trace"] = true.into();
        let told = run(&input);
        let steps = chain["steps"].as_array().unwrap();
        assert_eq!(untold["timeline"], told["timeline"]);
        assert_eq!(untold["events"], told["events"]);
        assert_eq!(untold["status"], told["status"]);
        let replicas =
            |of: &Value| of.as_array().unwrap().iter().map(|at| at["replicas"].clone()).collect::<Vec<_>>();
        let expected: Vec<_> = steps.iter().map(|step| step["ok"]["desiredReplicas"].clone()).collect();
        assert_eq!(replicas(&untold["timeline"]), expected, "{input}");
        // The status after a sync is what the next one begins with.
        let trace = told["trace"].as_array().unwrap();
        let after = trace.iter().skip(1).map(|sync| &sync["hpa"]["status"]).chain([&told["status"]]);
        for (step, status) in steps.iter().zip(after) {
            let mut found = Vec::new();
            let expected = step["ok"]["status"].as_object().unwrap();
            with_fields("status", expected, status, Others::OnTop, &mut found);
            assert!(found.is_empty(), "{found:?}\n{step}");
        }
        count += steps.len();
    }
    assert!(count > 100, "{count}");
}

/// An adapter that collects answers with what there was when it last did: the value of a series then, and by nothing else than
/// values or windows do its syncs part from those of one that asks at each request.
#[test]
fn an_adapter_that_collects_answers_with_its_last_values() {
    let mut parted = 0;
    for seed in 0..SEEDS {
        let mut random = Random::new(seed);
        let series: Vec<Value> = (0..20).map(|place| json!([place * 70, random.below(200)])).collect();
        let mut asked = simulation(seed);
        asked["hpa"]["spec"]["metrics"] = json!([{"type": "External", "external": {"metric": {"name": "waiting"}, "target": {"type": "Value", "value": 20}}}]);
        asked["metrics"] = json!({"signals": {"waiting": {"series": series}}});
        let (interval, phase) = (10 + random.below(110), random.below(60));
        let mut collects = asked.clone();
        collects["metrics"]["collectionInterval"] = json!(interval);
        collects["metrics"]["collectionPhase"] = json!(phase);
        for point in run(&collects)["timeline"].as_array().unwrap() {
            let at = point["seconds"].as_f64().unwrap();
            let (interval, phase) = (interval as f64, phase as f64);
            let last = ((at - phase) / interval).floor() * interval + phase;
            let begun = series.iter().rev().find(|entry| entry[0].as_f64().unwrap() <= last);
            let expected = begun.unwrap_or(&series[0])[1].as_f64();
            assert_eq!(point["metrics"][0]["usage"].as_f64(), expected, "at {at}: {collects}");
        }
        let compared = call_value(None, "hpa.compare", json!({"a": asked, "b": collects})).unwrap();
        if let Some(told) = compared.get("parted") {
            parted += 1;
            assert!(["usage", "window"].contains(&told["step"].as_str().unwrap()), "{told}");
            let seconds = told["seconds"].as_f64().unwrap();
            let replicas = |input: &Value| -> Vec<Value> {
                let timeline = run(input)["timeline"].as_array().unwrap().clone();
                let until = timeline.into_iter().filter(|point| point["seconds"].as_f64() <= Some(seconds));
                until.map(|point| point["replicas"].clone()).collect()
            };
            let (mut a, mut b) = (replicas(&asked), replicas(&collects));
            assert_ne!(a.pop(), b.pop());
            assert_eq!(a, b, "they part before {seconds}");
        } else {
            assert_eq!(run(&asked)["measures"]["changes"], run(&collects)["measures"]["changes"]);
        }
        // Asked for where it has just collected, an adapter has nothing that is older.
        collects["metrics"]["collectionInterval"] = json!(15);
        collects["metrics"]["collectionPhase"] = json!(0);
        assert_eq!(run(&asked)["timeline"], run(&collects)["timeline"]);
    }
    assert!(parted > 20, "{parted}");
}

/// What is no longer scraped is answered for as long as values are kept, and so is what pods gave that are gone.
#[test]
fn a_value_is_kept_until_its_time_is_over() {
    let mut input = simulation(1);
    input["hpa"]["spec"]["metrics"] = json!([{"type": "Pods", "pods": {"metric": {"name": "served"}, "target": {"type": "AverageValue", "averageValue": 20}}}]);
    input["hpa"]["spec"]["minReplicas"] = json!(2);
    for field in ["rollouts", "nodes"] {
        input.as_object_mut().unwrap().remove(field);
    }
    input["workload"] = json!({"load": 60});
    let metrics = |ttl: Value| {
        json!({
            "signals": {"served": "requests"}, "collectionInterval": "1m", "metricsTtl": ttl,
            "gaps": [{"from": "10m", "until": "20m", "of": "scrapes"}],
        })
    };
    let failed = |ttl: Value| {
        input["metrics"] = metrics(ttl);
        let timeline = run(&input)["timeline"].as_array().unwrap().clone();
        let failed = timeline.into_iter().filter(|point| !point["metrics"][0]["error"].is_null());
        failed.map(|point| point["seconds"].as_f64().unwrap()).collect::<Vec<_>>()
    };
    let mut failed = failed;
    // A rate over a minute ends within a minute of the last scrape; the collection before it is the last one with values.
    let (until_next, five) = (failed(json!(null)), failed(json!("5m")));
    assert_eq!(until_next.first(), Some(&660.0));
    assert_eq!(five.first(), Some(&900.0));
    assert_eq!(until_next.last(), five.last());
    assert_eq!(failed(json!("15m")), Vec::<f64>::new());
}

/// Anything in the place of anything: an answer or an error, and soon.
#[test]
fn no_input_brings_it_down() {
    let odd = [
        json!(null),
        json!(0),
        json!(-1),
        json!(1e18),
        json!(0.5),
        json!("0s"),
        json!("-5m"),
        json!("1ns"),
        json!("NaN"),
        json!(""),
        json!("1e30"),
        json!([]),
        json!({}),
        json!(i64::MAX),
        json!("200%"),
        json!([[0, 1]]),
        json!(true),
    ];
    let mut errors = std::collections::BTreeMap::<String, usize>::new();
    for seed in 0..1_500 {
        let mut random = Random::new(seed);
        let mut input = simulation(seed / 3);
        input["nodes"] = json!({"pods": 3, "count": 1, "max": 4, "delay": "30s"});
        input["rollouts"] = json!([{"at": "5m", "maxSurge": 1, "maxUnavailable": "10%"}]);
        input["controller"] = json!({"syncPeriod": "15s", "downscaleStabilization": "1m"});
        input["syncPhase"] = json!(0.5);
        input["metrics"]["scrapeInterval"] = json!("10s");
        input["metrics"]["window"] = json!("2m");
        input["metrics"]["collectionInterval"] = json!("30s");
        input["metrics"]["metricsTtl"] = json!("3m");
        for _ in 0..=random.below(3) {
            let mut places = Vec::new();
            pointers(&input, String::new(), &mut places);
            // What is no HPA is refused at once, and so is most that is of another kind.
            places.retain(|place| !place.starts_with("/hpa") || place.ends_with("Replicas"));
            let place = input.pointer_mut(&places[random.below(places.len())]).unwrap();
            let alike: Vec<&Value> = odd
                .iter()
                .filter(|odd| odd.is_number() == place.is_number() && odd.is_string() == place.is_string())
                .collect();
            *place = if random.percent(80) {
                alike[random.below(alike.len())]
            } else {
                random.pick(&odd.each_ref())
            }
            .clone();
        }
        input["limits"] = json!({"syncs": 2_000, "looks": 200_000});
        match call_value(None, "hpa.simulate", input) {
            Ok(simulated) => {
                let timeline = simulated["timeline"].as_array().unwrap();
                let numbers = timeline
                    .iter()
                    .flat_map(|point| ["seconds", "rate", "queue", "dropped"].map(|name| &point[name]));
                assert!(
                    numbers.into_iter().all(|number| number.as_f64().is_some_and(|number| number >= 0.0))
                );
            }
            Err(error) => *errors.entry(error.code().to_owned()).or_default() += 1,
        }
    }
    for code in ["simulate.load", "simulate.duration", "simulate.value", "limit.syncs", "request.type"] {
        assert!(errors.contains_key(code), "{code} is in none of {errors:?}");
    }
}

/// The places of all values within a value.
fn pointers(of: &Value, at: String, places: &mut Vec<String>) {
    match of {
        Value::Object(fields) => {
            for (name, value) in fields {
                pointers(value, format!("{at}/{}", name.replace('~', "~0").replace('/', "~1")), places);
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                pointers(value, format!("{at}/{index}"), places);
            }
        }
        _ => {}
    }
    if !at.is_empty() {
        places.push(at);
    }
}
