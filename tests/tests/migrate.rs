//! To KEDA and back: what came of an HPA has its bounds, behavior and targets. `book.rs` runs the guide.

use std::fs;
use std::path::Path;

use counterpoise::ops;
use counterpoise_tests::paths;
use serde_json::{Value, json};

const SERVER: &str = "http://prometheus.monitoring:9090";

fn call(operation: &str, input: Value) -> Result<Value, counterpoise::Error> {
    ops::call_value(None, operation, input)
}

/// What `migrate.toKeda` takes of a scenario; none where the scenario has no rules.
fn scenario(folder: &Path) -> Option<Value> {
    let config = fs::read_to_string(folder.join("config.yaml")).ok()?;
    let hpa = fs::read_to_string(folder.join("hpa.yaml")).ok()?;
    let series = fs::read_to_string(folder.join("series.json")).ok()?;
    let series: Value = serde_json::from_str(&series).unwrap();
    Some(json!({"config": config, "hpa": hpa, "series": series, "serverAddress": SERVER}))
}

/// Of each metric the target, with its own order.
fn targets(hpa: &Value) -> Vec<String> {
    let metrics = hpa["spec"]["metrics"].as_array().unwrap();
    let sources = ["pods", "object", "external", "resource", "containerResource"];
    let mut all: Vec<_> = metrics
        .iter()
        .map(|metric| {
            let source = sources.iter().find_map(|name| metric.get(name)).unwrap();
            format!("{}{}", source["name"], target(&source["target"]))
        })
        .collect();
    all.sort();
    all
}

/// A target with its quantities in canonical form.
fn target(target: &Value) -> String {
    let quantity = |name: &str| {
        let text = target.get(name)?.as_str()?.to_owned();
        let parsed = call("quantity.parse", json!({ "text": text })).unwrap();
        Some(parsed["canonical"].to_string())
    };
    let values = [quantity("value"), quantity("averageValue")];
    format!("{}{values:?}{}", target["type"], target["averageUtilization"])
}

#[test]
fn what_came_of_an_hpa_has_its_bounds_behavior_and_targets() {
    let mut migrated = 0;
    for folder in paths::examples().unwrap() {
        let Some(input) = scenario(&folder) else { continue };
        let name = folder.display();
        let hpa = call("hpa.convert", json!({"hpa": input["hpa"], "to": "autoscaling/v2"})).unwrap();
        let hpa = call("hpa.default", json!({"hpa": hpa["hpa"]})).unwrap()["hpa"].clone();
        let Ok(to) = call("migrate.toKeda", input.clone()) else { continue };
        let object = &to["objects"][0];
        let made = call("keda.hpa", json!({ "scaledObject": object })).unwrap()["hpa"].clone();
        for field in ["name", "namespace"] {
            assert_eq!(made["metadata"][field], hpa["metadata"][field], "{name}");
        }
        for field in ["scaleTargetRef", "minReplicas", "maxReplicas", "behavior"] {
            assert_eq!(made["spec"][field], hpa["spec"][field], "{name}: {field}");
        }
        assert_eq!(targets(&made), targets(&hpa), "{name}");
        assert_eq!(object["metadata"]["annotations"]["scaledobject.keda.sh/transfer-hpa-ownership"], "true");

        // And back: the adapter serves the same queries for the HPA that comes of it.
        let from = call("migrate.fromKeda", json!({ "scaledObject": object })).unwrap();
        let back = &from["objects"][0];
        assert_eq!(targets(back), targets(&hpa), "{name}");
        let asked = call("hpa.requests", json!({ "hpa": back })).unwrap();
        let mut queries: Vec<Value> = Vec::new();
        for request in asked["requests"].as_array().unwrap() {
            if request["source"] == "External" {
                let input =
                    json!({"config": from["config"], "series": input["series"], "request": request["path"]});
                queries.push(call("metrics.query", input).unwrap()["promql"].clone());
            }
        }
        let triggers = object["spec"]["triggers"].as_array().unwrap();
        let sent: Vec<Value> =
            triggers.iter().filter_map(|trigger| trigger["metadata"].get("query").cloned()).collect();
        assert_eq!(queries, sent, "{name}");
        migrated += 1;
    }
    assert!(migrated >= 5, "only {migrated} scenarios were migrated");
}

/// A metric of an object and the same as KEDA serves it, on one load.
#[test]
fn an_object_s_metric_scales_as_before() {
    let hpa = json!({
        "apiVersion": "autoscaling/v2", "kind": "HorizontalPodAutoscaler",
        "metadata": {"name": "web", "namespace": "shop"},
        "spec": {
            "scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"},
            "minReplicas": 2, "maxReplicas": 20,
            "behavior": {"scaleDown": {"stabilizationWindowSeconds": 120}},
            "metrics": [{"type": "Object", "object": {
                "describedObject": {"apiVersion": "v1", "kind": "Service", "name": "web"},
                "metric": {"name": "requests_total"},
                "target": {"type": "AverageValue", "averageValue": "25"},
            }}],
        },
    });
    let to = call(
        "migrate.toKeda",
        json!({
            "config": {"rules": [{
                "seriesQuery": "requests_total", "resources": {"template": "<<.Resource>>"},
                "metricsQuery": "sum(rate(<<.Series>>{<<.LabelMatchers>>}[2m])) by (<<.GroupBy>>)",
            }]},
            "series": [{"__name__": "requests_total", "namespace": "shop", "service": "web"}],
            "hpa": hpa, "serverAddress": SERVER,
        }),
    )
    .unwrap();
    let mut made = call("keda.hpa", json!({ "scaledObject": to["objects"][0] })).unwrap()["hpa"].clone();
    made["apiVersion"] = "autoscaling/v2".into();
    made["kind"] = "HorizontalPodAutoscaler".into();
    let replicas = |hpa: &Value, metric: &str| {
        let input = json!({
            "hpa": hpa, "duration": "1h",
            "metrics": {"signals": {metric: "requests"}},
            "workload": {"load": [{"rate": 60}, {"at": "10m", "rate": 400, "ramp": "5m"}, {"at": "40m", "rate": 30}]},
        });
        let run = call("hpa.simulate", input).unwrap();
        let timeline = run["timeline"].as_array().unwrap();
        timeline.iter().map(|point| point["replicas"].as_i64().unwrap()).collect::<Vec<_>>()
    };
    let before = replicas(&hpa, "requests_total");
    assert!(before.iter().max() > Some(&12) && before.last() < Some(&5), "{before:?}");
    assert_eq!(before, replicas(&made, "s0-prometheus"));
}
