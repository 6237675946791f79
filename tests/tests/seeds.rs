//! The walkthroughs that users start from, with the numbers that they print.

use counterpoise_tests::walk::{Walk, ok};
use serde_json::{Value, json};

fn vector(value: &str, labels: &Value) -> Value {
    let sample = json!({ "metric": labels, "value": [1_714_561_200, value] });
    json!({ "status": "success", "data": { "resultType": "vector", "result": [sample] } })
}

/// The instant so many seconds after eleven o'clock.
fn after(seconds: u32) -> String {
    format!("2024-05-01T11:{:02}:{:02}Z", seconds / 60, seconds % 60)
}

/// The watch of mockmetrics: usage of 100 and the replicas in each row, and what the controller makes of it.
fn watch(profile: &'static str, ready: impl Fn(usize) -> usize) -> Vec<i64> {
    let rows = [("0", 1), ("56", 1), ("110", 1), ("90", 2), ("126", 2), ("306", 2), ("171", 4)];
    let mut walk = Walk::of("mockmetrics");
    walk.profile = profile;
    let paths = walk.paths();
    let [path] = &paths[..] else { panic!("{paths:?}") };
    assert_eq!(
        path,
        "/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/services/mockmetrics-service/total_hit_count"
    );
    let rows = rows.into_iter().zip(0u32..);
    rows.map(|((usage, replicas), row)| {
        let now = after(15 * row);
        walk.set_replicas(i64::try_from(replicas).unwrap());
        walk.set_pods(replicas, ready(replicas));
        let list = walk.convert(path, &vector(usage, &json!({ "service": "mockmetrics-service" })), &now);
        assert_eq!(list["items"][0]["value"], usage);
        walk.sync(&json!({ path: list }), &now)
    })
    .collect()
}

#[test]
fn mockmetrics_scales_as_watched() {
    assert_eq!(watch("1.32", |_| 1), [1, 1, 2, 2, 2, 4, 4]);
    // 126 of 100 on two ready pods is three, 306 is seven and at most twice as many as there are.
    assert_eq!(watch("1.32", |replicas| replicas), [1, 1, 2, 2, 3, 4, 7]);
    // Since 1.33 the ratio 1.1 itself is compared with 1 + 0.1, and 110 is inside the tolerance.
    assert_eq!(watch("1.33", |_| 1), [1, 1, 1, 2, 2, 4, 4]);
    assert_eq!(watch("1.37", |replicas| replicas), [1, 1, 1, 2, 3, 4, 7]);
}

#[test]
fn http_requests_of_a_service_in_the_legacy_group() {
    let mut walk = Walk::of("http-requests");
    assert_eq!(walk.hpa["apiVersion"], "autoscaling/v2beta1");
    let paths = walk.paths();
    let tail = "namespaces/default/services/sample-metrics-app/http_requests";
    assert_eq!(paths, [format!("/apis/custom.metrics.k8s.io/v1beta2/{tail}")]);

    let legacy = format!("/apis/custom-metrics.metrics.k8s.io/v1beta1/{tail}");
    let query = walk.query(&legacy);
    assert_eq!(
        query["promql"],
        r#"sum(rate(http_requests_total{namespace="default",service="sample-metrics-app"}[2m])) by (service)"#
    );
    assert_eq!(query["rule"], "rules[0]");
    let list = walk.convert(&legacy, &walk.file("response.json"), &after(0));
    assert_eq!(list["items"][0]["value"], "501484m");
    assert_eq!(list["items"][0]["metricName"], "http_requests");

    let list = walk.convert(&paths[0], &walk.file("response.json"), &after(0));
    assert_eq!(list["items"][0]["value"], "501484m");
    assert_eq!(list["items"][0]["describedObject"]["name"], "sample-metrics-app");
    // Five times the target asks for eleven, at most ten, and at most four in one step.
    assert_eq!(walk.sync(&json!({ &paths[0]: list }), &after(0)), 4);
}

