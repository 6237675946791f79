//! The object that `kubectl autoscale` makes of its flags.

mod target;

#[cfg(test)]
mod tests;

use super::defaults::cpu_utilization;
use super::versions::HorizontalPodAutoscalerV2;
use crate::error::{Error, Result, codes};
use crate::go::float;
use crate::kube::ObjectMeta;
use crate::kube::autoscaling::{
    HorizontalPodAutoscalerSpec, MetricSourceType, MetricSpec, MetricTarget, MetricTargetType,
    ResourceMetricSource, SpelledQuantity,
};
use crate::resources::Mapper;

/// The flags of `kubectl autoscale`; one that is absent or, where it is a number, not positive is not set.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
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

/// The HPA that kubectl sends; the API server fills in the rest. `mapper` knows the type of the target.
/// Mirrors `autoscale.AutoscaleOptions` of k8s.io/kubectl v0.37, whose errors these are.
///
/// # Errors
/// `hpa.flag` with the flag as its path, `resources.unknown` for a target of an unknown type, and `quantity.range`.
pub fn autoscale(flags: &AutoscaleFlags, mapper: &Mapper) -> Result<HorizontalPodAutoscalerV2> {
    let max = flags.max.ok_or_else(|| flag("max", r#"required flag(s) "max" not set"#.to_owned()))?;
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
            let target = amount(name, text, unit)?;
            metrics.push(MetricSpec {
                r#type: MetricSourceType::Resource,
                resource: Some(ResourceMetricSource { name: name.to_owned(), target }),
                ..MetricSpec::default()
            });
        }
    }
    let scale_target_ref = target::reference(&flags.target, &flags.namespace, mapper)?;
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

/// A share in per cent, an amount, or a number in the resource's own unit. Mirrors `autoscale.parseResourceInput`.
fn amount(resource: &str, text: &str, unit: &str) -> Result<MetricTarget> {
    let text = text.trim();
    if text.is_empty() {
        return Err(flag(resource, "empty input".to_owned()));
    }
    if let Some(percent) = text.strip_suffix('%') {
        let share = percent.parse::<i32>().ok().filter(|share| *share >= 0);
        let share = share.ok_or_else(|| flag(resource, format!("invalid percentage value: {percent}")))?;
        return Ok(MetricTarget {
            r#type: MetricTargetType::Utilization,
            average_utilization: Some(share),
            ..MetricTarget::default()
        });
    }
    let amount: Result<SpelledQuantity> = match float::parse(text) {
        Some(number) => {
            let text = format!("{}{unit}", float::format_float(number, 'g', None));
            text.parse().map_err(|error: Error| flag(resource, error.message().to_owned()))
        }
        // Upstream has no bound, and says what is wrong in words of its own.
        None => text.parse().map_err(|error: Error| {
            if error.is(codes::quantity::RANGE) {
                error.in_path(resource)
            } else {
                flag(resource, format!("invalid resource {resource} value: {text}"))
            }
        }),
    };
    Ok(MetricTarget {
        r#type: MetricTargetType::AverageValue,
        average_value: Some(amount?),
        ..MetricTarget::default()
    })
}
