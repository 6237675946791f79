//! A type as an argument of kubectl names it: besides the names of a mapper there are short names, versions and kinds.

use std::cmp::Reverse;

use super::{Mapper, ResourceInfo, Served, folded};
use crate::error::{Error, Result, codes};
use crate::go::quote::quote;

/// What an argument of kubectl means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Mapping<'a> {
    /// The resource.
    pub resource: &'a ResourceInfo,
    /// Its kind, which is in lower case where the argument gives it so and no resource has this name.
    pub kind: &'a str,
    /// Whether it has the subresource `scale`.
    pub has_scale: bool,
}

/// A name and what else is said of it; a group or a version that is empty is any.
#[derive(Debug, Clone, Copy)]
struct Partial<'a> {
    name: &'a str,
    version: &'a str,
    group: &'a str,
}

impl<'a> Partial<'a> {
    /// `name` or `name.group`.
    fn plain(argument: &'a str) -> Self {
        let (name, group) = argument.split_once('.').unwrap_or((argument, ""));
        Self { name, version: "", group }
    }

    /// `name.version.group`.
    fn versioned(argument: &'a str) -> Option<Self> {
        let (name, rest) = argument.split_once('.')?;
        let (version, group) = rest.split_once('.')?;
        // The version of types in memory; none that is served.
        let version = if version == "__internal" { "" } else { version };
        Some(Self { name, version, group })
    }

    fn has_version_of(&self, served: &Served) -> bool {
        self.version.is_empty() || self.version == served.info.version
    }
}

impl Mapper {
    /// The type that an argument names: a plural, a singular or a short name, or a kind, alone or as `deployments.apps`
    /// or `deployments.v1.apps`. Mirrors `resource.Builder.mappingFor` of k8s.io/cli-runtime v0.37, whose error this is.
    ///
    /// # Errors
    /// `resources.unknown`.
    pub fn mapping_for<'a>(&'a self, argument: &'a str) -> Result<Mapping<'a>> {
        let (versioned, plain) = (Partial::versioned(argument), Partial::plain(argument));
        versioned
            .and_then(|partial| self.by_resource(partial))
            .or_else(|| self.by_resource(plain))
            .or_else(|| versioned.and_then(|partial| self.by_kind(partial)))
            .or_else(|| self.by_kind(plain))
            .ok_or_else(|| {
                let mut message = format!("the server doesn't have a resource type {}", quote(plain.name));
                if !plain.group.is_empty() {
                    message += &format!(" in group {}", quote(plain.group));
                }
                Error::new(codes::resources::UNKNOWN, message)
            })
    }

    fn by_resource<'a>(&'a self, partial: Partial<'a>) -> Option<Mapping<'a>> {
        let partial = self.without_short_name(partial);
        let found = self.named(&folded(partial.name)).filter(|served| {
            let group = served.info.group.as_str();
            let fits = if partial.group.is_empty() || partial.version.is_empty() {
                group.starts_with(partial.group)
            } else {
                group == partial.group
            };
            fits && partial.has_version_of(served)
        });
        let info = &preferred(found)?.info;
        self.by_kind(Partial { name: &info.kind, version: &info.version, group: &info.group })
    }

    fn by_kind<'a>(&'a self, partial: Partial<'a>) -> Option<Mapping<'a>> {
        let found = self.0.resources.iter().filter(|served| {
            let info = &served.info;
            info.group == partial.group
                && partial.has_version_of(served)
                && (info.kind == partial.name || info.kind.to_lowercase() == partial.name)
        });
        let served = preferred(found)?;
        Some(Mapping { resource: &served.info, kind: partial.name, has_scale: served.has_scale })
    }

    /// The plural of a short name, which is written exactly and is no other resource's name. Mirrors
    /// `restmapper.shortcutExpander`, which forgets the version of one that it finds at once.
    fn without_short_name<'a>(&'a self, partial: Partial<'a>) -> Partial<'a> {
        let in_group = |served: &&Served| partial.group.is_empty() || partial.group == served.info.group;
        let exact =
            |served: &Served| served.info.resource == partial.name || served.info.singular == partial.name;
        if self.named(partial.name).filter(in_group).any(exact) {
            return partial;
        }
        let short = || {
            let found = self.0.short_names.iter().filter(|(name, _)| **name == *partial.name);
            found.filter_map(|(_, at)| self.0.resources.get(*at))
        };
        if let Some(info) = first(short().filter(in_group)) {
            return Partial { name: &info.resource, version: "", group: &info.group };
        }
        match first(short().filter(|served| served.info.group.starts_with(partial.group))) {
            Some(info) => Partial { name: &info.resource, group: &info.group, ..partial },
            None => partial,
        }
    }
}

/// Of several resources the first in the order of the lists.
fn first<'a>(found: impl Iterator<Item = &'a Served>) -> Option<&'a ResourceInfo> {
    found.min_by_key(|served| (served.preference, served.place)).map(|served| &served.info)
}

/// Of several resources that of the preferred version, and in one version what is listed last.
fn preferred<'a>(found: impl Iterator<Item = &'a Served>) -> Option<&'a Served> {
    found.min_by_key(|served| (served.preference, Reverse(served.place)))
}
