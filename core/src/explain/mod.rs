//! The whole chain of one HPA, told step by step: what it asks, which rule and series answer, the PromQL, Prometheus'
//! answer, the values, the replicas, and at each arrow why.

mod advice;
mod annotated;
mod assumed;
mod causes;
mod chain;
mod decision;
mod findings;
mod input;
mod layout;
mod recorded;
mod responses;
mod rules;
mod stations;
mod values;

pub(crate) use assumed::{Assumed, newest};
pub(crate) use causes::{Count, add as add_cause, turns};
pub use findings::findings;
pub(crate) use findings::show;
pub use input::{ExplainInput, Explanation};
pub use layout::{Role, Row, Section, layout};
pub use recorded::Recorded;
pub use responses::Responses;
pub use rules::rules;
pub use stations::{Mend, RowPlace, Station, StationKind, StationState, Way};

use crate::budget::Budget;
use crate::error::Result;
use crate::hpa::steps::{Range, StepFunction, step_function};
use crate::hpa::wording::ScaleReplicas;
use crate::hpa::{self, MetricRequest, PodNames, ReconcileInput, ReconcileOutput};
use crate::kube::HorizontalPodAutoscaler;
use crate::lint::Finding;
use crate::selector::Selector;
use causes::{Followed, Metric};
use chain::{Chain, Link};

/// Follows an HPA from its metrics to its replicas.
///
/// ```
/// use counterpoise::engine::{Engine, EngineInput};
/// use counterpoise::explain::{ExplainInput, Responses, explain, layout};
/// use counterpoise::hpa::{self, ReconcileInput};
/// use counterpoise::kube::{self, Scale};
/// use counterpoise::metrics::series::SeriesList;
///
/// let rules = "
/// externalRules:
/// - seriesQuery: queue_length
///   resources: {namespaced: false}
///   metricsQuery: sum(<<.Series>>{<<.LabelMatchers>>})
/// ";
/// let engine = Engine::new(&EngineInput::new(rules).series(SeriesList::parse("queue_length 1")?))?;
/// let hpa = hpa::from_str(
///     "
///     apiVersion: autoscaling/v2
///     kind: HorizontalPodAutoscaler
///     metadata: {name: worker, namespace: shop}
///     spec:
///       maxReplicas: 10
///       metrics:
///       - type: External
///         external: {metric: {name: queue_length}, target: {type: AverageValue, averageValue: 10}}
///     ",
/// )?;
/// let scale: Scale = kube::from_str("{spec: {replicas: 3}, status: {replicas: 3, selector: app=worker}}")?;
/// let answer = r#"{"status": "success", "data": {"resultType": "vector", "result": [{"metric": {}, "value": [0, "55"]}]}}"#;
/// let responses = Responses::parse(answer)?;
///
/// let sync = ReconcileInput::new(&hpa, &scale, &[], "2026-05-01T12:00:00Z".parse()?);
/// let told = explain(&ExplainInput::new(sync).engine(&engine).responses(&responses))?;
/// let text = layout(&told.sections, |_, text| text.to_owned());
/// assert!(text.contains("PromQL          sum(queue_length{})"), "{text}");
/// assert!(text.contains("desired         3 → 6"), "{text}");
/// # Ok::<(), counterpoise::Error>(())
/// ```
///
/// # Errors
/// Those of [`annotations::parse`](crate::annotations::parse) and [`hpa::reconcile`](hpa::reconcile()); `limit.output`. A step
/// of the chain that fails does not fail the explanation: it is told where it stands.
pub fn explain(input: &ExplainInput<'_>) -> Result<Explanation> {
    let hpa = input.sync.hpa;
    let requests = requests(input)?;
    let mut chain = Chain::new(input, &requests)?;
    let links: Vec<Link> =
        requests.iter().enumerate().map(|(index, request)| chain.follow(index, request)).collect();
    let sync = ReconcileInput { metrics: chain.answers(), ..input.sync };
    let decision = hpa::reconcile(&sync)?;
    let functions = if input.thresholds { functions(&sync, input.budget)? } else { Vec::new() };

    let steps: Vec<_> = decision::metric_steps(&decision).collect();
    let scale = input.sync.scale.map_or(ScaleReplicas { spec: 0, status: 0 }, |scale| ScaleReplicas {
        spec: scale.spec.replicas,
        status: scale.status.replicas,
    });
    let mut sections = vec![head(hpa, input.findings)];
    let mut decided: Vec<Finding> = causes::at_zero(&input.sync, &decision).into_iter().collect();
    let mut followed = Vec::with_capacity(links.len());
    let of = links.len();
    for (index, ((request, spec), link)) in requests.iter().zip(&hpa.spec.metrics).zip(&links).enumerate() {
        let title = format!("Metric {} of {of}: {}", index.saturating_add(1), chain::title(spec));
        let mut section = Section { title, rows: link.rows.clone() };
        let step = steps.get(index).copied();
        let metric = Followed { rules: &link.rules, lost: step.is_some_and(|step| step.error.is_some()) };
        if let Some(step) = step {
            let answer = request.as_ref().ok().and_then(|request| chain.answers().get(&request.path));
            let names = &PodNames::of(&input.sync, spec, answer);
            decision::metric(step, names, scale, &mut section);
            let mend = link.mend.as_deref().filter(|_| !causes::is_told(input.findings, index, metric));
            let decision = &decision;
            decided.extend(causes::of_metric(&Metric { index, step, names, scale, mend, decision }));
        }
        followed.push(metric);
        sections.push(section);
    }
    let inputs = if input.is_later { &[] } else { input.findings };
    let causes = causes::ordered(inputs, decided, &followed);
    // The metrics' parts come behind the head, and behind the findings where there are any.
    let first: usize = if findings::show(&causes, &mut sections) { 2 } else { 1 };
    sections.extend(chain.findings());
    let mut replicas = decision::replicas_section(&decision, scale, input.assumed);
    replicas.rows.extend(targets(input, &decision));
    let place = sections.len();
    sections.push(replicas);
    sections.push(decision::conditions(&decision.status.conditions));
    if !decision.events.is_empty() {
        sections.push(decision::events(&decision.events));
    }
    let desired = decision::desired(&decision);
    let mut ways: Vec<Way> = Vec::new();
    for (index, (spec, link)) in hpa.spec.metrics.iter().zip(&links).enumerate() {
        let path = |index: usize| requests.get(index).and_then(|request| Some(&request.as_ref().ok()?.path));
        let earlier = (0..index).find(|earlier| link.is_same && path(*earlier) == path(index));
        let way = stations::way(&stations::Told {
            index,
            metric: chain::title(spec),
            rule: link.rule.as_deref(),
            sections: &sections,
            section: first.saturating_add(index),
            replicas: place,
            desired: &desired,
            findings: input.findings,
            same: earlier.and_then(|earlier| ways.get(earlier)),
        });
        ways.push(way);
    }
    Ok(Explanation { sections, ways, causes, decision, steps: functions })
}

