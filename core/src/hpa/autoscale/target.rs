//! What is scaled, as an argument of kubectl names it.

use super::flag;
use crate::error::Result;
use crate::go::quote::quote;
use crate::kube::autoscaling::CrossVersionObjectReference;
use crate::resources::Mapper;

/// What `TYPE/NAME` means in a namespace, if it can be scaled. Mirrors `resource.Builder` with one argument,
/// `rest.IsValidPathSegmentName` and `scale.ScaleKindResolver`.
pub(super) fn reference(text: &str, namespace: &str, mapper: &Mapper) -> Result<CrossVersionObjectReference> {
    let parts = text.split_once('/');
    let parts = parts.filter(|(r#type, name)| {
        !r#type.is_empty() && !r#type.contains(',') && !name.is_empty() && !name.contains('/')
    });
    let Some((r#type, name)) = parts else {
        return Err(flag("target", format!("the target {text:?} is not TYPE/NAME, such as deployment/web")));
    };
    let mapping = mapper.mapping_for(r#type).map_err(|error| error.in_path("target"))?;
    let resource = mapping.resource;
    if resource.namespaced
        && let Some(wrong) = not_in_a_path(namespace)
    {
        return Err(flag("namespace", format!("invalid namespace {}: [{wrong}]", quote(namespace))));
    }
    if let Some(wrong) = not_in_a_path(name) {
        return Err(flag("target", format!("invalid resource name {}: [{wrong}]", quote(name))));
    }
    if !mapping.has_scale {
        let message = format!(
            "cannot autoscale a {}: could not find scale subresource for {}, Resource={} in discovery information",
            mapping.kind,
            resource.group_version(),
            resource.resource,
        );
        return Err(flag("target", message));
    }
    let api_version = match resource.group.as_str() {
        "" => resource.version.clone(),
        group => format!("{group}/{}", resource.version),
    };
    Ok(CrossVersionObjectReference { api_version, kind: mapping.kind.to_owned(), name: name.to_owned() })
}

/// Why a text cannot stand in the path of a request.
fn not_in_a_path(text: &str) -> Option<String> {
    if [".", ".."].contains(&text) {
        return Some(format!("may not be '{text}'"));
    }
    let found: Vec<_> = ['/', '%']
        .into_iter()
        .filter(|c| text.contains(*c))
        .map(|c| format!("may not contain '{c}'"))
        .collect();
    Some(found.join(" ")).filter(|found| !found.is_empty())
}
