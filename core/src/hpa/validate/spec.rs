use super::report::Report;
use super::{behavior, metric, target};
use crate::kube::autoscaling::{HorizontalPodAutoscalerSpec, MetricSourceType};

/// Mirrors `validation.validateHorizontalPodAutoscalerSpec`.
pub(super) fn validate(report: &mut Report, spec: &HorizontalPodAutoscalerSpec) {
    if !report.rules.declarative {
        validate_limits(report, spec);
    }
    if spec.min_replicas.is_some_and(|least| spec.max_replicas < least) {
        let detail = "must be greater than or equal to `minReplicas`";
        report.invalid("spec.maxReplicas", spec.max_replicas, detail);
    }
    let reference = &spec.scale_target_ref;
    let grouped = report.rules.target_group && reference.kind != "ReplicationController";
    target::validate(report, "spec.scaleTargetRef", reference, grouped);
    for (index, metric) in spec.metrics.iter().enumerate() {
        metric::validate(report, &format!("spec.metrics[{index}]"), metric);
    }
    let from_zero =
        |source: &MetricSourceType| matches!(source, MetricSourceType::Object | MetricSourceType::External);
    if spec.min_replicas == Some(0) && !spec.metrics.iter().any(|metric| from_zero(&metric.r#type)) {
        let detail =
            "must specify at least one Object or External metric to support scaling to zero replicas";
        report.forbidden("spec.metrics", detail);
    }
    if let Some(rules) = &spec.behavior {
        behavior::validate(report, rules);
    }
}

fn validate_limits(report: &mut Report, spec: &HorizontalPodAutoscalerSpec) {
    validate_min_replicas(report, spec);
    match spec.max_replicas {
        0 if report.rules.zero_is_missing => {
            report.required("spec.maxReplicas", "must be set and greater than 0");
        }
        count if count < 1 => {
            let detail = if report.rules.zero_is_missing {
                "must be greater than or equal to 1"
            } else {
                "must be greater than 0"
            };
            report.invalid("spec.maxReplicas", count, detail);
        }
        _ => {}
    }
}

fn validate_min_replicas(report: &mut Report, spec: &HorizontalPodAutoscalerSpec) {
    let least = report.rules.least_min_replicas;
    if let Some(count) = spec.min_replicas.filter(|count| *count < least) {
        report.invalid("spec.minReplicas", count, &format!("must be greater than or equal to {least}"));
    }
}

/// The limits as declarative validation has them. Mirrors `v2.Validate_HorizontalPodAutoscalerSpec`.
pub(super) fn validate_limits_declaratively(report: &mut Report, spec: &HorizontalPodAutoscalerSpec) {
    validate_min_replicas(report, spec);
    match spec.max_replicas {
        0 => report.required("spec.maxReplicas", ""),
        count if count < 1 => {
            report.invalid("spec.maxReplicas", count, "must be greater than or equal to 1");
        }
        _ => {}
    }
}
