use super::names::path_segment;
use super::report::Report;
use crate::kube::autoscaling::CrossVersionObjectReference;

/// Mirrors `validation.ValidateCrossVersionObjectReference`; `grouped` where `apiVersion` must name a group.
pub(super) fn validate(
    report: &mut Report,
    path: &str,
    reference: &CrossVersionObjectReference,
    grouped: bool,
) {
    for (field, value) in [("kind", &reference.kind), ("name", &reference.name)] {
        if value.is_empty() {
            report.required(format_args!("{path}.{field}"), "");
        }
        for detail in path_segment(value) {
            report.invalid_text(format_args!("{path}.{field}"), value, &detail);
        }
    }
    if report.rules.target_group {
        validate_api_version(report, path, reference, grouped);
    }
}

fn validate_api_version(
    report: &mut Report,
    path: &str,
    reference: &CrossVersionObjectReference,
    grouped: bool,
) {
    let version = &reference.api_version;
    let detail = if version != "/" && version.matches('/').count() > 1 {
        format!("unexpected GroupVersion string: {version}")
    } else if grouped && reference.group().is_empty() {
        "apiVersion must specify API group".to_owned()
    } else {
        return;
    };
    report.invalid_text(format_args!("{path}.apiVersion"), version, &detail);
}
