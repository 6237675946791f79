//! `hpa.explain`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::context::Context;
use super::metrics::Source;
use super::operation::{Operation, operation};
use super::reconcile::{self, Controller, OtherDocument, ScaleAnswer};
use super::sync::Sync;
use crate::budget::Budget;
use crate::engine::Engine;
use crate::error::{Error, Result, codes};
use crate::explain::{self, ExplainInput, Responses, Section};
use crate::hpa::{self, ApiAnswer, CheckContext, HpaDocument, State};
use crate::json;
use crate::kube::{ApiResourceList, Document, PodList, Time};
use crate::limits::{self, reading};
use crate::metrics::answer::AnswerText;
use crate::metrics::series::SeriesInput;
use crate::rules::Compat;

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
    /// See `hpa.reconcile`.
    pub scale: Document<ScaleAnswer>,
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
    /// The instant of the sync.
    pub now: Time,
    /// See `hpa.reconcile`.
    #[serde(default)]
    pub profile: Option<String>,
    /// The cluster's resources, for the adapter and the controller.
    #[serde(default, deserialize_with = "reading::optional_list")]
    pub resources: Option<Vec<ApiResourceList>>,
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
    /// The sections laid out as text.
    pub text: String,
    /// What `hpa.reconcile` gives.
    pub decision: reconcile::Output,
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
    let source = Source {
        config: input.config,
        series: input.series,
        // The controller needs the resources too.
        resources: if context.engine.is_some() { None } else { input.resources.clone() },
        compat: input.compat,
    };
    let response = Responses::new(input.response)?;
    let first = reconcile::Input {
        hpa: input.hpa,
        scale: input.scale,
        pods: input.pods,
        metrics: input.metrics,
        hpas: input.hpas,
        controller: input.controller,
        state: input.state,
        now: input.now,
        profile: input.profile,
        compat: input.compat,
        resources: input.resources,
    };
    let objects = input.objects.as_deref();
    if context.engine.is_some() || source.config.is_some() {
        source
            .with(context, |engine| all(first, response, input.then, Some(engine), objects, &context.budget))
    } else {
        all(first, response, input.then, None, objects, &context.budget)
    }
}

/// Later syncs of one explanation.
const SYNCS: usize = 100;

fn all(
    first: reconcile::Input,
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
    let document = first.hpa.clone();
    let one = |sync: &Sync, responses: &Responses, document: Option<&HpaDocument>| -> Result<Explained> {
        let explained = sync.with(|sync| {
            let found = document.map(|hpa| hpa::check(hpa, &CheckContext::of(&sync))).unwrap_or_default();
            let findings = &found;
            explain::explain(&ExplainInput {
                sync,
                engine,
                responses,
                objects,
                findings,
                budget: Some(budget),
            })
        })?;
        Ok(Explained { sections: explained.sections, decision: explained.decision.into() })
    };
    let mut sync = Sync::read(first)?;
    let Explained { mut sections, decision } = one(&sync, &responses, Some(&document))?;
    let mut decisions: Vec<reconcile::Output> = Vec::new();
    for (index, mut later) in then.into_iter().enumerate() {
        let before = decisions.last().unwrap_or(&decision);
        let heading = format!("Then, at {}", later.now);
        let next = || {
            if let Some(response) = later.response.take() {
                responses = Responses::new(response)?;
            }
            sync.follow(before, later)?;
            // What is wrong with the HPA has been said.
            one(&sync, &responses, None)
        };
        let explained = next().map_err(|error| error.in_path(format_args!("then[{index}]")))?;
        sections.push(Section { title: heading, rows: Vec::new() });
        // Which HPA it is has been said.
        sections.extend(explained.sections.into_iter().skip(1));
        let written = sections.iter().flat_map(|section| &section.rows).map(|row| row.text.len());
        limits::check_output(written.fold(0, usize::saturating_add))?;
        decisions.push(explained.decision);
    }
    let text = explain::layout(&sections, |_, text| text.to_owned());
    Ok(Output { sections, text, decision, then: decisions })
}

struct Explained {
    sections: Vec<Section>,
    decision: reconcile::Output,
}
