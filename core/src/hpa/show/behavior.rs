use std::fmt::{self, Write as _};

use crate::kube::autoscaling::{HorizontalPodAutoscalerBehavior, HpaScalingRules, ScalingPolicySelect};

/// The lines of a behavior. Mirrors `describe.printDirectionBehavior`.
pub(super) fn write(out: &mut String, behavior: &HorizontalPodAutoscalerBehavior) -> fmt::Result {
    out.write_str("Behavior:\n")?;
    direction(out, "Scale Up", behavior.scale_up.as_ref())?;
    direction(out, "Scale Down", behavior.scale_down.as_ref())
}

fn direction(out: &mut String, title: &str, rules: Option<&HpaScalingRules>) -> fmt::Result {
    let Some(rules) = rules else { return Ok(()) };
    writeln!(out, "  {title}:")?;
    if let Some(seconds) = rules.stabilization_window_seconds {
        writeln!(out, "    Stabilization Window: {seconds} seconds")?;
    }
    if !rules.policies().is_empty() {
        let select = rules.select_policy.as_ref().unwrap_or(&ScalingPolicySelect::Max);
        writeln!(out, "    Select Policy: {select}")?;
        out.write_str("    Policies:\n")?;
        for policy in rules.policies() {
            let (kind, value, period) = (&policy.r#type, policy.value, policy.period_seconds);
            writeln!(out, "      - Type: {kind}\tValue: {value}\tPeriod: {period} seconds")?;
        }
    }
    Ok(())
}
