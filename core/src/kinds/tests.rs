use super::{Kind, of_text};

#[test]
fn a_text_is_told_by_what_it_holds() {
    let object = |kind: &str| Kind::Object(kind.to_owned());
    for (text, kind) in [
        ("", Kind::Empty),
        ("# nothing\n\n---\n", Kind::Empty),
        ("null", Kind::Empty),
        ("<!DOCTYPE html><html></html>", Kind::Html),
        ("404 page not found\n", Kind::Prose),
        ("# HELP up whether\n# TYPE up gauge\nup 1\n", Kind::MetricsPage),
        ("http_requests_total{namespace=\"shop\",pod=\"{}\"} 1.5 1700000000\n", Kind::MetricsPage),
        ("up NaN", Kind::MetricsPage),
        ("rules: []", Kind::Config),
        ("resourceRules: {cpu: {}}", Kind::Config),
        ("rules: {default: true}\nprometheus: {url: http://prometheus}", Kind::HelmValues),
        ("prometheus-adapter: {rules: {custom: []}}", Kind::HelmValues),
        ("- seriesQuery: up", Kind::Rules),
        ("kind: ConfigMap\ndata:\n  config.yaml: |\n    rules:\n    - {}\n", Kind::ConfigMap),
        ("kind: ConfigMap\ndata: {game: \"on\"}", object("ConfigMap")),
        ("apiVersion: argoproj.io/v1alpha1\nkind: Application", Kind::Application),
        ("apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease", Kind::HelmRelease),
        ("apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler", Kind::Hpa),
        ("spec: {scaleTargetRef: {kind: Deployment}}", Kind::Hpa),
        ("spec: {replicas: 1}\nstatus: {replicas: 1}", Kind::Scale),
        ("apiVersion: apps/v1\nkind: Deployment", object("Deployment")),
        ("kind: PodList\nitems: []", Kind::Pods),
        ("kind: List\nitems: []", Kind::List),
        ("[]", Kind::Series),
        ("[{\"__name__\": \"up\", \"pod\": \"a\"}]", Kind::Series),
        ("{\"status\": \"success\", \"data\": [{\"__name__\": \"up\"}]}", Kind::Series),
        (
            "{\"status\": \"success\", \"data\": {\"resultType\": \"vector\", \"result\": []}}",
            Kind::QueryAnswer,
        ),
        ("{\"cpu\": {}, \"memory\": {}}", Kind::QueryAnswers),
        ("{\"/apis/custom.metrics.k8s.io/v1beta2/x\": {}}", Kind::MetricsApiAnswers),
        ("[{\"kind\": \"APIResourceList\", \"groupVersion\": \"v1\"}]", Kind::Resources),
        ("{\"kind\": \"MetricValueList\", \"items\": []}", Kind::MetricsApiAnswer),
        ("now: 2026-05-01T11:00:00Z", Kind::Scenario),
        ("{\"now\": \"2026-05-01T11:00:00Z\"}", Kind::Scenario),
        ("[{\"pod\": \"a\"}]", Kind::Series),
        ("a: 1", Kind::Mapping),
    ] {
        assert_eq!(of_text(text), Some(kind), "{text}");
    }
    assert_eq!(of_text("a: b: c"), None);
}
