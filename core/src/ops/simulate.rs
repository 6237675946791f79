//! `hpa.simulate`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::context::Context;
use super::operation::{Operation, operation};
use super::reconcile::{Controller, OtherDocument, ScaleAnswer};
use super::sync::{Other, answers};
use crate::budget::Budget;
use crate::error::{Error, Result, codes};
use crate::hpa::versions::read_v2;
use crate::hpa::{ApiAnswer, HpaDocument, OtherHpa, Profile};
use crate::kinds::Wanted;
use crate::kube::autoscaling::{CrossVersionObjectReference, Scale};
use crate::kube::{ApiResourceList, Document, HorizontalPodAutoscaler, PodList, Time};
use crate::limits::reading;
use crate::resources::Mapper;
use crate::rules::{Compat, Switch};
use crate::simulate::input::{Metrics, Nodes, Period, Pods, Rollout, Workload};
use crate::simulate::{self, Model, RecordedSync, Setup, Simulation};

pub(super) const OPERATIONS: &[Operation] = &[operation!(context "hpa.simulate" => simulate)];

/// An HPA, and the model of its workload or syncs as they were.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
#[non_exhaustive]
pub struct Input {
    /// The HPA.
    pub hpa: HpaDocument,
    /// What is asked of the pods.
    #[serde(default)]
    pub workload: Option<Workload>,
    /// How long it goes on.
    #[serde(default)]
    pub duration: Option<Period>,
    /// The pods.
    #[serde(default)]
    pub pods: Option<Pods>,
    /// The way from the pods to the controller.
    #[serde(default)]
    pub metrics: Option<Metrics>,
    /// Rollouts, in their order.
    #[serde(default, deserialize_with = "reading::list")]
    pub rollouts: Vec<Rollout>,
    /// Room for pods.
    #[serde(default)]
    pub nodes: Option<Nodes>,
    /// Pods at the start; `minReplicas` where it is absent.
    #[serde(default)]
    pub replicas: Option<i32>,
    /// The controller's flags.
    #[serde(default)]
    pub controller: Controller,
    /// When the first sync is, since the start.
    #[serde(default)]
    pub sync_phase: Option<Period>,
    /// The release whose behaviour is wanted; the newest where it is absent.
    #[serde(default)]
    pub profile: Option<String>,
    /// Whose behaviour is wanted where the release's is known to hurt.
    #[serde(default)]
    pub compat: Option<Compat>,
    /// The cluster's discovery; Kubernetes' own resources by default.
    #[serde(default, deserialize_with = "reading::optional_list")]
    pub resources: Option<Vec<ApiResourceList>>,
    /// Other HPAs of the namespace.
    #[serde(default, deserialize_with = "reading::list")]
    pub hpas: Vec<OtherDocument>,
    /// The instant of the start.
    #[serde(default)]
    pub start: Option<Time>,
    /// What random parts come of.
    #[serde(default)]
    pub seed: u64,
    /// How far the points of the timeline are apart.
    #[serde(default)]
    pub every: Option<Period>,
    /// Whether to give the input of every sync.
    #[serde(default)]
    pub trace: bool,
    /// Syncs as they were, in the place of a model.
    #[serde(default, deserialize_with = "reading::optional_list")]
    pub recorded: Option<Vec<Recorded>>,
}

/// What one sync looked at.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Recorded {
    /// Its instant.
    pub now: Time,
    /// The scale of the target, or `{"error": "…"}`.
    pub scale: Document<ScaleAnswer>,
    /// The pods of the namespace.
    #[serde(default)]
    pub pods: Option<Document<PodList>>,
    /// What the metrics APIs answered, by request path.
    #[serde(default)]
    pub metrics: BTreeMap<String, Document<ApiAnswer>>,
}

