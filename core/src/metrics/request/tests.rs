use super::{Api, CustomApi, Objects, Request, RequestParts};
use crate::error::codes;

fn printed(text: &str) -> String {
    Request::parse(text).unwrap().to_string()
}

#[test]
fn what_clients_send_reads_and_prints_the_same() {
    for path in [
        "/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods/%2A/http_requests?labelSelector=app%3Dweb%2Ctier+in+%28a%2Cb%29&metricLabelSelector=verb%3DGET",
        "/apis/custom.metrics.k8s.io/v1beta1/namespaces/default/ingresses.networking.k8s.io/main-route/requests",
        "/apis/custom.metrics.k8s.io/v1beta2/namespaces/prod/services/q%3Fx=1/%5Bbr%5D",
        "/apis/custom.metrics.k8s.io/v1beta2/namespaces/prod/metrics/queue_depth",
        "/apis/custom.metrics.k8s.io/v1beta2/nodes/node-1/load",
        "/apis/custom-metrics.metrics.k8s.io/v1beta1/namespaces/default/services/sample-metrics-app/http_requests",
        "/apis/external.metrics.k8s.io/v1beta1/namespaces/default/queue%7Cdepth?labelSelector=a%21%3Db",
        "/apis/metrics.k8s.io/v1beta1/namespaces/default/pods?labelSelector=app%3Dweb",
        "/apis/metrics.k8s.io/v1beta1/namespaces/default/pods/web-0",
        "/apis/metrics.k8s.io/v1beta1/nodes",
        "/apis/metrics.k8s.io/v1beta1/nodes/node-1",
        "/apis/metrics.k8s.io/v1beta1/pods",
    ] {
        assert_eq!(printed(path), path);
    }
}

#[test]
fn other_spellings_mean_the_same() {
    for (path, same) in [
        (
            "/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods/*/m?labelSelector=a=b, c&limit=5&labelSelector=x",
            "/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods/%2A/m?labelSelector=a%3Db%2C+c",
        ),
        ("/apis/custom.metrics.k8s.io/v1beta2/nodes%2Fa/m/", "/apis/custom.metrics.k8s.io/v1beta2/nodes/a/m"),
        (
            "/apis/custom.metrics.k8s.io/v1beta2/namespaces/prod/metrics/m/rest",
            "/apis/custom.metrics.k8s.io/v1beta2/namespaces/prod/metrics/m",
        ),
        (
            "/apis/external.metrics.k8s.io/v1beta1/namespaces/a/m?labelSelector=%zz&x;y=1",
            "/apis/external.metrics.k8s.io/v1beta1/namespaces/a/m",
        ),
    ] {
        assert_eq!(printed(path), same);
    }
}

#[test]
fn what_no_api_serves_is_refused() {
    for path in [
        "",
        "/",
        "/apis",
        "/apis/custom.metrics.k8s.io/v1beta2",
        "/apis/custom.metrics.k8s.io/v1beta3/nodes/a/m",
        "/apis/custom.metrics.k8s.io/v1beta2/namespaces/prod/m",
        "/apis/custom.metrics.k8s.io/v1beta2/nodes//m",
        "/apis/custom.metrics.k8s.io/v1beta2/nodes/%zz/m",
        "/apis/custom.metrics.k8s.io/v1beta2/namespaces/a/pods/b/c/d",
        "/apis/custom.metrics.k8s.io/v1beta2/nodes/a/m?fieldSelector=metadata.name%3Db",
        "/apis/external.metrics.k8s.io/v1beta1/m",
        "/apis/metrics.k8s.io/v1beta1/services",
        "/apis/metrics.k8s.io/v1beta1/nodes?limit=many",
        "/api/v1/pods",
    ] {
        assert_eq!(Request::parse(path).map_err(|error| error.code()), Err("metrics.request-path"), "{path}");
    }
}

#[test]
fn builders_ask_as_the_hpa_does() {
    let api = CustomApi::V1Beta2;
    assert_eq!(
        Request::external("default", "Queue_DEPTH", "a=b").to_string(),
        "/apis/external.metrics.k8s.io/v1beta1/namespaces/default/queue_depth?labelSelector=a%3Db"
    );
    assert_eq!(
        Request::object(api, "", "namespaces", "prod", "m", "").to_string(),
        "/apis/custom.metrics.k8s.io/v1beta2/namespaces/prod/metrics/m"
    );
    let Request::Custom(pods) = Request::pods(api, "default", "m", "app=web", "") else { panic!("custom") };
    assert_eq!(pods.objects, Objects::All);
    assert_eq!(
        Request::pod_metrics("default", "app=web").to_string(),
        "/apis/metrics.k8s.io/v1beta1/namespaces/default/pods?labelSelector=app%3Dweb"
    );
}

#[test]
fn parts_are_what_a_path_says() {
    const CUSTOM: Api = Api::Custom(CustomApi::V1Beta1);
    let parts = |api, namespace, resource, name, metric| RequestParts {
        namespace,
        resource,
        name,
        metric,
        ..RequestParts::of(api)
    };
    for (given, path) in [
        (parts(CUSTOM, "a", "pods", "*", "m"), "/apis/custom.metrics.k8s.io/v1beta1/namespaces/a/pods/*/m"),
        (parts(CUSTOM, "", "nodes", "n:1", "m"), "/apis/custom.metrics.k8s.io/v1beta1/nodes/n:1/m"),
        (
            parts(CUSTOM, "", "namespaces", "a", "m"),
            "/apis/custom.metrics.k8s.io/v1beta1/namespaces/a/metrics/m",
        ),
        (parts(Api::External, "a", "", "", "M"), "/apis/external.metrics.k8s.io/v1beta1/namespaces/a/M"),
        (parts(Api::Resource, "a", "pods", "p", ""), "/apis/metrics.k8s.io/v1beta1/namespaces/a/pods/p"),
        (parts(Api::Resource, "", "pods", "", ""), "/apis/metrics.k8s.io/v1beta1/pods"),
        (parts(Api::Resource, "", "nodes", "", ""), "/apis/metrics.k8s.io/v1beta1/nodes"),
    ] {
        assert_eq!(Request::of(given), Request::parse(path), "{path}");
    }
    for given in [
        parts(CUSTOM, "a", "", "p", "m"),
        parts(CUSTOM, "a", "pods", "p", ""),
        // In a path it separates what stands on its sides.
        parts(CUSTOM, "a", "pods", "p/q", "m"),
        parts(Api::External, "a", "", "", "m/n"),
        parts(CUSTOM, "", "namespaces", "*", "m"),
        parts(Api::External, "", "", "", "m"),
        parts(Api::External, "a", "pods", "", "m"),
        parts(Api::External, "a", "", "p", "m"),
        parts(Api::External, "a", "", "", ""),
        RequestParts { metric_label_selector: "a=b", ..parts(Api::External, "a", "", "", "m") },
        parts(Api::Resource, "", "pods", "p", ""),
        parts(Api::Resource, "a", "nodes", "", ""),
        parts(Api::Resource, "a", "services", "", ""),
        parts(Api::Resource, "a", "pods", "", "m"),
    ] {
        assert!(Request::of(given).unwrap_err().is(codes::metrics::REQUEST_PATH), "{given:?}");
    }
}
