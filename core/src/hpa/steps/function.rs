//! The step function of one metric, with what a picture of it needs.

use serde::Serialize;

use super::search::{Costs, Range, Search, Steps};
use super::text;
use crate::budget::Budget;
use crate::error::{Error, Result, codes};
use crate::hpa::calculator::{Counts, Proposal};
use crate::hpa::sync::{Curve, Decisions, ReconcileInput};
use crate::hpa::{ApiAnswer, State};
use crate::kube::autoscaling::{MetricSourceType, MetricSpec, MetricTarget};

/// What is varied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Varies {
    /// The value as a whole, which is compared with the target.
    Value,
    /// The value as a whole, whose average over the replicas is compared with the target.
    Total,
    /// What each pod has whose sample counts.
    Average,
}

/// A metric and the counts that its values call for.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct StepFunction {
    /// The metric as messages call it; its source where no sync comes to it.
    pub metric: String,
    /// Where it comes from.
    pub source: MetricSourceType,
    /// Its target.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<MetricTarget>,
    /// What is varied.
    pub varies: Varies,
    /// Replicas that the target is asked to have before the sync; absent where its scale cannot be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub current_replicas: Option<i32>,
    /// The least that the spec allows.
    pub min_replicas: i32,
    /// The most that the spec allows.
    pub max_replicas: i32,
    /// The replicas that the sync asks for.
    pub replicas: i32,
    /// The pods by group, where the computation looks at them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pods: Option<Counts>,
    /// What the samples give.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub present: Option<Present>,
    /// What other values give.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub steps: Option<Steps>,
    /// What they would give if unready pods, and those without a sample, were like the others; absent where there are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub all_ready: Option<Steps>,
    /// Why there is no function.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
}

/// The metric as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Present {
    /// Its value, milli: an average is cut off at the milli-unit.
    #[serde(serialize_with = "text")]
    pub value: i64,
    /// The value in per cent of the requests, for a utilization target.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub utilization: Option<i32>,
    /// The count that it calls for.
    pub proposal: i32,
}

/// The step function of a metric, given by its place in the spec.
///
/// # Errors
/// `request.type` for a metric that the spec does not have and for values below 0, `hpa.state` for a state of another version, and `limit.work`.
pub fn step_function(
    input: &ReconcileInput<'_>,
    metric: usize,
    range: Range,
    budget: &Budget,
) -> Result<StepFunction> {
    input.state.check().map_err(|error| error.in_path("state"))?;
    let spec = &input.hpa.spec;
    let metrics = spec.metrics.len();
    let asked = spec.metrics.get(metric).ok_or_else(|| {
        let message = format!("the HPA has {metrics} metrics, and the first is 0");
        Error::new(codes::request::TYPE, message).in_path("metric")
    })?;
    if range.from < 0 {
        // Sums below 0 are taken for overflows by some releases.
        let message = format!("values are looked at from 0 on, and {} is below", range.from);
        return Err(Error::new(codes::request::TYPE, message).in_path("from"));
    }
    let costs = Costs { value: cost_of_value(asked), sync: cost_of_sync(input) };
    let mut decisions = Decisions::new(input, metric);
    budget.take_steps(costs.sync)?;
    let target = asked.named_target().map(|(_, target)| target);
    let mut function = StepFunction {
        metric: asked.r#type.to_string(),
        source: asked.r#type.clone(),
        varies: varies(asked, target),
        target: target.cloned(),
        current_replicas: input.scale.ok().map(|scale| scale.spec.replicas),
        min_replicas: spec.min_replicas.unwrap_or(1),
        max_replicas: spec.max_replicas,
        replicas: decisions.at(None),
        pods: None,
        present: None,
        steps: None,
        all_ready: None,
        error: None,
    };
    let filled = Curve::of(input, metric, |curve| {
        function.metric = curve.name.to_owned();
        let proposal = match curve.present() {
            Ok(proposal) => proposal,
            Err(message) => {
                function.error = Some(message);
                return Ok(());
            }
        };
        let Proposal { usage, total, utilization, replicas, pods, .. } = proposal;
        function.pods = pods;
        function.present = Some(Present { value: total.unwrap_or(usage), utilization, proposal: replicas });
        let enough = spec.max_replicas.max(replicas).max(function.current_replicas.unwrap_or_default());
        let mut search =
            |all_ready| Search { curve, all_ready, range, enough, budget, costs }.run(&mut decisions);
        function.steps = Some(search(false)?);
        if pods.is_some_and(|pods| pods.unready > 0 || pods.missing > 0) {
            function.all_ready = Some(search(true)?);
        }
        Ok(())
    });
    match filled {
        Ok(searched) => searched?,
        Err(message) => function.error = Some(message),
    }
    Ok(function)
}

fn varies(metric: &MetricSpec, target: Option<&MetricTarget>) -> Varies {
    let averaged = match metric.r#type {
        MetricSourceType::Object => metric.object.as_ref().is_some_and(|source| {
            source.target.r#type == crate::kube::autoscaling::MetricTargetType::AverageValue
        }),
        MetricSourceType::External => target.is_some_and(|target| target.average_value.is_some()),
        _ => return Varies::Average,
    };
    if averaged { Varies::Total } else { Varies::Value }
}

/// Steps of a budget that one more value takes: its selector is looked at each time.
fn cost_of_value(metric: &MetricSpec) -> usize {
    let MetricSpec { object, pods, external, .. } = metric;
    let identifier = None
        .or(object.as_ref().map(|source| &source.metric))
        .or(pods.as_ref().map(|source| &source.metric))
        .or(external.as_ref().map(|source| &source.metric));
    let selector = identifier.and_then(|metric| metric.selector.as_ref());
    let words = selector.map_or(0, |selector| {
        let values = selector.match_expressions.iter().map(|expression| expression.values.len());
        values
            .sum::<usize>()
            .saturating_add(selector.match_expressions.len())
            .saturating_add(selector.match_labels.len())
    });
    words.saturating_mul(8).saturating_add(16)
}

/// Steps that one more sync takes: pods and samples are looked at for each metric, pods for each other HPA.
fn cost_of_sync(input: &ReconcileInput<'_>) -> usize {
    let samples = input.metrics.values().map(|answer| match answer {
        ApiAnswer::PodMetrics(list) => list.items.len(),
        ApiAnswer::Values(list) => list.items.len(),
        ApiAnswer::ExternalValues(list) => list.items.len(),
        ApiAnswer::Error(_) => 0,
    });
    let pods = samples.fold(input.pods.len(), usize::saturating_add);
    let times = input.hpa.spec.metrics.len().saturating_add(input.others.len()).saturating_add(1);
    let State { recommendations, scale_up_events, scale_down_events, .. } = input.state;
    let remembered =
        recommendations.len().saturating_add(scale_up_events.len()).saturating_add(scale_down_events.len());
    pods.saturating_mul(times).saturating_add(remembered).saturating_add(100)
}
