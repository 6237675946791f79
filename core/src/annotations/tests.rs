use serde_json::json;

use super::{CollectedValue, Store, convert, parse};
use crate::kube::{HorizontalPodAutoscaler, Time};
use crate::metrics::answer::PrometheusAnswer;
use crate::metrics::{MetricList, Request};

/// An HPA of a Deployment with these annotations and metrics.
fn hpa(annotations: &serde_json::Value, metrics: &serde_json::Value) -> HorizontalPodAutoscaler {
    serde_json::from_value(json!({
        "metadata": { "name": "web", "namespace": "shop", "annotations": annotations },
        "spec": {
            "scaleTargetRef": { "apiVersion": "apps/v1", "kind": "Deployment", "name": "web" },
            "maxReplicas": 10,
            "metrics": metrics,
        },
    }))
    .unwrap()
}

fn external(name: &str, labels: &serde_json::Value) -> serde_json::Value {
    json!({ "type": "External", "external": { "metric": { "name": name, "selector": { "matchLabels": labels } } } })
}

fn codes(hpa: &HorizontalPodAutoscaler) -> Vec<String> {
    let found = parse(hpa).unwrap().diagnostics;
    found.iter().map(|one| format!("{} {}", one.error.code(), one.error.path().unwrap_or(""))).collect()
}

#[test]
fn what_is_passed_over_is_told() {
    let annotations = json!({
        "metric-config.external.rps.prometheus/query": "up",
        "metric-config.external.rps.prometheus/qurey": "up",
        "metric-config.external.rps.prometheus/per-replica": "true",
        "metric-config.external.rps.prometheus/a/b": "up",
        "metric-config.external.my.rps.prometheus/query": "up",
        "metric-config.external.rps.zmon/key": "x",
        "metric-config.external.other.prometheus/query": "up",
        "metric-config.Object.rps.prometheus/interval": "30s",
        "metric-config/query": "up",
        "unrelated.example/metric-config.x": "",
    });
    let hpa = hpa(&annotations, &json!([external("rps", &json!({ "type": "prometheus" }))]));
    assert_eq!(
        codes(&hpa),
        [
            r#"annotations.type hpa.metadata.annotations["metric-config.Object.rps.prometheus/interval"]"#,
            r#"annotations.key hpa.metadata.annotations["metric-config.external.my.rps.prometheus/query"]"#,
            r#"annotations.unused hpa.metadata.annotations["metric-config.external.other.prometheus/query"]"#,
            r#"annotations.key hpa.metadata.annotations["metric-config.external.rps.prometheus/a/b"]"#,
            r#"annotations.setting hpa.metadata.annotations["metric-config.external.rps.prometheus/per-replica"]"#,
            r#"annotations.setting hpa.metadata.annotations["metric-config.external.rps.prometheus/qurey"]"#,
            r#"annotations.other-collector hpa.metadata.annotations["metric-config.external.rps.zmon/key"]"#,
            r#"annotations.key hpa.metadata.annotations["metric-config/query"]"#,
        ]
    );
}

#[test]
fn a_query_that_is_no_promql_is_told_once() {
    let annotations = json!({ "metric-config.external.prometheus-query.prometheus/a": "sum(rate(x[1m])" });
    let metric = external("prometheus-query", &json!({ "query-name": "a" }));
    let hpa = hpa(&annotations, &json!([metric, metric]));
    assert_eq!(
        codes(&hpa),
        [
            r#"annotations.query hpa.metadata.annotations["metric-config.external.prometheus-query.prometheus/a"]"#
        ]
    );
}

