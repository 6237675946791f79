//! `keda.hpa`.

use serde::{Deserialize, Serialize};

use super::operation::{Operation, operation};
use crate::error::Result;
use crate::keda::{self, KedaHpa, ScaledObject};
use crate::kube::{ApiResourceList, Document};
use crate::limits::reading;
use crate::resources::Mapper;

pub(super) const OPERATIONS: &[Operation] = &[operation!("keda.hpa" => hpa)];

/// A ScaledObject whose HPA is wanted.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
#[non_exhaustive]
pub struct HpaInput {
    /// The ScaledObject.
    pub scaled_object: Document<ScaledObject>,
    /// The cluster's discovery, for targets of custom kinds; Kubernetes' own resources by default.
    #[serde(default, deserialize_with = "reading::optional_list")]
    pub resources: Option<Vec<ApiResourceList>>,
}

/// The HPA that KEDA makes.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct HpaOutput {
    /// The HPA; `null` while the ScaledObject is paused, when KEDA keeps none.
    pub hpa: Option<KedaHpa>,
}

/// The HPA that KEDA makes of a ScaledObject.
///
/// # Errors
/// `keda.*`, `limit.*`, and `yaml.*` for text.
pub fn hpa(input: HpaInput) -> Result<HpaOutput> {
    let object = input.scaled_object.read("scaledObject")?;
    let mapper = Mapper::of(input.resources.as_deref())?;
    let hpa = keda::horizontal_pod_autoscaler(&object, &mapper);
    Ok(HpaOutput { hpa: hpa.map_err(|error| error.in_path("scaledObject"))? })
}
