//! Codes of the `flagger` area: Flagger's metric templates and checks.

codes! {
    PROVIDER = "flagger.provider",
        "The metric template's provider is not Prometheus, so its query is no PromQL and its answer none of Prometheus'.",
        "Give a template whose spec.provider.type is prometheus.";
    METRIC = "flagger.metric",
        "The canary's analysis has no such metric, or it has neither a template nor a query.",
        "Name a metric of spec.analysis.metrics, and give the MetricTemplate that its templateRef names.";
}
