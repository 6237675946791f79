use serde::{Deserialize, Serialize};

use crate::kube::meta::null_as_default;

/// An object of the same namespace.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct CrossVersionObjectReference {
    /// Its kind, such as `Deployment`.
    #[serde(deserialize_with = "null_as_default")]
    pub kind: String,
    /// Its name.
    #[serde(deserialize_with = "null_as_default")]
    pub name: String,
    /// `group/version`; `v1` or empty for the core group.
    #[serde(skip_serializing_if = "String::is_empty", deserialize_with = "null_as_default")]
    pub api_version: String,
}

impl CrossVersionObjectReference {
    /// The API group: empty for the core group, and where `apiVersion` has more than one slash. Mirrors
    /// `schema.FromAPIVersionAndKind`.
    #[must_use]
    pub fn group(&self) -> &str {
        self.api_version
            .split_once('/')
            .filter(|(_, version)| !version.contains('/'))
            .map_or("", |(group, _)| group)
    }
}
