//! Kubernetes' own resources as lists of discovery.

mod table;

use std::borrow::Cow;

use super::listed::{List, Listed};

/// One version of a group.
struct Served {
    group: &'static str,
    version: &'static str,
    /// Plural, singular, kind, and whether namespaced.
    resources: &'static [(&'static str, &'static str, &'static str, bool)],
    /// Short names and their plurals.
    short_names: &'static [(&'static str, &'static str)],
    /// The plurals of those that have a scale.
    scaled: &'static [&'static str],
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
                short_names: served
                    .short_names
                    .iter()
                    .filter(|(_, of)| *of == plural)
                    .map(|(name, _)| *name)
                    .collect(),
                has_scale: served.scaled.contains(&plural),
            })
            .collect(),
    })
}
