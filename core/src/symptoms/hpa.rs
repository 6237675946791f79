//! What the HPA controller says in events and conditions, and the columns of `kubectl get hpa`.

use super::Step::{Answers, Asks, Conversion, Decides, Registered, Written};
use super::Weight::Around;
use super::causes::{
    APISERVICE, CONTAINERS, FRESH, LABEL, METRICS_SERVER, NAMESPACE, NO_DATA, OTHERS, QUERY, REQUESTS, RULE,
    SELECTS, UNREADY, VALUE, YOUNG,
};
use super::{Cause, Symptom, cause, symptom};
use crate::error::codes::{hpa, selector};

const CONTAINER: Cause = cause(
    Asks,
    "The ContainerResource metric names a container that a pod of the target does not have.",
    "containerResource.container, and `kubectl get pod -o yaml`",
);
const NO_SELECTOR: Cause = cause(
    Decides,
    "The target's scale has no selector: a custom resource whose labelSelectorPath is missing or empty.",
    "`kubectl get --raw` of the target's /scale: status.selector",
);
const BAD_SELECTOR: Cause = cause(
    Decides,
    "The target's selector is none that the controller reads.",
    "`kubectl get --raw` of the target's /scale: status.selector",
)
.proven_by(&[selector::SYNTAX, selector::KEY, selector::VALUE, selector::OPERATOR]);
const TWO_HPAS: Cause = cause(
    Decides,
    "Another HPA has the same target, or targets with selectors that overlap.",
    "`kubectl get hpa` in the namespace, and the selectors of their targets",
)
.proven_by(&[hpa::SHARED_TARGET]);
const TARGET_NAME: Cause = cause(
    Asks,
    "scaleTargetRef names no object of the HPA's namespace.",
    "`kubectl get` of the kind in that namespace; kind, name and apiVersion in scaleTargetRef",
);
const NO_SCALE: Cause = cause(
    Asks,
    "The target's kind has no scale, such as a DaemonSet or a custom resource without subresources.scale.",
    "`kubectl get crd -o yaml`: subresources.scale",
);
const TARGET_VERSION: Cause = cause(
    Asks,
    "scaleTargetRef.apiVersion is missing or of a group that does not have the kind; a Deployment is of apps/v1.",
    "scaleTargetRef.apiVersion, and `kubectl api-resources`",
)
.proven_by(&[hpa::KIND]);
const RIGHTS: Cause = cause(
    Written,
    "The controller may not read or write the scale of a custom resource.",
    "`kubectl auth can-i --as=system:serviceaccount:kube-system:horizontal-pod-autoscaler update` on its scale",
);
const CONFLICT: Cause = cause(
    Written,
    "Something else wrote the object at the same time; the next sync tries again.",
    "whether the event comes again; GitOps tools that set spec.replicas",
);
const ADMISSION: Cause = cause(
    Written,
    "An admission webhook or a quota refuses the change.",
    "the words behind `error:` in `kubectl describe hpa`",
);
const CONDITIONS: Cause = cause(
    Decides,
    "The metric cannot be read; the condition ScalingActive says why.",
    "`kubectl describe hpa`, and `counterpoise why` with its message",
);
const FIRST: Cause = cause(
    Decides,
    "The HPA is new, and no sync was made yet.",
    "`kubectl get hpa` again after --horizontal-pod-autoscaler-sync-period (15s)",
);
const HEAPSTER: Cause = cause(
    Registered,
    "The controller reads metrics by the Heapster client, which knows no objects.",
    "--horizontal-pod-autoscaler-use-rest-clients=true of kube-controller-manager, the default from Kubernetes 1.9 on",
);
const SOURCE: Cause = cause(Asks, "The metric's type is none of the API's.", "spec.metrics[].type")
    .proven_by(&[hpa::REFUSED, hpa::INVALID, hpa::REQUEST]);

