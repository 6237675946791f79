//! What clients of the metrics APIs say: the controller, and `kubectl`.

use super::Step::{Registered, Rule};
use super::causes::{
    ADAPTER, AGE, API_CERTIFICATE, APISERVICE, LABEL, METRICS_SERVER, NAME, NETWORK, NO_DATA, NO_RULES, RULE,
    SELECTS,
};
use super::{Cause, Symptom, cause, symptom};

const HPA_RIGHTS: Cause = cause(
    Registered,
    "The ClusterRole that lets the controller read the metrics APIs is missing or not bound.",
    "`kubectl auth can-i --as=system:serviceaccount:kube-system:horizontal-pod-autoscaler get pods.custom.metrics.k8s.io`",
);
const ADAPTER_RIGHTS: Cause = cause(
    Registered,
    "The adapter's service account lacks a role: extension-apiserver-authentication-reader, system:auth-delegator, or \
     listing the objects.",
    "`kubectl auth can-i --as=system:serviceaccount:NAMESPACE:NAME list pods`",
);
const OWN_RIGHTS: Cause = cause(
    Registered,
    "The one who asks may not.",
    "`kubectl auth can-i`, as the user that the message names",
);
const REQUEST_HEADER: Cause = cause(
    Registered,
    "The adapter does not take the API server for a proxy: its requestheader CA is not the cluster's.",
    "configmap extension-apiserver-authentication in kube-system, and --requestheader-client-ca-file",
);

pub(super) const ALL: &[Symptom] = &[
    symptom(
        "metric-not-found",
        &[
            "the server could not find the metric",
            "the server could not find the metric * for",
            "could not find the metric",
        ],
        Rule,
        "The adapter has no such metric for this resource, or its query has no value for the object.",
        &[&RULE, &NAME, &LABEL, &SELECTS, &AGE, &NO_DATA],
    ),
    symptom(
        "no-custom-api",
        &["no custom metrics api * registered"],
        Registered,
        "No API server answers for custom.metrics.k8s.io.",
        &[&APISERVICE, &NO_RULES],
    ),
    symptom(
        "no-external-api",
        &["could not find the requested resource (get *external.metrics.k8s.io", "no external metrics api"],
        Registered,
        "No API server answers for external.metrics.k8s.io.",
        &[&APISERVICE, &NO_RULES],
    ),
    symptom(
        "no-resource-api",
        &[
            "could not find the requested resource (get pods.metrics.k8s.io",
            "could not find the requested resource (get nodes.metrics.k8s.io",
            "metrics api not available",
        ],
        Registered,
        "No API server answers for metrics.k8s.io.",
        &[&METRICS_SERVER, &NO_RULES],
    ),
    symptom(
        "no-resource",
        &["the server could not find the requested resource", "the server doesn't have a resource type"],
        Registered,
        "No API server answers for the group, or not at this path.",
        &[&APISERVICE, &NO_RULES],
    ),
    symptom(
        "unavailable",
        &["the server is currently unable to handle the request", "error from server (serviceunavailable)"],
        Registered,
        "The API is registered, and what should answer does not.",
        &[&ADAPTER, &NETWORK, &API_CERTIFICATE],
    ),
    symptom(
        "hpa-forbidden",
        &["forbidden: user \"system:serviceaccount:kube-system:horizontal-pod-autoscaler\" cannot"],
        Registered,
        "The HPA controller may not read the metric or the scale.",
        &[&HPA_RIGHTS],
    ),
    symptom(
        "adapter-forbidden",
        &[
            "\"extension-apiserver-authentication\" is forbidden",
            "subjectaccessreviews.authorization.k8s.io is forbidden",
            "unable to list matching resource",
        ],
        Registered,
        "The adapter may not do what it needs to.",
        &[&ADAPTER_RIGHTS],
    ),
    symptom(
        "forbidden",
        &["is forbidden: user", "error from server (forbidden)"],
        Registered,
        "Rights are missing.",
        &[&OWN_RIGHTS, &HPA_RIGHTS, &ADAPTER_RIGHTS],
    ),
    symptom(
        "api-unauthorized",
        &["error from server (unauthorized)", "the server has asked for the client to provide credentials"],
        Registered,
        "What answers does not know who is calling.",
        &[&REQUEST_HEADER, &OWN_RIGHTS],
    ),
];
