//! `hpa.explain`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::context::Context;
use super::evaluate;
use super::metrics::Source;
use super::operation::{Operation, operation};
use super::reconcile::{self, Controller, OtherDocument, ScaleAnswer};
use super::sync::Sync;
use crate::budget::Budget;
use crate::engine::Engine;
use crate::error::{Error, Result, codes};
use crate::explain::{self, Count, ExplainInput, Explanation, Recorded, Responses, Section, Way};
use crate::hpa::steps::StepFunction;
use crate::hpa::{ApiAnswer, HpaDocument, ReconcileInput, State};
use crate::json::{self, Part};
use crate::kube::{ApiResourceList, Document, PodList, Time};
use crate::limits::{self, reading};
use crate::lint::{self, Finding, HpaInput, Inputs};
use crate::metrics::answer::AnswerText;
use crate::metrics::series::{SeriesInput, SeriesList};
use crate::rules::{Compat, Config};

pub(super) const OPERATIONS: &[Operation] = &[operation!(context "hpa.explain" => explain)];

/// What an adapter, Prometheus and the controller look at in one sync.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
#[non_exhaustive]
pub struct Input {
    /// The adapter's configuration; without it, and without an engine, `metrics` must hold the answers.
    #[serde(default, deserialize_with = "json::tree_or_none")]
    pub config: Option<Value>,
    /// The series that Prometheus has.
    #[serde(default)]
    pub series: Option<SeriesInput>,
    /// Series with their samples, as `promql.evaluate` takes them; queries without an answer are evaluated over them.
    #[serde(default)]
    samples: Option<Part>,
    /// See `promql.evaluate`.
    #[serde(default)]
    pub interval: Option<String>,
    /// Whose behaviour is wanted.
    #[serde(default)]
    pub compat: Option<Compat>,
    /// What Prometheus answered: one answer, with `cpu` and `memory` for resource metrics, or answers by request path.
    #[serde(default)]
    pub response: AnswerText,
    /// The objects that the cluster lists for a `*`; the pods that the scale selects by default.
    #[serde(default, deserialize_with = "reading::optional_list")]
    pub objects: Option<Vec<String>>,
    /// See `hpa.reconcile`.
    pub hpa: HpaDocument,
    /// See `hpa.reconcile`; by default one with the counts of the HPA's own status.
    #[serde(default)]
    pub scale: Option<Document<ScaleAnswer>>,
    /// See `hpa.reconcile`.
    #[serde(default)]
    pub pods: Option<Document<PodList>>,
    /// Answers of the metrics APIs by request path, where they are not the adapter's.
    #[serde(default)]
    pub metrics: BTreeMap<String, Document<ApiAnswer>>,
    /// See `hpa.reconcile`.
    #[serde(default, deserialize_with = "reading::list")]
    pub hpas: Vec<OtherDocument>,
    /// See `hpa.reconcile`.
    #[serde(default)]
    pub controller: Controller,
    /// See `hpa.reconcile`.
    #[serde(default)]
    pub state: Option<State>,
    /// The instant of the sync; the newest that the answers and the HPA's status tell by default.
    #[serde(default)]
    pub now: Option<Time>,
    /// See `hpa.reconcile`.
    #[serde(default)]
    pub profile: Option<String>,
    /// The cluster's resources, for the adapter and the controller.
    #[serde(default, deserialize_with = "reading::optional_list")]
    pub resources: Option<Vec<ApiResourceList>>,
    /// Whether to tell the step function of each metric, as `hpa.steps` does.
    #[serde(default)]
    pub thresholds: bool,
    /// Syncs after it.
    #[serde(default, deserialize_with = "reading::list")]
    pub then: Vec<Later>,
}

/// A sync after the one before, with its status and state.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
#[non_exhaustive]
pub struct Later {
    /// Its instant.
    pub now: Time,
    /// What Prometheus answered; the same as before by default.
    #[serde(default)]
    pub response: Option<AnswerText>,
    /// The scale; by default the one before, with the replicas that were asked for.
    #[serde(default)]
    pub scale: Option<Document<ScaleAnswer>>,
    /// The pods; the same as before by default.
    #[serde(default)]
    pub pods: Option<Document<PodList>>,
    /// Answers of the metrics APIs; the same as before by default.
    #[serde(default)]
    pub metrics: Option<BTreeMap<String, Document<ApiAnswer>>>,
}

