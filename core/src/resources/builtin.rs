//! Kubernetes' own resources as lists of discovery.

mod table;

use std::borrow::Cow;

use super::mapper::{List, Listed};

/// One version of a group: plural, singular, kind, and whether namespaced.
struct Served {
    group: &'static str,
    version: &'static str,
    resources: &'static [(&'static str, &'static str, &'static str, bool)],
}

/// The lists, in the order in which the API server prefers the groups.
pub(super) fn lists() -> impl Iterator<Item = List<'static>> {
    table::SERVED.iter().map(|served| List {
        group: served.group,
        version: served.version,
        resources: served
            .resources
            .iter()
            .map(|&(plural, singular, kind, namespaced)| Listed {
                plural: Cow::Borrowed(plural),
                singular: Cow::Borrowed(singular),
                kind,
                namespaced,
            })
            .collect(),
    })
}
