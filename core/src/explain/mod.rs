//! The whole chain of one HPA, told step by step: what it asks, which rule and series answer, the PromQL, Prometheus'
//! answer, the values, the replicas, and at each arrow why.

mod advice;
mod annotated;
mod chain;
mod decision;
mod input;
mod layout;
mod responses;
mod values;

pub use input::{ExplainInput, Explanation};
pub use layout::{Role, Row, Section, layout};
pub use responses::Responses;

use crate::error::Result;
use crate::hpa::{self, ReconcileInput, ReconcileOutput, Step};
use crate::kube::HorizontalPodAutoscaler;
use chain::{Chain, Link};

/// Follows an HPA from its metrics to its replicas.
///
/// # Errors
/// Those of [`hpa::requests`](hpa::requests()), [`annotations::parse`](crate::annotations::parse) and
/// [`hpa::reconcile`](hpa::reconcile()). A step of the chain that fails does not fail the explanation: it
/// is told where it stands.
pub fn explain(input: &ExplainInput<'_>) -> Result<Explanation> {
    let hpa = input.sync.hpa;
    let selector = input.sync.scale.map_or("", |scale| scale.status.selector.as_str());
    let requests = hpa::requests(hpa, selector, input.sync.mapper)?;
    let mut chain = Chain::new(input, &requests)?;
    let links: Vec<Link> =
        requests.iter().enumerate().map(|(index, request)| chain.follow(index, request)).collect();
    let decision = hpa::reconcile(&ReconcileInput { metrics: chain.answers(), ..input.sync })?;

    let mut steps = decision.steps.iter().filter_map(|step| match step {
        Step::Metric(metric) => Some(metric),
        _ => None,
    });
    let mut sections = vec![head(hpa)];
    let of = links.len();
    for (index, (request, link)) in requests.iter().zip(links).enumerate() {
        let title =
            format!("Metric {} of {of}: {}", index.saturating_add(1), chain::title(hpa, index, request));
        let mut section = Section { title, rows: link.rows };
        if let Some(step) = steps.next() {
            decision::metric(step, &mut section);
        }
        sections.push(section);
    }
    sections.extend(chain.findings());
    let mut replicas = decision::replicas_section(&decision);
    replicas.rows.extend(targets(input, &decision));
    sections.push(replicas);
    sections.push(decision::conditions(&decision.status.conditions));
    if !decision.events.is_empty() {
        sections.push(decision::events(&decision.events));
    }
    Ok(Explanation { sections, decision })
}

/// The metrics as kubectl shows them after the sync.
fn targets(input: &ExplainInput<'_>, decision: &ReconcileOutput) -> Option<Row> {
    let shown = HorizontalPodAutoscaler { status: decision.status.clone(), ..input.sync.hpa.clone() };
    let row = hpa::show::row(&shown, input.sync.now).ok()?;
    Some(Row::new("TARGETS", row.targets))
}

/// Which HPA this is.
fn head(hpa: &HorizontalPodAutoscaler) -> Section {
    let target = &hpa.spec.scale_target_ref;
    let namespace = if hpa.metadata.namespace.is_empty() { "default" } else { &hpa.metadata.namespace };
    let mut section = Section::new(format!("HorizontalPodAutoscaler {namespace}/{}", hpa.metadata.name));
    section.push(Row::new("scales", format!("{}/{}", target.kind, target.name)));
    section
}
