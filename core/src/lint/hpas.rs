//! What HPAs say of themselves, and of the pods and scales that are given with them.

use super::Options;
use super::finding::Finding;
use super::given::{Given, GivenHpa, Of};
use crate::error::{Diagnostic, Error, Result};
use crate::hpa::{AnyHorizontalPodAutoscaler, CheckContext, check_text};
use crate::kube::{HorizontalPodAutoscaler, Scale};
use crate::resources::Mapper;

/// The findings of each HPA.
pub(super) fn check(given: &Given<'_>, mapper: &Mapper, options: &Options<'_>, found: &mut Vec<Finding>) {
    let all: Vec<_> = given.hpas.iter().map(|hpa| read(&hpa.value, options).ok()).collect();
    let others: Vec<HorizontalPodAutoscaler> = all.iter().flatten().cloned().collect();
    for (hpa, read) in given.hpas.iter().zip(&all) {
        let scale = read.as_ref().and_then(|hpa| given.scale_of(hpa));
        let pods = given.pods.as_deref().unwrap_or_default();
        let context = CheckContext { profile: options.profile, scale, pods, others: &others, mapper };
        let json = &hpa.value.json;
        let told = check_text(&json.text, &|bytes| json.span(bytes), &context);
        found.extend(
            told.into_iter()
                .map(|told| Finding::new(&hpa.file, Diagnostic { error: placed(hpa, told.error), ..told })),
        );
    }
}

/// The HPA as the controller has it.
pub(super) fn read(hpa: &GivenHpa, options: &Options<'_>) -> Result<HorizontalPodAutoscaler> {
    let json = &hpa.json;
    AnyHorizontalPodAutoscaler::read_text(&json.text, &|bytes| json.span(bytes))?.into_v2(&options.profile)
}

/// An error about an HPA at its place in the file.
pub(super) fn placed(hpa: &Of<GivenHpa>, error: Error) -> Error {
    let span = error.span().or_else(|| hpa.value.node.nearest(error.path().unwrap_or_default()).span);
    let error = error.placed(span);
    if hpa.path.is_empty() { error } else { error.in_path(&hpa.path) }
}

impl Given<'_> {
    /// The scale of an HPA's target, where it is given.
    pub(super) fn scale_of(&self, hpa: &HorizontalPodAutoscaler) -> Option<&Scale> {
        let is_of_target = |scale: &&Of<Scale>| {
            let metadata = &scale.value.metadata;
            (metadata.name.is_empty() || metadata.name == hpa.spec.scale_target_ref.name)
                && (metadata.namespace.is_empty() || metadata.namespace == hpa.metadata.namespace)
        };
        self.scales.iter().find(is_of_target).map(|scale| &scale.value)
    }
}
