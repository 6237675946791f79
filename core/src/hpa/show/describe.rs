use std::fmt::{self, Write as _};

use super::targets::percent;
use super::{UNKNOWN, age, behavior, current, event, get, meta, present, text};
use crate::error::{Error, Result, codes};
use crate::go::quote::quote;
use crate::go::tabwriter;
use crate::kube::autoscaling::{
    MetricSourceType, MetricSpec, MetricStatus, MetricTarget, MetricTargetType, MetricValueStatus,
};
use crate::kube::{HorizontalPodAutoscaler, Time};
use crate::limits;

/// The text of `kubectl describe hpa`, in UTC. Mirrors `describe.describeHorizontalPodAutoscalerV2`.
///
/// # Errors
/// `hpa.invalid` for a metric without its source, `limit.output`.
pub fn describe(hpa: &HorizontalPodAutoscaler, now: Time, events: &[event::CoreV1Event]) -> Result<String> {
    let mut out = String::new();
    write_head(&mut out, hpa).map_err(unwritable)?;
    for (index, metric) in hpa.spec.metrics.iter().enumerate() {
        let line = metric_line(metric, current(hpa, index))
            .map_err(|error| error.in_path(format_args!("spec.metrics[{index}]")))?;
        out.push_str(&line);
    }
    write_tail(&mut out, hpa, now, events).map_err(unwritable)?;
    tabwriter::align(&escape_terminal(&out), limits::OUTPUT_BYTES).ok_or_else(|| {
        let message = format!("the aligned text is larger than {} bytes", limits::OUTPUT_BYTES);
        Error::new(codes::limit::OUTPUT, message)
    })
}

fn unwritable(error: fmt::Error) -> Error {
    Error::new(codes::hpa::INVALID, error.to_string())
}

fn write_head(out: &mut String, hpa: &HorizontalPodAutoscaler) -> fmt::Result {
    let metadata = &hpa.metadata;
    writeln!(out, "Name:\t{}", metadata.name)?;
    writeln!(out, "Namespace:\t{}", metadata.namespace)?;
    meta::labels(out, &metadata.labels)?;
    meta::annotations(out, &metadata.annotations)?;
    writeln!(out, "CreationTimestamp:\t{}", meta::creation(metadata.creation_timestamp))?;
    writeln!(out, "Reference:\t{}", get::reference(hpa))?;
    out.write_str("Metrics:\t( current / target )\n")
}

fn write_tail(
    out: &mut String,
    hpa: &HorizontalPodAutoscaler,
    now: Time,
    events: &[event::CoreV1Event],
) -> fmt::Result {
    writeln!(out, "Min replicas:\t{}", get::min_replicas(hpa))?;
    writeln!(out, "Max replicas:\t{}", hpa.spec.max_replicas)?;
    if let Some(behavior) = &hpa.spec.behavior {
        behavior::write(out, behavior)?;
    }
    let status = &hpa.status;
    let kind = &hpa.spec.scale_target_ref.kind;
    writeln!(out, "{kind} pods:\t{} current / {} desired", status.current_replicas, status.desired_replicas)?;
    if !status.conditions.is_empty() {
        out.write_str("Conditions:\n  Type\tStatus\tReason\tMessage\n  ----\t------\t------\t-------\n")?;
        for condition in &status.conditions {
            let (kind, status) = (&condition.r#type, &condition.status);
            writeln!(out, "  {kind}\t{status}\t{}\t{}", condition.reason, condition.message)?;
        }
    }
    event::write(out, events, |then| age::since(then, now))
}

fn metric_line(metric: &MetricSpec, status: Option<&MetricStatus>) -> Result<String> {
    Ok(match &metric.r#type {
        MetricSourceType::External => {
            let source = present(metric.external.as_ref(), "external")?;
            let now = status.and_then(|status| status.external.as_ref()).map(|status| &status.current);
            let (what, current, target) = if source.target.average_value.is_some() {
                let average = now.and_then(|current| current.average_value.as_ref());
                ("average value", average.map(ToString::to_string), &source.target.average_value)
            } else {
                ("value", now.map(|current| text(current.value.as_ref())), &source.target.value)
            };
            let name = quote(&source.metric.name);
            format!("  {name} (target {what}):\t{} / {}\n", known(current), text(target.as_ref()))
        }
        MetricSourceType::Pods => {
            let source = present(metric.pods.as_ref(), "pods")?;
            let now = status.and_then(|status| status.pods.as_ref()).map(|status| &status.current);
            let current = now.map(|current| text(current.average_value.as_ref()));
            let target = text(source.target.average_value.as_ref());
            format!("  {} on pods:\t{} / {target}\n", quote(&source.metric.name), known(current))
        }
        MetricSourceType::Object => {
            let source = present(metric.object.as_ref(), "object")?;
            let now = status.and_then(|status| status.object.as_ref()).map(|status| &status.current);
            // The type decides here, unlike in the other lines.
            let (what, current, target) = if source.target.r#type == MetricTargetType::AverageValue {
                let average = now.map(|current| text(current.average_value.as_ref()));
                ("average value", average, &source.target.average_value)
            } else {
                ("value", now.map(|current| text(current.value.as_ref())), &source.target.value)
            };
            let object = &source.described_object;
            format!(
                "  \"{}\" on {}/{} (target {what}):\t{} / {}\n",
                source.metric.name,
                object.kind,
                object.name,
                known(current),
                text(target.as_ref())
            )
        }
        MetricSourceType::Resource => {
            let source = present(metric.resource.as_ref(), "resource")?;
            let now = status.and_then(|status| status.resource.as_ref()).map(|status| &status.current);
            format!("  resource {} on pods{}\n", source.name, resource(&source.target, now))
        }
        MetricSourceType::ContainerResource => {
            let source = present(metric.container_resource.as_ref(), "containerResource")?;
            let now =
                status.and_then(|status| status.container_resource.as_ref()).map(|status| &status.current);
            let (name, container) = (&source.name, &source.container);
            format!(
                "  resource {name} of container \"{container}\" on pods{}\n",
                resource(&source.target, now)
            )
        }
        MetricSourceType::Other(word) => format!("  <unknown metric type {}>\n", quote(word)),
    })
}

fn known(current: Option<String>) -> String {
    current.unwrap_or_else(|| UNKNOWN.to_owned())
}

fn resource(target: &MetricTarget, current: Option<&MetricValueStatus>) -> String {
    if target.average_value.is_some() {
        let average = current.map(|current| text(current.average_value.as_ref()));
        return format!(":\t{} / {}", known(average), text(target.average_value.as_ref()));
    }
    let utilization = current.and_then(|current| {
        current
            .average_utilization
            .map(|percent| format!("{percent}% ({})", text(current.average_value.as_ref())))
    });
    let target = percent(target.average_utilization, "<auto>");
    format!("  (as a percentage of request):\t{} / {target}", known(utilization))
}

/// Control characters that would move a terminal's cursor. Mirrors `printers.WriteEscaped`.
fn escape_terminal(text: &str) -> String {
    text.replace('\u{1b}', "^[").replace('\r', "\\r")
}
