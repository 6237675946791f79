//! Chains of syncs: one input of `hpa.reconcile`, or a chain that a generator makes.

use counterpoise::hpa::State;
use counterpoise::ops;
use serde_json::{Value, json};

use super::asked::{ask, is_limit};
use super::given::{Given, given};
use crate::generate::{self, Area, Hpa, Random, Release};
use crate::sequence::Chain;
use crate::surface::Rust;

pub(super) fn check(bytes: &[u8]) {
    match given(bytes) {
        Some(Given::Text(text)) => {
            if let Ok(input) = serde_json::from_str::<Value>(text) {
                sync(&input);
            }
        }
        Some(Given::Choices(mut random)) => {
            load(&mut random);
            let release = random.pick(&Release::ALL);
            let sequence = generate::case(Area::Hpa(Hpa::Sequence, release), &mut random).input;
            let part = |name: &str| sequence[name].clone();
            let mut chain = Chain::new(part("hpa"), part("controller"), part("hpas"), part("profile"));
            for step in sequence["steps"].as_array().into_iter().flatten() {
                let input = chain.input(&mut Rust, step);
                sync(&input);
                if chain.sync(&mut Rust, step).is_err() {
                    return;
                }
            }
        }
        None => {}
    }
}

/// One sync, and what holds for each.
fn sync(input: &Value) {
    let decision = ask("hpa.reconcile", input);
    let mut safe = input.clone();
    safe["compat"] = json!("safe");
    // Each way of asking is tried once; what follows is many calls.
    let once = |input: &Value| ops::call_value(None, "hpa.reconcile", input.clone());
    let _ = once(&safe);
    another_pod(input, decision.is_ok());
    let Ok(decision) = decision else { return };
    // Where the scale is written it is within the bounds. Upstream starts from the replicas that there are, so that a policy which
    // lets the count move only so fast may leave it outside on the way, but never carries it further out.
    let number = |value: &Value| value.as_i64();
    let target = decision["steps"].as_array().into_iter().flatten().find(|step| step["step"] == "target");
    let bounds = target.and_then(|step| {
        Some((
            number(&step["minReplicas"])?,
            number(&step["maxReplicas"])?,
            number(&step["currentReplicas"])?,
        ))
    });
    let desired = number(&decision["desiredReplicas"]).expect("a count is a number");
    assert!(desired >= 0 || input["compat"] != "safe", "{input}: {desired}");
    if let (Some((least, most, current)), true) = (bounds, decision["rescale"] == true)
        && least <= most
    {
        let low = least.min(current.max(0));
        let high = most.max(current);
        assert!(
            (low..=high).contains(&desired),
            "{input}: {desired} is not within {least} and {most}, from {current}"
        );
    }
    // What is remembered is read as it was written.
    let state: State = serde_json::from_value(decision["state"].clone()).expect("a state reads back");
    assert_eq!(serde_json::to_value(state).expect("a state is written"), decision["state"]);
    // A sync that is told again from there, at the next moment, is answered too.
    let mut next = input.clone();
    next["hpa"] = match &input["hpa"] {
        Value::Object(_) => input["hpa"].clone(),
        _ => return,
    };
    next["hpa"]["status"] = decision["status"].clone();
    next["state"] = decision["state"].clone();
    if let Err(error) = once(&next) {
        assert!(is_limit(&error), "{next}: {error}");
    }
}

/// One more pod that the selector selects makes no sync fail.
fn another_pod(input: &Value, is_answered: bool) {
    let Some(pod) = input["pods"]["items"].get(0).cloned() else { return };
    let mut more = input.clone();
    let Some(items) = more["pods"]["items"].as_array_mut() else { return };
    let mut pod = pod;
    if !pod["metadata"].is_object() {
        return;
    }
    pod["metadata"]["name"] = json!("one-more");
    items.push(pod);
    let asked = ops::call_value(None, "hpa.reconcile", more);
    assert_eq!(asked.is_ok(), is_answered, "{input} with one more pod: {asked:?}");
}

