//! What the API server refuses when an HPA is created.

mod behavior;
mod field_error;
mod metadata;
mod metric;
mod names;
mod report;
mod resource_name;
mod rules;
mod spec;
mod target;

#[cfg(test)]
mod tests;

pub use field_error::{ErrorType, FieldError};
pub use rules::ValidationRules;

use crate::error::Result;
use crate::kube::HorizontalPodAutoscaler;
use report::Report;

/// Finds what is wrong with an HPA that is to be created, defaulted before; nothing when the API server accepts it.
/// Mirrors `validation.ValidateHorizontalPodAutoscaler` as `rest.BeforeCreate` calls it, with default feature gates. An
/// HPA without a namespace gets the one of the request. Where upstream goes over a map, this goes in key order.
///
/// # Errors
/// `limit.output`, since an error prints the value that it is about, which may be a long list.
pub fn validate(hpa: &HorizontalPodAutoscaler, rules: &ValidationRules) -> Result<Vec<FieldError>> {
    let mut report = Report::new(*rules);
    metadata::validate(&mut report, &hpa.metadata);
    spec::validate(&mut report, &hpa.spec);
    if rules.declarative {
        report.drop_repeated();
        spec::validate_limits_declaratively(&mut report, &hpa.spec);
    }
    report.finish()
}
