//! The engine as a host uses it, on configurations of prometheus-adapter's own documentation.

mod builder;
mod check;
mod convert;
mod query;

use serde_json::{Value, json};

use super::{Engine, EngineInput};
use crate::rules::Compat;

/// A rule that serves `http_requests_total` as `http_requests`.
const REQUESTS: &str = "
rules:
- seriesQuery: http_requests_total{kubernetes_namespace!=\"\",kubernetes_pod_name!=\"\"}
  resources:
    overrides:
      kubernetes_namespace: {resource: namespace}
      kubernetes_pod_name: {resource: pod}
  name: {matches: ^(.*)_total$}
  metricsQuery: sum(rate(<<.Series>>{<<.LabelMatchers>>}[2m])) by (<<.GroupBy>>)
externalRules:
- seriesQuery: '{__name__=~\"^queue_.*\"}'
  resources: {namespaced: false}
  metricsQuery: avg(<<.Series>>{<<.LabelMatchers>>})
resourceRules:
  cpu:
    containerQuery: sum(rate(cpu{<<.LabelMatchers>>}[5m])) by (<<.GroupBy>>)
    nodeQuery: sum(rate(cpu{<<.LabelMatchers>>,id='/'}[5m])) by (<<.GroupBy>>)
    resources: {template: <<.Resource>>}
    containerLabel: container
  memory:
    containerQuery: sum(memory{<<.LabelMatchers>>}) by (<<.GroupBy>>)
    nodeQuery: sum(memory{<<.LabelMatchers>>,id='/'}) by (<<.GroupBy>>)
    resources: {template: <<.Resource>>}
    containerLabel: container
  window: 5m
";

fn input(config: &str, series: Value) -> EngineInput {
    EngineInput::new(config).series(serde_json::from_value(series).unwrap())
}

fn series() -> Value {
    json!([
        {"__name__": "http_requests_total", "kubernetes_namespace": "default", "kubernetes_pod_name": "web-0"},
        {"__name__": "http_requests_total", "kubernetes_namespace": "default", "kubernetes_pod_name": "web-1"},
        {"__name__": "queue_messages_cnt", "queue": "orders"},
        {"__name__": "up", "job": "x"},
    ])
}

fn engine() -> Engine {
    Engine::new(&input(REQUESTS, series())).unwrap()
}

fn safe() -> Engine {
    Engine::new(&input(REQUESTS, series()).compat(Compat::SAFE)).unwrap()
}
