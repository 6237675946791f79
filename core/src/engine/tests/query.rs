use serde_json::json;

use super::{REQUESTS, engine, input, safe};
use crate::engine::{CpuAndMemory, Engine, Plan};
use crate::error::Error;
use crate::metrics::Request;

fn promql(engine: &Engine, path: &str, objects: &[&str]) -> Result<String, Error> {
    Ok(match engine.plan(&Request::parse(path)?, objects)? {
        Plan::Custom(plan) => plan.promql().to_owned(),
        Plan::External(plan) => plan.promql().to_owned(),
        Plan::Resource(plan) => {
            let CpuAndMemory { cpu, memory } = plan.promql();
            format!("{cpu} / {memory}")
        }
    })
}

const PODS: &str = "/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods/*/http_requests";

#[test]
fn every_api_has_its_query() {
    for (path, objects, expected) in [
        (
            PODS,
            &["web-0", "web-1"][..],
            r#"sum(rate(http_requests_total{kubernetes_namespace="default",kubernetes_pod_name=~"web-0|web-1"}[2m])) by (kubernetes_pod_name)"#,
        ),
        (
            "/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/metrics/http_requests",
            &[],
            r#"sum(rate(http_requests_total{kubernetes_namespace="default"}[2m])) by (kubernetes_namespace)"#,
        ),
        (
            "/apis/external.metrics.k8s.io/v1beta1/namespaces/default/queue_messages_cnt?labelSelector=queue%3Dorders",
            &[],
            r#"avg(queue_messages_cnt{queue="orders"})"#,
        ),
        (
            "/apis/metrics.k8s.io/v1beta1/namespaces/default/pods/web-0",
            &[],
            r#"sum(rate(cpu{namespace="default",pod="web-0"}[5m])) by (pod,container) / sum(memory{namespace="default",pod="web-0"}) by (pod,container)"#,
        ),
        (
            "/apis/metrics.k8s.io/v1beta1/nodes",
            &["a", "b"],
            r#"sum(rate(cpu{node=~"a|b",id='/'}[5m])) by (node) / sum(memory{node=~"a|b",id='/'}) by (node)"#,
        ),
    ] {
        assert_eq!(promql(&engine(), path, objects).as_deref(), Ok(expected), "{path}");
    }
}

#[test]
fn a_query_says_where_it_comes_from() {
    let engine = engine();
    let path = format!("{PODS}?metricLabelSelector=verb%3DGET");
    let request = Request::parse(&path).unwrap();
    let Plan::Custom(plan) = engine.plan(&request, &["web-0"]).unwrap() else { panic!("custom metrics") };
    assert_eq!((plan.rule(), plan.series()), ("rules[0]", "http_requests_total"));
    assert_eq!((plan.resource(), plan.namespace()), ("pods", Some("default")));
    let labels = plan.label_values();
    let labels: Vec<_> = labels.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let expected = [("kubernetes_namespace", "default"), ("kubernetes_pod_name", "web-0"), ("verb", "GET")];
    assert_eq!(labels, expected);
}

#[test]
fn a_lost_metric_says_which_step_lost_it() {
    for (path, code, hint) in [
        (
            "namespaces/default/services/web/http_requests",
            "metrics.not-found",
            "no label of its series stands for services",
        ),
        (
            "namespaces/default/pods/web-0/http_requests_total",
            "metrics.not-found",
            "serves the series http_requests_total as http_requests",
        ),
        ("namespaces/default/pods/web-0/http_request", "metrics.not-found", "nearest that there is is"),
        ("namespaces/default/pods/web-0/queue_messages_cnt", "metrics.not-found", "is an external metric"),
        ("pods/web-0/http_requests", "metrics.not-found", "live in a namespace"),
        ("namespaces/default/gizmos/web/http_requests", "metrics.not-found", "give the cluster's discovery"),
        ("namespaces/default/pods/*/http_requests", "metrics.no-objects", "`objects`"),
        (
            "namespaces/default/pods/web-0/http_requests?metricLabelSelector=a%3E1",
            "metrics.operator",
            "as text",
        ),
        ("namespaces/default/pods/web-0/http_requests?labelSelector=a=%3D%3D", "selector.syntax", ""),
    ] {
        let error =
            promql(&engine(), &format!("/apis/custom.metrics.k8s.io/v1beta2/{path}"), &[]).unwrap_err();
        assert_eq!(error.code(), code, "{path}");
        assert!(error.hint().contains(hint), "{path}: {}", error.hint());
    }
    let lost = |config: &str| {
        let engine = Engine::new(&input(config, json!([{"__name__": "a", "pod": "x"}]))).unwrap();
        promql(&engine, PODS, &["web-0"]).unwrap_err().hint().to_owned()
    };
    assert!(lost("rules: []").contains("has no rules"));
    assert!(lost("rules: [{seriesQuery: \"{\"}]").contains("rules[0].seriesQuery is no series selector"));
    assert!(lost(REQUESTS).contains("None of the series given passes the seriesQuery"));
}

#[test]
fn an_external_metric_in_capitals_is_out_of_reach() {
    let config = "externalRules: [{seriesQuery: Queue, metricsQuery: <<.Series>>}]";
    let engine = Engine::new(&input(config, json!([{"__name__": "Queue"}]))).unwrap();
    let path = Request::external("default", "Queue", "").to_string();
    assert!(promql(&engine, &path, &[]).unwrap_err().hint().contains("lower case"));
}

#[test]
fn safe_mode_quotes_names() {
    let promql = promql(&safe(), PODS, &["a.b", "c"]).unwrap();
    assert!(promql.contains(r#"kubernetes_pod_name=~"a\\.b|c""#), "{promql}");
}

#[test]
fn safe_mode_refuses_a_metric_given_twice() {
    let rule = "{seriesQuery: up, resources: {template: <<.Resource>>}, metricsQuery: <<.Series>>}";
    let mut input = input(&format!("rules: [{rule}, {rule}]"), json!([{"__name__": "up", "pod": "a"}]));
    assert!(Engine::new(&input).is_ok());
    input.compat = crate::rules::Compat::SAFE;
    let error = Engine::new(&input).unwrap_err();
    assert_eq!((error.code(), error.path()), ("metrics.duplicate-metric", Some("rules[1]")));
}

#[test]
fn json_of_another_form_is_refused() {
    for (text, code) in [
        ("{", "request.json"),
        ("{}", "request.missing-field"),
        (r#"{"config": "rules: []", "more": 1}"#, "request.unknown-field"),
        (r#"{"config": "rules: []", "series": 5}"#, "request.type"),
        (r#"{"config": "rules: 5"}"#, "rules.type"),
    ] {
        assert_eq!(Engine::from_json(text).map(drop).map_err(|error| error.code()), Err(code), "{text}");
    }
}

#[test]
fn an_engine_is_shared_by_threads() {
    fn shared<T: Send + Sync + std::fmt::Debug>(_: &T) {}
    shared(&engine());
}
