//! The cluster that the tests ask: an HPA, its target, the adapter, and what each answers.

use serde_json::{Value, json};

pub(crate) const HPA: &str = "/apis/autoscaling/v2/namespaces/shop/horizontalpodautoscalers/web";
pub(crate) const HPAS: &str = "/apis/autoscaling/v2/namespaces/shop/horizontalpodautoscalers";
pub(crate) const SCALE: &str = "/apis/apps/v1/namespaces/shop/deployments/web/scale";
pub(crate) const PODS: &str = "/api/v1/namespaces/shop/pods?labelSelector=app%3Dweb";
pub(crate) const METRIC: &str =
    "/apis/custom.metrics.k8s.io/v1beta2/namespaces/shop/pods/%2A/http_requests?labelSelector=app%3Dweb";
pub(crate) const EVENTS: &str = "/api/v1/namespaces/shop/events?fieldSelector=\
    involvedObject%2Ekind%3DHorizontalPodAutoscaler%2C\
    involvedObject%2Ename%3Dweb";
pub(crate) const CONFIG_MAP: &str = "/api/v1/namespaces/monitoring/configmaps/adapter-rules";
pub(crate) const RULES: &str = "
rules:
- seriesQuery: 'http_requests_total{namespace!=\"\",pod!=\"\"}'
  resources: {template: <<.Resource>>}
  name: {matches: ^(.*)_total$, as: $1}
  metricsQuery: sum(rate(<<.Series>>{<<.LabelMatchers>>}[2m])) by (<<.GroupBy>>)
";

/// A cluster with an HPA whose two pods have twice what they shall have.
pub(crate) fn cluster() -> Value {
    let pods = ["web-1", "web-2"];
    let pod = |name: &&str| {
        json!({
            "metadata": {
                "name": name, "namespace": "shop", "labels": { "app": "web" },
                "annotations": { "kubectl.kubernetes.io/last-applied-configuration": "hunter2" },
            },
            "spec": { "containers": [{ "name": "web", "env": [{ "name": "PASSWORD", "value": "hunter2" }] }] },
            "status": {
                "phase": "Running", "startTime": "2026-05-01T09:00:00Z",
                "conditions": [{ "type": "Ready", "status": "True", "lastTransitionTime": "2026-05-01T09:00:00Z" }],
            },
        })
    };
    let value = |name: &&str| {
        json!({
            "describedObject": { "kind": "Pod", "namespace": "shop", "name": name, "apiVersion": "/v1" },
            "metric": { "name": "http_requests", "selector": null },
            "timestamp": "2026-05-01T12:00:00Z", "value": "20",
        })
    };
    json!({
        "namespace": "shop",
        HPA: {
            "apiVersion": "autoscaling/v2", "kind": "HorizontalPodAutoscaler",
            "metadata": { "name": "web", "namespace": "shop" },
            "spec": {
                "scaleTargetRef": { "apiVersion": "apps/v1", "kind": "Deployment", "name": "web" },
                "minReplicas": 1, "maxReplicas": 10,
                "metrics": [{
                    "type": "Pods",
                    "pods": {
                        "metric": { "name": "http_requests" },
                        "target": { "type": "AverageValue", "averageValue": "10" },
                    },
                }],
            },
            "status": {
                "currentReplicas": 2, "desiredReplicas": 2,
                "conditions": [{
                    "type": "ScalingActive", "status": "False", "reason": "FailedGetPodsMetric",
                    "message": "no metrics returned from custom metrics API",
                    "lastTransitionTime": "2026-05-01T11:00:00Z",
                }],
            },
        },
        HPAS: { "kind": "HorizontalPodAutoscalerList", "apiVersion": "autoscaling/v2", "items": [] },
        "/apis": { "kind": "APIGroupList", "groups": [
            { "name": "apps", "preferredVersion": { "groupVersion": "apps/v1" } },
            { "name": "custom.metrics.k8s.io",
              "preferredVersion": { "groupVersion": "custom.metrics.k8s.io/v1beta2" } },
        ] },
        "/api/v1": { "kind": "APIResourceList", "groupVersion": "v1", "resources": [
            { "name": "namespaces", "singularName": "namespace", "namespaced": false,
              "kind": "Namespace", "verbs": ["get", "list"] },
            { "name": "pods", "singularName": "pod", "namespaced": true,
              "kind": "Pod", "verbs": ["get", "list"] },
        ] },
        "/apis/apps/v1": { "kind": "APIResourceList", "groupVersion": "apps/v1", "resources": [
            { "name": "deployments", "singularName": "deployment", "namespaced": true,
              "kind": "Deployment", "verbs": ["get", "list"] },
            { "name": "deployments/scale", "singularName": "", "namespaced": true, "kind": "Scale",
              "group": "autoscaling", "version": "v1", "verbs": ["get"] },
        ] },
        SCALE: {
            "apiVersion": "autoscaling/v1", "kind": "Scale", "metadata": { "name": "web", "namespace": "shop" },
            "spec": { "replicas": 2 }, "status": { "replicas": 2, "selector": "app=web" },
        },
        PODS: { "kind": "PodList", "apiVersion": "v1", "items": pods.iter().map(pod).collect::<Vec<_>>() },
        EVENTS: { "kind": "EventList", "items": [
            { "lastTimestamp": "2026-05-01T11:00:00Z", "type": "Warning", "reason": "FailedGetPodsMetric",
              "message": "no metrics returned" },
        ] },
        METRIC: {
            "kind": "MetricValueList", "apiVersion": "custom.metrics.k8s.io/v1beta2", "metadata": {},
            "items": pods.iter().map(value).collect::<Vec<_>>(),
        },
        "/apis/apiregistration.k8s.io/v1/apiservices/v1beta1.custom.metrics.k8s.io": {
            "spec": { "service": { "namespace": "monitoring", "name": "adapter" } },
        },
        "/api/v1/namespaces/monitoring/services/adapter": { "spec": { "selector": { "app": "adapter" } } },
        "/apis/apps/v1/namespaces/monitoring/deployments": { "items": [{
            "spec": { "template": {
                "metadata": { "labels": { "app": "adapter", "tier": "metrics" } },
                "spec": {
                    "containers": [{
                        "args": ["--secure-port=6443", "--config=/etc/adapter/config.yaml"],
                        "volumeMounts": [{ "name": "config", "mountPath": "/etc/adapter/" }],
                    }],
                    "volumes": [{ "name": "config", "configMap": { "name": "adapter-rules" } }],
                },
            } },
        }] },
        CONFIG_MAP: { "data": { "config.yaml": RULES } },
    })
}

/// The cluster with another answer at a path.
pub(crate) fn with(path: &str, answer: Value) -> Value {
    let mut cluster = cluster();
    cluster[path] = answer;
    cluster
}

pub(crate) fn refused(message: &str) -> Value {
    json!({ "refused": message })
}
