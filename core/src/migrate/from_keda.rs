//! From a ScaledObject to an HPA and the adapter's rules for it.

use serde::Serialize;

use super::lost::{Loss, Lost};
use super::rule::{ExternalRules, rule};
use super::steps;
use crate::error::{Error, Result, codes};
use crate::keda::{self, KedaHpa, ScaleTrigger, ScaledObject};
use crate::kube::ObjectMeta;
use crate::kube::autoscaling::{HorizontalPodAutoscalerSpec, MetricSpec};
use crate::resources::Mapper;

/// An HPA of `autoscaling/v2` to apply.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct MigratedHpa {
    /// `autoscaling/v2`.
    pub api_version: &'static str,
    /// `HorizontalPodAutoscaler`.
    pub kind: &'static str,
    /// Name, namespace, labels, annotations.
    pub metadata: ObjectMeta,
    /// What is wanted.
    pub spec: HorizontalPodAutoscalerSpec,
}

/// An HPA, the rules that serve it, and what they do not keep.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct FromKeda {
    /// The HPA.
    pub objects: Vec<MigratedHpa>,
    /// The adapter's rules for its external metrics.
    pub config: ExternalRules,
    /// What cannot be kept.
    pub lost: Vec<Lost>,
    /// In which order to act.
    pub steps: Vec<String>,
}

/// The HPA that KEDA makes of a ScaledObject, with metrics that an adapter serves by the rules that come with it.
///
/// # Errors
/// Those of [`keda::horizontal_pod_autoscaler`]; `migrate.paused`, `migrate.formula`, `migrate.series`, `migrate.nothing`, and
/// `promql.*` for a query.
pub fn from_keda(object: &ScaledObject, mapper: &Mapper) -> Result<FromKeda> {
    let hpa = keda::horizontal_pod_autoscaler(object, mapper)?;
    let Some(KedaHpa { mut metadata, mut spec, .. }) = hpa else {
        let message = "the ScaledObject is paused, so KEDA keeps no HPA";
        return Err(Error::new(codes::migrate::PAUSED, message).in_path("metadata.annotations"));
    };
    let modifiers = object.spec.advanced.as_ref().map(|advanced| &advanced.scaling_modifiers);
    if modifiers.is_some_and(|modifiers| !modifiers.is_empty()) {
        let message = "a formula makes one metric of several, and no rule of the adapter does";
        return Err(Error::new(codes::migrate::FORMULA, message).in_path("spec.advanced.scalingModifiers"));
    }
    let mut lost = Vec::new();
    let mut rules = Vec::new();
    let mut metrics = Vec::with_capacity(spec.metrics.len());
    for metric in std::mem::take(&mut spec.metrics) {
        metrics.extend(of_metric(object, metric, &mut rules, &mut lost)?);
    }
    if metrics.is_empty() {
        let message = "an HPA has no metric for any trigger of the ScaledObject";
        return Err(Error::new(codes::migrate::NOTHING, message).in_path("spec.triggers"));
    }
    spec.metrics = metrics;
    of_spec(object, &mut lost);
    // Others are KEDA's, and say that the object is.
    metadata.labels = object.metadata.labels.clone();
    metadata.labels.remove(keda::NAME_LABEL);
    metadata.annotations.retain(|key, _| !key.contains("keda.sh/"));
    let restores =
        object.spec.advanced.as_ref().is_some_and(|advanced| advanced.restore_to_original_replica_count);
    let steps = steps::from_keda(&object.metadata.name, !rules.is_empty(), restores);
    let hpa = MigratedHpa { api_version: "autoscaling/v2", kind: "HorizontalPodAutoscaler", metadata, spec };
    Ok(FromKeda { objects: vec![hpa], config: ExternalRules { external_rules: rules }, lost, steps })
}

/// The metric under the name that a rule gives it; none for one that no rule gives.
fn of_metric(
    object: &ScaledObject,
    mut metric: MetricSpec,
    rules: &mut Vec<super::rule::ExternalRule>,
    lost: &mut Vec<Lost>,
) -> Result<Option<MetricSpec>> {
    let Some(source) = &mut metric.external else { return Ok(Some(metric)) };
    let number = source.metric.name.strip_prefix('s').and_then(|rest| rest.split('-').next()?.parse().ok());
    let Some((index, trigger)) =
        number.and_then(|index: usize| Some((index, object.spec.triggers.get(index)?)))
    else {
        return Ok(None);
    };
    let path = format!("spec.triggers[{index}]");
    if trigger.r#type != "prometheus" {
        let reason = format!(
            "no metric of Prometheus' is what a trigger of type {} gives: it is left out",
            trigger.r#type
        );
        lost.push(Lost::new(Loss::Cron, path, reason));
        return Ok(None);
    }
    let text = |name: &str| trigger.metadata.get(name).map(|text| text.trim()).unwrap_or_default();
    let ignores_nothing = !matches!(text("ignoreNullValues"), "0" | "f" | "F" | "FALSE" | "false" | "False");
    let named = [object.metadata.namespace.as_str(), &object.metadata.name, &format!("s{index}")];
    let name = named.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    let rule = rule(text("query"), name.clone(), ignores_nothing)
        .map_err(|error| error.in_path(format_args!("{path}.metadata.query")))?;
    of_trigger(trigger, &path, lost);
    rules.push(rule);
    source.metric.name = name;
    source.metric.selector = None;
    Ok(Some(metric))
}

fn of_trigger(trigger: &ScaleTrigger, path: &str, lost: &mut Vec<Lost>) {
    let asked = [
        "namespace",
        "queryParameters",
        "customHeaders",
        "unsafeSsl",
        "timeout",
        "authModes",
        "authMode",
        "awsRegion",
        "serverAddress",
    ];
    for name in asked {
        if trigger.metadata.contains_key(name) {
            let reason = format!(
                "the adapter asks one Prometheus, in one way, for all rules: {name} is one of its flags, or there is none"
            );
            lost.push(Lost::new(Loss::Server, format!("{path}.metadata.{name}"), reason));
        }
    }
    if trigger.metadata.contains_key("activationThreshold") {
        let reason = "an HPA scales from one replica on, where no activation is asked for";
        lost.push(Lost::new(Loss::Activation, format!("{path}.metadata.activationThreshold"), reason));
    }
}

fn of_spec(object: &ScaledObject, lost: &mut Vec<Lost>) {
    let spec = &object.spec;
    if spec.min_replica_count.unwrap_or(0) <= 0 {
        let reason = "KEDA scales to zero, and the HPA's least is 1";
        lost.push(Lost::new(Loss::ScaleToZero, "spec.minReplicaCount", reason));
    }
    if spec.idle_replica_count.is_some() {
        let reason = "the HPA knows no count of replicas below its least";
        lost.push(Lost::new(Loss::ScaleToZero, "spec.idleReplicaCount", reason));
    }
    if spec.fallback.is_some() {
        let reason = "where a metric cannot be read, the HPA holds the replicas where they are";
        lost.push(Lost::new(Loss::Fallback, "spec.fallback", reason));
    }
}