/// The step function of each metric.
fn functions(sync: &ReconcileInput<'_>, budget: Option<&Budget>) -> Result<Vec<StepFunction>> {
    let own = Budget::default();
    let budget = budget.unwrap_or(&own);
    let metrics = 0..sync.hpa.spec.metrics.len();
    metrics.map(|metric| step_function(sync, metric, Range::default(), budget)).collect()
}

/// What is asked for each metric, or why nothing can be: by the scale's selector, without which none is.
fn requests(input: &ExplainInput<'_>) -> Result<Vec<Result<MetricRequest>>> {
    let hpa = input.sync.hpa;
    let selector = input.sync.scale.map_or("", |scale| scale.status.selector.as_str());
    match Selector::parse(selector) {
        Ok(selector) => hpa::each_request(hpa, &selector, input.sync.mapper),
        Err(error) => {
            let error = error.in_path("scale.status.selector");
            Ok(hpa.spec.metrics.iter().map(|_| Err(error.clone())).collect())
        }
    }
}

/// The metrics as kubectl shows them after the sync.
fn targets(input: &ExplainInput<'_>, decision: &ReconcileOutput) -> Option<Row> {
    let shown = HorizontalPodAutoscaler { status: decision.status.clone(), ..input.sync.hpa.clone() };
    let row = hpa::show::row(&shown, input.sync.now).ok()?;
    Some(Row::new("TARGETS", row.targets))
}

/// Which HPA this is, and why it is not to be.
fn head(hpa: &HorizontalPodAutoscaler, found: &[Finding]) -> Section {
    let target = &hpa.spec.scale_target_ref;
    let namespace = if hpa.metadata.namespace.is_empty() { "default" } else { &hpa.metadata.namespace };
    let mut section = Section::new(format!("HorizontalPodAutoscaler {namespace}/{}", hpa.metadata.name));
    section.push(Row::new("scales", format!("{}/{}", target.kind, target.name)));
    section.rows.extend(findings::refusals(found));
    section
}
