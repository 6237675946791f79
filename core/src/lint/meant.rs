//! The edit of an HPA that asks for a metric under a name that no rule gives, where one is given that was meant.

use super::given::GivenHpa;
use crate::budget::Budget;
use crate::engine::Engine;
use crate::error::{Error, Fix, Severity, codes};
use crate::kube::HorizontalPodAutoscaler;
use crate::yaml::Node;

/// Gives the error of a metric that is not served its edit, which is tried before.
pub(super) fn mended(
    error: Error,
    hpa: &GivenHpa,
    (read, index): (&HorizontalPodAutoscaler, usize),
    engine: &Engine,
    budget: &Budget,
) -> Error {
    if !error.is(codes::metrics::HPA_METRIC) {
        return error;
    }
    match fix(hpa, (read, index), engine, budget) {
        Some((fix, name)) => {
            let hint = format!("Ask for {name}, which the rules give.");
            error.with_hint(hint).with_fix(Some(fix))
        }
        None => error,
    }
}

fn fix(
    hpa: &GivenHpa,
    (read, index): (&HorizontalPodAutoscaler, usize),
    engine: &Engine,
    budget: &Budget,
) -> Option<(Fix, String)> {
    let mut mended = read.clone();
    let metric = mended.spec.metrics.get_mut(index)?;
    let name = None
        .or(metric.object.as_mut().map(|source| &mut source.metric.name))
        .or(metric.pods.as_mut().map(|source| &mut source.metric.name))
        .or(metric.external.as_mut().map(|source| &mut source.metric.name))?;
    let written = name.clone();
    let meant = engine.meant(read, index)?;
    name.clone_from(&meant);
    let is_error = |told: &crate::error::Diagnostic| told.severity == Severity::Error;
    if engine.check_hpa_metric(&mended, index, budget).iter().any(is_error) {
        return None;
    }
    let text = &name_of(&hpa.node, index)?.scalar()?.text;
    let span = text.span_of(0..text.as_str().len()).filter(|_| text.as_str() == written)?;
    Some((Fix { span, text: meant.clone() }, meant))
}

/// Where the name of a metric stands: `metric.name`, or `metricName` in the older versions.
fn name_of(hpa: &Node, index: usize) -> Option<&Node> {
    let metrics = hpa.get("spec")?.get("metrics")?;
    let crate::yaml::Value::Sequence(items) = &metrics.value else { return None };
    let metric = items.get(index)?;
    let source = ["object", "pods", "external"].into_iter().find_map(|source| metric.get(source))?;
    let name =
        source.get("metric").and_then(|metric| metric.get("name")).or_else(|| source.get("metricName"));
    name.map(|name| &**name)
}
