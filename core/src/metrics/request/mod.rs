//! The paths of the metrics APIs: what the HPA's clients ask for, read and printed.

pub(in crate::metrics) mod encoding;
mod parse;
mod parts;
mod print;
mod selector_text;

#[cfg(test)]
mod tests;

pub use parts::{Api, RequestParts};
pub use selector_text::SelectorText;

use std::borrow::Cow;

/// A request to one of the three metrics APIs.
///
/// [`Request::parse`] reads a path with its query, borrowing from it; printing gives the path that Go's clients send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request<'a> {
    /// `custom.metrics.k8s.io`: a metric of Kubernetes objects.
    Custom(CustomRequest<'a>),
    /// `external.metrics.k8s.io`: a metric of nothing in the cluster.
    External(ExternalRequest<'a>),
    /// `metrics.k8s.io`: CPU and memory of pods or nodes.
    Resource(ResourceRequest<'a>),
}

/// The group and version of the custom metrics API that is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[non_exhaustive]
pub enum CustomApi {
    /// `custom.metrics.k8s.io/v1beta1`.
    V1Beta1,
    /// `custom.metrics.k8s.io/v1beta2`.
    #[default]
    V1Beta2,
    /// `custom-metrics.metrics.k8s.io/v1alpha1`, the group before Kubernetes 1.8; values have the form of v1beta1.
    LegacyV1Alpha1,
    /// `custom-metrics.metrics.k8s.io/v1beta1`.
    LegacyV1Beta1,
}

impl CustomApi {
    /// Every group and version, in the order of their names.
    pub const ALL: [Self; 4] = [Self::LegacyV1Alpha1, Self::LegacyV1Beta1, Self::V1Beta1, Self::V1Beta2];

    /// `group/version`, as `apiVersion` has it.
    #[must_use]
    pub fn group_version(self) -> &'static str {
        match self {
            Self::V1Beta1 => "custom.metrics.k8s.io/v1beta1",
            Self::V1Beta2 => "custom.metrics.k8s.io/v1beta2",
            Self::LegacyV1Alpha1 => "custom-metrics.metrics.k8s.io/v1alpha1",
            Self::LegacyV1Beta1 => "custom-metrics.metrics.k8s.io/v1beta1",
        }
    }

    /// The API of a group and version.
    #[must_use]
    pub fn find(group: &str, version: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|api| api.group_version().split_once('/') == Some((group, version)))
    }
}

/// The one group and version of the external metrics API.
pub const EXTERNAL_GROUP_VERSION: &str = "external.metrics.k8s.io/v1beta1";
/// The one group and version of the resource metrics API.
pub const RESOURCE_GROUP_VERSION: &str = "metrics.k8s.io/v1beta1";

/// Which objects a request is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Objects<'a> {
    /// All that the request's label selector selects: `*`.
    All,
    /// One, by its name.
    Named(Cow<'a, str>),
}

/// A request for a metric of objects.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CustomRequest<'a> {
    /// The group and version that is asked.
    pub api: CustomApi,
    /// The objects' namespace; `None` for objects of the root scope. A namespace's own metric has no namespace,
    /// the resource `namespaces` and the namespace as the object's name.
    pub namespace: Option<Cow<'a, str>>,
    /// The objects' resource as the path has it, with its group after a dot: `ingresses.networking.k8s.io`.
    pub resource: Cow<'a, str>,
    /// The objects.
    pub objects: Objects<'a>,
    /// The metric's name.
    pub metric: Cow<'a, str>,
    /// `labelSelector`, which selects objects; empty selects all.
    pub label_selector: SelectorText<'a>,
    /// `metricLabelSelector`, which goes into the query; empty selects all.
    pub metric_label_selector: SelectorText<'a>,
}

/// A request for a metric of nothing in the cluster.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ExternalRequest<'a> {
    /// The namespace of the HPA.
    pub namespace: Cow<'a, str>,
    /// The metric's name.
    pub metric: Cow<'a, str>,
    /// `labelSelector`, which goes into the query; empty selects all.
    pub label_selector: SelectorText<'a>,
}