/// The chain as sections and as text, and the decision.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct Output {
    /// The explanation's parts.
    pub sections: Vec<Section>,
    /// The way of each metric at the first sync, station by station.
    pub ways: Vec<Way>,
    /// The sections laid out as text.
    pub text: String,
    /// What is found in the inputs and in the decision, the likeliest cause of the outcome first.
    pub causes: Vec<Finding>,
    /// What `hpa.reconcile` gives.
    pub decision: reconcile::Output,
    /// What `hpa.steps` gives for each metric of the spec, where it is asked for; of the first sync.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<StepFunction>,
    /// What it gives at the later syncs.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub then: Vec<reconcile::Output>,
}

/// How an HPA gets from its metrics to a replica count.
///
/// # Errors
/// Those of `hpa.reconcile`, of `annotations.parse` and of [`Engine::new`]. A step of the chain that fails is told in the
/// explanation.
pub fn explain(context: &Context<'_>, input: Input) -> Result<Output> {
    let recorded = recorded(input.samples.as_ref(), input.interval.as_deref())?;
    let series = input.series.or_else(|| recorded.as_ref().map(|recorded| recorded.labels().into()));
    let source = Source {
        config: input.config,
        series,
        // The controller needs the resources too.
        resources: if context.engine.is_some() { None } else { input.resources.clone() },
        compat: input.compat,
    };
    let response = Responses::new(input.response)?.recorded(recorded.unwrap_or_default());
    let given =
        Given { scale: input.scale.is_some(), now: input.now.is_some(), thresholds: input.thresholds };
    let no_scale = || Document::Object(ScaleAnswer::Error { error: String::new() });
    let first = reconcile::Input {
        hpa: input.hpa,
        // What is not given is assumed once the objects are read.
        scale: input.scale.unwrap_or_else(no_scale),
        pods: input.pods,
        metrics: input.metrics,
        hpas: input.hpas,
        controller: input.controller,
        state: input.state,
        now: input.now.unwrap_or_default(),
        profile: input.profile,
        compat: input.compat,
        resources: input.resources,
    };
    let objects = input.objects.as_deref();
    let looked = Looked {
        config: source.config.as_ref().and_then(|config| Config::from_value(config).ok()),
        series: source.series.clone().map(SeriesInput::list).transpose()?,
        resources: first.resources.clone(),
        hpa: first.hpa.clone(),
        compat: source.compat.unwrap_or_default(),
    };
    if context.engine.is_some() || source.config.is_some() {
        source.with(context, |engine| {
            all((first, given, looked), response, input.then, Some(engine), objects, &context.budget)
        })
    } else {
        all((first, given, looked), response, input.then, None, objects, &context.budget)
    }
}

/// Series that are given with their samples.
fn recorded(samples: Option<&Part>, interval: Option<&str>) -> Result<Option<Recorded>> {
    let Some(samples) = samples else { return Ok(None) };
    evaluate::storage("samples", samples, interval).map(|storage| Some(Recorded::new(storage)))
}

/// What is looked at for findings.
struct Looked {
    config: Option<Config>,
    series: Option<SeriesList>,
    resources: Option<Vec<ApiResourceList>>,
    hpa: HpaDocument,
    compat: Compat,
}

impl Looked {
    fn look(self, sync: &ReconcileInput<'_>, given: Given, budget: &Budget) -> Result<Vec<Finding>> {
        let (text, is_seen) = self.hpa.text()?;
        let inputs = Inputs {
            config: self.config,
            hpas: vec![HpaInput { path: "hpa".to_owned(), text, is_seen }],
            series: self.series,
            pods: Some(sync.pods),
            // What is assumed of a scale proves nothing.
            scale: sync.scale.ok().filter(|_| given.scale).cloned(),
            resources: self.resources,
        };
        let options = lint::Options { compat: self.compat, profile: sync.profile, budget: Some(budget) };
        Ok(lint::merged(lint::check_inputs(inputs, &options)?))
    }
}

