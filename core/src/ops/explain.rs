//! `hpa.explain`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::metrics::Source;
use super::operation::{Operation, operation};
use super::reconcile::{self, Controller, ScaleAnswer};
use crate::engine::Engine;
use crate::error::Result;
use crate::explain::{self, ExplainInput, Responses, Section};
use crate::hpa::{Answer, State};
use crate::kube::{ApiResourceList, Document, PodList, Time};
use crate::metrics::series::SeriesInput;
use crate::rules::Compat;

pub(super) const OPERATIONS: &[Operation] = &[operation!(engine "hpa.explain" => explain)];

/// What an adapter, Prometheus and the controller look at in one sync.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Input {
    /// The adapter's configuration; without it, and without an engine, `metrics` must hold the answers.
    #[serde(default)]
    pub config: Option<Value>,
    /// The series that Prometheus has.
    #[serde(default)]
    pub series: Option<SeriesInput>,
    /// Whose behaviour is wanted.
    #[serde(default)]
    pub compat: Option<Compat>,
    /// What Prometheus answered: one answer, with `cpu` and `memory` for resource metrics, or answers by request path.
    #[serde(default)]
    pub response: Value,
    /// The objects that the cluster lists for a `*`; the pods that the scale selects by default.
    #[serde(default)]
    pub objects: Option<Vec<String>>,
    /// See `hpa.reconcile`.
    pub hpa: Document<Value>,
    /// See `hpa.reconcile`.
    pub scale: Document<ScaleAnswer>,
    /// See `hpa.reconcile`.
    #[serde(default)]
    pub pods: Option<Document<PodList>>,
    /// Answers of the metrics APIs by request path, where they are not the adapter's.
    #[serde(default)]
    pub metrics: BTreeMap<String, Document<Answer>>,
    /// See `hpa.reconcile`.
    #[serde(default)]
    pub hpas: Vec<Document<Value>>,
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
    #[serde(default)]
    pub resources: Option<Vec<ApiResourceList>>,
}

/// The chain as sections and as text, and the decision.
#[derive(Debug, Serialize)]
pub struct Output {
    /// The explanation's parts.
    pub sections: Vec<Section>,
    /// The same, laid out.
    pub text: String,
    /// What `hpa.reconcile` gives.
    pub decision: reconcile::Output,
}

/// How an HPA gets from its metrics to a replica count.
///
/// # Errors
/// Those of `hpa.reconcile` and of [`Engine::new`]. A step of the chain that fails is told in the explanation.
pub fn explain(held: Option<&Engine>, input: Input) -> Result<Output> {
    let source = Source {
        config: input.config,
        series: input.series,
        // The controller needs the resources too.
        resources: if held.is_some() { None } else { input.resources.clone() },
        compat: input.compat,
    };
    let sync = reconcile::Input {
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
    let responses = Responses(input.response);
    let objects = input.objects.as_deref();
    let explained = reconcile::with(sync, |sync| {
        let input = ExplainInput { sync, engine: None, responses: &responses, objects };
        if held.is_some() || source.config.is_some() {
            source.with(held, |engine| explain::explain(&ExplainInput { engine: Some(engine), ..input }))
        } else {
            explain::explain(&input)
        }
    })?;
    let text = explain::layout(&explained.sections, |_, text| text.to_owned());
    Ok(Output { sections: explained.sections, text, decision: explained.decision.into() })
}
