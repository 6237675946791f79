use super::{CustomApi, Objects, Request};

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
