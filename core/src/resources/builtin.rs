//! What Kubernetes serves in stable versions, by kind; the names follow from the kinds.

use std::borrow::Cow;

use super::guess::plural_and_singular;
use super::mapper::{List, Listed};

struct Served {
    group: &'static str,
    version: &'static str,
    namespaced: &'static [&'static str],
    cluster: &'static [&'static str],
}

/// The lists, in the order in which the API server prefers the groups.
pub(super) fn lists() -> impl Iterator<Item = List<'static>> {
    SERVED.iter().map(|served| {
        let scoped = |kinds: &'static [&'static str], namespaced| {
            kinds.iter().map(move |kind| {
                let (plural, singular) = plural_and_singular(kind);
                Listed { plural: Cow::Owned(plural), singular: Cow::Owned(singular), kind, namespaced }
            })
        };
        List {
            group: served.group,
            version: served.version,
            resources: scoped(served.namespaced, true).chain(scoped(served.cluster, false)).collect(),
        }
    })
}

const SERVED: &[Served] = &[
    Served {
        group: "",
        version: "v1",
        namespaced: &[
            "Binding",
            "ConfigMap",
            "Endpoints",
            "Event",
            "LimitRange",
            "PersistentVolumeClaim",
            "Pod",
            "PodTemplate",
            "ReplicationController",
            "ResourceQuota",
            "Secret",
            "ServiceAccount",
            "Service",
        ],
        cluster: &["ComponentStatus", "Namespace", "Node", "PersistentVolume"],
    },
    Served { group: "apiregistration.k8s.io", version: "v1", namespaced: &[], cluster: &["APIService"] },
    Served {
        group: "apps",
        version: "v1",
        namespaced: &["ControllerRevision", "DaemonSet", "Deployment", "ReplicaSet", "StatefulSet"],
        cluster: &[],
    },
    Served { group: "events.k8s.io", version: "v1", namespaced: &["Event"], cluster: &[] },
    Served {
        group: "authentication.k8s.io",
        version: "v1",
        namespaced: &[],
        cluster: &["SelfSubjectReview", "TokenReview"],
    },
    Served {
        group: "authorization.k8s.io",
        version: "v1",
        namespaced: &["LocalSubjectAccessReview"],
        cluster: &["SelfSubjectAccessReview", "SelfSubjectRulesReview", "SubjectAccessReview"],
    },
    Served { group: "autoscaling", version: "v2", namespaced: &["HorizontalPodAutoscaler"], cluster: &[] },
    Served { group: "autoscaling", version: "v1", namespaced: &["HorizontalPodAutoscaler"], cluster: &[] },
    Served { group: "batch", version: "v1", namespaced: &["CronJob", "Job"], cluster: &[] },
    Served {
        group: "certificates.k8s.io",
        version: "v1",
        namespaced: &["PodCertificateRequest"],
        cluster: &["CertificateSigningRequest", "ClusterTrustBundle"],
    },
    Served {
        group: "networking.k8s.io",
        version: "v1",
        namespaced: &["Ingress", "NetworkPolicy"],
        cluster: &["IngressClass", "IPAddress", "ServiceCIDR"],
    },
    Served { group: "policy", version: "v1", namespaced: &["PodDisruptionBudget"], cluster: &[] },
    Served {
        group: "rbac.authorization.k8s.io",
        version: "v1",
        namespaced: &["RoleBinding", "Role"],
        cluster: &["ClusterRoleBinding", "ClusterRole"],
    },
    Served {
        group: "storage.k8s.io",
        version: "v1",
        namespaced: &["CSIStorageCapacity"],
        cluster: &["CSIDriver", "CSINode", "StorageClass", "VolumeAttachment", "VolumeAttributesClass"],
    },
    Served {
        group: "admissionregistration.k8s.io",
        version: "v1",
        namespaced: &[],
        cluster: &[
            "MutatingAdmissionPolicy",
            "MutatingAdmissionPolicyBinding",
            "MutatingWebhookConfiguration",
            "ValidatingAdmissionPolicy",
            "ValidatingAdmissionPolicyBinding",
            "ValidatingWebhookConfiguration",
        ],
    },
    Served {
        group: "apiextensions.k8s.io",
        version: "v1",
        namespaced: &[],
        cluster: &["CustomResourceDefinition"],
    },
    Served { group: "scheduling.k8s.io", version: "v1", namespaced: &[], cluster: &["PriorityClass"] },
    Served { group: "coordination.k8s.io", version: "v1", namespaced: &["Lease"], cluster: &[] },
    Served { group: "node.k8s.io", version: "v1", namespaced: &[], cluster: &["RuntimeClass"] },
    Served { group: "discovery.k8s.io", version: "v1", namespaced: &["EndpointSlice"], cluster: &[] },
    Served {
        group: "resource.k8s.io",
        version: "v1",
        namespaced: &["ResourceClaim", "ResourceClaimTemplate"],
        cluster: &["DeviceClass", "DeviceTaintRule", "ResourceSlice"],
    },
    Served {
        group: "flowcontrol.apiserver.k8s.io",
        version: "v1",
        namespaced: &[],
        cluster: &["FlowSchema", "PriorityLevelConfiguration"],
    },
    Served {
        group: "storagemigration.k8s.io",
        version: "v1",
        namespaced: &[],
        cluster: &["StorageVersionMigration"],
    },
];
