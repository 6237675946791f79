use crate::limits::reading;
use serde::{Deserialize, Serialize};

/// `metav1.APIResource`: one resource of a group and version, as discovery lists it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ApiResource {
    /// The plural name, such as `pods`.
    pub name: String,
    /// The singular name, such as `pod`; discovery may leave it empty.
    pub singular_name: String,
    /// Whether its objects live in a namespace.
    pub namespaced: bool,
    /// The group, where it differs from the list's.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub group: String,
    /// The version, where it differs from the list's.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub version: String,
    /// The kind, such as `Pod`.
    pub kind: String,
    /// What can be done with it, such as `get`.
    #[serde(deserialize_with = "reading::list_or_null")]
    pub verbs: Vec<String>,
    /// Names that command lines take for it, such as `po`.
    #[serde(deserialize_with = "reading::list_or_null", skip_serializing_if = "Vec::is_empty")]
    pub short_names: Vec<String>,
}

/// `metav1.APIResourceList`: the resources of one group and version.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename(deserialize = "Kubernetes"), rename_all = "camelCase", default)]
pub struct ApiResourceList {
    /// `APIResourceList`.
    pub kind: String,
    /// `v1`.
    pub api_version: String,
    /// `group/version`, or `v1` for the core group.
    pub group_version: String,
    /// The resources.
    #[serde(deserialize_with = "reading::list_or_null")]
    pub resources: Vec<ApiResource>,
}