/// More load asks for no fewer replicas, all else being equal.
///
/// Of metrics over pods upstream keeps this where every pod is ready and has a sample; sums that overflow break it, and are
/// mended by `safe` alone.
fn load(random: &mut Random<'_>) {
    let ready = 1 + random.below(8);
    let replicas = if random.percent(80) { ready } else { random.below(12) };
    let kind = random.pick(&["value", "average", "pods"]);
    let target = random.pick(&["1", "10", "500m", "3", "1000000", "1m"]);
    let (source, path) = match kind {
        "pods" => (
            json!({"type": "Pods", "pods": {"metric": {"name": "m"}, "target": {"type": "AverageValue", "averageValue": target}}}),
            "/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods/%2A/m?labelSelector=app%3Dweb",
        ),
        kind => {
            let target = if kind == "value" {
                json!({"type": "Value", "value": target})
            } else {
                json!({"type": "AverageValue", "averageValue": target})
            };
            (
                json!({"type": "External", "external": {"metric": {"name": "m"}, "target": target}}),
                "/apis/external.metrics.k8s.io/v1beta1/namespaces/default/m",
            )
        }
    };
    let mut spec = json!({
        "scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"},
        "minReplicas": 1 + random.below(4), "maxReplicas": 4 + random.below(40), "metrics": [source],
    });
    if random.percent(40) {
        spec["behavior"] = json!({random.pick(&["scaleUp", "scaleDown"]): {
            "stabilizationWindowSeconds": random.pick(&[0, 60, 300]),
            "selectPolicy": random.pick(&["Max", "Min", "Disabled"]),
            "policies": [
                {"type": random.pick(&["Pods", "Percent"]), "value": random.pick(&[1, 4, 100]), "periodSeconds": 60},
                {"type": "Pods", "value": 2, "periodSeconds": 15},
            ],
        }});
    }
    let pod = |name: usize| {
        json!({
            "metadata": {"name": format!("web-{name}"), "namespace": "default", "labels": {"app": "web"}},
            "status": {"phase": "Running", "startTime": "2024-05-01T09:00:00Z",
                "conditions": [{"type": "Ready", "status": "True", "lastTransitionTime": "2024-05-01T09:01:00Z"}]},
        })
    };
    let pods: Vec<_> = (0..ready).map(pod).collect();
    let profile = random.pick(&Release::ALL).profile();
    let desired = |milli: u64| {
        let item = |name: Option<usize>| {
            let mut item =
                json!({"metricName": "m", "timestamp": "2024-05-01T11:00:00Z", "value": format!("{milli}m")});
            if let Some(name) = name {
                item["metric"] = json!({"name": "m"});
                item["describedObject"] = json!({"kind": "Pod", "namespace": "default", "name": format!("web-{name}"), "apiVersion": "/v1"});
            }
            item
        };
        let (kind, items) = match kind {
            "pods" => ("MetricValueList", (0..ready).map(|name| item(Some(name))).collect::<Vec<_>>()),
            _ => ("ExternalMetricValueList", vec![item(None)]),
        };
        let input = json!({
            "hpa": {"apiVersion": "autoscaling/v2", "kind": "HorizontalPodAutoscaler", "metadata": {"name": "web", "namespace": "default"}, "spec": spec},
            "scale": {"spec": {"replicas": replicas}, "status": {"replicas": replicas, "selector": "app=web"}},
            "pods": {"items": pods},
            "metrics": {path: {"kind": kind, "items": items}},
            "now": "2024-05-01T11:00:00Z", "profile": profile, "compat": "safe",
        });
        let decision = ask("hpa.reconcile", &input).unwrap_or_else(|error| panic!("{input}: {error}"));
        (decision["desiredReplicas"].as_i64().unwrap_or_default(), input)
    };
    let mut loads: [u64; 3] = std::array::from_fn(|_| match random.below(3) {
        0 => random.below(4000) as u64,
        1 => random.below(200) as u64 * 100,
        _ => random.bits() >> (1 + random.below(63)),
    });
    loads.sort_unstable();
    for pair in loads.windows(2) {
        let ((less, _), (more, input)) = (desired(pair[0]), desired(pair[1]));
        assert!(less <= more, "{} milli ask for {less}, and {} for {more}: {input}", pair[0], pair[1]);
    }
}
