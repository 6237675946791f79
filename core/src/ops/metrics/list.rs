//! `metrics.list`.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::source::{Source, source};
use crate::error::Result;
use crate::json;
use crate::kube::ApiResourceList;
use crate::limits::reading;
use crate::metrics::series::SeriesInput;
use crate::ops::context::Context;
use crate::rules::Compat;

source!(ListInput);

/// Input of `metrics.list`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
#[non_exhaustive]
pub struct ListInput {
    /// The configuration; left out with an engine, as are the next three.
    #[serde(default, deserialize_with = "json::tree_or_none")]
    pub config: Option<Value>,
    /// The series that Prometheus has.
    pub series: Option<SeriesInput>,
    /// The cluster's resources.
    #[serde(default, deserialize_with = "reading::optional_list")]
    pub resources: Option<Vec<ApiResourceList>>,
    /// Whose behaviour is wanted.
    pub compat: Option<Compat>,
    /// `custom.metrics.k8s.io`, as where it is absent, or `external.metrics.k8s.io`.
    #[serde(default)]
    pub group: Option<String>,
    /// The version; where it is absent `v1beta2` for custom and `v1beta1` for external metrics.
    #[serde(default)]
    pub version: Option<String>,
}

/// Output of `metrics.list`.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct ListOutput {
    /// The metrics as discovery lists them.
    pub list: ApiResourceList,
}

/// The metrics that the rules make of the series.
///
/// # Errors
/// Those of [`Engine::new`](crate::engine::Engine::new) and `metrics.group`.
pub fn list(context: &Context<'_>, mut input: ListInput) -> Result<ListOutput> {
    input.source().with(context, |engine| {
        let group = input.group.as_deref().unwrap_or("custom.metrics.k8s.io");
        let newest = if group == "custom.metrics.k8s.io" { "v1beta2" } else { "v1beta1" };
        Ok(ListOutput { list: engine.list(group, input.version.as_deref().unwrap_or(newest))? })
    })
}
