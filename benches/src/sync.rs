//! The text of a sync, with pods as a cluster prints them.

use serde_json::{Value, json};

use crate::{NOW, metric_values, name, pod_metrics};

/// The path of the custom metric of [`hpa`].
pub const CUSTOM: &str =
    "/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods/%2A/http_requests?labelSelector=app%3Dweb";
/// The path of its resource metric.
pub const RESOURCE: &str = "/apis/metrics.k8s.io/v1beta1/namespaces/default/pods?labelSelector=app%3Dweb";

/// An HPA with a metric of pods and one of a resource.
#[must_use]
pub fn hpa() -> Value {
    json!({
        "apiVersion": "autoscaling/v2",
        "kind": "HorizontalPodAutoscaler",
        "metadata": { "name": "web", "namespace": "default" },
        "spec": {
            "scaleTargetRef": { "apiVersion": "apps/v1", "kind": "Deployment", "name": "web" },
            "minReplicas": 1,
            "maxReplicas": 5000,
            "metrics": [
                { "type": "Pods", "pods": {
                    "metric": { "name": "http_requests" },
                    "target": { "type": "AverageValue", "averageValue": "500m" },
                } },
                { "type": "Resource", "resource": {
                    "name": "cpu",
                    "target": { "type": "Utilization", "averageUtilization": 60 },
                } },
            ],
        },
    })
}

/// The scale of a target of so many pods.
#[must_use]
pub fn scale(pods: usize) -> Value {
    json!({ "spec": { "replicas": pods }, "status": { "replicas": pods, "selector": "app=web" } })
}

/// The input of `hpa.reconcile` for so many pods, the lists as API servers write them.
#[must_use]
pub fn text(count: usize) -> String {
    let pods: Vec<String> = (0..count).map(|pod| cluster_pod(pod).to_string()).collect();
    // The fields of our types are in the order of Kubernetes' own.
    let written = |list: serde_json::Result<String>| list.expect("a list is JSON");
    let custom = written(serde_json::to_string(&metric_values(count)));
    let resource = written(serde_json::to_string(&pod_metrics(count)));
    format!(
        r#"{{"hpa":{},"scale":{},"pods":{{"kind":"PodList","apiVersion":"v1","items":[{}]}},"metrics":{{"{CUSTOM}":{custom},"{RESOURCE}":{resource}}},"now":"{NOW}"}}"#,
        hpa(),
        scale(count),
        pods.join(",")
    )
}

/// A pod with what a cluster adds to it, some three kilobytes.
fn cluster_pod(pod: usize) -> Value {
    let condition = |r#type: &str| json!({ "type": r#type, "status": "True", "lastProbeTime": null, "lastTransitionTime": "2024-05-01T09:01:00Z" });
    let conditions = ["Initialized", "Ready", "ContainersReady", "PodScheduled"].map(condition);
    let container = json!({
        ".": {}, "f:env": { "k:{\"name\":\"MODE\"}": { ".": {}, "f:name": {}, "f:value": {} } }, "f:image": {},
        "f:imagePullPolicy": {}, "f:name": {}, "f:resources": { ".": {}, "f:requests": { ".": {}, "f:cpu": {} } },
        "f:terminationMessagePath": {}, "f:terminationMessagePolicy": {},
    });
    let managed = json!({
        "f:metadata": { "f:generateName": {}, "f:labels": { ".": {}, "f:app": {}, "f:pod-template-hash": {} } },
        "f:spec": {
            "f:containers": { "k:{\"name\":\"app\"}": container }, "f:dnsPolicy": {}, "f:enableServiceLinks": {},
            "f:restartPolicy": {}, "f:schedulerName": {}, "f:securityContext": {}, "f:terminationGracePeriodSeconds": {},
        },
    });
    json!({
        "metadata": {
            "name": name(pod),
            "generateName": "web-7d4b9c6f5-",
            "namespace": "default",
            "uid": format!("7b0e0f9a-6f0e-4a5c-9d5e-{pod:012}"),
            "resourceVersion": pod.to_string(),
            "creationTimestamp": "2024-05-01T09:00:00Z",
            "labels": { "app": "web", "pod-template-hash": "7d4b9c6f5" },
            "ownerReferences": [{
                "apiVersion": "apps/v1", "kind": "ReplicaSet", "name": "web-7d4b9c6f5", "controller": true,
                "uid": "0b6cf7a1-2b0b-4a64-8d8e-0d3f1b1c5a11", "blockOwnerDeletion": true,
            }],
            "managedFields": [{
                "manager": "kube-controller-manager", "operation": "Update", "apiVersion": "v1",
                "time": "2024-05-01T09:00:00Z", "fieldsType": "FieldsV1", "fieldsV1": managed,
            }],
        },
        "spec": {
            "volumes": [{ "name": "token", "projected": { "defaultMode": 420, "sources": [
                { "serviceAccountToken": { "expirationSeconds": 3607, "path": "token" } },
                { "configMap": { "name": "kube-root-ca.crt", "items": [{ "key": "ca.crt", "path": "ca.crt" }] } },
            ] } }],
            "containers": [{
                "name": "app",
                "image": "registry.example/web:1.2.3",
                "ports": [{ "containerPort": 8080, "protocol": "TCP" }],
                "env": [{ "name": "MODE", "value": "production" }],
                "resources": { "limits": { "cpu": "1" }, "requests": { "cpu": "500m", "memory": "256Mi" } },
                "volumeMounts": [{ "name": "token", "readOnly": true, "mountPath": "/var/run/secrets/token" }],
                "terminationMessagePath": "/dev/termination-log",
                "terminationMessagePolicy": "File",
                "imagePullPolicy": "IfNotPresent",
            }],
            "restartPolicy": "Always",
            "terminationGracePeriodSeconds": 30,
            "dnsPolicy": "ClusterFirst",
            "nodeName": format!("node-{}", pod % 100),
            "schedulerName": "default-scheduler",
            "tolerations": [{ "key": "node.kubernetes.io/not-ready", "operator": "Exists", "effect": "NoExecute" }],
        },
        "status": {
            "phase": "Running",
            "conditions": conditions,
            "hostIP": "10.0.0.1",
            "podIP": "10.1.0.1",
            "startTime": "2024-05-01T09:00:00Z",
            "containerStatuses": [{
                "name": "app", "ready": true, "restartCount": 0, "started": true, "lastState": {},
                "state": { "running": { "startedAt": "2024-05-01T09:00:10Z" } },
                "image": "registry.example/web:1.2.3", "containerID": format!("containerd://{pod:064}"),
            }],
            "qosClass": "Burstable",
        },
    })
}
