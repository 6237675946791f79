use crate::kube::autoscaling::{
    HorizontalPodAutoscalerCondition as Condition, HorizontalPodAutoscalerConditionType as ConditionType,
};
use crate::kube::{ConditionStatus, Time};

/// What a valid metric is told with, before its name.
const FOUND: &str = "the HPA was able to successfully calculate a replica count from ";

/// The conditions of a status while a sync goes on. Most stay what they are, and are not written anew.
#[derive(Debug)]
pub(super) struct Conditions {
    list: Vec<Condition>,
    now: Time,
}

impl Conditions {
    pub(super) fn new(list: Vec<Condition>, now: Time) -> Self {
        Self { list, now }
    }

    /// Sets a condition, at the end of the list where it is new; its transition time changes with its status only.
    /// Mirrors `podautoscaler.setConditionInList`.
    pub(super) fn set(&mut self, kind: ConditionType, status: ConditionStatus, reason: &str, message: &str) {
        if let Some(text) = self.said(kind, status, reason)
            && text != message
        {
            message.clone_into(text);
        }
    }

    /// As [`set`](Self::set), but for the message, for which it gives the one that is there.
    fn said(&mut self, kind: ConditionType, status: ConditionStatus, reason: &str) -> Option<&mut String> {
        let index = self.list.iter().position(|condition| condition.r#type == kind).unwrap_or_else(|| {
            self.list.push(Condition { r#type: kind, ..Condition::default() });
            self.list.len().saturating_sub(1)
        });
        let condition = self.list.get_mut(index)?;
        if condition.status != status {
            condition.last_transition_time = Some(self.now);
        }
        condition.status = status;
        if condition.reason != reason {
            reason.clone_into(&mut condition.reason);
        }
        Some(&mut condition.message)
    }

    pub(super) fn able_to_scale(&mut self, able: bool, reason: &str, message: &str) {
        self.set(ConditionType::AbleToScale, truth(able), reason, message);
    }

    pub(super) fn scaling_active(&mut self, active: bool, reason: &str, message: &str) {
        self.set(ConditionType::ScalingActive, truth(active), reason, message);
    }

    /// A metric gave a replica count.
    pub(super) fn valid_metric(&mut self, metric: &str) {
        let said = self.said(ConditionType::ScalingActive, ConditionStatus::True, "ValidMetricFound");
        if let Some(text) = said
            && text.strip_prefix(FOUND) != Some(metric)
        {
            text.clear();
            text.push_str(FOUND);
            text.push_str(metric);
        }
    }

    pub(super) fn scaling_limited(&mut self, limited: bool, reason: &str, message: &str) {
        self.set(ConditionType::ScalingLimited, truth(limited), reason, message);
    }

    pub(super) fn scaled_to_zero(&mut self, to_zero: bool) {
        let (reason, message) = if to_zero {
            ("ScaledToZero", "the HPA controller scaled the workload to zero")
        } else {
            ("NotScaledToZero", "the HPA controller did not scale the workload to zero")
        };
        self.set(ConditionType::ScaledToZero, truth(to_zero), reason, message);
    }

    /// Whether the controller itself brought the target to zero.
    pub(super) fn is_scaled_to_zero(&self) -> bool {
        self.list
            .iter()
            .find(|condition| condition.r#type == ConditionType::ScaledToZero)
            .is_some_and(|condition| condition.status == ConditionStatus::True)
    }

    pub(super) fn remove_scaled_to_zero(&mut self) {
        self.list.retain(|condition| condition.r#type != ConditionType::ScaledToZero);
    }

    pub(super) fn into_list(self) -> Vec<Condition> {
        self.list
    }
}

fn truth(holds: bool) -> ConditionStatus {
    if holds { ConditionStatus::True } else { ConditionStatus::False }
}
