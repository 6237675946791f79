//! References to objects whose kind is not in their group.

use super::{CheckContext, Findings};
use crate::error::similar::meant;
use crate::error::{Error, codes};
use crate::kube::HorizontalPodAutoscaler;
use crate::kube::autoscaling::CrossVersionObjectReference;
use crate::resources::{Mapper, ResourceInfo};

pub(super) fn find(hpa: &HorizontalPodAutoscaler, context: &CheckContext<'_>, found: &mut Findings) {
    let described = hpa.spec.metrics.iter().enumerate().filter_map(|(index, metric)| {
        let object = &metric.object.as_ref()?.described_object;
        Some((format!("spec.metrics[{index}].object.describedObject"), object))
    });
    let target = ("spec.scaleTargetRef".to_owned(), &hpa.spec.scale_target_ref);
    for (path, reference) in std::iter::once(target).chain(described) {
        let Some(error) = unknown(reference, context.mapper) else { continue };
        let error = error.in_path(&path);
        // Where validation refuses the field, it lacks no more than what to write.
        let refused = found.0.iter_mut().find(|found| found.error.path() == error.path());
        match refused {
            Some(refused) => refused.error = refused.error.clone().with_hint(error.hint()),
            None => found.error(error),
        }
    }
}

/// What is wrong with a reference, where that can be told: groups that the mapper does not have may hold anything.
fn unknown(reference: &CrossVersionObjectReference, mapper: &Mapper) -> Option<Error> {
    let (kind, group) = (reference.kind.as_str(), reference.group());
    let in_group = |info: &&ResourceInfo| info.group == group;
    if kind.is_empty() || mapper.resources().any(|info| info.kind == kind && info.group == group) {
        return None;
    }
    let is_called = |info: &&ResourceInfo| {
        [&info.kind, &info.singular, &info.resource].iter().any(|name| name.eq_ignore_ascii_case(kind))
    };
    let is_known = mapper.resources().any(|info| info.group == group);
    // Deployments and their like have left it for apps.
    let is_gone = group == "extensions";
    let shown = if group.is_empty() { "the core group".to_owned() } else { format!("the group {group}") };
    let error = |what: &str, field: &str, hint: String| {
        Error::new(codes::hpa::KIND, format!("there is no {what} in {shown}")).in_path(field).with_hint(hint)
    };
    let kind_error = |meant: &str| error(&format!("kind {kind:?}"), "kind", format!("Write kind: {meant}."));
    if let Some(info) = mapper.resources().filter(in_group).find(is_called) {
        return Some(kind_error(&info.kind));
    }
    if !is_known && !is_gone {
        return None;
    }
    // Of several groups the first is the one that the API server prefers.
    if let Some(info) = mapper.resources().find(is_called) {
        let api_version = if info.group.is_empty() {
            info.version.clone()
        } else {
            format!("{}/{}", info.group, info.version)
        };
        let hint = if info.kind == kind {
            format!("Write apiVersion: {api_version}.")
        } else {
            format!("Write apiVersion: {api_version} and kind: {}.", info.kind)
        };
        return Some(error(&format!("kind {kind:?}"), "apiVersion", hint));
    }
    let kinds: Vec<&str> = mapper.resources().filter(in_group).map(|info| info.kind.as_str()).collect();
    meant(kind, &kinds).map(kind_error)
}
