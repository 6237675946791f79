//! What API servers say: of APIServices, and of HPAs that they do not take.

use super::Step::{Asks, Registered};
use super::causes::{ADAPTER, API_CERTIFICATE, APISERVICE, FIELD, NETWORK, VALUE};
use super::{Cause, Symptom, cause, symptom};
use crate::error::codes::hpa;

const SERVICE: Cause = cause(
    Registered,
    "The service of the APIService is not there: another name or namespace, or not installed.",
    "`kubectl get apiservice -o yaml`: spec.service, and `kubectl get service` there",
);
const PORT: Cause = cause(
    Registered,
    "The service has no such port; an APIService asks for 443 unless it says otherwise.",
    "`kubectl get service -o yaml`, and spec.service.port of the APIService",
);
const VERSION: Cause = cause(
    Asks,
    "autoscaling/v2beta2 ended with Kubernetes 1.25 and v2beta1 with 1.24; v2 is there from 1.23 on.",
    "`kubectl api-versions`, and apiVersion in the manifest or chart: use autoscaling/v2",
)
.proven_by(&[hpa::INVALID]);
const CRD: Cause = cause(
    Registered,
    "The kind's CustomResourceDefinition is not installed, or not in this version.",
    "`kubectl api-resources`",
);
const TO_ZERO: Cause = cause(
    Asks,
    "minReplicas: 0 needs the gate HPAScaleToZero and a metric of type Object or External.",
    "spec.minReplicas and spec.metrics",
)
.proven_by(&[hpa::REFUSED]);
const OTHER_API: Cause = cause(
    Registered,
    "One registered API does not answer, and the others are served nevertheless.",
    "`kubectl get apiservice`: those that are not Available",
);

pub(super) const ALL: &[Symptom] = &[
    symptom(
        "discovery-failed",
        &[
            "faileddiscoverycheck",
            "faileddiscoverycheck *",
            "failing or missing response from *",
            "bad status from https://*",
            "no response from https://*",
        ],
        Registered,
        "The API server asks the adapter for its listing, and gets none.",
        &[&ADAPTER, &NETWORK, &API_CERTIFICATE],
    ),
    symptom(
        "no-endpoints",
        &["missingendpoints", "endpointsnotfound", "endpoints for service/* have no addresses"],
        Registered,
        "No ready pod stands behind the service of the APIService.",
        &[&ADAPTER, &SERVICE],
    ),
    symptom(
        "no-service",
        &["servicenotfound", "service/* is not present"],
        Registered,
        "The service that the APIService names does not exist.",
        &[&SERVICE],
    ),
    symptom(
        "no-port",
        &["serviceporterror", "service/* is not listening on port"],
        Registered,
        "The service that the APIService names has not the port.",
        &[&PORT],
    ),
    symptom(
        "incomplete-discovery",
        &["unable to retrieve the complete list of server apis", "couldn't get resource list for"],
        Registered,
        "The listing of one API group fails.",
        &[&OTHER_API, &ADAPTER, &NETWORK],
    ),
    symptom(
        "hpa-version",
        &[
            "no matches for kind \"horizontalpodautoscaler\"",
            "no matches for kind \"horizontalpodautoscaler\" in version \"autoscaling/",
            "autoscaling/v2beta2 horizontalpodautoscaler is deprecated",
            "autoscaling/v2beta1 horizontalpodautoscaler is deprecated",
        ],
        Asks,
        "The cluster does not have this version of the HPA.",
        &[&VERSION],
    ),
    symptom(
        "no-kind",
        &["no matches for kind"],
        Registered,
        "The cluster does not have this kind, in this version.",
        &[&CRD, &APISERVICE],
    ),
    symptom(
        "unknown-field",
        &[
            "strict decoding error",
            "unknown field \"spec",
            "unknown field \"*\" in io.k8s.api.autoscaling",
            "error validating data",
        ],
        Asks,
        "The API server does not take the object: it has a field that does not exist.",
        &[&FIELD],
    ),
    symptom(
        "invalid-hpa",
        &[
            "horizontalpodautoscaler * is invalid",
            "horizontalpodautoscaler.autoscaling * is invalid",
            "invalid value: *must be positive",
            "must specify a metric target type",
            "must set either a target",
            "must specify a positive target averagevalue",
            "must be greater than or equal to `minreplicas`",
        ],
        Asks,
        "The API server does not take the HPA: a value is missing, or none that is allowed.",
        &[&VALUE, &FIELD],
    ),
    symptom(
        "scale-to-zero",
        &[
            "must specify at least one object or external metric to support scaling to zero",
            "spec.minreplicas: invalid value: 0",
        ],
        Asks,
        "The API server does not take minReplicas: 0.",
        &[&TO_ZERO],
    ),
];
