use std::borrow::Cow;

use super::encoding::{unescape_path, unescape_query};
use super::{CustomApi, CustomRequest, ExternalRequest, Objects, Request, ResourceKind, ResourceRequest};
use crate::error::{Error, Result, codes};

/// The longest path served: `apis`, group, version, and `namespaces/{namespace}/{resource}/{name}/{metric}`.
const SEGMENTS: usize = 8;

impl<'a> Request<'a> {
    /// Reads a path with its query, as the API servers route it: the path is unescaped first and then split; of a
    /// parameter given twice the first counts; parameters that select nothing (`limit`, `pretty`) are left out.
    ///
    /// # Errors
    /// `metrics.request-path`, with upstream's text where it refuses the request itself.
    pub fn parse(text: &'a str) -> Result<Self> {
        let (path, query) = text.split_once('?').unwrap_or((text, ""));
        let (count, segments) = split(path).ok_or_else(|| unserved(path))?;
        let parameters = Parameters::read(query)?;
        let [apis, group, version, ..] = &segments;
        if count < 4 || apis != "apis" {
            return Err(unserved(path)
                .with_hint("Start the path with /apis/, the group and the version: /apis/custom.metrics.k8s.io/v1beta2/…"));
        }
        if let Some(api) = CustomApi::find(group, version) {
            return custom(api, count, segments, parameters).map(Self::Custom);
        }
        let request = match (&**group, &**version) {
            ("external.metrics.k8s.io", "v1beta1") => {
                external(count, segments, parameters).map(Self::External)
            }
            ("metrics.k8s.io", "v1beta1") => resource(count, segments, parameters).map(Self::Resource),
            _ => {
                return Err(unserved(path).with_hint(
                    "Served are custom.metrics.k8s.io/v1beta1 and v1beta2, external.metrics.k8s.io/v1beta1 and \
                     metrics.k8s.io/v1beta1.",
                ));
            }
        };
        request.ok_or_else(|| unserved(path))
    }
}

fn unserved(path: &str) -> Error {
    Error::new(
        codes::metrics::REQUEST_PATH,
        format!("the server could not find the requested resource: no metrics API serves {path:?}"),
    )
}

/// The segments of a path, unescaped. `None` when there are more than any path served has, or when one is empty.
fn split(path: &str) -> Option<(usize, [Cow<'_, str>; SEGMENTS])> {
    let mut segments: [Cow<'_, str>; SEGMENTS] = Default::default();
    let mut count = 0;
    let mut add = |segment| {
        let place = segments.get_mut(count)?;
        *place = segment;
        count += 1;
        (!place.is_empty()).then_some(())
    };
    for raw in path.trim_matches('/').split('/') {
        match unescape_path(raw)? {
            // An escaped slash separates segments too, since servers unescape first.
            Cow::Owned(text) if text.contains('/') => {
                text.split('/').try_for_each(|part| add(Cow::Owned(part.to_owned())))?;
            }
            segment => add(segment)?,
        }
    }
    Some((count, segments))
}

fn custom<'a>(
    api: CustomApi,
    count: usize,
    segments: [Cow<'a, str>; SEGMENTS],
    parameters: Parameters<'a>,
) -> Result<CustomRequest<'a>> {
    let (namespace, resource, name, metric) = match (count, segments) {
        // A longer path under `metrics` is served as well, and its end ignored.
        (7 | 8, [_, _, _, scope, name, metrics, metric, _])
            if scope == "namespaces" && metrics == "metrics" =>
        {
            (None, scope, name, metric)
        }
        (8, [_, _, _, scope, namespace, resource, name, metric]) if scope == "namespaces" => {
            (Some(namespace), resource, name, metric)
        }
        (6, [_, _, _, resource, name, metric, ..]) if resource != "namespaces" => {
            (None, resource, name, metric)
        }
        _ => {
            return Err(Error::new(codes::metrics::REQUEST_PATH, "invalid request path").with_hint(
                "Ask under namespaces/{namespace}/{resource}/{name or *}/{metric}, {resource}/{name or *}/{metric}, or, \
                 for a metric of a namespace itself, namespaces/{name}/metrics/{metric}.",
            ));
        }
    };
    parameters.check_field_selector(&name)?;
    let objects = if name == "*" { Objects::All } else { Objects::Named(name) };
    Ok(CustomRequest {
        api,
        namespace,
        resource,
        objects,
        metric,
        label_selector: parameters.label_selector.into(),
        metric_label_selector: parameters.metric_label_selector.into(),
    })
}

fn external<'a>(
    count: usize,
    segments: [Cow<'a, str>; SEGMENTS],
    parameters: Parameters<'a>,
) -> Option<ExternalRequest<'a>> {
    match (count, segments) {
        (6, [_, _, _, scope, namespace, metric, ..]) if scope == "namespaces" => {
            Some(ExternalRequest { namespace, metric, label_selector: parameters.label_selector.into() })
        }
        _ => None,
    }
}

