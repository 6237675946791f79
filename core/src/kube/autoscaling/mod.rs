//! `autoscaling`: the HorizontalPodAutoscaler as `autoscaling/v2` has it, and Scale.

mod behavior;
mod metric;
mod object;
mod reference;
mod scale;
mod status;
mod words;

pub use crate::quantity::Spelled as SpelledQuantity;
pub use behavior::{HorizontalPodAutoscalerBehavior, HpaScalingPolicy, HpaScalingRules};
pub use metric::{
    ContainerResourceMetricSource, ExternalMetricSource, MetricIdentifier, MetricSpec, MetricTarget,
    ObjectMetricSource, PodsMetricSource, ResourceMetricSource,
};
pub use object::{HorizontalPodAutoscaler, HorizontalPodAutoscalerSpec};
pub use reference::CrossVersionObjectReference;
pub use scale::{Scale, ScaleSpec, ScaleStatus};
pub use status::{
    ContainerResourceMetricStatus, ExternalMetricStatus, HorizontalPodAutoscalerCondition,
    HorizontalPodAutoscalerStatus, MetricStatus, MetricValueStatus, ObjectMetricStatus, PodsMetricStatus,
    ResourceMetricStatus,
};
pub use words::{
    HorizontalPodAutoscalerConditionType, HpaScalingPolicyType, MetricSourceType, MetricTargetType,
    ScalingPolicySelect,
};
