use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::meta::null_as_default;
use super::{ListMeta, Time};
use crate::limits::reading;
use crate::quantity::Quantity;

/// One value of a metric that belongs to no object; `external.metrics.k8s.io/v1beta1`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ExternalMetricValue {
    /// The metric's name.
    pub metric_name: String,
    /// The labels of the series; `null` for a scalar.
    pub metric_labels: Option<BTreeMap<String, String>>,
    /// When the value was taken.
    #[serde(deserialize_with = "null_as_default")]
    pub timestamp: Time,
    /// Seconds that the value was gathered over; absent where it is not known.
    #[serde(rename = "window", skip_serializing_if = "Option::is_none")]
    pub window_seconds: Option<i64>,
    /// The value.
    pub value: Quantity,
}

/// `ExternalMetricValueList` of `external.metrics.k8s.io`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ExternalMetricValueList {
    /// `ExternalMetricValueList`.
    pub kind: String,
    /// `external.metrics.k8s.io/v1beta1`.
    pub api_version: String,
    /// Always empty.
    pub metadata: ListMeta,
    /// The values.
    #[serde(deserialize_with = "reading::list_or_null")]
    pub items: Vec<ExternalMetricValue>,
}
