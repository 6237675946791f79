mod argument;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use super::guess::plural_and_singular;
use super::listed::{List, Listed};
use super::{GroupResource, builtin};
use crate::error::{Error, Result, codes};
use crate::kube::ApiResourceList;
use crate::limits;

pub use argument::Mapping;

/// One resource as a cluster serves it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct ResourceInfo {
    /// The API group; empty for the core group.
    pub group: String,
    /// The version, such as `v1`.
    pub version: String,
    /// The plural name, such as `deployments`.
    pub resource: String,
    /// The singular name, such as `deployment`.
    pub singular: String,
    /// The kind, such as `Deployment`.
    pub kind: String,
    /// Whether its objects live in a namespace.
    pub namespaced: bool,
}

impl ResourceInfo {
    /// The group and the plural name.
    #[must_use]
    pub fn group_resource(&self) -> GroupResource {
        GroupResource::new(self.group.as_str(), self.resource.as_str())
    }

    /// `group/version` as prometheus-adapter prints it, which is `/v1` in the core group.
    #[must_use]
    pub fn group_version(&self) -> String {
        format!("{}/{}", self.group, self.version)
    }
}

/// Finds the resource that a partial name means, as `restmapper.NewDiscoveryRESTMapper` does over a cluster's lists:
/// plural, singular and lower-case kind, in any case; the group may be left out or be the beginning of one.
///
/// Every kind brings its list (`podlists`) and every version a `lists` of kind `List`, as upstream's mapper has them.
/// Cheap to clone.
#[derive(Debug, Clone)]
pub struct Mapper(Arc<Index>);

#[derive(Debug, Default)]
struct Index {
    resources: Vec<Served>,
    /// Each plural and singular name with the resource it may mean, sorted by name and then by preference.
    names: Vec<(Box<str>, usize)>,
    /// Each short name with its resource.
    short_names: Vec<(Box<str>, usize)>,
}

/// A resource, and what decides between several that match.
#[derive(Debug)]
struct Served {
    info: ResourceInfo,
    /// The core group's v1 first, then the order of the lists.
    preference: usize,
    /// Its place in the list of its version.
    place: usize,
    has_scale: bool,
}

impl Mapper {
    /// The resources that Kubernetes itself serves in stable versions.
    #[must_use]
    pub fn builtin() -> Self {
        Self::builtin_ref().clone()
    }

    /// As [`builtin`](Self::builtin), where a borrow does.
    #[must_use]
    pub fn builtin_ref() -> &'static Self {
        static BUILTIN: LazyLock<Mapper> = LazyLock::new(|| builder(builtin::lists()));
        &BUILTIN
    }

    /// The resources that a cluster's discovery lists. The first version of a group is its preferred one; subresources
    /// are left out.
    ///
    /// # Errors
    /// `limit.size` for more than any cluster has.
    pub fn from_lists(lists: &[ApiResourceList]) -> Result<Self> {
        let count =
            lists.iter().map(|list| list.resources.len().saturating_add(1)).fold(0, usize::saturating_add);
        if count > limits::RESOURCES {
            let message = format!("{count} resources are more than {}", limits::RESOURCES);
            return Err(Error::new(codes::limit::SIZE, message).in_path("resources"));
        }
        Ok(builder(lists.iter().map(List::of)))
    }

    /// Those of a cluster's discovery, where it is given, else those that Kubernetes itself serves.
    ///
    /// # Errors
    /// As [`from_lists`](Self::from_lists).
    pub fn of(lists: Option<&[ApiResourceList]>) -> Result<Self> {
        lists.map_or_else(|| Ok(Self::builtin()), Self::from_lists)
    }

    /// The resource that a partial name means. Mirrors `RESTMapper.ResourceFor`.
    ///
    /// # Errors
    /// `resources.missing` for an empty name, `resources.unknown`, `resources.ambiguous`.
    pub fn resource_for(&self, partial: &GroupResource) -> Result<&ResourceInfo> {
        if partial.resource.is_empty() {
            return Err(Error::new(codes::resources::MISSING, "a resource must be present"));
        }
        let mut best: Option<&Served> = None;
        let mut rival: Option<&Served> = None;
        for served in self.named(&folded(&partial.resource)) {
            // A group that matches exactly also matches as a prefix, and preference decides between several.
            if !served.info.group.starts_with(&partial.group) {
                continue;
            }
            match best {
                Some(held) if held.preference < served.preference => {}
                Some(held) if held.preference == served.preference => rival = Some(served),
                _ => (best, rival) = (Some(served), None),
            }
        }
        match (best, rival) {
            (Some(best), None) => Ok(&best.info),
            (Some(best), Some(rival)) => Err(Error::new(
                codes::resources::AMBIGUOUS,
                format!("{partial} matches both {} and {}", best.info.resource, rival.info.resource),
            )),
            (None, _) => {
                let error = Error::new(codes::resources::UNKNOWN, format!("no resource matches {partial}"));
                let elsewhere = self.named(&folded(&partial.resource)).min_by_key(|served| served.preference);
                Err(match elsewhere.map(|served| &served.info) {
                    Some(info) if !partial.group.is_empty() => error.with_hint(match info.group.as_str() {
                        "" => format!("{} are in the core group: leave the group out.", info.resource),
                        group => format!("{} are in the group {group}: write group: {group}.", info.resource),
                    }),
                    _ => error,
                })
            }
        }
    }

    /// The kind behind a partial name. Mirrors `RESTMapper.KindFor`.
    ///
    /// # Errors
    /// As [`resource_for`](Self::resource_for).
    pub fn kind_for(&self, partial: &GroupResource) -> Result<&str> {
        self.resource_for(partial).map(|info| info.kind.as_str())
    }

    /// The full group and plural name behind a partial one. Mirrors `provider.CustomMetricInfo.Normalized`.
    ///
    /// # Errors
    /// As [`resource_for`](Self::resource_for).
    pub fn normalize(&self, partial: &GroupResource) -> Result<GroupResource> {
        self.resource_for(partial).map(ResourceInfo::group_resource)
    }

    /// The singular of a resource, whatever its group: `jobs` gives `job`. The first version decides that knows the name
    /// and has one singular for it. Mirrors `RESTMapper.ResourceSingularizer`.
    ///
    /// # Errors
    /// `resources.unknown`.
    pub fn singularize(&self, resource: &str) -> Result<&str> {
        let mut found = self.named(&folded(resource)).map(|served| &served.info).peekable();
        while let Some(first) = found.next() {
            let mut is_one = true;
            let of_version =
                |info: &&ResourceInfo| info.group == first.group && info.version == first.version;
            while let Some(other) = found.next_if(of_version) {
                is_one &= other.singular == first.singular;
            }
            if is_one {
                return Ok(&first.singular);
            }
        }
        Err(Error::new(codes::resources::UNKNOWN, format!("no resource matches {resource}")))
    }

    /// Whether objects of a kind have the subresource `scale`; `None` where there is no such kind in the group and version,
    /// of which an empty version is any.
    #[must_use]
    pub fn has_scale(&self, group: &str, version: &str, kind: &str) -> Option<bool> {
        let is_it = |served: &&Served| {
            let info = &served.info;
            info.group == group && info.kind == kind && (version.is_empty() || info.version == version)
        };
        let mut found = self.0.resources.iter().filter(is_it).peekable();
        found.peek()?;
        Some(found.any(|served| served.has_scale))
    }

    /// Every resource, in the order of the lists.
    pub fn resources(&self) -> impl Iterator<Item = &ResourceInfo> {
        self.0.resources.iter().map(|served| &served.info)
    }

    /// How many resources a name may mean, among which the group decides.
    pub(crate) fn candidates(&self, name: &str) -> usize {
        self.named(&folded(name)).count()
    }

    fn named<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a Served> + use<'a> {
        let index = &*self.0;
        let from = index.names.partition_point(|(held, _)| &**held < name);
        let to = index.names.partition_point(|(held, _)| &**held <= name);
        let found = index.names.get(from..to).unwrap_or_default();
        found.iter().filter_map(|(_, at)| index.resources.get(*at))
    }
}

