//! `hpa.replay`.

use serde::Deserialize;
use serde_json::Value;

use super::context::Context;
use super::evaluate::storage;
use super::operation::{Operation, operation};
use super::reconcile::Controller;
use super::sync;
use crate::engine::{Engine, EngineInput};
use crate::error::{Error, Result, codes};
use crate::go::number;
use crate::hpa::versions::read_v2;
use crate::hpa::{ControllerOptions, HpaDocument, Profile};
use crate::json::{self, Part};
use crate::kube::{ApiResourceList, HorizontalPodAutoscaler};
use crate::limits::reading;
use crate::metrics::series::{Series as LabelSet, SeriesList};
use crate::promql::eval::Storage;
use crate::replay::{self, MetricHistory, Record, Replay, Replayed, Was};
use crate::resources::Mapper;
use crate::rules::Compat;
use crate::simulate::Setup;
use crate::simulate::input::{Metrics, Nodes, Period, Pods, Rollout, Series};

pub(super) const OPERATIONS: &[Operation] = &[operation!(context "hpa.replay" => replay)];

/// A record, and the HPA, the release or the rules that are tried on it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
#[non_exhaustive]
pub struct ReplayInput {
    /// The HPA that is tried.
    pub hpa: HpaDocument,
    /// What its metrics showed.
    #[serde(default, deserialize_with = "reading::list")]
    pub history: Vec<MetricHistory>,
    /// The replicas that there were: seconds since 1970, and how many.
    pub replicas: Series,
    /// The HPA as it was.
    #[serde(default)]
    pub was: Option<WasInput>,
    /// Rules of an adapter, whose queries are evaluated over the series.
    #[serde(default, deserialize_with = "json::tree_or_none")]
    pub config: Option<Value>,
    /// Series with samples, as `promql.evaluate` takes them.
    #[serde(default)]
    series: Option<Part>,
    /// How far the samples of promtool's notation are apart.
    #[serde(default)]
    pub interval: Option<String>,
    /// When to begin and to end, in seconds since 1970.
    #[serde(default)]
    pub start: Option<f64>,
    /// See [`start`](Self::start).
    #[serde(default)]
    pub end: Option<f64>,
    /// The pods.
    #[serde(default)]
    pub pods: Option<Pods>,
    /// The way of the metrics to the controller.
    #[serde(default)]
    pub metrics: Option<Metrics>,
    /// Rollouts, since the start.
    #[serde(default, deserialize_with = "reading::list")]
    pub rollouts: Vec<Rollout>,
    /// Room for pods.
    #[serde(default)]
    pub nodes: Option<Nodes>,
    /// The controller's flags.
    #[serde(default)]
    pub controller: Controller,
    /// The release whose behaviour is wanted; the newest where it is absent.
    #[serde(default)]
    pub profile: Option<String>,
    /// Whose behaviour is wanted where the release's is known to hurt.
    #[serde(default)]
    pub compat: Option<Compat>,
    /// The cluster's discovery; Kubernetes' own resources by default.
    #[serde(default, deserialize_with = "reading::optional_list")]
    pub resources: Option<Vec<ApiResourceList>>,
    /// What random parts come of.
    #[serde(default)]
    pub seed: u64,
    /// How far the points of the timeline are apart.
    #[serde(default)]
    pub every: Option<Period>,
    /// Whether to give the input of every sync.
    #[serde(default)]
    pub trace: bool,
}

/// The HPA as it was; what is left out is as in the one that is tried.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
#[non_exhaustive]
pub struct WasInput {
    /// The HPA.
    #[serde(default)]
    pub hpa: Option<HpaDocument>,
    /// The release.
    #[serde(default)]
    pub profile: Option<String>,
    /// The controller's flags.
    #[serde(default)]
    pub controller: Option<Controller>,
    /// The rules, where its metrics are not in the history.
    #[serde(default, deserialize_with = "json::tree_or_none")]
    pub config: Option<Value>,
}