/// The controller in a closed loop over time.
///
/// # Errors
/// `simulate.*`, `hpa.*`, `yaml.*` for objects given as text, and `limit.*`.
pub fn simulate(context: &Context<'_>, input: Input) -> Result<Simulation> {
    let profile = input.profile.as_deref().map(Profile::of).transpose().map_err(|e| e.in_path("profile"))?;
    let profile = profile.unwrap_or_default();
    let saturates = input.compat.is_some_and(|compat| compat.mends(Switch::Overflow));
    let mapper = Mapper::of(input.resources.as_deref())?;
    let hpa = read_v2(&input.hpa)?;
    let others = others(&input.hpas)?;
    let target = hpa.spec.scale_target_ref.clone();
    let mut setup = Setup::new(hpa);
    setup.options = input.controller.into();
    setup.profile = if saturates { profile.saturating() } else { profile };
    setup.mapper = &mapper;
    setup.every = input.every;
    setup.trace = input.trace;
    setup.compat = input.compat;
    setup.resources = input.resources.as_deref();
    if let Some(start) = input.start {
        setup.start = start;
    }
    match (input.recorded, input.workload, input.duration) {
        (None, Some(workload), Some(duration)) => {
            let mut model = Model::new(workload, duration);
            model.pods = input.pods.unwrap_or_default();
            model.metrics = input.metrics.unwrap_or_default();
            model.rollouts = input.rollouts;
            model.nodes = input.nodes;
            model.replicas = input.replicas;
            model.sync_phase = input.sync_phase.unwrap_or_default();
            model.seed = input.seed;
            setup.others = selecting(&others, &target, Some(&model_scale(&setup.hpa)));
            simulate::simulate(setup, &model, &context.budget)
        }
        (Some(recorded), None, None) => replay(setup, recorded, (&others, &target), &context.budget),
        (None, None, _) => Err(missing("a workload is missing, and no syncs are recorded", "workload")),
        (None, Some(_), None) => Err(missing("how long to simulate the workload is missing", "duration")),
        (Some(_), ..) => {
            Err(missing("recorded syncs have no workload and no duration of a model", "recorded"))
        }
    }
}

fn missing(message: &str, path: &str) -> Error {
    Error::new(codes::simulate::MISSING, message).in_path(path)
}

fn replay(
    setup: Setup<'_>,
    recorded: Vec<Recorded>,
    (others, target): (&[Other], &CrossVersionObjectReference),
    budget: &Budget,
) -> Result<Simulation> {
    let mut syncs = Vec::with_capacity(recorded.len());
    for (index, recorded) in recorded.into_iter().enumerate() {
        let sync = recorded.read(others, target);
        syncs.push(sync.map_err(|error| error.in_path(format_args!("recorded[{index}]")))?);
    }
    simulate::replay(setup, &syncs, budget)
}

impl Recorded {
    fn read(self, others: &[Other], target: &CrossVersionObjectReference) -> Result<RecordedSync> {
        let scale = match self.scale.read_as("scale", Wanted::SCALE)? {
            ScaleAnswer::Scale(scale) => Ok(*scale),
            ScaleAnswer::Error { error } => Err(error),
        };
        let pods = self.pods.map(|pods| pods.read_as("pods", Wanted::PODS)).transpose()?.unwrap_or_default();
        Ok(RecordedSync {
            now: self.now,
            others: selecting(others, target, scale.as_ref().ok()),
            scale,
            pods: pods.items,
            metrics: answers(self.metrics)?,
        })
    }
}

fn others(given: &[OtherDocument]) -> Result<Vec<Other>> {
    let read = |(index, other): (usize, &OtherDocument)| Other::of(other.clone(), &format!("hpas[{index}]"));
    given.iter().enumerate().map(read).collect()
}

fn selecting(others: &[Other], target: &CrossVersionObjectReference, scale: Option<&Scale>) -> Vec<OtherHpa> {
    others.iter().filter_map(|other| other.selecting(target, scale)).collect()
}

/// The scale that the model's target has, for its selector.
fn model_scale(hpa: &HorizontalPodAutoscaler) -> Scale {
    let mut scale = Scale::default();
    scale.status.selector = simulate::selector_of(hpa);
    scale
}
