//! Codes of the `metrics` area.

codes! {
    REQUEST_PATH = "metrics.request-path",
        "The request path is none that a metrics API serves.",
        "Give a path such as /apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods/*/http_requests.";
}
