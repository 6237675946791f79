//! The HPA that KEDA makes.

use serde::Serialize;

use super::annotations::{
    self, EXCLUDED_LABELS, NAME_LABEL, PAUSED_REPLICAS, PAUSED_SCALE_IN, PAUSED_SCALE_OUT,
};
use super::bounds::bounds;
use super::modifiers::{Modifiers, composed};
use super::object::{ScaledObject, ScaledObjectSpec};
use super::target::{check_name, scale_target};
use super::triggers;
use crate::error::{Error, Result, codes};
use crate::go::quote::quote;
use crate::go::runes::is_letter;
use crate::go::sort;
use crate::kube::ObjectMeta;
use crate::kube::autoscaling::{
    HorizontalPodAutoscalerBehavior, HorizontalPodAutoscalerSpec, HpaScalingRules, MetricSpec,
    ScalingPolicySelect,
};
use crate::resources::Mapper;

/// The bytes that a label's value may have.
const LABEL: usize = 63;

/// What KEDA writes of an HPA: without the reference to its owner, whose UID a cluster gives, and without the label
/// `app.kubernetes.io/version`, which is KEDA's own version.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct KedaHpa {
    /// Name, namespace, labels, annotations.
    pub metadata: ObjectMeta,
    /// Bounds, metrics, behavior.
    pub spec: HorizontalPodAutoscalerSpec,
}

/// The HPA that KEDA makes of a ScaledObject; none while the ScaledObject is paused. Nothing is checked but what KEDA's
/// operator checks: the API server, and KEDA's webhook where it runs, refuse more when the ScaledObject is made. Mirrors
/// `ScaledObjectReconciler`.
///
/// # Errors
/// `keda.*`, with the field as its path: what KEDA says in the condition `Ready`, or what cannot be told without a cluster.
/// `limit.*` for a formula that is too deep.
pub fn horizontal_pod_autoscaler(object: &ScaledObject, mapper: &Mapper) -> Result<Option<KedaHpa>> {
    let ScaledObject { kind, metadata, spec, .. } = object;
    if !kind.is_empty() && kind != "ScaledObject" {
        let message = format!("this is of kind {}, and KEDA makes an HPA of a ScaledObject", quote(kind));
        return Err(Error::new(codes::keda::INVALID, message).in_path("kind"));
    }
    if metadata.name.is_empty() {
        let message = "the ScaledObject has no name";
        return Err(Error::new(codes::keda::INVALID, message).in_path("metadata.name"));
    }
    if annotations::is_paused(metadata)? {
        if metadata.annotations.contains_key(PAUSED_REPLICAS) {
            // KEDA scales to these replicas, for which the target has to be one.
            scale_target(&spec.scale_target_ref, mapper)?;
        }
        return Ok(None);
    }
    check_name(&spec.scale_target_ref)?;
    let scale_target_ref = scale_target(&spec.scale_target_ref, mapper)?;
    let (least, most) = bounds(spec)?;
    triggers::validate(&spec.triggers)?;
    let metrics = metrics(&metadata.name, spec)?;
    let name = name(metadata, spec);
    let metadata = ObjectMeta {
        labels: labels(&name, metadata).collect(),
        name,
        namespace: metadata.namespace.clone(),
        annotations: metadata.annotations.clone(),
        ..ObjectMeta::default()
    };
    let spec = HorizontalPodAutoscalerSpec {
        scale_target_ref,
        min_replicas: Some(least),
        max_replicas: most,
        metrics,
        behavior: behavior(object),
    };
    Ok(Some(KedaHpa { metadata, spec }))
}

fn name(metadata: &ObjectMeta, spec: &ScaledObjectSpec) -> String {
    let config =
        spec.advanced.as_ref().and_then(|advanced| advanced.horizontal_pod_autoscaler_config.as_ref());
    match config {
        Some(config) if !config.name.is_empty() => config.name.clone(),
        _ => format!("keda-hpa-{}", metadata.name),
    }
}

/// The triggers' metrics, sorted by where they come from, or those that the formula leaves and its own.
fn metrics(name: &str, spec: &ScaledObjectSpec) -> Result<Vec<MetricSpec>> {
    let mut metrics = Vec::with_capacity(spec.triggers.len());
    for (index, trigger) in spec.triggers.iter().enumerate() {
        let metric = triggers::metric(index, trigger, name);
        metrics.push(metric.map_err(|error| error.in_path(format_args!("spec.triggers[{index}]")))?);
    }
    let modifiers = Modifiers::of(spec)?;
    sort::sort(&mut metrics, |a, b| a.r#type.as_str() < b.r#type.as_str());
    match modifiers {
        Some(modifiers) => composed(metrics, &modifiers, name),
        None => Ok(metrics),
    }
}

/// KEDA's own labels, and over them those of the ScaledObject that are not kept out.
fn labels(hpa: &str, metadata: &ObjectMeta) -> impl Iterator<Item = (String, String)> {
    let own = [
        ("app.kubernetes.io/name", label_value(hpa)),
        ("app.kubernetes.io/part-of", &metadata.name),
        ("app.kubernetes.io/managed-by", "keda-operator"),
    ];
    let excluded = metadata.annotations.get(EXCLUDED_LABELS);
    let is_excluded =
        |key: &str| excluded.is_some_and(|keys| keys.split(',').any(|excluded| excluded == key));
    // KEDA sets this one on the ScaledObject before it looks at its labels.
    let label = Some((NAME_LABEL, metadata.name.as_str()));
    let given = metadata.labels.iter().map(|(key, value)| (key.as_str(), value.as_str()));
    let given = given.filter(|(key, _)| *key != NAME_LABEL).chain(label);
    let given: Vec<_> = given.filter(|(key, _)| !is_excluded(key)).collect();
    let owned = |(key, value): (&str, &str)| (key.to_owned(), value.to_owned());
    let all: Vec<_> = own.into_iter().chain(given).map(owned).collect();
    all.into_iter()
}

/// As much of a name as a label may hold, without what no label may end in.
fn label_value(name: &str) -> &str {
    match name.get(..name.floor_char_boundary(LABEL)) {
        Some(start) if start.len() < name.len() => {
            start.trim_end_matches(|c: char| !is_letter(c) && !c.is_numeric())
        }
        _ => name,
    }
}

/// The ScaledObject's behavior, where a direction that is paused changes nothing.
fn behavior(object: &ScaledObject) -> Option<HorizontalPodAutoscalerBehavior> {
    let config = object.spec.advanced.as_ref().and_then(|it| it.horizontal_pod_autoscaler_config.as_ref());
    let mut behavior = config.and_then(|config| config.behavior.clone());
    let disable = |rules: &mut Option<HpaScalingRules>| {
        rules.get_or_insert_default().select_policy = Some(ScalingPolicySelect::Disabled);
    };
    if annotations::says_yes(&object.metadata, PAUSED_SCALE_IN) {
        disable(&mut behavior.get_or_insert_default().scale_down);
    }
    if annotations::says_yes(&object.metadata, PAUSED_SCALE_OUT) {
        disable(&mut behavior.get_or_insert_default().scale_up);
    }
    behavior
}
