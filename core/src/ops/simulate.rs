//! `hpa.simulate` and `hpa.compare`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::context::Context;
use super::decode;
use super::operation::{Operation, operation};
use super::reconcile::{Controller, OtherDocument, ScaleAnswer};
use super::sync::{Other, answers, profile};
use crate::error::{Error, Result, codes};
use crate::hpa::versions::read_v2;
use crate::hpa::{ApiAnswer, ControllerOptions, HpaDocument, OtherHpa, Profile};
use crate::kinds::Wanted;
use crate::kube::autoscaling::{CrossVersionObjectReference, Scale};
use crate::kube::{ApiResourceList, Document, HorizontalPodAutoscaler, PodList, Time};
use crate::limits::{Limits, reading};
use crate::resources::Mapper;
use crate::rules::Compat;
use crate::simulate::compare::{self, Comparison, Course, Side};
use crate::simulate::input::{Metrics, Nodes, Period, Pods, Rollout, Workload};
use crate::simulate::{self, Model, RecordedSync, Setup, Simulation};

pub(super) const OPERATIONS: &[Operation] =
    &[operation!(context "hpa.simulate" => simulate), operation!(context "hpa.compare" => compare)];

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
    input.read()?.side().run(&context.budget)
}

/// Two simulations side by side.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct CompareInput {
    /// The first.
    pub a: Input,
    /// The second.
    pub b: Input,
}

/// Where two simulations part, and both in figures.
///
/// # Errors
/// Those of [`simulate()`], in `a` or in `b`.
pub fn compare(context: &Context<'_>, input: CompareInput) -> Result<Comparison> {
    let a = input.a.read().map_err(|error| error.in_path("a"))?;
    let b = input.b.read().map_err(|error| error.in_path("b"))?;
    compare::compare(&a.side(), &b.side(), &context.budget)
}

/// An input of which everything is read.
#[derive(Debug)]
pub struct Prepared {
    hpa: HorizontalPodAutoscaler,
    options: ControllerOptions,
    profile: Profile,
    mapper: Mapper,
    others: Vec<OtherHpa>,
    start: Option<Time>,
    every: Option<Period>,
    trace: bool,
    compat: Option<Compat>,
    resources: Option<Vec<ApiResourceList>>,
    course: Course,
}

impl Prepared {
    /// Reads the text of an input of `hpa.simulate`, and what each simulation of it may cost.
    ///
    /// # Errors
    /// Those of [`Input::read`], and the `request.*` codes for an input of the wrong form, without positions in the text.
    pub fn from_json(text: &str) -> Result<(Self, Limits)> {
        let (input, given) = decode::read::<Input>(text).map_err(Error::without_span)?;
        Ok((input.read()?, decode::allowed(None, given, text.len())))
    }

    /// The HPA, as `autoscaling/v2` with its defaults.
    #[must_use]
    pub fn hpa(&self) -> &HorizontalPodAutoscaler {
        &self.hpa
    }

    /// The simulation.
    #[must_use]
    pub fn side(&self) -> Side<'_> {
        self.side_of(self.hpa.clone())
    }

    /// The simulation of another HPA of the same target.
    #[must_use]
    pub fn side_of(&self, hpa: HorizontalPodAutoscaler) -> Side<'_> {
        let mut setup = Setup::new(hpa);
        setup.options = self.options;
        setup.profile = self.profile;
        setup.mapper = &self.mapper;
        setup.others.clone_from(&self.others);
        setup.every = self.every;
        setup.trace = self.trace;
        setup.compat = self.compat;
        setup.resources = self.resources.as_deref();
        if let Some(start) = self.start {
            setup.start = start;
        }
        Side { setup, course: self.course.clone() }
    }
}

impl Input {
    /// Reads the objects that it holds.
    ///
    /// # Errors
    /// `simulate.missing`, `simulate.recorded`, `hpa.*`, and `yaml.*` for objects given as text.
    pub fn read(self) -> Result<Prepared> {
        let profile = profile(self.profile.as_deref(), self.compat)?;
        let mapper = Mapper::of(self.resources.as_deref())?;
        let hpa = read_v2(&self.hpa)?;
        let given = others(&self.hpas)?;
        let target = &hpa.spec.scale_target_ref;
        let (course, others) = match (self.recorded, self.workload, self.duration) {
            (None, Some(workload), Some(duration)) => {
                let mut model = Model::new(workload, duration);
                model.pods = self.pods.unwrap_or_default();
                model.metrics = self.metrics.unwrap_or_default();
                model.rollouts = self.rollouts;
                model.nodes = self.nodes;
                model.replicas = self.replicas;
                model.sync_phase = self.sync_phase.unwrap_or_default();
                model.seed = self.seed;
                let others = selecting(&given, target, Some(&model_scale(&hpa)));
                (Course::Model(Box::new(model)), others)
            }
            (Some(recorded), None, None) => {
                (Course::Recorded(read_syncs(recorded, (&given, target))?), Vec::new())
            }
            (None, None, _) => {
                return Err(missing("a workload is missing, and no syncs are recorded", "workload"));
            }
            (None, Some(_), None) => {
                return Err(missing("how long to simulate the workload is missing", "duration"));
            }
            (Some(_), ..) => {
                return Err(missing(
                    "recorded syncs have no workload and no duration of a model",
                    "recorded",
                ));
            }
        };
        Ok(Prepared {
            hpa,
            options: self.controller.into(),
            profile,
            mapper,
            others,
            start: self.start,
            every: self.every,
            trace: self.trace,
            compat: self.compat,
            resources: self.resources,
            course,
        })
    }
}

fn missing(message: &str, path: &str) -> Error {
    Error::new(codes::simulate::MISSING, message).in_path(path)
}

fn read_syncs(
    recorded: Vec<Recorded>,
    (others, target): (&[Other], &CrossVersionObjectReference),
) -> Result<Vec<RecordedSync>> {
    let mut syncs = Vec::with_capacity(recorded.len());
    for (index, recorded) in recorded.into_iter().enumerate() {
        let sync = recorded.read(others, target);
        syncs.push(sync.map_err(|error| error.in_path(format_args!("recorded[{index}]")))?);
    }
    Ok(syncs)
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