/// What a request to the resource metrics API is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ResourceKind {
    /// `pods`, container by container.
    Pods,
    /// `nodes`.
    Nodes,
}

impl ResourceKind {
    /// The resource's plural name.
    #[must_use]
    pub fn resource(self) -> &'static str {
        match self {
            Self::Pods => "pods",
            Self::Nodes => "nodes",
        }
    }
}

/// A request for CPU and memory.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ResourceRequest<'a> {
    /// Of pods or of nodes.
    pub kind: ResourceKind,
    /// The pods' namespace; `None` for nodes, and for the pods of all namespaces.
    pub namespace: Option<Cow<'a, str>>,
    /// The objects.
    pub objects: Objects<'a>,
    /// `labelSelector`, which selects objects; empty selects all.
    pub label_selector: SelectorText<'a>,
    /// `fieldSelector`, which selects objects by `metadata.name` or `metadata.namespace`; empty selects all.
    pub field_selector: Cow<'a, str>,
}

impl<'a> Request<'a> {
    /// A metric of one object, as the HPA asks for it: a namespace's own metric under `namespaces/{name}/metrics`.
    /// `resource` carries its group after a dot.
    #[must_use]
    pub fn object(
        api: CustomApi,
        namespace: &'a str,
        resource: &'a str,
        name: &'a str,
        metric: &'a str,
        metric_label_selector: impl Into<SelectorText<'a>>,
    ) -> Self {
        let root = namespace.is_empty();
        Self::Custom(CustomRequest {
            api,
            namespace: (!root).then_some(Cow::Borrowed(namespace)),
            resource: Cow::Borrowed(resource),
            objects: Objects::Named(Cow::Borrowed(name)),
            metric: Cow::Borrowed(metric),
            label_selector: SelectorText::default(),
            metric_label_selector: metric_label_selector.into(),
        })
    }

    /// A metric of all the pods that a label selector selects, as the HPA asks for it.
    #[must_use]
    pub fn pods(
        api: CustomApi,
        namespace: &'a str,
        metric: &'a str,
        label_selector: impl Into<SelectorText<'a>>,
        metric_label_selector: impl Into<SelectorText<'a>>,
    ) -> Self {
        Self::Custom(CustomRequest {
            api,
            namespace: Some(Cow::Borrowed(namespace)),
            resource: Cow::Borrowed("pods"),
            objects: Objects::All,
            metric: Cow::Borrowed(metric),
            label_selector: label_selector.into(),
            metric_label_selector: metric_label_selector.into(),
        })
    }

    /// An external metric, as the HPA asks for it: Go's client lower-cases the name.
    #[must_use]
    pub fn external(namespace: &'a str, metric: &str, label_selector: impl Into<SelectorText<'a>>) -> Self {
        // One character for one, as Go has it.
        let metric = metric.chars().filter_map(|character| character.to_lowercase().next()).collect();
        Self::External(ExternalRequest {
            namespace: Cow::Borrowed(namespace),
            metric: Cow::Owned(metric),
            label_selector: label_selector.into(),
        })
    }

    /// CPU and memory of all the pods that a label selector selects, as the HPA asks for it.
    #[must_use]
    pub fn pod_metrics(namespace: &'a str, label_selector: impl Into<SelectorText<'a>>) -> Self {
        Self::Resource(ResourceRequest {
            kind: ResourceKind::Pods,
            namespace: Some(Cow::Borrowed(namespace)),
            objects: Objects::All,
            label_selector: label_selector.into(),
            field_selector: Cow::Borrowed(""),
        })
    }

    /// `group/version` of the API that is asked.
    #[must_use]
    pub fn group_version(&self) -> &'static str {
        match self {
            Self::Custom(request) => request.api.group_version(),
            Self::External(_) => EXTERNAL_GROUP_VERSION,
            Self::Resource(_) => RESOURCE_GROUP_VERSION,
        }
    }
}
