//! Pods that the target's selector selects beside the target's own.

use std::collections::BTreeMap;

use super::shared::namespace;
use super::{CheckContext, Findings};
use crate::error::{Error, codes};
use crate::kube::{HorizontalPodAutoscaler, Pod, PodPhase};
use crate::selector::Selector;

pub(super) fn find(hpa: &HorizontalPodAutoscaler, context: &CheckContext<'_>, found: &mut Findings) {
    let Some(scale) = context.scale else { return };
    if scale.status.selector.is_empty() && scale.status.replicas > 0 {
        let message = "the target's scale has no status.selector, so the controller stops with \"selector is required\"";
        found.error(Error::new(codes::hpa::NO_SELECTOR, message).in_path("spec.scaleTargetRef"));
        return;
    }
    // A pod that ends is no replica any more.
    let lasts = |pod: &&Pod| {
        pod.metadata.deletion_timestamp.is_none()
            && !matches!(pod.status.phase, PodPhase::Failed | PodPhase::Succeeded)
    };
    let pods = selected(hpa, context);
    let names: Vec<&str> = pods.into_iter().filter(lasts).map(|pod| pod.metadata.name.as_str()).collect();
    let replicas = usize::try_from(scale.status.replicas).unwrap_or(0);
    if names.len() <= replicas {
        return;
    }
    let told = match others(&names, &hpa.spec.scale_target_ref.name, replicas) {
        Some(others) => format!("{} too; their samples are in the average", shortened(&others)),
        None => format!("{}; the samples of all of them are in the average", shortened(&names)),
    };
    let message = format!(
        "the selector {} selects {} pods, and the target has {replicas} replicas: {told}",
        scale.status.selector,
        names.len()
    );
    found.warning(Error::new(codes::hpa::SELECTED_PODS, message).in_path("spec.scaleTargetRef"));
}

/// The pods that the scale's selector selects, as the controller has them.
pub(super) fn selected<'a>(hpa: &HorizontalPodAutoscaler, context: &CheckContext<'a>) -> Vec<&'a Pod> {
    let text = context.scale.map_or("", |scale| scale.status.selector.as_str());
    // Without a selector, or with one that cannot be read, the controller looks at none.
    let Some(selector) =
        Some(text).filter(|text| !text.is_empty()).and_then(|text| Selector::parse(text).ok())
    else {
        return Vec::new();
    };
    let mut pods = selector.select(context.pods, |pod| &pod.metadata.labels);
    let namespace = namespace(hpa);
    pods.retain(|pod| pod.metadata.namespace.is_empty() || pod.metadata.namespace == namespace);
    pods
}

/// Those that are not the target's, where their names tell: the target's begin with its own name, or there are more of
/// them than of any others.
fn others<'a>(names: &[&'a str], target: &str, replicas: usize) -> Option<Vec<&'a str>> {
    let mut groups: BTreeMap<&str, usize> = BTreeMap::new();
    for name in names {
        let count = groups.entry(workload(name)).or_default();
        *count = count.saturating_add(1);
    }
    let most = groups.values().max().copied()?;
    let own = if groups.contains_key(target) {
        target
    } else {
        let mut largest = groups.iter().filter(|(_, count)| **count == most);
        let (name, _) = largest.next()?;
        if largest.next().is_some() || most > replicas {
            return None;
        }
        name
    };
    let others: Vec<_> = names.iter().filter(|name| workload(name) != own).copied().collect();
    (!others.is_empty()).then_some(others)
}

/// The workload that a pod's name begins with: it is followed by a number, or by the hash of a template and five letters.
fn workload(pod: &str) -> &str {
    let Some((before, _)) = pod.rsplit_once('-') else { return pod };
    match before.rsplit_once('-') {
        Some((workload, hash)) if is_hash(hash) => workload,
        _ => before,
    }
}

/// Whether Kubernetes may have made the text of a hash. Mirrors `rand.SafeEncodeString`, whose letters make no words.
fn is_hash(text: &str) -> bool {
    (5..=10).contains(&text.len()) && text.bytes().all(|byte| b"bcdfghjklmnpqrstvwxz2456789".contains(&byte))
}

/// Names that are shown.
const SHOWN: usize = 5;

fn shortened(names: &[&str]) -> String {
    let shown: Vec<_> = names.iter().take(SHOWN).copied().collect();
    match names.len().saturating_sub(SHOWN) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}
