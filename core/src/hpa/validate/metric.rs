use super::names::{dns_label, path_segment};
use super::report::Report;
use super::{resource_name, target};
use crate::kube::autoscaling::{
    ContainerResourceMetricSource, ExternalMetricSource, MetricIdentifier, MetricSourceType, MetricSpec,
    MetricTarget, MetricTargetType, ObjectMetricSource, PodsMetricSource, ResourceMetricSource,
};

const SOURCES: &[&str] = &["ContainerResource", "External", "Object", "Pods", "Resource"];

/// Mirrors `validation.validateMetricSpec`: of several sources the first one alone is looked into.
pub(super) fn validate(report: &mut Report, path: &str, metric: &MetricSpec) {
    if let MetricSourceType::Other(word) = &metric.r#type {
        if word.is_empty() {
            report.required(format_args!("{path}.type"), "must specify a metric source type");
        }
        report.not_supported(format_args!("{path}.type"), word, SOURCES);
    }
    let field = |name: &str| format!("{path}.{name}");
    if let Some(source) = &metric.object {
        validate_object(report, &field("object"), source);
    } else if let Some(source) = &metric.external {
        validate_external(report, &field("external"), source);
    } else if let Some(source) = &metric.pods {
        validate_pods(report, &field("pods"), source);
    } else if let Some(source) = &metric.resource {
        validate_resource(report, &field("resource"), source);
    } else if let Some(source) = &metric.container_resource {
        validate_container_resource(report, &field("containerResource"), source);
    }
    let expected = match &metric.r#type {
        MetricSourceType::Object => "object",
        MetricSourceType::Pods => "pods",
        MetricSourceType::Resource => "resource",
        MetricSourceType::External => "external",
        MetricSourceType::ContainerResource => "containerResource",
        MetricSourceType::Other(word) => {
            report.not_supported(format_args!("{path}.type"), word, SOURCES);
            ""
        }
    };
    let sources = [
        ("containerResource", metric.container_resource.is_some()),
        ("external", metric.external.is_some()),
        ("object", metric.object.is_some()),
        ("pods", metric.pods.is_some()),
        ("resource", metric.resource.is_some()),
    ];
    if sources.contains(&(expected, false)) {
        report.required(field(expected), "must populate information for the given metric source");
    }
    let present = || sources.iter().filter(|(_, present)| *present).map(|(name, _)| *name);
    if present().count() != 1 {
        for name in present().filter(|name| *name != expected) {
            report.forbidden(field(name), "must populate the given metric source only");
        }
    }
}

fn validate_object(report: &mut Report, path: &str, source: &ObjectMetricSource) {
    target::validate(report, &format!("{path}.describedObject"), &source.described_object, false);
    validate_identifier(report, path, &source.metric);
    validate_target(report, path, &source.target);
    if source.target.value.is_none() && source.target.average_value.is_none() {
        let detail = "must set either a target value or averageValue";
        report.required(format_args!("{path}.target.averageValue"), detail);
    }
}

fn validate_external(report: &mut Report, path: &str, source: &ExternalMetricSource) {
    validate_identifier(report, path, &source.metric);
    validate_target(report, path, &source.target);
    match (&source.target.value, &source.target.average_value) {
        (None, None) => {
            let detail = "must set either a target value for metric or a per-pod target";
            report.required(format_args!("{path}.target.averageValue"), detail);
        }
        (Some(_), Some(_)) => {
            let detail = "may not set both a target value for metric and a per-pod target";
            report.forbidden(format_args!("{path}.target.value"), detail);
        }
        _ => {}
    }
}

fn validate_pods(report: &mut Report, path: &str, source: &PodsMetricSource) {
    validate_identifier(report, path, &source.metric);
    validate_target(report, path, &source.target);
    if source.target.average_value.is_none() {
        let detail = "must specify a positive target averageValue";
        report.required(format_args!("{path}.target.averageValue"), detail);
    }
}

fn validate_resource(report: &mut Report, path: &str, source: &ResourceMetricSource) {
    if source.name.is_empty() {
        report.required(format_args!("{path}.name"), "must specify a resource name");
    }
    validate_resource_target(report, path, &source.target);
}

fn validate_container_resource(report: &mut Report, path: &str, source: &ContainerResourceMetricSource) {
    if source.name.is_empty() {
        report.required(format_args!("{path}.name"), "must specify a resource name");
    } else {
        resource_name::validate(report, &format!("{path}.name"), &source.name);
    }
    if source.container.is_empty() {
        report.required(format_args!("{path}.container"), "must specify a container");
    } else {
        for detail in dns_label(&source.container) {
            report.invalid_text(format_args!("{path}.container"), &source.container, &detail);
        }
    }
    validate_resource_target(report, path, &source.target);
}

fn validate_resource_target(report: &mut Report, path: &str, target: &MetricTarget) {
    validate_target(report, path, target);
    match (target.average_utilization, &target.average_value) {
        (None, None) => {
            let detail = "must set either a target raw value or a target utilization";
            report.required(format_args!("{path}.target.averageUtilization"), detail);
        }
        (Some(_), Some(_)) => {
            let detail = "may not set both a target raw value and a target utilization";
            report.forbidden(format_args!("{path}.target.averageValue"), detail);
        }
        _ => {}
    }
}

/// Mirrors `validation.validateMetricTarget`.
fn validate_target(report: &mut Report, path: &str, target: &MetricTarget) {
    if let MetricTargetType::Other(word) = &target.r#type {
        let field = format!("{path}.target.type");
        if word.is_empty() {
            report.required(&field, "must specify a metric target type");
        }
        report.invalid_word(&field, word, "must be either Utilization, Value, or AverageValue");
    }
    for (name, value) in [("value", &target.value), ("averageValue", &target.average_value)] {
        if let Some(value) = value.as_ref().filter(|value| value.sign() != 1) {
            report.invalid_quantity(format_args!("{path}.target.{name}"), value, "must be positive");
        }
    }
    if let Some(percent) = target.average_utilization.filter(|percent| *percent < 1) {
        report.invalid(format_args!("{path}.target.averageUtilization"), percent, "must be greater than 0");
    }
}

/// Mirrors `validation.validateMetricIdentifier`.
fn validate_identifier(report: &mut Report, path: &str, metric: &MetricIdentifier) {
    if metric.name.is_empty() {
        report.required(format_args!("{path}.metric.name"), "must specify a metric name");
    }
    for detail in path_segment(&metric.name) {
        report.invalid_text(format_args!("{path}.metric.name"), &metric.name, &detail);
    }
}
