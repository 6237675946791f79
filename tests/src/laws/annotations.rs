//! Metrics whose query stands in an annotation: the text of an HPA, or annotations and metrics that fit each other, nearly.

use serde_json::{Map, Value, json};

use super::asked::{ask, is_limit};
use super::given::{Given, given};
use super::world;
use crate::generate::{self, Area, Random};

pub(super) fn check(bytes: &[u8]) {
    let hpa = match given(bytes) {
        Some(Given::Text(text)) => json!(text),
        Some(Given::Choices(mut random)) => make(&mut random),
        None => return,
    };
    let Ok(parsed) = ask("annotations.parse", &json!({ "hpa": hpa })) else { return };
    let collectors = parsed["collectors"].as_array().cloned().unwrap_or_default();
    let filled = ask("hpa.convert", &json!({ "hpa": hpa, "to": "autoscaling/v2" }));
    if let Ok(filled) = filled {
        let metrics = filled["hpa"]["spec"]["metrics"].as_array().cloned().unwrap_or_default();
        // Each is of a metric of the spec, in its order.
        let mut places = metrics.iter();
        for collector in &collectors {
            let name = &collector["metric"]["name"];
            let found = places.any(|metric| {
                let kind = metric["type"].as_str().unwrap_or_default();
                let source = &metric[kind.to_lowercase()];
                collector["type"] == kind && source["metric"]["name"] == *name
            });
            assert!(found, "{collector} is of no metric in its place of {metrics:?}");
        }
    }
    for place in 0..collectors.len().min(3) {
        let answer = json!({"status": "success", "data": {"resultType": "vector", "result": [{"metric": {}, "value": [1, "2.5"]}]}});
        let input = json!({ "hpa": hpa, "metric": place, "response": answer, "replicas": 2, "now": "2024-05-01T11:00:00Z" });
        let of_value = ask("annotations.convert", &input);
        let mut of_text = input;
        of_text["response"] = json!(answer.to_string());
        assert_eq!(of_value.ok(), ask("annotations.convert", &of_text).ok());
    }
    other_annotations(&hpa, &collectors);
}

/// What is no annotation of the adapter changes nothing.
fn other_annotations(hpa: &Value, collectors: &[Value]) {
    let mut other = hpa.clone();
    let Some(annotations) =
        other.get_mut("metadata").and_then(|metadata| metadata["annotations"].as_object_mut())
    else {
        return;
    };
    annotations.insert("example.com/metric-config.external.m.prometheus/query".to_owned(), json!("up"));
    match ask("annotations.parse", &json!({ "hpa": other })) {
        Ok(parsed) => {
            assert_eq!(parsed["collectors"].as_array().map(Vec::as_slice), Some(collectors), "{hpa}");
        }
        Err(error) => assert!(is_limit(&error), "{hpa}: {error}"),
    }
}

fn make(random: &mut Random<'_>) -> Value {
    const NAMES: &[&str] = &["rps", "m", "prometheus-query", "a.b", "", "é", "m m", "x/y"];
    const COLLECTORS: &[&str] =
        &["prometheus", "prometheus", "zmon", "json-path", "hostname", "", "pods", "é", "a/b"];
    const SETTINGS: &[&str] = &[
        "query",
        "query",
        "interval",
        "min-pod-ready-age",
        "prometheus-server",
        "prometheus-server-alias",
        "per-replica",
        "rps",
        "",
        "a/b",
        "type",
    ];
    const VALUES: &[&str] = &[
        "1m",
        "30s",
        "1h30m",
        "x",
        "",
        "true",
        "http://prometheus:9090",
        "://",
        "-1s",
        "9999999h",
        "1.5h",
        "up",
    ];
    const TYPES: &[&str] = &["external", "external", "pods", "object", "External", "resource", ""];
    let mut annotations = Map::new();
    for _ in 0..random.up_to(6) {
        let key = format!(
            "metric-config.{}.{}.{}/{}",
            random.pick(TYPES),
            random.pick(NAMES),
            random.pick(COLLECTORS),
            random.pick(SETTINGS)
        );
        let value = match random.below(4) {
            0 => generate::case(Area::PromqlParse, random).input["text"].clone(),
            1 => json!(random.pick(world::NAMES)),
            _ => json!(random.pick(VALUES)),
        };
        annotations.insert(if random.percent(90) { key } else { key.replacen('.', "", 1) }, value);
    }
    let metric = |random: &mut Random<'_>| {
        let labels = json!({random.pick(&["type", "query-name", "interval", "x"]): random.pick(&["prometheus", "rps", "30s", "zmon"])});
        let identifier = json!({"name": random.pick(NAMES), "selector": {"matchLabels": labels}});
        let target = json!({"type": "AverageValue", "averageValue": "10"});
        match random.below(4) {
            0 => json!({"type": "Pods", "pods": {"metric": identifier, "target": target}}),
            1 => json!({"type": "Object", "object": {"metric": identifier, "target": target,
                "describedObject": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"}}}),
            2 if random.percent(20) => {
                json!({"type": "Resource", "resource": {"name": "cpu", "target": {"type": "Utilization", "averageUtilization": 60}}})
            }
            _ => json!({"type": "External", "external": {"metric": identifier, "target": target}}),
        }
    };
    let metrics: Vec<_> = (0..random.up_to(4)).map(|_| metric(random)).collect();
    json!({
        "apiVersion": "autoscaling/v2",
        "kind": "HorizontalPodAutoscaler",
        "metadata": {"name": "web", "namespace": "shop", "annotations": annotations},
        "spec": {"scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"}, "maxReplicas": 10, "metrics": metrics},
    })
}
