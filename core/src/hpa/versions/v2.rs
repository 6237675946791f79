use super::{Object, Version};
use crate::hpa::defaults;
use crate::kube::HorizontalPodAutoscaler;
use crate::kube::autoscaling::{HorizontalPodAutoscalerSpec, HorizontalPodAutoscalerStatus};

/// `HorizontalPodAutoscaler` of `autoscaling/v2`, with or without a status.
pub type HorizontalPodAutoscalerV2 = Object<HorizontalPodAutoscalerSpec, HorizontalPodAutoscalerStatus>;

impl HorizontalPodAutoscalerV2 {
    pub(super) fn set_defaults(&mut self) {
        defaults::set_defaults(&mut self.spec);
    }

    pub(super) fn drop_newer_fields(&mut self) {
        for condition in self.status.iter_mut().flat_map(|status| &mut status.conditions) {
            condition.observed_generation = None;
        }
    }
}

impl From<HorizontalPodAutoscalerV2> for HorizontalPodAutoscaler {
    fn from(hpa: HorizontalPodAutoscalerV2) -> Self {
        Self {
            kind: hpa.kind,
            api_version: Version::V2.api_version().to_owned(),
            metadata: hpa.metadata,
            spec: hpa.spec,
            status: hpa.status.unwrap_or_default(),
        }
    }
}
