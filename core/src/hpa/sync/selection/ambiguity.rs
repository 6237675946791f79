use std::fmt;

use crate::hpa::Profile;
use crate::hpa::sync::input::OtherHpa;
use crate::kube::Pod;
use crate::selector::Selector;

/// `namespace/name` of an HPA. Mirrors `selectors.Key`.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key<'a> {
    pub(super) namespace: &'a str,
    pub(super) name: &'a str,
}

impl fmt::Display for Key<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.namespace, self.name)
    }
}

/// The message for pods that more than one HPA selects; `None` where this HPA is the only one. Upstream's order is that
/// of a Go map; here the HPA itself comes first where two are named, else the order is by name.
/// Mirrors `podautoscaler.hpaSelectorTracker.HPAsMatchingPods`.
pub(super) fn ambiguous(
    own: Key<'_>,
    selector: &str,
    pods: &[&Pod],
    others: &[OtherHpa],
    profile: &Profile,
) -> Option<String> {
    let mut keys: Vec<_> = others
        .iter()
        .filter(|other| other.namespace == own.namespace && other.name != own.name)
        .filter(|other| {
            !other.selector.is_empty()
                && Selector::parse(&other.selector)
                    .is_ok_and(|selector| pods.iter().any(|pod| selector.matches(&pod.metadata.labels)))
        })
        .map(|other| Key { namespace: &other.namespace, name: &other.name })
        .collect();
    if keys.is_empty() {
        return None;
    }
    keys.sort();
    keys.dedup();
    keys.insert(0, own);
    if profile.names_two_hpas {
        keys.truncate(2);
    } else {
        keys.sort();
    }
    let keys: Vec<_> = keys.iter().map(ToString::to_string).collect();
    let keys = keys.join(" ");
    Some(if profile.names_two_hpas {
        format!("pods by selector {selector} are controlled by more than one HPA (e.g. [{keys}])")
    } else {
        format!("pods by selector {selector} are controlled by multiple HPAs: [{keys}]")
    })
}