#[test]
fn a_pods_metric_with_overrides_and_a_selector() {
    let mut walk = Walk::of("pods-metric");
    let paths = walk.paths();
    assert_eq!(
        paths,
        ["/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods/%2A/http_requests\
          ?labelSelector=app%3Dsample-app&metricLabelSelector=verb%3DGET"]
    );
    let query = walk.query(&paths[0]);
    assert_eq!(
        query["promql"],
        "sum(rate(http_requests_total{verb=\"GET\",kubernetes_namespace=\"default\",\
         kubernetes_pod_name=~\"sample-app-7cfb596f98-4q8tj|sample-app-7cfb596f98-8jk2x\"}[2m])) by (kubernetes_pod_name)"
    );
    let list = walk.convert(&paths[0], &walk.file("response.json"), &after(0));
    let values: Vec<_> = list["items"].as_array().unwrap().iter().map(|item| &item["value"]).collect();
    assert_eq!(values, ["850m", "950m"]);
    // 900m a pod of 500m.
    assert_eq!(walk.sync(&json!({ &paths[0]: list }), &after(0)), 4);
    assert_eq!(walk.hpa["status"]["currentMetrics"][0]["pods"]["current"]["averageValue"], "900m");
}

#[test]
fn two_thousand_requests_of_an_ingress() {
    let mut walk = Walk::of("object-ingress");
    let paths = walk.paths();
    assert_eq!(
        paths,
        [
            "/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/ingresses.extensions/main-route/requests-per-second"
        ]
    );
    let target = &walk.hpa["spec"]["metrics"][0]["object"]["target"]["value"];
    assert_eq!(ok("quantity.parse", json!({ "text": target }))["value"], "2000");
    let list = walk.convert(&paths[0], &walk.file("response.json"), &after(0));
    assert_eq!(list["items"][0]["value"], "3100");
    // 3100 of 2000 with two ready pods.
    assert_eq!(walk.sync(&json!({ &paths[0]: list }), &after(0)), 4);
}

#[test]
fn resource_rules_for_cpu_and_memory() {
    let mut walk = Walk::of("resource-rules");
    let paths = walk.paths();
    let pods = "/apis/metrics.k8s.io/v1beta1/namespaces/default/pods?labelSelector=app%3Dsample-app";
    assert_eq!(paths, [pods, pods]);
    let queries = &walk.query(pods)["queries"];
    let names = "sample-app-7cfb596f98-4q8tj|sample-app-7cfb596f98-8jk2x";
    assert_eq!(
        queries["cpu"],
        format!(
            "sum by (pod,container) (\n  irate(container_cpu_usage_seconds_total{{namespace=\"default\",\
             pod=~\"{names}\",container!=\"\",pod!=\"\"}}[4m])\n)\n"
        )
    );
    assert_eq!(
        queries["memory"],
        format!(
            "sum by (pod,container) (\n  container_memory_working_set_bytes{{namespace=\"default\",\
             pod=~\"{names}\",container!=\"\",pod!=\"\"}}\n)\n"
        )
    );
    let list = walk.convert(pods, &walk.file("response.json"), &after(0));
    assert_eq!(list["kind"], "PodMetricsList");
    assert_eq!(list["items"][0]["window"], "5m0s");
    assert_eq!(
        list["items"][0]["containers"][0],
        json!({ "name": "application", "usage": { "cpu": "420m", "memory": "192Mi" } })
    );
    // The pods' average is inside the tolerance; the container `application` uses 88% of its request.
    assert_eq!(walk.sync(&json!({ pods: list }), &after(0)), 3);

    let node = "/apis/metrics.k8s.io/v1beta1/nodes/node-1";
    let queries = &walk.query(node)["queries"];
    assert_eq!(
        queries["cpu"],
        "sum by (node) (\n  irate(node_cpu_usage_seconds_total{node=\"node-1\"}[4m])\n)\n"
    );
    assert_eq!(queries["memory"], "sum by (node) (\n  node_memory_working_set_bytes{node=\"node-1\"}\n)\n");
    let answers = json!({
        "cpu": vector("1.5", &json!({ "node": "node-1" })),
        "memory": vector("3221225472", &json!({ "node": "node-1" })),
    });
    let metrics = walk.convert(node, &answers, &after(0));
    assert_eq!(metrics["kind"], "NodeMetrics");
    assert_eq!(metrics["usage"], json!({ "cpu": "1500m", "memory": "3Gi" }));
    assert_eq!(metrics["window"], "5m0s");
}

