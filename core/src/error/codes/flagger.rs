//! Codes of the `flagger` area: Flagger's metric templates and checks.

codes! {
    OBJECT = "flagger.object",
        "The object is not the Flagger object that is asked for, or lacks what the operation needs.",
        "Give a MetricTemplate or Canary of flagger.app/v1beta1 as Flagger's custom resources have it.";
    PROVIDER = "flagger.provider",
        "The metric template's provider is not Prometheus, so its query is no PromQL and its answer none of Prometheus'.",
        "Give a template whose spec.provider.type is prometheus.";
    METRIC = "flagger.metric",
        "The canary's analysis has no such metric, or it has neither a template nor a query.",
        "Name a metric of spec.analysis.metrics, and give the MetricTemplate that its templateRef names.";
}
