//! `resources.find`: the resource that a partial name means.

use serde::{Deserialize, Serialize};

use super::operation::{Operation, operation};
use crate::error::Result;
use crate::kube::ApiResourceList;
use crate::limits::reading;
use crate::resources::{GroupResource, Mapper};

pub(super) const OPERATIONS: &[Operation] = &[operation!("resources.find" => find)];

/// A name to look for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct FindInput {
    /// Plural, singular or kind in any case, and behind a dot the group or its beginning: `deploy` is none, `Deployment`,
    /// `deployments` and `deployment.a` are.
    pub resource: String,
    /// The cluster's resources as its discovery lists them; without them Kubernetes' own serve.
    #[serde(default, deserialize_with = "reading::optional_list")]
    pub resources: Option<Vec<ApiResourceList>>,
}

/// The resource that is meant.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct FindOutput {
    /// The API group; empty for the core group.
    pub group: String,
    /// The version that is preferred.
    pub version: String,
    /// The plural name.
    pub resource: String,
    /// The singular that `resources.template` prints: that of the first resource of this plural, whatever its group.
    pub singular: String,
    /// The kind.
    pub kind: String,
    /// Whether its objects live in a namespace.
    pub namespaced: bool,
}

/// The resource that a partial name means, as prometheus-adapter's mapper finds it.
///
/// # Errors
/// `resources.missing`, `resources.unknown`, `resources.ambiguous`.
pub fn find(input: FindInput) -> Result<FindOutput> {
    let mapper = Mapper::of(input.resources.as_deref())?;
    let partial = GroupResource::parse(&input.resource);
    let found = mapper.resource_for(&partial).map_err(|error| error.in_path("resource"))?;
    Ok(FindOutput {
        group: found.group.clone(),
        version: found.version.clone(),
        resource: found.resource.clone(),
        singular: mapper.singularize(&found.resource)?.to_owned(),
        kind: found.kind.clone(),
        namespaced: found.namespaced,
    })
}
