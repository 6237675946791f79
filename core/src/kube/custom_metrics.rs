use super::ShortString;
use serde::{Deserialize, Serialize};

use super::meta::null_as_default;
use super::{ListMeta, ObjectReference, Time};
use crate::limits::reading;
use crate::quantity::Quantity;
use crate::selector::LabelSelector;

/// The name of a metric and the selector it was asked for with; `custom.metrics.k8s.io/v1beta2`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct MetricIdentifier {
    /// The API metric's name.
    pub name: ShortString,
    /// The `metricLabelSelector` of the request; written as `null` where there was none.
    pub selector: Option<LabelSelector>,
}

/// A metric's value for one object, of `custom.metrics.k8s.io` `v1beta2` (`metric`) or `v1beta1` (`metricName`).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct MetricValue {
    /// The object that the value belongs to.
    pub described_object: ObjectReference,
    /// Name and selector, in `v1beta2`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metric: Option<MetricIdentifier>,
    /// The name, in `v1beta1`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metric_name: Option<ShortString>,
    /// When the value was taken.
    #[serde(deserialize_with = "null_as_default")]
    pub timestamp: Time,
    /// Seconds that the value was gathered over; absent where it is not known.
    #[serde(rename = "windowSeconds", alias = "window", skip_serializing_if = "Option::is_none")]
    pub window_seconds: Option<i64>,
    /// The value.
    pub value: Quantity,
    /// The selector, in `v1beta1`: absent in `v1beta2`, `null` in `v1beta1` where there was none.
    #[serde(skip_serializing_if = "Option::is_none", with = "present_or_null")]
    pub selector: Option<Option<LabelSelector>>,
}

/// `MetricValueList` of `custom.metrics.k8s.io`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct MetricValueList {
    /// `MetricValueList`.
    pub kind: String,
    /// The group and version that the values were asked for under.
    pub api_version: String,
    /// Always empty.
    pub metadata: ListMeta,
    /// The values.
    #[serde(deserialize_with = "reading::list_or_null")]
    pub items: Vec<MetricValue>,
}

/// A field that is either absent, or present and possibly `null`.
mod present_or_null {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<S: Serializer, T: Serialize>(
        value: &Option<Option<T>>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        value.as_ref().and_then(Option::as_ref).serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
        deserializer: D,
    ) -> Result<Option<Option<T>>, D::Error> {
        Option::<T>::deserialize(deserializer).map(Some)
    }
}
