//! From the adapter's rules and an HPA to a ScaledObject.

use serde::Serialize;

use super::lost::{Loss, Lost};
use super::steps;
use super::trigger::Triggers;
use crate::engine::Engine;
use crate::error::{Error, Result, codes};
use crate::keda::{
    AdvancedConfig, Fallback, HorizontalPodAutoscalerConfig, ScaleTarget, ScaledObject, ScaledObjectSpec,
    TRANSFER_OWNERSHIP,
};
use crate::kube::{HorizontalPodAutoscaler, ObjectMeta};

/// Annotations that say something of the HPA's own past.
const DROPPED: [&str; 3] = ["kubectl.kubernetes.io/", "autoscaling.alpha.kubernetes.io/", "meta.helm.sh/"];

/// What the rules and the HPA do not say.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct ToKeda {
    /// The address of Prometheus, as KEDA reaches it.
    pub server_address: String,
    /// The replicas while a trigger cannot be read. Without them they stay as they are, as an adapter that does not answer
    /// leaves them.
    pub fallback: Option<Fallback>,
}

impl ToKeda {
    /// With the address of Prometheus, and no fallback.
    pub fn new(server_address: impl Into<String>) -> Self {
        Self { server_address: server_address.into(), fallback: None }
    }
}

/// Objects to apply, and what they do not keep.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Migrated {
    /// The ScaledObject.
    pub objects: Vec<ScaledObject>,
    /// What cannot be kept.
    pub lost: Vec<Lost>,
    /// In which order to act.
    pub steps: Vec<String>,
}

/// The ScaledObject for an HPA whose metrics an adapter serves. The HPA that KEDA makes of it has the name, the target, the bounds, the
/// behavior and the targets of this one.
///
/// # Errors
/// Those of the adapter for a metric that it does not serve, with the metric's path; `hpa.request`, `migrate.*`.
pub fn to_keda(hpa: &HorizontalPodAutoscaler, engine: &Engine, options: &ToKeda) -> Result<Migrated> {
    let HorizontalPodAutoscaler { metadata, spec, .. } = hpa;
    let mut triggers = Triggers { hpa, engine, options, lost: Vec::new() };
    let mut all = Vec::with_capacity(spec.metrics.len());
    for (index, metric) in spec.metrics.iter().enumerate() {
        all.extend(triggers.of(index, metric)?);
    }
    let mut lost = triggers.lost;
    if all.is_empty() {
        let message = "KEDA has no trigger for any metric of the HPA";
        return Err(Error::new(codes::migrate::NOTHING, message).in_path("hpa.spec.metrics"));
    }
    if spec.min_replicas == Some(0) {
        let reason = "KEDA itself scales to zero, after cooldownPeriod (300 s) without an active trigger, and from zero; its HPA has minReplicas 1";
        lost.push(Lost::new(Loss::ScaleToZero, "hpa.spec.minReplicas", reason));
    }
    let config =
        HorizontalPodAutoscalerConfig { name: metadata.name.clone(), behavior: spec.behavior.clone() };
    let object = ScaledObject {
        api_version: "keda.sh/v1alpha1".to_owned(),
        kind: "ScaledObject".to_owned(),
        metadata: of_hpa(metadata),
        spec: ScaledObjectSpec {
            scale_target_ref: ScaleTarget {
                api_version: spec.scale_target_ref.api_version.clone(),
                kind: spec.scale_target_ref.kind.clone(),
                name: spec.scale_target_ref.name.clone(),
                ..ScaleTarget::default()
            },
            min_replica_count: Some(spec.min_replicas.unwrap_or(1)),
            max_replica_count: Some(spec.max_replicas),
            advanced: Some(AdvancedConfig {
                horizontal_pod_autoscaler_config: Some(config),
                ..AdvancedConfig::default()
            }),
            triggers: all,
            fallback: options.fallback.clone(),
            ..ScaledObjectSpec::default()
        },
    };
    let steps = steps::to_keda(&lost, &metadata.name);
    Ok(Migrated { objects: vec![object], lost, steps })
}

/// Name, namespace, labels and annotations, with the one by which KEDA takes the HPA over.
fn of_hpa(metadata: &ObjectMeta) -> ObjectMeta {
    let mut annotations = metadata.annotations.clone();
    annotations.retain(|key, _| !DROPPED.iter().any(|start| key.starts_with(start)));
    annotations.insert(TRANSFER_OWNERSHIP.to_owned(), "true".to_owned());
    ObjectMeta {
        name: metadata.name.clone(),
        namespace: metadata.namespace.clone(),
        labels: metadata.labels.clone(),
        annotations,
        ..ObjectMeta::default()
    }
}
