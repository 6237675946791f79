use serde::{Deserialize, Serialize};

use super::Version;
use crate::kube::ObjectMeta;
use crate::kube::meta::null_as_default;

/// An HPA with the spec and status of some version. The status stays absent where the object has none.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(
    rename_all = "camelCase",
    default,
    bound(deserialize = "Spec: Default + Deserialize<'de>, Status: Default + Deserialize<'de>")
)]
pub struct Object<Spec, Status> {
    /// `group/version`.
    pub api_version: String,
    /// `HorizontalPodAutoscaler`.
    pub kind: String,
    /// Name, namespace, labels, annotations.
    #[serde(deserialize_with = "null_as_default")]
    pub metadata: ObjectMeta,
    /// What is wanted.
    #[serde(deserialize_with = "null_as_default")]
    pub spec: Spec,
    /// What the controller found at its last sync.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
}

impl<Spec, Status> Object<Spec, Status> {
    /// Takes away a status that says nothing.
    pub(super) fn drop_empty_status(&mut self)
    where
        Status: Default + PartialEq,
    {
        self.status.take_if(|status| *status == Status::default());
    }

    /// The object in another version, its spec and status converted by the caller.
    pub(super) fn convert<S, T>(
        self,
        to: Version,
        spec: impl FnOnce(Spec) -> S,
        status: impl FnOnce(Status) -> T,
    ) -> Object<S, T> {
        Object {
            api_version: to.api_version().to_owned(),
            kind: self.kind,
            metadata: self.metadata,
            spec: spec(self.spec),
            status: self.status.map(status),
        }
    }
}