pub(super) const ALL: &[Symptom] = &[
    symptom(
        "no-custom-metrics",
        &["no metrics returned from custom metrics api", "\"kind\":\"metricvaluelist\"*\"items\":[]"],
        Answers,
        "The adapter answers with an empty list: its query finds no series for these objects.",
        &[&LABEL, &SELECTS, &QUERY, &FRESH, &UNREADY, &NO_DATA],
    ),
    symptom(
        "no-external-metrics",
        &[
            "no metrics returned from external metrics api",
            "\"kind\":\"externalmetricvaluelist\"*\"items\":[]",
        ],
        Answers,
        "The adapter answers with an empty list: the query of the external metric has no result.",
        &[&NAMESPACE, &QUERY, &FRESH, &LABEL, &NO_DATA],
    ),
    symptom(
        "no-resource-metrics",
        &[
            "no metrics returned from resource metrics api",
            "metrics not available yet",
            "no metrics known for pod",
            "\"kind\":\"podmetricslist\"*\"items\":[]",
        ],
        Answers,
        "metrics.k8s.io has no CPU or memory of these pods.",
        &[&YOUNG, &METRICS_SERVER, &CONTAINERS, &UNREADY],
    ),
    symptom(
        "no-ready-pods",
        &["did not receive metrics for any ready pods", "did not receive metrics for targeted pods"],
        Decides,
        "No pod of the target is ready and has a value.",
        &[&UNREADY, &LABEL, &SELECTS, &YOUNG],
    ),
    symptom(
        "other-pods",
        &["no metrics returned matched known pods"],
        Conversion,
        "There are values, and none is of a pod of the target.",
        &[&LABEL, &SELECTS, &YOUNG],
    ),
    symptom(
        "no-pods",
        &["no pods returned by selector while calculating replica count"],
        Decides,
        "The target's selector picks no pods.",
        &[&UNREADY, &NO_SELECTOR],
    ),
    symptom(
        "missing-request",
        &[
            "missing request for",
            "missing request for * in container * of pod",
            "missing pod-level request for",
        ],
        Decides,
        "Utilization is a share of requests, and a container has none.",
        &[&REQUESTS, &OTHERS],
    ),
    symptom(
        "no-container",
        &["container * not found in pod"],
        Decides,
        "A pod of the target does not have the container of the metric.",
        &[&CONTAINER, &OTHERS],
    ),
    symptom(
        "no-selector",
        &["selectorrequired", "selector is required", "target's scale is missing a selector"],
        Decides,
        "The target does not say which pods are its own.",
        &[&NO_SELECTOR],
    ),
    symptom(
        "invalid-selector",
        &["invalidselector", "couldn't convert selector into a corresponding internal selector object"],
        Decides,
        "The target's selector cannot be read.",
        &[&BAD_SELECTOR, &NO_SELECTOR],
    ),
    symptom(
        "ambiguous-selector",
        &["ambiguousselector", "are controlled by more than one hpa", "are controlled by multiple hpas"],
        Decides,
        "Two HPAs would scale the same pods, so neither does.",
        &[&TWO_HPAS, &OTHERS],
    ),
    symptom(
        "no-target",
        &[
            "deployments.apps * not found",
            "deployments.extensions * not found",
            "statefulsets.apps * not found",
            "failed to query scale subresource for * not found",
            "unable to get the target's current scale: * not found",
        ],
        Asks,
        "The target of the HPA is not there, or has no scale.",
        &[&TARGET_NAME, &NO_SCALE, &TARGET_VERSION],
    ),
    symptom(
        "target-kind",
        &[
            "no matches for kind \"deployment\"",
            "no matches for kind \"statefulset\"",
            "no matches for kind \"replicaset\"",
            "unable to determine resource for scale target reference",
            "invalid api version in scale target reference",
        ],
        Asks,
        "No API server has the kind that is named, in that version.",
        &[&TARGET_VERSION, &NO_SCALE],
    ),
    symptom(
        "failed-get-scale",
        &["failedgetscale", "unable to get the target's current scale", "failed to query scale subresource"],
        Asks,
        "The controller cannot read the target's scale; what stands behind it says why.",
        &[&TARGET_NAME, &TARGET_VERSION, &NO_SCALE, &RIGHTS],
    )
    .weighing(Around),
    symptom(
        "failed-rescale",
        &["failedrescale", "failedupdatescale", "unable to update the target scale", "failed to rescale"],
        Written,
        "The count was decided, and could not be written.",
        &[&CONFLICT, &RIGHTS, &ADMISSION],
    )
    .weighing(Around),
    symptom(
        "modified",
        &["the object has been modified; please apply your changes to the latest version"],
        Written,
        "Two wrote the same object at once.",
        &[&CONFLICT],
    ),
    symptom(
        "failed-update-status",
        &["failedupdatestatus", "failed to update status for"],
        Written,
        "The controller could not write the HPA's status.",
        &[&CONFLICT, &RIGHTS],
    )
    .weighing(Around),
    symptom(
        "unknown-value",
        &["<unknown>/", "<unknown> /", "&lt;unknown&gt;/"],
        Decides,
        "The HPA's status has no current value of the metric.",
        &[&CONDITIONS, &REQUESTS, &METRICS_SERVER, &RULE, &FIRST],
    )
    .weighing(Around),
    symptom(
        "failed-get-metric",
        &[
            "failedgetpodsmetric",
            "failedgetobjectmetric",
            "failedgetexternalmetric",
            "failedgetresourcemetric",
            "failedgetcontainerresourcemetric",
            "failedcomputemetricsreplicas",
            "unable to compute the replica count",
            "failed to compute desired number of replicas",
            "unable to fetch metrics from * metrics api",
            "invalid metrics (* invalid out of",
            "unable to get external metric",
            "unable to get metric",
            "unable to get metrics for resource",
        ],
        Decides,
        "A metric could not be read; the words behind it, or the event after it, say why.",
        &[&CONDITIONS, &APISERVICE, &RULE, &LABEL],
    )
    .weighing(Around),
    symptom(
        "heapster",
        &["object metrics are not yet supported", "http:heapster:"],
        Registered,
        "The controller asks Heapster, which is no more, in place of the metrics APIs.",
        &[&HEAPSTER],
    ),
    symptom(
        "unknown-source",
        &["unknown metric source type"],
        Asks,
        "The HPA has a metric of a type that the controller does not know.",
        &[&SOURCE, &VALUE],
    ),
];
