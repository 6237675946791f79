use serde_json::json;

use super::call_value;

/// Prometheus-adapter writes a selector's key as it is, and Prometheus has no such label name.
#[test]
fn a_query_that_prometheus_will_refuse_is_said_to_be_none() {
    let diagnostics = |selector: &str| {
        let query = call_value(
            None,
            "metrics.query",
            json!({
                "config": "rules:\n- seriesQuery: up\n  resources: {template: <<.Resource>>}\n  metricsQuery: max(<<.Series>>{<<.LabelMatchers>>})",
                "series": [{ "__name__": "up", "pod": "a", "namespace": "default" }],
                "diagnose": true,
                "request": format!("/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods/a/up?metricLabelSelector={selector}"),
            }),
        );
        query.unwrap().get("diagnostics").cloned()
    };
    // Nobody has such a label, which is said first.
    assert_eq!(diagnostics("app%3Dx").unwrap()[0]["code"], "metrics.no-match");
    assert_eq!(diagnostics(""), None);
    let found = diagnostics("app.kubernetes.io/name%3Dx").unwrap();
    assert_eq!(
        (&found[0]["severity"], &found[0]["code"], &found[0]["path"]),
        (&json!("warning"), &json!("promql.syntax"), &json!("promql")),
        "{found}"
    );
}
