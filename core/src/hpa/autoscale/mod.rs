//! The object that `kubectl autoscale` makes of its flags.

#[cfg(test)]
mod tests;

use super::defaults::cpu_utilization;
use super::versions::HorizontalPodAutoscalerV2;
use crate::error::{Error, Result, codes};
use crate::go::float::format_float;
use crate::go::literal;
use crate::kube::ObjectMeta;
use crate::kube::autoscaling::{
    CrossVersionObjectReference, HorizontalPodAutoscalerSpec, MetricSourceType, MetricSpec, MetricTarget,
    MetricTargetType, ResourceMetricSource, SpelledQuantity,
};
use crate::resources::{GroupResource, Mapper};

/// The flags of `kubectl autoscale`; one that is absent or, where it is a number, not positive is not set.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AutoscaleFlags {
    /// `TYPE/NAME`, such as `deployment/web` or `deploy/web`.
    pub target: String,
    /// `--namespace`.
    pub namespace: String,
    /// `--name`; the target's where it is empty.
    pub name: String,
    /// `--min`.
    pub min: Option<i32>,
    /// `--max`, at least 1.
    pub max: Option<i32>,
    /// `--cpu-percent`, the older form.
    pub cpu_percent: Option<i32>,
    /// `--cpu`: `70%`, `500m`, or a number of milli-CPUs.
    pub cpu: String,
    /// `--memory`: `60%`, `200Mi`, or a number of mebibytes.
    pub memory: String,
}

/// Short names of what can be scaled; a cluster tells them by discovery.
const SHORT_NAMES: [(&str, &str); 4] = [
    ("deploy", "deployments"),
    ("rs", "replicasets"),
    ("rc", "replicationcontrollers"),
    ("sts", "statefulsets"),
];

/// The HPA that kubectl sends; the API server fills in the rest. `mapper` knows the type of the target.
/// Mirrors `autoscale.AutoscaleOptions` of k8s.io/kubectl v0.37, whose errors these are.
///
/// # Errors
/// `hpa.flag` with the flag as its path, and `resources.unknown` for a target of an unknown type.
pub fn autoscale(flags: &AutoscaleFlags, mapper: &Mapper) -> Result<HorizontalPodAutoscalerV2> {
    let max = flags.max.unwrap_or(-1);
    if max < 1 {
        return Err(flag("max", format!("--max=MAXPODS is required and must be at least 1, max: {max}")));
    }
    if let Some(min) = flags.min.filter(|min| *min > max) {
        let message =
            format!("--max=MAXPODS must be larger or equal to --min=MINPODS, max: {max}, min: {min}");
        return Err(flag("max", message));
    }
    let percent = flags.cpu_percent.filter(|percent| *percent > 0);
    if percent.is_some() && !flags.cpu.is_empty() {
        return Err(flag("cpuPercent", "--cpu-percent and --cpu are mutually exclusive".to_owned()));
    }
    let mut metrics: Vec<_> = percent.map(cpu_utilization).into_iter().collect();
    for (name, text, unit) in [("cpu", &flags.cpu, "m"), ("memory", &flags.memory, "Mi")] {
        if !text.is_empty() {
            let target = target(name, text, unit).map_err(|message| flag(name, message))?;
            metrics.push(MetricSpec {
                r#type: MetricSourceType::Resource,
                resource: Some(ResourceMetricSource { name: name.to_owned(), target }),
                ..MetricSpec::default()
            });
        }
    }
    let scale_target_ref = reference(&flags.target, mapper)?;
    let name = if flags.name.is_empty() { &scale_target_ref.name } else { &flags.name };
    Ok(HorizontalPodAutoscalerV2 {
        api_version: "autoscaling/v2".to_owned(),
        kind: "HorizontalPodAutoscaler".to_owned(),
        metadata: ObjectMeta {
            name: name.clone(),
            namespace: flags.namespace.clone(),
            ..ObjectMeta::default()
        },
        spec: HorizontalPodAutoscalerSpec {
            scale_target_ref,
            min_replicas: flags.min.filter(|min| *min > 0),
            max_replicas: max,
            metrics,
            ..HorizontalPodAutoscalerSpec::default()
        },
        status: None,
    })
}

fn flag(name: &str, message: String) -> Error {
    Error::new(codes::hpa::FLAG, message).in_path(name)
}

/// What `TYPE/NAME` means.
fn reference(text: &str, mapper: &Mapper) -> Result<CrossVersionObjectReference> {
    let parts = text.split_once('/').filter(|(_, name)| !name.is_empty() && !name.contains('/'));
    let Some((r#type, name)) = parts else {
        return Err(flag("target", format!("the target {text:?} is not TYPE/NAME, such as deployment/web")));
    };
    let long = SHORT_NAMES.iter().find(|(short, _)| *short == r#type).map_or(r#type, |(_, long)| long);
    let info = mapper.resource_for(&GroupResource::parse(long)).map_err(|error| error.in_path("target"))?;
    // A resource of a cluster's own list may have a scale or not; of Kubernetes' own it is known.
    let builtin = Mapper::builtin();
    let scaled = SHORT_NAMES.iter().any(|(_, resource)| *resource == info.resource);
    if !scaled && builtin.resources().any(|known| (&known.group, &known.kind) == (&info.group, &info.kind)) {
        return Err(flag("target", format!("cannot autoscale a {}: it has no scale", info.kind)));
    }
    let api_version = match info.group.as_str() {
        "" => info.version.clone(),
        group => format!("{group}/{}", info.version),
    };
    Ok(CrossVersionObjectReference { api_version, kind: info.kind.clone(), name: name.to_owned() })
}

/// A share in per cent, an amount, or a number in the resource's own unit. Mirrors `autoscale.parseResourceInput`.
fn target(resource: &str, text: &str, unit: &str) -> std::result::Result<MetricTarget, String> {
    let text = text.trim();
    if text.is_empty() {
        return Err("empty input".to_owned());
    }
    if let Some(percent) = text.strip_suffix('%') {
        let share = percent.parse::<i32>().ok().filter(|share| *share >= 0);
        let share = share.ok_or_else(|| format!("invalid percentage value: {percent}"))?;
        return Ok(MetricTarget {
            r#type: MetricTargetType::Utilization,
            average_utilization: Some(share),
            ..MetricTarget::default()
        });
    }
    let amount: SpelledQuantity = match literal::parse_float(text) {
        Some(number) => {
            let text = format!("{}{unit}", format_float(number, 'g', None));
            text.parse().map_err(|error: Error| error.message().to_owned())?
        }
        None => text.parse().map_err(|_| format!("invalid resource {resource} value: {text}"))?,
    };
    Ok(MetricTarget {
        r#type: MetricTargetType::AverageValue,
        average_value: Some(amount),
        ..MetricTarget::default()
    })
}
