//! What HPAs say of themselves, and of the pods and scales that are given with them.

use super::Options;
use super::finding::Finding;
use super::given::Given;
use crate::error::Result;
use crate::hpa::AnyHorizontalPodAutoscaler;
use crate::kube::HorizontalPodAutoscaler;

use super::given::{GivenHpa, Of};

/// The findings of each HPA.
pub(super) fn check(given: &Given, options: &Options<'_>, found: &mut Vec<Finding>) {
    for hpa in &given.hpas {
        if let Err(error) = read(&hpa.value, options) {
            found.push(Finding::error(&hpa.file, placed(hpa, error)));
        }
    }
}

/// The HPA as the controller has it.
pub(super) fn read(hpa: &GivenHpa, options: &Options<'_>) -> Result<HorizontalPodAutoscaler> {
    let json = &hpa.json;
    AnyHorizontalPodAutoscaler::read_text(&json.text, &|bytes| json.span(bytes))?.into_v2(&options.profile)
}

/// An error about an HPA at its place in the file.
pub(super) fn placed(hpa: &Of<GivenHpa>, error: crate::error::Error) -> crate::error::Error {
    let span = error.span().or_else(|| {
        let path = error.path().unwrap_or_default();
        hpa.value.node.nearest(path.strip_prefix("hpa.").unwrap_or(path)).span
    });
    let error = error.placed(span);
    if hpa.path.is_empty() { error } else { error.in_path(&hpa.path) }
}