fn folded(name: &str) -> Cow<'_, str> {
    if name.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
        Cow::Borrowed(name)
    } else {
        Cow::Owned(name.to_lowercase())
    }
}

fn builder<'a>(lists: impl Iterator<Item = List<'a>>) -> Mapper {
    let mut index = Index::default();
    // Versions of a group stand together, at the place of its first one.
    let mut groups: BTreeMap<&str, usize> = BTreeMap::new();
    let mut versions: Vec<(usize, List<'a>)> = lists
        .map(|list| {
            let next = groups.len();
            (*groups.entry(list.group).or_insert(next), list)
        })
        .collect();
    versions.sort_by_key(|(group, _)| *group);
    let mut names: Vec<(Box<str>, usize)> = Vec::new();
    for (at, (_, list)) in versions.iter().enumerate() {
        let core = list.group.is_empty() && list.version == "v1";
        let preference = if core { 0 } else { at + 1 };
        for Named { info, place, listed } in served(list) {
            let at = index.resources.len();
            names.push((info.resource.as_str().into(), at));
            if info.singular != info.resource {
                names.push((info.singular.as_str().into(), at));
            }
            let short_names = listed.into_iter().flat_map(|listed| &listed.short_names);
            index.short_names.extend(short_names.map(|name| ((*name).into(), at)));
            let has_scale = listed.is_some_and(|listed| listed.has_scale);
            index.resources.push(Served { info, preference, place, has_scale });
        }
    }
    names.sort();
    index.names = names;
    Mapper(Arc::new(index))
}

/// A resource of a version; one that is listed, or that every kind or version brings.
struct Named<'a> {
    info: ResourceInfo,
    place: usize,
    listed: Option<&'a Listed<'a>>,
}

/// The resources of a version by plural name: what is listed, the lists of each kind, and `lists`. A name that comes
/// twice means what came last.
fn served<'a>(list: &'a List<'_>) -> impl Iterator<Item = Named<'a>> {
    let mut by_plural = BTreeMap::new();
    let mut places = 0..;
    let mut add = |plural: &str, singular: &str, kind: String, namespaced: bool, listed| {
        let info = ResourceInfo {
            group: list.group.to_owned(),
            version: list.version.to_owned(),
            resource: plural.to_owned(),
            singular: singular.to_owned(),
            kind,
            namespaced,
        };
        let place = places.next().unwrap_or_default();
        by_plural.insert(plural.to_owned(), Named { info, place, listed });
    };
    for listed in &list.resources {
        add(&listed.plural, &listed.singular, listed.kind.to_owned(), listed.namespaced, Some(listed));
        let kind = format!("{}List", listed.kind);
        let (plural, singular) = plural_and_singular(&kind);
        add(&plural, &singular, kind, listed.namespaced, None);
    }
    let (plural, singular) = plural_and_singular("List");
    add(&plural, &singular, "List".to_owned(), false, None);
    by_plural.into_values()
}