/// What nests too deeply is not looked at.
#[test]
fn hostile_queries_are_harmless() {
    let queries = [
        format!("{}1{}", "(".repeat(100_000), ")".repeat(100_000)),
        format!("1{}", "+1".repeat(3_000)),
        format!("1{}", " or 1".repeat(1_000)),
        "-".repeat(7_000),
        r#"x{a=~"((a{999}){999}){999}"}"#.to_owned(),
        format!("x{{b='\"',{}}}", r#"a=~"(\\w{99}){99}","#.repeat(100)),
        "abs(".repeat(250),
    ];
    for query in queries {
        let annotations = json!({ "metric-config.external.m.prometheus/query": query });
        let hpa = hpa(&annotations, &json!([external("m", &json!({ "type": "prometheus" }))]));
        assert_eq!(parse(&hpa).unwrap().collectors.len(), 1);
    }
}

/// Each of many metrics of one name gives back all settings of that name.
#[test]
fn settings_that_multiply_are_refused() {
    let annotations = json!({ "metric-config.external.m.prometheus/query": "x".repeat(1 << 20) });
    let metrics = vec![external("m", &json!({ "type": "prometheus" })); 100];
    assert_eq!(parse(&hpa(&annotations, &metrics.into())).unwrap_err().code(), "limit.output");
}

#[test]
fn a_store_answers_as_the_adapter_s_api() {
    let metrics = json!([
        external("m", &json!({ "type": "prometheus" })),
        external("m", &json!({ "type": "prometheus", "team": "a" })),
        { "type": "Object", "object": {
            "describedObject": { "apiVersion": "v1", "kind": "Pod", "name": "dummy" }, "metric": { "name": "o" },
        } },
        { "type": "Object", "object": {
            "describedObject": { "apiVersion": "v1", "kind": "Service", "name": "web" }, "metric": { "name": "o" },
        } },
    ]);
    let annotations = json!({
        "metric-config.external.m.prometheus/query": "up",
        "metric-config.object.o.prometheus/query": "up",
        "metric-config.object.o.prometheus/per-replica": "true",
    });
    let hpa = hpa(&annotations, &metrics);
    let mut store = Store::new("shop");
    let parsed = parse(&hpa).unwrap();
    for collector in &parsed.collectors {
        let text = r#"{"status":"success","data":{"resultType":"scalar","result":[1,"10.0565"]}}"#;
        store.insert(
            convert(&hpa, collector, &PrometheusAnswer::parse(text).unwrap(), 4, Time::default()).unwrap(),
        );
    }
    let ask = |path: &str| store.answer(&Request::parse(path).unwrap());
    // The selector of the first matches the labels of the second, too.
    let path = "/apis/external.metrics.k8s.io/v1beta1/namespaces/shop/m?labelSelector=type%3Dprometheus";
    let Some(MetricList::External(list)) = ask(path) else { panic!("external values") };
    let values: Vec<_> = list.items.iter().map(|item| item.value.to_string()).collect();
    assert_eq!(values, ["10056m", "10056m"]);
    let Some(MetricList::External(list)) = ask(&path.replace("shop", "other")) else {
        panic!("external values")
    };
    assert!(list.items.is_empty());

    let path = "/apis/custom.metrics.k8s.io/v1beta2/namespaces/shop/pods/dummy/o";
    let Some(MetricList::Custom(values)) = ask(path) else { panic!("a value") };
    let values: Vec<_> = values.iter().map(|(name, value)| format!("{name} {value}")).collect();
    assert_eq!(values, ["dummy 2514m"]);
    // The value of a Service is kept, and nobody finds it.
    assert!(ask("/apis/custom.metrics.k8s.io/v1beta2/namespaces/shop/services/web/o").is_none());
    let lost = &parsed.diagnostics[0].error;
    assert_eq!((lost.code(), lost.path()), ("annotations.not-served", Some("hpa.spec.metrics[3]")));
}

#[test]
fn labels_of_an_external_value_are_those_of_match_labels() {
    let metric = json!({ "name": "prometheus", "selector": {} });
    let annotations = json!({ "metric-config.external.prometheus.prometheus/query": "up" });
    let hpa = hpa(&annotations, &json!([{ "type": "External", "external": { "metric": metric } }]));
    let text = r#"{"status":"success","data":{"resultType":"scalar","result":[1,"1"]}}"#;
    let collector = &parse(&hpa).unwrap().collectors[0];
    let value =
        convert(&hpa, collector, &PrometheusAnswer::parse(text).unwrap(), 1, Time::default()).unwrap();
    let CollectedValue::External(value) = value else { panic!("an external value") };
    assert_eq!(value.metric_labels, None);
}
