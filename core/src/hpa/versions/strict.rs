use super::read::ROOM;
use super::{
    HorizontalPodAutoscalerV1, HorizontalPodAutoscalerV2, HorizontalPodAutoscalerV2Beta1,
    HorizontalPodAutoscalerV2Beta2, Version,
};
use crate::hpa::Profile;
use crate::json::{Absent, StrictError, strict};

/// What a condition tells from Kubernetes 1.37 on.
const GENERATION: (&str, &str) = ("lastTransitionTime", "observedGeneration");
/// What the rules of a behavior have in `autoscaling/v2` alone.
const TOLERANCE: (&str, &str) = ("stabilizationWindowSeconds", "tolerance");

/// What strict decoding of a text as some version, by a release's types, has against it.
pub(in crate::hpa) fn strict_errors(text: &str, version: Version, profile: &Profile) -> Vec<StrictError> {
    const IN_BETAS: Absent = &[GENERATION, TOLERANCE];
    const BEFORE_1_37: Absent = &[GENERATION];
    let length = text.len() / ROOM;
    let in_v2 = if profile.observed_generation { &[] } else { BEFORE_1_37 };
    match version {
        Version::V1 => strict::<HorizontalPodAutoscalerV1>(text, length, &[]),
        Version::V2Beta1 => strict::<HorizontalPodAutoscalerV2Beta1>(text, length, IN_BETAS),
        Version::V2Beta2 => strict::<HorizontalPodAutoscalerV2Beta2>(text, length, IN_BETAS),
        Version::V2 => strict::<HorizontalPodAutoscalerV2>(text, length, in_v2),
    }
}
