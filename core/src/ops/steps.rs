//! `hpa.steps`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::context::Context;
use super::operation::{Operation, operation};
use super::quantity::Int64Text;
use super::reconcile::{self, Controller, OtherDocument, ScaleAnswer};
use super::sync::Sync;
use crate::error::Result;
use crate::hpa::steps::{Range, StepFunction, step_function};
use crate::hpa::{ApiAnswer, HpaDocument, State};
use crate::kube::{ApiResourceList, Document, PodList, Time};
use crate::limits::reading;
use crate::rules::Compat;

pub(super) const OPERATIONS: &[Operation] = &[operation!(context "hpa.steps" => steps)];

/// What one sync of the controller looks at, and the metric that is varied.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
#[non_exhaustive]
pub struct Input {
    /// The metric's place in the spec, from 0.
    #[serde(default)]
    pub metric: usize,
    /// The first value that is looked at, milli; 0 where it is absent.
    #[serde(default)]
    pub from: Option<Int64Text>,
    /// The last one, milli; where it is absent, that of the first count above all bounds.
    #[serde(default)]
    pub to: Option<Int64Text>,
    /// See `hpa.reconcile`.
    pub hpa: HpaDocument,
    /// See `hpa.reconcile`.
    pub scale: Document<ScaleAnswer>,
    /// See `hpa.reconcile`.
    #[serde(default)]
    pub pods: Option<Document<PodList>>,
    /// See `hpa.reconcile`.
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
    /// See `hpa.reconcile`.
    pub now: Time,
    /// See `hpa.reconcile`.
    #[serde(default)]
    pub profile: Option<String>,
    /// See `hpa.reconcile`.
    #[serde(default)]
    pub compat: Option<Compat>,
    /// See `hpa.reconcile`.
    #[serde(default, deserialize_with = "reading::optional_list")]
    pub resources: Option<Vec<ApiResourceList>>,
}

/// Which replica count each value of a metric calls for.
///
/// # Errors
/// Those of [`reconcile`](reconcile::reconcile), `request.type` for a metric that the spec does not have and for values below 0, and `limit.work`.
pub fn steps(context: &Context<'_>, input: Input) -> Result<StepFunction> {
    let range =
        Range { from: input.from.map_or(0, |Int64Text(from)| from), to: input.to.map(|Int64Text(to)| to) };
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
    Sync::read(sync)?.with(|sync| step_function(&sync, input.metric, range, &context.budget))
}
