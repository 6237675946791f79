use serde::{Deserialize, Serialize};

use super::{HpaScalingPolicyType, ScalingPolicySelect, SpelledQuantity};
use crate::kube::meta::null_as_default;
use crate::limits::reading;

/// How fast to scale, direction by direction.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct HorizontalPodAutoscalerBehavior {
    /// Rules of scaling up; absent means the defaults.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scale_up: Option<HpaScalingRules>,
    /// Rules of scaling down; absent means the defaults.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scale_down: Option<HpaScalingRules>,
}

/// `HPAScalingRules`: the rules of one direction.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct HpaScalingRules {
    /// Seconds that past recommendations are considered for; absent means the controller's own for the direction.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stabilization_window_seconds: Option<i32>,
    /// Which policy holds; absent means `Max`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub select_policy: Option<ScalingPolicySelect>,
    /// The policies; absent means the defaults, while an empty list is kept and not valid.
    #[serde(skip_serializing_if = "none_or_empty", deserialize_with = "reading::optional_list")]
    pub policies: Option<Vec<HpaScalingPolicy>>,
    /// How far, as a ratio, the metric may be from its target without scaling; absent means the controller's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tolerance: Option<SpelledQuantity>,
}

impl HpaScalingRules {
    /// The policies, empty where they are absent.
    #[must_use]
    pub fn policies(&self) -> &[HpaScalingPolicy] {
        self.policies.as_deref().unwrap_or_default()
    }
}

/// `HPAScalingPolicy`: a change that is allowed within a period.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct HpaScalingPolicy {
    /// The unit of the value.
    #[serde(deserialize_with = "null_as_default")]
    pub r#type: HpaScalingPolicyType,
    /// The change that is allowed.
    #[serde(deserialize_with = "null_as_default")]
    pub value: i32,
    /// The period in seconds.
    #[serde(deserialize_with = "null_as_default")]
    pub period_seconds: i32,
}

fn none_or_empty<T>(list: &Option<Vec<T>>) -> bool {
    list.as_ref().is_none_or(Vec::is_empty)
}
