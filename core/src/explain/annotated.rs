//! Metrics whose query stands in the HPA's annotations: from the annotation to the values that kube-metrics-adapter serves.

use std::borrow::Cow;

use super::layout::{Row, Section};
use super::responses::{Asked, Responses};
use super::stations::StationKind as At;
use super::{advice, values};
use crate::annotations::{self, Collector, Parsed, Plugin, Store};
use crate::budget::Budget;
use crate::error::{Error, Result, Severity, codes};
use crate::hpa::{ApiAnswer, MetricRequest, ReconcileInput};
use crate::metrics::Request;
use crate::metrics::answer::{AnswerText, PrometheusAnswer, QueryResult};

/// Metrics of one HPA: each request is compared with every value.
const METRICS: usize = 1000;

/// What kube-metrics-adapter makes of the HPA, and the values that it has.
pub(super) struct Annotated {
    parsed: Parsed,
    store: Store,
    /// The rows of each collector up to its value, and why there is none.
    told: Vec<(Vec<Row>, Result<()>)>,
}

impl Annotated {
    /// Collects what the annotations ask for; `None` for an HPA that has none.
    ///
    /// # Errors
    /// Those of [`annotations::parse`]; `limit.work`.
    pub(super) fn of(
        sync: &ReconcileInput<'_>,
        requests: &[Result<MetricRequest>],
        responses: &Responses,
        budget: &Budget,
    ) -> Result<Option<Self>> {
        if !annotations::has_any(sync.hpa) {
            return Ok(None);
        }
        let parsed = annotations::parse(sync.hpa)?;
        if parsed.collectors.len() > METRICS {
            let message =
                format!("{} metrics with annotations are more than {METRICS}", parsed.collectors.len());
            return Err(Error::new(codes::limit::WORK, message).in_path("hpa.spec.metrics"));
        }
        let mut store = Store::new(&sync.hpa.metadata.namespace);
        let told = parsed.collectors.iter().map(|collector| {
            let request = requests.get(collector.index).and_then(|request| request.as_ref().ok());
            let path = request.map_or("", |request| request.path.as_str());
            let asked = Asked { now: sync.now, budget };
            collect(sync, collector, |query| responses.answer(path, query, &asked), &mut store)
        });
        let told = told.collect();
        Ok(Some(Self { parsed, store, told }))
    }

    /// The rows of a metric and its answer, where a query of its annotations gives its values.
    pub(super) fn follow(&self, index: usize, path: &str) -> Option<(Vec<Row>, Result<ApiAnswer>)> {
        let mut all = self.parsed.collectors.iter().zip(&self.told);
        let (_, (rows, told)) = all.find(|(collector, _)| {
            collector.index == index && collector.plugin == Some(Plugin::Prometheus)
        })?;
        let mut rows = rows.clone();
        let answer = told.clone().and_then(|()| {
            let not_served = |message| Error::new(codes::annotations::NOT_SERVED, message);
            let list = self.store.answer(&Request::parse(path)?).ok_or_else(|| {
                not_served("the value is kept under no resource that the HPA could ask for")
                    .with_hint("Describe a Pod or an Ingress, or make it an External metric.")
            })?;
            rows.push(values::list(&list, &[]));
            let answer: ApiAnswer = list.into();
            match &answer {
                ApiAnswer::ExternalValues(list) if list.items.is_empty() => {
                    Err(not_served("the value is not found again by what the HPA asks for"))
                }
                _ => Ok(answer),
            }
        });
        Some((rows, answer))
    }

    /// What the adapter does not say about the annotations; `None` where there is nothing.
    pub(super) fn findings(&self) -> Option<Section> {
        let mut section = Section::new("Annotations");
        for finding in self.parsed.diagnostics.iter().filter(|finding| finding.severity > Severity::Info) {
            let error = &finding.error;
            let row = match finding.severity {
                Severity::Error => Row::trouble("error", error.message()),
                _ => Row::new("warning", error.message()),
            };
            section.push(row.because(error.path().unwrap_or_default()).because(error.hint()));
        }
        (!section.rows.is_empty()).then_some(section)
    }
}

fn collect<'r>(
    sync: &ReconcileInput<'_>,
    collector: &Collector,
    response: impl FnOnce(&str) -> Result<Option<Cow<'r, AnswerText>>>,
    store: &mut Store,
) -> (Vec<Row>, Result<()>) {
    let mut rows = Vec::new();
    let Some(query) = &collector.query else {
        let refused = collector.error.as_deref().unwrap_or_default();
        return (rows, Err(Error::new(codes::annotations::REFUSED, refused)));
    };
    let annotation = match &collector.annotation {
        Some(annotation) => Row::new("annotation", annotation.as_str()).because(match collector.config.get("query") {
            Some(_) => "kube-metrics-adapter asks Prometheus what it holds",
            None => "the selector's label query-name names it, and kube-metrics-adapter asks Prometheus what it holds",
        }),
        None => Row::new("label", "the query is a label of the metric's selector"),
    };
    rows.push(annotation.at(At::Rule));
    if let Some(server) = collector.server.as_ref().or(collector.server_alias.as_ref()) {
        rows.push(Row::new("server", server.as_str()).at(At::Rule));
    }
    rows.push(Row::new("PromQL", query.as_str()).at(At::Query));
    let response = match response(query) {
        Ok(Some(response)) => response,
        Ok(None) => return (rows, Err(advice::no_response())),
        Err(error) => return (rows, Err(error)),
    };
    let text = response.text();
    let answer = PrometheusAnswer::unseen(&text);
    let mut row = values::answer("answer", "", &answer, None);
    if let Ok(QueryResult::Vector(Some(samples))) = answer.result()
        && samples.len() > 1
    {
        row = row.because("the first sample alone counts");
    }
    let replicas = sync.scale.map_or(0, |scale| scale.status.replicas);
    if collector.per_replica && collector.reference.is_some() {
        row = row.because(format!("per-replica divides it by the {replicas} replicas that the target has"));
    }
    rows.push(row);
    let made = annotations::convert(sync.hpa, collector, &answer, replicas, sync.now);
    (rows, made.map(|value| store.insert(value)))
}
