use std::collections::BTreeMap;

use super::ShortString;
use serde::{Deserialize, Serialize};

use super::Time;
use crate::json::structure_tree;
use crate::limits::reading;

/// `metav1.ObjectMeta`, whole: an object that is converted keeps all of it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ObjectMeta {
    /// The object's name.
    #[serde(skip_serializing_if = "String::is_empty", deserialize_with = "null_as_default")]
    pub name: String,
    /// The prefix that the API server makes a name from.
    #[serde(skip_serializing_if = "String::is_empty", deserialize_with = "null_as_default")]
    pub generate_name: String,
    /// The object's namespace, empty for cluster-scoped objects.
    #[serde(skip_serializing_if = "String::is_empty", deserialize_with = "null_as_default")]
    pub namespace: String,
    /// Deprecated, kept as it is.
    #[serde(skip_serializing_if = "String::is_empty", deserialize_with = "null_as_default")]
    pub self_link: String,
    /// Tells this object from earlier ones of the same name.
    #[serde(skip_serializing_if = "String::is_empty", deserialize_with = "null_as_default")]
    pub uid: String,
    /// The version of the object in the store.
    #[serde(skip_serializing_if = "String::is_empty", deserialize_with = "null_as_default")]
    pub resource_version: String,
    /// Counts the changes of the object's spec; 0 counts as absent.
    #[serde(skip_serializing_if = "none_or_zero")]
    pub generation: Option<i64>,
    /// When the object was created.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub creation_timestamp: Option<Time>,
    /// When the object is going to be gone; present while it is being deleted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deletion_timestamp: Option<Time>,
    /// Seconds that the object is given to end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deletion_grace_period_seconds: Option<i64>,
    /// The object's labels.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "null_as_default")]
    pub labels: BTreeMap<String, String>,
    /// The object's annotations.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "null_as_default")]
    pub annotations: BTreeMap<String, String>,
    /// The objects that own this one.
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "reading::list_or_null")]
    pub owner_references: Vec<OwnerReference>,
    /// Who must act before the object is gone.
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "reading::list_or_null")]
    pub finalizers: Vec<String>,
    /// Who set which fields, kept as it is.
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "managed")]
    pub managed_fields: Vec<serde_json::Value>,
}

fn none_or_zero(count: &Option<i64>) -> bool {
    count.is_none_or(|count| count == 0)
}

/// `metav1.OwnerReference`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct OwnerReference {
    /// `group/version` of the owner.
    #[serde(deserialize_with = "null_as_default")]
    pub api_version: String,
    /// The owner's kind.
    #[serde(deserialize_with = "null_as_default")]
    pub kind: String,
    /// The owner's name.
    #[serde(deserialize_with = "null_as_default")]
    pub name: String,
    /// The owner's UID.
    #[serde(deserialize_with = "null_as_default")]
    pub uid: String,
    /// Whether the owner is the managing controller.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub controller: Option<bool>,
    /// Whether the owner's foreground deletion waits for this object.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub block_owner_deletion: Option<bool>,
}

/// `metav1.ListMeta`: Counterpoise writes it as an empty object.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ListMeta {}

/// `corev1.ObjectReference`, the fields that describe the object of a metric. A list holds very many, so
/// texts of up to 24 bytes are held in place.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ObjectReference {
    /// The object's kind, such as `Pod`.
    #[serde(skip_serializing_if = "ShortString::is_empty")]
    pub kind: ShortString,
    /// The object's namespace.
    #[serde(skip_serializing_if = "ShortString::is_empty")]
    pub namespace: ShortString,
    /// The object's name.
    #[serde(skip_serializing_if = "ShortString::is_empty")]
    pub name: ShortString,
    /// `group/version`; `/v1` for the core group in metrics answers.
    #[serde(skip_serializing_if = "ShortString::is_empty")]
    pub api_version: ShortString,
}

/// A field that is `null` counts as absent, as Go's JSON decoder has it.
pub(crate) fn null_as_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: serde::Deserializer<'de>,
    T: Default + Deserialize<'de>,
{
    Option::<T>::deserialize(deserializer).map(Option::unwrap_or_default)
}

/// Values of any form.
fn managed<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<serde_json::Value>, D::Error> {
    let entries: Vec<ManagedFieldsEntry> = reading::list_or_null(deserializer)?;
    Ok(entries.into_iter().map(|ManagedFieldsEntry(value)| value).collect())
}

/// `metav1.ManagedFieldsEntry`, kept as it is.
struct ManagedFieldsEntry(serde_json::Value);

impl<'de> Deserialize<'de> for ManagedFieldsEntry {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let fields = &["manager", "operation", "apiVersion", "time", "fieldsType", "fieldsV1", "subresource"];
        structure_tree(deserializer, fields).map(Self)
    }
}
