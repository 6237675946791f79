use super::requests;
use crate::hpa::versions::read_v2;
use crate::kube::HorizontalPodAutoscaler;
use crate::resources::Mapper;

fn hpa(metrics: &str) -> HorizontalPodAutoscaler {
    let text = format!(
        "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {{name: web, namespace: shop}}\n\
         spec:\n  scaleTargetRef: {{apiVersion: apps/v1, kind: Deployment, name: web}}\n  maxReplicas: 3\n  metrics: {metrics}"
    );
    read_v2(&text.as_str().into()).unwrap()
}

fn paths(metrics: &str) -> Vec<String> {
    let requests = requests(&hpa(metrics), "app=web", &Mapper::builtin()).unwrap();
    requests.into_iter().map(|request| request.path).collect()
}

fn error_path(metrics: &str) -> String {
    requests(&hpa(metrics), "app=web", &Mapper::builtin()).unwrap_err().path().unwrap().to_owned()
}

#[test]
fn every_source_has_its_path() {
    let metrics = "[{type: Resource, resource: {name: cpu}}, \
        {type: Pods, pods: {metric: {name: Rps, selector: {matchLabels: {verb: GET}}}}}, \
        {type: Object, object: {metric: {name: hits}, describedObject: {apiVersion: networking.k8s.io/v1, kind: Ingress, name: main-route}}}, \
        {type: Object, object: {metric: {name: hits}, describedObject: {apiVersion: v1, kind: Namespace, name: other}}}, \
        {type: External, external: {metric: {name: Queue}}}]";
    assert_eq!(
        paths(metrics),
        [
            "/apis/metrics.k8s.io/v1beta1/namespaces/shop/pods?labelSelector=app%3Dweb",
            "/apis/custom.metrics.k8s.io/v1beta2/namespaces/shop/pods/%2A/Rps?labelSelector=app%3Dweb&metricLabelSelector=verb%3DGET",
            "/apis/custom.metrics.k8s.io/v1beta2/namespaces/shop/ingresses.networking.k8s.io/main-route/hits",
            "/apis/custom.metrics.k8s.io/v1beta2/namespaces/shop/metrics/hits",
            "/apis/external.metrics.k8s.io/v1beta1/namespaces/shop/queue",
        ]
    );
}

#[test]
fn what_cannot_be_asked_is_named() {
    assert_eq!(error_path("[{type: Pods}]"), "hpa.spec.metrics[0].pods");
    assert_eq!(error_path("[{type: Pod}]"), "hpa.spec.metrics[0].type");
    assert_eq!(
        error_path("[{type: External, external: {metric: {name: a/b}}}]"),
        "hpa.spec.metrics[0].external.metric.name"
    );
    assert_eq!(
        error_path(
            "[{type: Object, object: {metric: {name: m}, describedObject: {kind: Frobnicator, name: a}}}]"
        ),
        "hpa.spec.metrics[0].object.describedObject.kind"
    );
    assert_eq!(
        error_path(
            "[{type: Pods, pods: {metric: {name: m, selector: {matchExpressions: [{key: a, operator: Is}]}}}}]"
        ),
        "hpa.spec.metrics[0].pods.metric.selector.matchExpressions[0].operator"
    );
}