/// Goes through a record once more.
///
/// # Errors
/// `replay.*`, `simulate.*`, `hpa.*`, those of rules and of their queries, `yaml.*` for objects given as text, and `limit.*`.
pub fn replay(context: &Context<'_>, input: ReplayInput) -> Result<Replayed> {
    let hpa = read_v2(&input.hpa)?;
    let mapper = Mapper::of(input.resources.as_deref())?;
    let options = ControllerOptions::from(input.controller);
    let profile = sync::profile(input.profile.as_deref(), input.compat)?;
    let storage = match &input.series {
        Some(series) => Some(storage("series", series, input.interval.as_deref())?),
        None => None,
    };
    let rules = Rules {
        context,
        storage: storage.as_ref(),
        resources: input.resources.as_deref(),
        compat: input.compat,
        times: times(&input, options),
    };
    let mut record = Record::new(input.replicas, input.history);
    (record.start, record.end) = (input.start, input.end);
    let setup = |hpa: HorizontalPodAutoscaler, profile: Profile, options: ControllerOptions| {
        let mut setup = Setup::new(hpa);
        (setup.options, setup.profile, setup.mapper) = (options, profile, &mapper);
        (setup.every, setup.compat, setup.resources) =
            (input.every, input.compat, input.resources.as_deref());
        setup
    };
    let was = match input.was {
        None => None,
        Some(given) => {
            let in_was = |error: Error| error.in_path("was");
            let hpa = given.hpa.as_ref().map_or_else(|| Ok(hpa.clone()), read_v2).map_err(in_was)?;
            let profile = match &given.profile {
                Some(name) => sync::profile(Some(name), input.compat).map_err(in_was)?,
                None => profile,
            };
            let options = given.controller.map_or(options, ControllerOptions::from);
            // What was recorded is what there was, whatever the rules that are tried make of it.
            let metrics = match given.config {
                Some(_) => rules.history(&hpa, given.config).map_err(in_was)?,
                None => None,
            };
            let mut was = Was::new(setup(hpa, profile, options));
            was.metrics = metrics.unwrap_or_else(|| record.metrics.clone());
            Some(was)
        }
    };
    if let Some(made) = rules.history(&hpa, input.config)? {
        record.metrics.retain(|history| made.iter().all(|made| made.metric != history.metric));
        record.metrics.extend(made);
    }
    let mut first = setup(hpa, profile, options);
    first.trace = input.trace;
    let mut replay = Replay::new(first, record);
    replay.was = was;
    replay.pods = input.pods.unwrap_or_default();
    if let Some(metrics) = input.metrics {
        replay.metrics = metrics;
    }
    replay.rollouts = input.rollouts;
    replay.nodes = input.nodes;
    replay.seed = input.seed;
    replay.run(&context.budget)
}

/// From the first to the last of the replicas, or as it is said, a step for each sync; in milliseconds.
fn times(input: &ReplayInput, options: ControllerOptions) -> (i64, i64, i64) {
    let points = &input.replicas.0;
    let millis = |seconds: f64| number::int64(seconds * 1000.0);
    let first = points.first().map(|point| point.seconds).unwrap_or_default();
    let last = points.last().map(|point| point.seconds).unwrap_or_default();
    let step = options.sync_period.nanos().checked_div(1_000_000).unwrap_or_default();
    (millis(input.start.unwrap_or(first).floor()), millis(input.end.unwrap_or(last)), step.max(1))
}

/// Rules, and the series that their queries are evaluated over.
struct Rules<'a> {
    context: &'a Context<'a>,
    storage: Option<&'a Storage>,
    resources: Option<&'a [ApiResourceList]>,
    compat: Option<Compat>,
    times: (i64, i64, i64),
}

impl Rules<'_> {
    /// What rules, or those of the engine that is called, make of the series; none where there is one and not the other.
    fn history(
        &self,
        hpa: &HorizontalPodAutoscaler,
        config: Option<Value>,
    ) -> Result<Option<Vec<MetricHistory>>> {
        let budget = &self.context.budget;
        let (config, storage) = match (config, self.storage, self.context.engine) {
            (None, Some(storage), Some(engine)) => {
                return replay::history(hpa, engine, storage, self.times, budget).map(Some);
            }
            (None, ..) => return Ok(None),
            (Some(_), None, _) => {
                let message = "rules are given, and no series that their queries are evaluated over";
                return Err(Error::new(codes::replay::METRIC, message).in_path("series"));
            }
            (Some(config), Some(storage), _) => (config, storage),
        };
        let input = EngineInput {
            config: config.into(),
            series: SeriesList(storage.labels().map(|labels| LabelSet::new(labels.iter())).collect()),
            resources: self.resources.map(<[_]>::to_vec),
            compat: self.compat.unwrap_or_default(),
            limits: Some(budget.limits()),
        };
        let engine = Engine::new_within(&input, budget)?;
        replay::history(hpa, &engine, storage, self.times, budget).map(Some)
    }
}
