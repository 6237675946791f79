//! Resources as lists of discovery have them.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::guess::plural_and_singular;
use crate::kube::ApiResourceList;

/// The resources of one group and version, of the cluster or built in.
pub(super) struct List<'a> {
    pub(super) group: &'a str,
    pub(super) version: &'a str,
    pub(super) resources: Vec<Listed<'a>>,
}

/// A resource of a list.
pub(super) struct Listed<'a> {
    pub(super) plural: Cow<'a, str>,
    pub(super) singular: Cow<'a, str>,
    pub(super) kind: &'a str,
    pub(super) namespaced: bool,
    pub(super) short_names: Vec<&'a str>,
    pub(super) has_scale: bool,
}

impl<'a> List<'a> {
    /// A list of the cluster; subresources tell what scales.
    pub(super) fn of(list: &'a ApiResourceList) -> Self {
        let (group, version) = list.group_version.split_once('/').unwrap_or(("", &list.group_version));
        let scaled: BTreeSet<_> =
            list.resources.iter().filter_map(|resource| resource.name.strip_suffix("/scale")).collect();
        let resources = list
            .resources
            .iter()
            .filter(|resource| !resource.name.contains('/'))
            .map(|resource| Listed {
                plural: Cow::Borrowed(&resource.name),
                // Older servers leave the singular out.
                singular: if resource.singular_name.is_empty() {
                    Cow::Owned(plural_and_singular(&resource.kind).1)
                } else {
                    Cow::Borrowed(&resource.singular_name)
                },
                kind: &resource.kind,
                namespaced: resource.namespaced,
                short_names: resource.short_names.iter().map(String::as_str).collect(),
                has_scale: scaled.contains(resource.name.as_str()),
            })
            .collect();
        Self { group, version, resources }
    }
}
