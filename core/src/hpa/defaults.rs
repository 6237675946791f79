//! What the API server fills in.

use crate::kube::autoscaling::{
    HorizontalPodAutoscalerSpec, HpaScalingPolicy, HpaScalingPolicyType, HpaScalingRules, MetricSourceType,
    MetricSpec, MetricTarget, MetricTargetType, ResourceMetricSource, ScalingPolicySelect,
};

/// The target for CPU, in per cent of the requests, of an HPA without metrics.
pub const DEFAULT_CPU_UTILIZATION: i32 = 80;

/// Fills in the lower limit, the metric, and the rules of a behavior, for `v2` and `v2beta2`.
/// Mirrors `v2.SetDefaults_HorizontalPodAutoscaler`.
pub fn set_defaults(spec: &mut HorizontalPodAutoscalerSpec) {
    spec.min_replicas.get_or_insert(1);
    if spec.metrics.is_empty() {
        spec.metrics.push(cpu_utilization(DEFAULT_CPU_UTILIZATION));
    }
    if let Some(behavior) = &mut spec.behavior {
        behavior.scale_up = Some(filled(behavior.scale_up.take(), scale_up_rules()));
        behavior.scale_down = Some(filled(behavior.scale_down.take(), scale_down_rules()));
    }
}

/// A target for CPU, in per cent of the requests.
#[must_use]
pub fn cpu_utilization(percent: i32) -> MetricSpec {
    MetricSpec {
        r#type: MetricSourceType::Resource,
        resource: Some(ResourceMetricSource {
            name: "cpu".to_owned(),
            target: MetricTarget {
                r#type: MetricTargetType::Utilization,
                average_utilization: Some(percent),
                ..MetricTarget::default()
            },
        }),
        ..MetricSpec::default()
    }
}

/// Doubling or 4 pods every 15 seconds, whichever is more, at once. Mirrors `v2.GenerateHPAScaleUpRules`.
#[must_use]
pub fn scale_up_rules() -> HpaScalingRules {
    HpaScalingRules {
        stabilization_window_seconds: Some(0),
        select_policy: Some(ScalingPolicySelect::Max),
        policies: Some(vec![
            policy(HpaScalingPolicyType::Pods, 4),
            policy(HpaScalingPolicyType::Percent, 100),
        ]),
        tolerance: None,
    }
}

/// All pods every 15 seconds; the window stays absent, since it is a flag of the controller. Mirrors
/// `v2.GenerateHPAScaleDownRules`.
#[must_use]
pub fn scale_down_rules() -> HpaScalingRules {
    HpaScalingRules {
        stabilization_window_seconds: None,
        select_policy: Some(ScalingPolicySelect::Max),
        policies: Some(vec![policy(HpaScalingPolicyType::Percent, 100)]),
        tolerance: None,
    }
}

fn policy(r#type: HpaScalingPolicyType, value: i32) -> HpaScalingPolicy {
    HpaScalingPolicy { r#type, value, period_seconds: 15 }
}

/// The rules given, with the defaults for whatever they leave out.
fn filled(rules: Option<HpaScalingRules>, defaults: HpaScalingRules) -> HpaScalingRules {
    let rules = rules.unwrap_or_default();
    HpaScalingRules {
        stabilization_window_seconds: rules
            .stabilization_window_seconds
            .or(defaults.stabilization_window_seconds),
        select_policy: rules.select_policy.or(defaults.select_policy),
        policies: rules.policies.or(defaults.policies),
        tolerance: rules.tolerance,
    }
}
