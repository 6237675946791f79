//! A target whose type and values contradict one another.

use super::Findings;
use crate::error::{Error, codes};
use crate::kube::HorizontalPodAutoscaler;
use crate::kube::autoscaling::{MetricSpec, MetricTarget, MetricTargetType};

/// A value of a target.
struct Field {
    name: &'static str,
    /// The type that names it.
    r#type: &'static str,
    /// What it is compared with.
    with: &'static str,
    value: Option<String>,
}

pub(super) fn find(hpa: &HorizontalPodAutoscaler, found: &mut Findings) {
    for (index, metric) in hpa.spec.metrics.iter().enumerate() {
        if let Some((source, target, read)) = source(metric) {
            let path = format!("spec.metrics[{index}].{source}.target");
            compare(&path, target, read, source == "object", found);
        }
    }
}

/// Which values of a target the controller reads, the first that is there before the others.
type Read = &'static [&'static str];

/// A metric's source, its target, and what the controller reads of it. Mirrors
/// `podautoscaler.HorizontalController.computeStatusFor…Metric`, which look at the type for objects only.
fn source(metric: &MetricSpec) -> Option<(&'static str, &MetricTarget, Read)> {
    const OF_RESOURCES: Read = &["averageValue", "averageUtilization"];
    let object = metric.object.as_ref().map(|of| ("object", &of.target, &["value", "averageValue"] as Read));
    let external =
        || metric.external.as_ref().map(|of| ("external", &of.target, &["averageValue", "value"] as Read));
    let pods = || metric.pods.as_ref().map(|of| ("pods", &of.target, &["averageValue"] as Read));
    let resource = || metric.resource.as_ref().map(|of| ("resource", &of.target, OF_RESOURCES));
    let container =
        || metric.container_resource.as_ref().map(|of| ("containerResource", &of.target, OF_RESOURCES));
    object.or_else(external).or_else(pods).or_else(resource).or_else(container)
}

fn compare(path: &str, target: &MetricTarget, read: Read, by_type: bool, found: &mut Findings) {
    let fields = fields(target);
    let Some(named) = fields.iter().find(|field| field.r#type == target.r#type.as_str()) else {
        return;
    };
    let is_read = |name: &str| fields.iter().find(|field| field.name == name && field.value.is_some());
    let used = if by_type {
        Some(named).filter(|named| named.value.is_some() && read.contains(&named.name))
    } else {
        read.iter().find_map(|name| is_read(name))
    };
    let Some(used) = used else {
        // Validation tells where there is none at all.
        if let Some(set) = read.iter().find_map(|name| is_read(name)).filter(|_| by_type) {
            let message = format!(
                "type {}, but {} is set: the controller goes by the type and finds no target",
                named.r#type, set.name
            );
            let error = Error::new(codes::hpa::TARGET, message).in_path(format_args!("{path}.type"));
            found.error(error.with_hint(mend(named, set, read)));
        }
        return;
    };
    if used.name != named.name {
        let message = format!(
            "type {}, but {} is set: it is compared with {}, not with {}",
            named.r#type, used.name, used.with, named.with
        );
        let error = Error::new(codes::hpa::TARGET, message).in_path(format_args!("{path}.type"));
        found.warning(error.with_hint(mend(named, used, read)));
    }
    for unread in fields.iter().filter(|field| field.value.is_some() && field.name != used.name) {
        let message =
            format!("{} is set beside {}, and the controller does not read it", unread.name, used.name);
        let error = Error::new(codes::hpa::TARGET, message).in_path(format_args!("{path}.{}", unread.name));
        found.warning(error.with_hint("Leave it out."));
    }
}

/// What to write where the type names one value and another one is set.
fn mend(named: &Field, set: &Field, read: Read) -> String {
    let value = set.value.as_deref().unwrap_or_default();
    let by_value = format!("type: {} for {}", set.r#type, set.with);
    if read.contains(&named.name) {
        format!("Write {}: {value} for {}, or {by_value}.", named.name, named.with)
    } else {
        format!("Write {by_value}.")
    }
}

fn fields(target: &MetricTarget) -> [Field; 3] {
    let word = |word: MetricTargetType| match word {
        MetricTargetType::Utilization => "Utilization",
        MetricTargetType::Value => "Value",
        _ => "AverageValue",
    };
    [
        Field {
            name: "value",
            r#type: word(MetricTargetType::Value),
            with: "the whole",
            value: target.value.as_ref().map(ToString::to_string),
        },
        Field {
            name: "averageValue",
            r#type: word(MetricTargetType::AverageValue),
            with: "the average",
            value: target.average_value.as_ref().map(ToString::to_string),
        },
        Field {
            name: "averageUtilization",
            r#type: word(MetricTargetType::Utilization),
            with: "the share of the requests",
            value: target.average_utilization.map(|percent| percent.to_string()),
        },
    ]
}
