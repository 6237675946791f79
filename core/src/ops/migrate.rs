//! `migrate.toKeda`, `migrate.fromKeda`.

use serde::Deserialize;
use serde_json::Value;

use super::context::Context;
use super::metrics::Source;
use super::operation::{Operation, operation};
use crate::error::{Error, Result};
use crate::hpa::{self, HpaDocument};
use crate::json;
use crate::keda::{Fallback, ScaledObject};
use crate::kube::{ApiResourceList, Document};
use crate::limits::reading;
use crate::metrics::series::SeriesInput;
use crate::migrate::{FromKeda, Migrated, ToKeda, from_keda, to_keda};
use crate::resources::Mapper;
use crate::rules::Compat;

pub(super) const OPERATIONS: &[Operation] =
    &[operation!(context "migrate.toKeda" => to), operation!("migrate.fromKeda" => from)];

/// An HPA and the rules of the adapter that serves its metrics.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
#[non_exhaustive]
pub struct ToKedaInput {
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
    /// An HPA of any version.
    pub hpa: HpaDocument,
    /// The address of Prometheus, as KEDA reaches it.
    pub server_address: String,
    /// The replicas while a trigger cannot be read.
    pub fallback: Option<Fallback>,
}

/// The ScaledObject for an HPA, and what it does not keep.
///
/// # Errors
/// Those of [`to_keda`] and of an engine; `hpa.invalid`, and `yaml.*` for text.
pub fn to(context: &Context<'_>, input: ToKedaInput) -> Result<Migrated> {
    let ToKedaInput { config, series, resources, compat, hpa, server_address, fallback } = input;
    let hpa = hpa::versions::read_v2(&hpa)?;
    let options = ToKeda { server_address, fallback };
    Source { config, series, resources, compat }.with(context, |engine| to_keda(&hpa, engine, &options))
}

/// A ScaledObject.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
#[non_exhaustive]
pub struct FromKedaInput {
    /// The ScaledObject.
    pub scaled_object: Document<ScaledObject>,
    /// The cluster's discovery, for targets of custom kinds; Kubernetes' own resources by default.
    #[serde(default, deserialize_with = "reading::optional_list")]
    pub resources: Option<Vec<ApiResourceList>>,
}

/// The HPA for a ScaledObject, the adapter's rules for it, and what they do not keep.
///
/// # Errors
/// Those of [`from_keda`], and `yaml.*` for text.
pub fn from(input: FromKedaInput) -> Result<FromKeda> {
    let object = input.scaled_object.read("scaledObject")?;
    let mapper = Mapper::of(input.resources.as_deref())?;
    from_keda(&object, &mapper).map_err(|error: Error| error.in_path("scaledObject"))
}
