use super::report::Report;
use crate::kube::autoscaling::{
    HorizontalPodAutoscalerBehavior, HpaScalingPolicy, HpaScalingPolicyType, HpaScalingRules,
    ScalingPolicySelect,
};

/// Seconds of a stabilization window.
const WINDOW_SECONDS: i32 = 3600;
/// Seconds of a policy's period.
const PERIOD_SECONDS: i32 = 1800;

/// Mirrors `validation.validateBehavior`.
pub(super) fn validate(report: &mut Report, behavior: &HorizontalPodAutoscalerBehavior) {
    for (field, rules) in [("scaleUp", &behavior.scale_up), ("scaleDown", &behavior.scale_down)] {
        if let Some(rules) = rules {
            validate_rules(report, &format!("spec.behavior.{field}"), rules);
        }
    }
}

/// Mirrors `validation.validateScalingRules`.
fn validate_rules(report: &mut Report, path: &str, rules: &HpaScalingRules) {
    if let Some(seconds) = rules.stabilization_window_seconds {
        let field = format!("{path}.stabilizationWindowSeconds");
        if seconds < 0 {
            report.invalid(&field, seconds, "must be greater than or equal to zero");
        }
        if seconds > WINDOW_SECONDS {
            report.invalid(&field, seconds, &format!("must be less than or equal to {WINDOW_SECONDS}"));
        }
    }
    if let Some(ScalingPolicySelect::Other(word)) = &rules.select_policy {
        report.not_supported(format_args!("{path}.selectPolicy"), word, &["Disabled", "Max", "Min"]);
    }
    if rules.policies().is_empty() {
        report.required(format_args!("{path}.policies"), "must specify at least one Policy");
    }
    for (index, policy) in rules.policies().iter().enumerate() {
        validate_policy(report, &format!("{path}.policies[{index}]"), policy);
    }
    let tolerance = rules.tolerance.as_ref().filter(|_| report.rules.tolerances);
    if let Some(tolerance) = tolerance.filter(|tolerance| tolerance.sign() < 0) {
        let field = format!("{path}.tolerance");
        report.invalid_text(field, &tolerance.to_string(), "must be greater than or equal to 0");
    }
}

/// Mirrors `validation.validateScalingPolicy`.
fn validate_policy(report: &mut Report, path: &str, policy: &HpaScalingPolicy) {
    if let HpaScalingPolicyType::Other(word) = &policy.r#type {
        report.not_supported(format_args!("{path}.type"), word, &["Percent", "Pods"]);
    }
    if policy.value <= 0 {
        report.invalid(format_args!("{path}.value"), policy.value, "must be greater than zero");
    }
    let seconds = policy.period_seconds;
    if seconds <= 0 {
        report.invalid(format_args!("{path}.periodSeconds"), seconds, "must be greater than zero");
    }
    if seconds > PERIOD_SECONDS {
        let detail = format!("must be less than or equal to {PERIOD_SECONDS}");
        report.invalid(format_args!("{path}.periodSeconds"), seconds, &detail);
    }
}