#[test]
fn an_external_metric_without_a_namespace() {
    let mut walk = Walk::of("external-queue");
    let paths = walk.paths();
    assert_eq!(
        paths,
        [
            "/apis/external.metrics.k8s.io/v1beta1/namespaces/default/queue_messages_cnt?labelSelector=app%3Dlanpangzi"
        ]
    );
    assert_eq!(walk.query(&paths[0])["promql"], r#"avg(queue_messages_cnt{app="lanpangzi"})"#);
    let list = walk.convert(&paths[0], &walk.file("response.json"), &after(0));
    assert_eq!(list["items"][0]["value"], "150");
    assert_eq!(walk.sync(&json!({ &paths[0]: list }), &after(0)), 5);
}

#[test]
fn hpa_myblog_shows_its_columns() {
    let mut walk = Walk::of("hpa-myblog");
    assert_eq!(walk.sync(&walk.file("metrics.json"), "2023-10-24T03:46:10Z"), 1);
    let shown = ok("hpa.show", json!({ "hpa": walk.hpa, "now": "2023-10-24T03:46:10Z" }));
    let columns = ["NAME", "REFERENCE", "TARGETS", "MINPODS", "MAXPODS", "REPLICAS"];
    assert_eq!(
        columns.map(|column| shown["get"][column].as_str().unwrap()),
        ["hpa-myblog", "Deployment/myblog", "memory: 27%/80%, cpu: 1%/80%", "1", "3", "1"]
    );
    let imperative = ok("hpa.convert", json!({ "hpa": walk.file("autoscale.yaml"), "to": "autoscaling/v2" }));
    let spec = &imperative["hpa"]["spec"];
    for field in ["minReplicas", "maxReplicas", "scaleTargetRef"] {
        assert_eq!(spec[field], walk.hpa["spec"][field]);
    }
    assert_eq!(spec["metrics"], json!([walk.hpa["spec"]["metrics"][1]]));
}

#[test]
fn hpa_myblog_waits_five_minutes_before_it_scales_down() {
    let mut walk = Walk::of("hpa-myblog");
    let metrics = walk.file("metrics.json");
    walk.set_replicas(3);
    let mut first_down = None;
    for seconds in (0..=600).step_by(15) {
        let desired = walk.sync(&metrics, &after(seconds));
        if desired < 3 {
            assert_eq!(desired, 1);
            first_down = Some(seconds);
            break;
        }
    }
    // The recommendation of three that the controller starts from holds for five minutes, to the second inclusive.
    assert_eq!(first_down, Some(315));
}

#[test]
fn usage_of_metrics_server_is_parsed_summed_and_compared_exactly() {
    let parse = |text: &str| ok("quantity.parse", json!({ "text": text }));
    assert_eq!(parse("2082398n")["milliValue"], "3");
    assert_eq!(parse("3795872Ki")["value"], "3886972928");
    let call = |op: &str, a: &str, b: &str| ok(op, json!({ "a": a, "b": b }));
    assert_eq!(call("quantity.add", "2082398n", "997917602n")["canonical"], "1");
    assert_eq!(call("quantity.add", "3795872Ki", "398432Ki")["canonical"], "4Gi");
    assert_eq!(call("quantity.cmp", "2082398n", "2082397n")["ordering"], 1);
    assert_eq!(call("quantity.cmp", "3795872Ki", "3886972928")["ordering"], 0);
    assert_eq!(call("quantity.cmp", "2082398n", "2083u")["ordering"], -1);
}

/// An external average as istio's request rate: one replica becomes two, and then every one has its share.
#[test]
fn an_external_average_of_ten() {
    let mut walk = Walk::of("external-queue");
    walk.hpa["spec"]["maxReplicas"] = 5.into();
    walk.hpa["spec"]["metrics"][0]["external"]["target"]["averageValue"] = "10".into();
    let paths = walk.paths();
    for (seconds, replicas, total, desired) in [(0, 1, "19.5", 2), (15, 2, "20.112", 2)] {
        walk.set_replicas(replicas);
        let list = walk.convert(&paths[0], &vector(total, &json!({})), &after(seconds));
        assert_eq!(walk.sync(&json!({ &paths[0]: list }), &after(seconds)), desired);
    }
    let shown = ok("hpa.show", json!({ "hpa": walk.hpa, "now": after(15) }));
    assert_eq!(shown["get"]["TARGETS"], "10056m/10 (avg)");
    assert_eq!(shown["get"]["REPLICAS"], "2");
}

/// "the server could not find the metric http_requests for services": the error says which step lost it.
#[test]
fn a_lost_metric_is_an_error_with_the_step_that_lost_it() {
    let walk = Walk::of("lost-metric");
    let paths = walk.paths();
    let input = json!({
        "config": walk.file("config.yaml"),
        "series": walk.file("series.json"),
        "request": paths[0],
    });
    let error = counterpoise::ops::call_value(None, "metrics.query", input).unwrap_err();
    assert_eq!(error.code(), "metrics.not-found");
    assert!(error.message().contains("http_requests") && error.message().contains("services"), "{error}");
    assert!(error.hint().contains("service"), "{}", error.hint());
}

/// Flagger on ASM, the application-level autoscaling: three HPAs whose queries stand in annotations.
#[test]
fn istio_metrics_of_annotations() {
    let walks = [
        ("istio-request-total", "processed-requests-per-second", "15056m", 2),
        ("istio-average-latency", "latency-average", "3250m", 4),
        ("istio-p95-latency", "p95-latency", "7500m", 2),
    ];
    for (example, query_name, value, replicas) in walks {
        let mut walk = Walk::of(example);
        let (value_of, list) = annotated(&walk, &walk.file("response.json"), 1);
        assert_eq!(value_of, value, "{example}");
        let paths = walk.paths();
        let path = format!("prometheus-query?labelSelector=query-name%3D{query_name}");
        assert_eq!(paths, [format!("/apis/external.metrics.k8s.io/v1beta1/namespaces/test/{path}")]);
        assert_eq!(walk.sync(&json!({ &paths[0]: list }), &after(0)), replicas, "{example}");
    }

    // A minute later all the requests are in the window.
    let mut walk = Walk::of("istio-request-total");
    let paths = walk.paths();
    let (_, list) = annotated(&walk, &walk.file("response.json"), 1);
    assert_eq!(walk.sync(&json!({ &paths[0]: list }), &after(0)), 2);
    walk.set_replicas(2);
    let (value, list) = annotated(&walk, &vector("20.112", &json!({})), 2);
    assert_eq!(value, "20112m");
    assert_eq!(walk.sync(&json!({ &paths[0]: list }), &after(15)), 2);
    let shown = ok("hpa.show", json!({ "hpa": walk.hpa, "now": after(15) }));
    assert_eq!(shown["get"]["TARGETS"], "10056m/10 (avg)");
    assert_eq!(shown["get"]["REPLICAS"], "2");
}

/// The value of the first metric, and the list that kube-metrics-adapter answers with.
fn annotated(walk: &Walk, response: &Value, replicas: i32) -> (Value, Value) {
    let input = json!({
        "hpa": walk.hpa, "metric": 0, "response": response, "replicas": replicas, "now": after(0),
    });
    let value = ok("annotations.convert", input)["value"].take();
    let kind = "ExternalMetricValueList";
    (
        value["value"].clone(),
        json!({ "kind": kind, "apiVersion": "external.metrics.k8s.io/v1beta1", "items": [value] }),
    )
}