/// Later syncs of one explanation.
const SYNCS: usize = 100;

/// Which parts of the first sync are given.
#[derive(Clone, Copy)]
pub(super) struct Given {
    pub(super) scale: bool,
    pub(super) now: bool,
    thresholds: bool,
}

fn all(
    (first, given, looked): (reconcile::Input, Given, Looked),
    mut responses: Responses,
    then: Vec<Later>,
    engine: Option<&Engine>,
    objects: Option<&[String]>,
    budget: &Budget,
) -> Result<Output> {
    if then.len() > SYNCS {
        let message = format!("{} later syncs are more than {SYNCS}", then.len());
        return Err(Error::new(codes::limit::WORK, message).in_path("then"));
    }
    let mut assumed = Vec::new();
    let one = |sync: &Sync,
               responses: &Responses,
               (assumed, findings, order): (&[String], &[Finding], Order)|
     -> Result<Explained> {
        let (count, explained) = sync.with(|sync| {
            let from = sync.scale.map_or(0, |scale| scale.spec.replicas);
            let explained = explain::explain(&ExplainInput {
                sync,
                engine,
                responses,
                objects,
                findings,
                is_later: order == Order::Later,
                budget: Some(budget),
                assumed,
                thresholds: order == Order::FirstWithThresholds,
            })?;
            let count = Count { now: sync.now, from, to: explained.decision.desired_replicas };
            Ok::<_, Error>((count, explained))
        })?;
        let Explanation { sections, ways, causes, decision, steps } = explained;
        Ok(Explained { sections, ways, causes, count, decision: decision.into(), steps })
    };
    let mut sync = Sync::read(first)?;
    sync.assume(given, &responses, &mut assumed)?;
    let findings = sync.with(|sync| looked.look(&sync, given, budget))?;
    let order = if given.thresholds { Order::FirstWithThresholds } else { Order::First };
    let Explained { mut sections, mut ways, mut causes, count, decision, steps } =
        one(&sync, &responses, (&assumed, &findings, order))?;
    let mut counts = vec![count];
    let mut decisions: Vec<reconcile::Output> = Vec::new();
    for (index, mut later) in then.into_iter().enumerate() {
        let before = decisions.last().unwrap_or(&decision);
        let heading = format!("Then, at {}", later.now);
        let next = || {
            if let Some(response) = later.response.take() {
                let recorded = std::mem::take(&mut responses).into_recorded();
                responses = Responses::new(response)?.recorded(recorded);
            }
            sync.follow(before, later)?;
            // What is wrong with the inputs has been said.
            one(&sync, &responses, (&[], &findings, Order::Later))
        };
        let explained = next().map_err(|error| error.in_path(format_args!("then[{index}]")))?;
        sections.push(Section { title: heading, rows: Vec::new() });
        // Which HPA it is has been said.
        sections.extend(explained.sections.into_iter().skip(1));
        let written = sections.iter().flat_map(|section| &section.rows).map(|row| row.text.len());
        limits::check_output(written.fold(0, usize::saturating_add))?;
        counts.push(explained.count);
        decisions.push(explained.decision);
    }
    if let Some(turns) = sync.with(|sync| explain::turns(sync.hpa, &counts)) {
        explain::add_cause(&mut causes, turns);
        if explain::show(&causes, &mut sections) {
            ways.iter_mut().for_each(Way::after_findings);
        }
    }
    let text = explain::layout(&sections, |_, text| text.to_owned());
    Ok(Output { sections, ways, text, causes, decision, steps, then: decisions })
}

/// Which sync is explained.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    First,
    /// The first, and what other values of its metrics would give.
    FirstWithThresholds,
    Later,
}

struct Explained {
    sections: Vec<Section>,
    ways: Vec<Way>,
    causes: Vec<Finding>,
    count: Count,
    decision: reconcile::Output,
    steps: Vec<StepFunction>,
}
