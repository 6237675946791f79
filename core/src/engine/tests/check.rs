use serde_json::{Value, json};

use super::{REQUESTS, series};
use crate::ops;

fn check(input: Value) -> Vec<(String, String)> {
    let output = ops::call_value(None, "rules.check", input).unwrap();
    let told = output["diagnostics"].as_array().unwrap().iter();
    told.map(|finding| {
        let text = |field: &str| finding[field].as_str().unwrap_or_default().to_owned();
        (text("code"), text("path"))
    })
    .collect()
}

fn finding(code: &str, path: &str) -> (String, String) {
    (code.to_owned(), path.to_owned())
}

#[test]
fn series_show_what_a_rule_loses() {
    let config = "
rules:
- {seriesQuery: gone, resources: {template: <<.Resource>>}, metricsQuery: '<<.Series>>{<<.LabelMatchers>>}'}
- {seriesQuery: up, seriesFilters: [{is: x}], resources: {template: <<.Resource>>}, metricsQuery: '<<.Series>>{<<.LabelMatchers>>}'}
- {seriesQuery: up, resources: {template: kube_<<.Resource>>}, metricsQuery: '<<.Series>>{<<.LabelMatchers>>}'}
- {seriesQuery: up, resources: {overrides: {pod: {resource: pod}}}, metricsQuery: '<<.Series>>{<<.LabelMatchers>>}'}
- {seriesQuery: up, resources: {overrides: {pod: {resource: pod}}}, metricsQuery: '<<.Series>>{<<.LabelMatchers>>}'}
";
    let found = check(json!({"config": config, "series": [{"__name__": "up", "pod": "a"}]}));
    for expected in [
        finding("metrics.no-series", "rules[0].seriesQuery"),
        finding("metrics.no-series", "rules[1]"),
        finding("metrics.no-resource", "rules[2].resources"),
        finding("metrics.duplicate-metric", "rules[4].name"),
    ] {
        assert!(found.contains(&expected), "{expected:?} in {found:?}");
    }
}

#[test]
fn a_label_that_queries_do_not_use_is_told() {
    let config = "rules: [{seriesQuery: up, resources: {template: 'k8s_<<.Group>>_<<.Resource>>'}, metricsQuery: '<<.Series>>{<<.LabelMatchers>>}'}]";
    let found = check(json!({"config": config, "series": [{"__name__": "up", "k8s_a_deployment": "a"}]}));
    assert!(found.contains(&finding("metrics.other-label", "rules[0].resources")), "{found:?}");
}

#[test]
fn an_hpa_that_asks_for_what_is_not_given_is_told() {
    let metric = |name: &str| {
        json!({"type": "Pods", "pods": {
            "metric": {"name": name}, "target": {"type": "AverageValue", "averageValue": "500m"},
        }})
    };
    let hpa = json!({
        "apiVersion": "autoscaling/v2", "kind": "HorizontalPodAutoscaler", "metadata": {"name": "web", "namespace": "default"},
        "spec": {
            "maxReplicas": 3, "scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"},
            "metrics": [metric("http_requests"), metric("http_requests_total")],
        },
    });
    let found = check(json!({"config": REQUESTS, "series": series(), "hpas": [hpa]}));
    assert_eq!(found, [finding("metrics.hpa-metric", "hpas[0].spec.metrics[1]")]);
}

#[test]
fn a_configuration_that_cannot_be_read_is_a_finding() {
    assert_eq!(check(json!({"config": "rules: 3"})).len(), 1);
    let output =
        ops::call_value(None, "rules.check", json!({"config": REQUESTS, "series": series()})).unwrap();
    assert_eq!(
        output["summary"],
        json!("0 errors, 0 warnings, 0 notes; 2 custom and 1 external metrics from 4 series")
    );
}
