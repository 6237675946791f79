//! `prometheus`: the one value of a query.

use super::authentication;
use super::parameters::Parameters;
use crate::error::Result;
use crate::keda::object::ScaleTrigger;

/// The target. Everything else of the metadata is checked, in the order in which KEDA reads it. Mirrors
/// `parsePrometheusMetadata`.
///
/// # Errors
/// `keda.metadata`.
pub(super) fn threshold(trigger: &ScaleTrigger, parameters: &Parameters<'_>) -> Result<f64> {
    authentication::check(trigger, parameters)?;
    parameters.required("serverAddress")?;
    parameters.required("query")?;
    parameters.check_pairs("queryParameters")?;
    let threshold = parameters.required_float("threshold")?;
    parameters.float("activationThreshold")?;
    parameters.check_pairs("customHeaders")?;
    parameters.check_truth_value("ignoreNullValues")?;
    parameters.check_truth_value("unsafeSsl")?;
    parameters.check_duration("timeout")?;
    Ok(threshold)
}
