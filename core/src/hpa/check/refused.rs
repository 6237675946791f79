//! What the API server refuses.

use super::{CheckContext, Findings};
use crate::error::{Error, codes};
use crate::hpa::{FieldError, ValidationRules, validate};
use crate::kube::HorizontalPodAutoscaler;

/// The releases whose validation is known.
const RELEASES: [&str; 5] = ["1.33", "1.34", "1.35", "1.36", "1.37"];

pub(super) fn find(hpa: &HorizontalPodAutoscaler, context: &CheckContext<'_>, found: &mut Findings) {
    let of = |release: &str| validate(hpa, &ValidationRules::of(release));
    let errors = match of(context.profile.release) {
        Ok(errors) if errors.is_empty() => return,
        Ok(errors) => errors,
        Err(error) => return found.error(error),
    };
    let everywhere: Vec<Vec<FieldError>> =
        RELEASES.into_iter().filter_map(|release| of(release).ok()).collect();
    for FieldError { field, message, .. } in errors {
        let is_everywhere = everywhere.iter().all(|errors| errors.iter().any(|error| error.field == field));
        let who = if is_everywhere {
            "no API server takes this HPA".to_owned()
        } else {
            format!("the API server of Kubernetes {} does not take this HPA", context.profile.release)
        };
        let error = Error::new(codes::hpa::REFUSED, format!("{who}: {field}: {message}"));
        let error = match hint(hpa, &field) {
            Some(hint) => error.with_hint(hint),
            None => error,
        };
        found.error(error.in_path(field));
    }
}

/// What to write, where the message does not say it by itself.
fn hint(hpa: &HorizontalPodAutoscaler, field: &str) -> Option<&'static str> {
    let from_zero = field == "spec.metrics" && hpa.spec.min_replicas == Some(0);
    from_zero.then_some(
        "Without pods only an Object or External metric has a value: add one, or write minReplicas: 1.",
    )
}
