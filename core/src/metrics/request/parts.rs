use std::borrow::Cow;

use super::{CustomApi, CustomRequest, ExternalRequest, Objects, Request, ResourceKind, ResourceRequest};
use crate::error::{Error, Result, codes};

/// What a request asks for, part by part: what its path says, without the escapes.
///
/// ```
/// use counterpoise::metrics::request::{Api, RequestParts};
/// use counterpoise::metrics::{CustomApi, Request};
///
/// let parts = RequestParts {
///     namespace: "default",
///     resource: "pods",
///     metric: "http_requests",
///     label_selector: "app=web",
///     ..RequestParts::of(Api::Custom(CustomApi::V1Beta2))
/// };
/// let path = "/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods/*/http_requests?labelSelector=app%3Dweb";
/// assert_eq!(Request::of(parts)?, Request::parse(path)?);
/// # Ok::<(), counterpoise::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RequestParts<'a> {
    /// The API that is asked.
    pub api: Api,
    /// The namespace; empty in the root scope, and for the pods of all namespaces. A namespace's own metric has no namespace, the
    /// resource `namespaces` and the namespace as the object's name.
    pub namespace: &'a str,
    /// The objects' resource with its group after a dot, `ingresses.networking.k8s.io`; `pods` or `nodes` of usage, none of an
    /// external metric.
    pub resource: &'a str,
    /// The object's name; empty or `*` for all that the label selector selects. None of an external metric.
    pub name: &'a str,
    /// The metric's name; none of usage.
    pub metric: &'a str,
    /// `labelSelector`: selects objects, or is the external metric's.
    pub label_selector: &'a str,
    /// `metricLabelSelector`, of custom metrics.
    pub metric_label_selector: &'a str,
}

/// One of the metrics APIs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Api {
    /// Metrics of objects.
    Custom(CustomApi),
    /// Metrics of nothing in the cluster.
    External,
    /// CPU and memory.
    Resource,
}

impl RequestParts<'_> {
    /// Nothing but the API.
    #[must_use]
    pub const fn of(api: Api) -> Self {
        Self {
            api,
            namespace: "",
            resource: "",
            name: "",
            metric: "",
            label_selector: "",
            metric_label_selector: "",
        }
    }
}

impl<'a> Request<'a> {
    /// The request of these parts.
    ///
    /// # Errors
    /// `metrics.request-path` for parts that no path has: an empty one that is needed, or one that the API has none of.
    pub fn of(parts: RequestParts<'a>) -> Result<Self> {
        let RequestParts { api, namespace, resource, name, metric, label_selector, metric_label_selector } =
            parts;
        let needs = |what: &str, text: &str| match text {
            "" => Err(refused(format!("the {what} is empty"))),
            _ => Ok(()),
        };
        let has_no = |what: &str, text: &str| match text {
            "" => Ok(()),
            _ => Err(refused(format!("a request of this API has no {what}, found {text:?}"))),
        };
        // An escaped slash separates segments, too, since servers unescape a path before they split it.
        if let Some(part) = [namespace, resource, name, metric].into_iter().find(|part| part.contains('/')) {
            return Err(refused(format!("no path has a part with a slash, as {part:?}")));
        }
        let objects = match name {
            "" | "*" => Objects::All,
            name => Objects::Named(Cow::Borrowed(name)),
        };
        match api {
            Api::Custom(api) => {
                needs("resource", resource)?;
                needs("metric", metric)?;
                if namespace.is_empty() && resource == "namespaces" && objects == Objects::All {
                    return Err(refused(
                        "a namespace's own metric is asked for by the namespace's name".to_owned(),
                    ));
                }
                Ok(Self::Custom(CustomRequest {
                    api,
                    namespace: (!namespace.is_empty()).then_some(Cow::Borrowed(namespace)),
                    resource: Cow::Borrowed(resource),
                    objects,
                    metric: Cow::Borrowed(metric),
                    label_selector: label_selector.into(),
                    metric_label_selector: metric_label_selector.into(),
                }))
            }
            Api::External => {
                needs("namespace", namespace)?;
                needs("metric", metric)?;
                has_no("resource", resource)?;
                has_no("object", name)?;
                has_no("metricLabelSelector", metric_label_selector)?;
                Ok(Self::External(ExternalRequest {
                    namespace: Cow::Borrowed(namespace),
                    metric: Cow::Borrowed(metric),
                    label_selector: label_selector.into(),
                }))
            }
            Api::Resource => {
                has_no("metric", metric)?;
                has_no("metricLabelSelector", metric_label_selector)?;
                let kind = match (resource, namespace, &objects) {
                    ("nodes", "", _) => ResourceKind::Nodes,
                    ("pods", "", Objects::Named(_)) => {
                        return Err(refused("a pod needs its namespace".to_owned()));
                    }
                    ("pods", _, _) => ResourceKind::Pods,
                    _ => {
                        let message =
                            format!("usage is of pods or nodes, found {resource:?} in {namespace:?}");
                        return Err(refused(message));
                    }
                };
                Ok(Self::Resource(ResourceRequest {
                    kind,
                    namespace: (!namespace.is_empty()).then_some(Cow::Borrowed(namespace)),
                    objects,
                    label_selector: label_selector.into(),
                    field_selector: Cow::Borrowed(""),
                }))
            }
        }
    }
}

fn refused(message: String) -> Error {
    Error::new(codes::metrics::REQUEST_PATH, message)
}