fn resource<'a>(
    count: usize,
    segments: [Cow<'a, str>; SEGMENTS],
    parameters: Parameters<'a>,
) -> Option<ResourceRequest<'a>> {
    let (namespace, resource, objects) = match (count, segments) {
        (4, [_, _, _, resource, ..]) => (None, resource, Objects::All),
        (5, [_, _, _, resource, name, ..]) if resource == "nodes" => (None, resource, Objects::Named(name)),
        (6, [_, _, _, scope, namespace, resource, ..]) if scope == "namespaces" && resource == "pods" => {
            (Some(namespace), resource, Objects::All)
        }
        (7, [_, _, _, scope, namespace, resource, name, _])
            if scope == "namespaces" && resource == "pods" =>
        {
            (Some(namespace), resource, Objects::Named(name))
        }
        _ => return None,
    };
    let kind = match &*resource {
        "pods" => ResourceKind::Pods,
        "nodes" => ResourceKind::Nodes,
        _ => return None,
    };
    Some(ResourceRequest {
        kind,
        namespace,
        objects,
        label_selector: parameters.label_selector.into(),
        field_selector: parameters.field_selector,
    })
}

/// The parameters of a query that select something.
#[derive(Default)]
struct Parameters<'a> {
    label_selector: Cow<'a, str>,
    metric_label_selector: Cow<'a, str>,
    field_selector: Cow<'a, str>,
}

impl<'a> Parameters<'a> {
    /// Reads a query as Go's `url.ParseQuery` does: a broken pair, or one with a semicolon, is left out.
    fn read(query: &'a str) -> Result<Self> {
        let (mut label, mut metric_label, mut field) = (None, None, None);
        for pair in query.split('&').filter(|pair| !pair.contains(';')) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let (Some(name), Some(value)) = (unescape_query(name), unescape_query(value)) else { continue };
            let place = match &*name {
                "labelSelector" => &mut label,
                "metricLabelSelector" => &mut metric_label,
                "fieldSelector" => &mut field,
                "limit" | "timeoutSeconds" if value.parse::<i64>().is_err() => {
                    let message = format!("strconv.ParseInt: parsing {value:?}: invalid syntax");
                    return Err(Error::new(codes::metrics::REQUEST_PATH, message)
                        .with_hint("Give limit and timeoutSeconds as integers, or leave them out."));
                }
                _ => continue,
            };
            place.get_or_insert(value);
        }
        Ok(Self {
            label_selector: label.unwrap_or_default(),
            metric_label_selector: metric_label.unwrap_or_default(),
            field_selector: field.unwrap_or_default(),
        })
    }

    /// Where the path names the object, a field selector can only say the same.
    fn check_field_selector(&self, name: &str) -> Result<()> {
        let selector = self.field_selector.trim();
        let named =
            selector.strip_prefix("metadata.name=").map(|rest| rest.strip_prefix('=').unwrap_or(rest));
        if selector.is_empty() || named == Some(name) {
            return Ok(());
        }
        Err(Error::new(
            codes::metrics::REQUEST_PATH,
            "fieldSelector metadata.name doesn't match requested name",
        )
        .with_hint("Leave fieldSelector out: custom metrics are selected by name or by labelSelector."))
    }
}
