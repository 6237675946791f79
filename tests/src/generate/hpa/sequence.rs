//! Chains of syncs. The target follows what the library decides, as it would follow the controller, unless somebody scales
//! it by hand.

use serde_json::{Value, json};

use super::cluster::Cluster;
use super::object::{self, Care};
use super::{Random, Release, fields, instant};
use crate::sequence::Chain;
use crate::surface::Rust;

/// The HPA, the flags, and up to 15 syncs.
pub(super) fn input(random: &mut Random<'_>, release: Release) -> [(&'static str, Value); 5] {
    let hpa = hpa(random);
    let controller = controller(random);
    let others = others(random);
    let profile = json!(release.profile());
    let mut chain = Chain::new(hpa.clone(), controller.clone(), others.clone(), profile.clone());
    let metrics = chain.metrics();
    let mut cluster = Cluster::new(random);
    let mut now = random.pick(&[3600.0, 7200.5]);
    let mut replicas = 1 + random.up_to(4) as i64;
    let mut steps = Vec::new();
    for _ in 0..=random.below(15) {
        if random.percent(8) {
            replicas = i64::from(random.pick(&[0, 0, 1, 2, 5, 8, 30]));
        }
        let status = if random.percent(10) { random.up_to(6) as i64 } else { replicas };
        cluster.step(random, now, status);
        let answers: Vec<_> = metrics.iter().map(|metric| cluster.answer(random, metric, now)).collect();
        let step = json!({
            "now": instant(now),
            "scale": scale(random, replicas, status),
            "pods": cluster.list(random, now),
            "metrics": answers,
        });
        if let Ok(outcome) = chain.sync(&mut Rust, &step) {
            replicas = outcome["desiredReplicas"].as_i64().unwrap_or(replicas);
        }
        steps.push(step);
        now += random.pick(&[15.0, 15.0, 15.0, 15.0, 15.0, 30.0, 1.0, 7.0, 60.0, 150.0, 14.5]);
    }
    [
        ("hpa", hpa),
        ("controller", controller),
        ("hpas", others),
        ("profile", profile),
        ("steps", json!(steps)),
    ]
}

fn hpa(random: &mut Random<'_>) -> Value {
    let care = if random.percent(85) { Care::All } else { Care::Some };
    let mut spec = object::spec(random, care, 3);
    if random.percent(2) {
        spec["scaleTargetRef"]["apiVersion"] = json!("a/b/c");
    }
    let mut metadata = vec![("name", json!("web")), ("namespace", json!("default"))];
    if random.percent(50) {
        metadata.push(("generation", json!(1 + random.up_to(3))));
    }
    let mut hpa = vec![
        ("apiVersion", json!("autoscaling/v2")),
        ("kind", json!("HorizontalPodAutoscaler")),
        ("metadata", fields(metadata)),
        ("spec", spec),
    ];
    if random.percent(10) {
        let condition = json!({
            "type": random.pick(&["ScaledToZero", "ScaledToZero", "AbleToScale", "ScalingLimited"]),
            "status": random.pick(&["True", "True", "False", "Unknown"]),
            "reason": "Earlier",
            "message": "said before",
            "lastTransitionTime": instant(0.0),
        });
        let status = json!({
            "currentReplicas": 3,
            "desiredReplicas": random.up_to(3),
            "lastScaleTime": instant(100.0),
            "conditions": [condition],
            "currentMetrics": null,
        });
        hpa.push(("status", status));
    }
    fields(hpa)
}

fn controller(random: &mut Random<'_>) -> Value {
    let mut found = Vec::new();
    if random.percent(30) {
        found.push(("tolerance", json!(random.pick(&[0.0, 0.05, 0.1, 0.2, 0.5, 1.0]))));
    }
    for (name, values) in [
        ("downscaleStabilization", ["0s", "15s", "30s", "1m0s", "5m0s", "10m0s"]),
        ("cpuInitializationPeriod", ["0s", "30s", "1m0s", "2m0s", "5m0s", "10m0s"]),
        ("initialReadinessDelay", ["0s", "1s", "15s", "30s", "1m0s", "2m0s"]),
    ] {
        if random.percent(40) {
            found.push((name, json!(random.pick(&values))));
        }
    }
    fields(found)
}

fn others(random: &mut Random<'_>) -> Value {
    if !random.percent(4) {
        return json!([]);
    }
    let other = |name: &str, random: &mut Random<'_>| {
        json!({
            "hpa": {
                "apiVersion": "autoscaling/v2",
                "kind": "HorizontalPodAutoscaler",
                "metadata": { "name": name, "namespace": random.pick(&["default", "default", "elsewhere"]) },
                "spec": { "maxReplicas": 3, "scaleTargetRef": { "apiVersion": "apps/v1", "kind": "Deployment", "name": name } },
            },
            "selector": random.pick(&["app=web", "app", "app in (web,x)", "app=api", "a b", ""]),
        })
    };
    // Upstream names several in any order.
    json!([other("api", random)])
}

fn scale(random: &mut Random<'_>, replicas: i64, status: i64) -> Value {
    if random.percent(2) {
        return json!({ "error": random.pick(&["connection refused", "deployments.apps \"web\" not found"]) });
    }
    let selector = if random.percent(3) {
        random.pick(&["", "a b", "app in (web,x)", "app", "app=none", "!app"])
    } else {
        "app=web"
    };
    json!({ "spec": { "replicas": replicas }, "status": { "replicas": status, "selector": selector } })
}
