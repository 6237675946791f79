use super::{UNKNOWN, current, present, text};
use crate::error::Result;
use crate::kube::HorizontalPodAutoscaler;
use crate::kube::autoscaling::{
    MetricSourceType, MetricSpec, MetricStatus, MetricTarget, MetricValueStatus, SpelledQuantity,
};

/// As many targets as are printed.
const SHOWN: usize = 2;

/// The `TARGETS` column. Mirrors `printersinternal.formatHPAMetrics`.
pub(super) fn targets(hpa: &HorizontalPodAutoscaler) -> Result<String> {
    let metrics = &hpa.spec.metrics;
    if metrics.is_empty() {
        return Ok("<none>".to_owned());
    }
    let mut list = Vec::with_capacity(metrics.len());
    for (index, metric) in metrics.iter().enumerate() {
        let target = target(metric, current(hpa, index));
        list.push(target.map_err(|error| error.in_path(format_args!("spec.metrics[{index}]")))?);
    }
    let more = list.len().saturating_sub(SHOWN);
    list.truncate(SHOWN);
    let shown = list.join(", ");
    Ok(if more > 0 { format!("{shown} + {more} more...") } else { shown })
}

fn target(metric: &MetricSpec, status: Option<&MetricStatus>) -> Result<String> {
    Ok(match metric.r#type {
        MetricSourceType::External => {
            let source = present(metric.external.as_ref(), "external")?;
            let now = status.and_then(|status| status.external.as_ref()).map(|status| &status.current);
            value_or_average(&source.target, now)
        }
        MetricSourceType::Object => {
            let source = present(metric.object.as_ref(), "object")?;
            let now = status.and_then(|status| status.object.as_ref()).map(|status| &status.current);
            value_or_average(&source.target, now)
        }
        MetricSourceType::Pods => {
            let source = present(metric.pods.as_ref(), "pods")?;
            let now = status.and_then(|status| status.pods.as_ref()).map(|status| &status.current);
            let average = now.map(|current| text(current.average_value.as_ref()));
            pair(average, source.target.average_value.as_ref())
        }
        MetricSourceType::Resource => {
            let source = present(metric.resource.as_ref(), "resource")?;
            let now = status.and_then(|status| status.resource.as_ref()).map(|status| &status.current);
            format!("{}: {}", source.name, resource(&source.target, now))
        }
        MetricSourceType::ContainerResource => {
            let source = present(metric.container_resource.as_ref(), "containerResource")?;
            let now =
                status.and_then(|status| status.container_resource.as_ref()).map(|status| &status.current);
            format!("{}: {}", source.name, resource(&source.target, now))
        }
        MetricSourceType::Other(_) => "<unknown type>".to_owned(),
    })
}

fn value_or_average(target: &MetricTarget, current: Option<&MetricValueStatus>) -> String {
    if target.average_value.is_some() {
        let average = current.and_then(|current| current.average_value.as_ref());
        let pair = pair(average.map(ToString::to_string), target.average_value.as_ref());
        return format!("{pair} (avg)");
    }
    pair(current.map(|current| text(current.value.as_ref())), target.value.as_ref())
}

fn resource(target: &MetricTarget, current: Option<&MetricValueStatus>) -> String {
    if target.average_value.is_some() {
        let average = current.map(|current| text(current.average_value.as_ref()));
        return pair(average, target.average_value.as_ref());
    }
    let utilization = current.and_then(|current| current.average_utilization);
    format!("{}/{}", percent(utilization, UNKNOWN), percent(target.average_utilization, "<auto>"))
}

/// Per cent, or a word where there is none.
pub(super) fn percent(utilization: Option<i32>, absent: &str) -> String {
    utilization.map_or_else(|| absent.to_owned(), |percent| format!("{percent}%"))
}

fn pair(current: Option<String>, target: Option<&SpelledQuantity>) -> String {
    let current = current.unwrap_or_else(|| UNKNOWN.to_owned());
    format!("{current}/{}", text(target))
}
