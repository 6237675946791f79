use std::fmt;

use super::encoding::{PathSegment, QueryComponent};
use super::{CustomRequest, ExternalRequest, Objects, Request, ResourceRequest};

/// Prints the path and query that Go's clients send: escaped by `URL.EscapedPath` and `url.Values.Encode`.
impl fmt::Display for Request<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "/apis/{}", self.group_version())?;
        match self {
            Self::Custom(request) => custom(request, f),
            Self::External(request) => external(request, f),
            Self::Resource(request) => resource(request, f),
        }
    }
}

fn custom(request: &CustomRequest<'_>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let metric = Behind(&request.metric);
    match (&request.namespace, &request.objects) {
        (None, Objects::Named(name)) if request.resource == "namespaces" => {
            write!(f, "/namespaces/{}/metrics{metric}", PathSegment(name))?;
        }
        (namespace, objects) => {
            if let Some(namespace) = namespace {
                write!(f, "/namespaces/{}", PathSegment(namespace))?;
            }
            write!(f, "/{}/{}{metric}", PathSegment(&request.resource), PathSegment(name_of(objects)))?;
        }
    }
    query(
        f,
        &[
            ("labelSelector", &request.label_selector),
            ("metricLabelSelector", &request.metric_label_selector),
        ],
    )
}

/// A metric's name behind a slash; Go's client leaves an empty one out.
struct Behind<'a>(&'a str);

impl fmt::Display for Behind<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() { Ok(()) } else { write!(f, "/{}", PathSegment(self.0)) }
    }
}

fn external(request: &ExternalRequest<'_>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "/namespaces/{}{}", PathSegment(&request.namespace), Behind(&request.metric))?;
    query(f, &[("labelSelector", &request.label_selector)])
}

fn resource(request: &ResourceRequest<'_>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if let Some(namespace) = &request.namespace {
        write!(f, "/namespaces/{}", PathSegment(namespace))?;
    }
    write!(f, "/{}", request.kind.resource())?;
    if let Objects::Named(name) = &request.objects {
        write!(f, "/{}", PathSegment(name))?;
    }
    query(f, &[("fieldSelector", &request.field_selector), ("labelSelector", &request.label_selector)])
}

fn name_of<'a>(objects: &'a Objects<'_>) -> &'a str {
    match objects {
        Objects::All => "*",
        Objects::Named(name) => name,
    }
}

/// Writes the parameters that are not empty; they come in the order of their names.
fn query(f: &mut fmt::Formatter<'_>, parameters: &[(&str, &str)]) -> fmt::Result {
    let filled = parameters.iter().filter(|(_, value)| !value.is_empty());
    for (index, (name, value)) in filled.enumerate() {
        let joint = if index == 0 { '?' } else { '&' };
        write!(f, "{joint}{name}={}", QueryComponent(value))?;
    }
    Ok(())
}
