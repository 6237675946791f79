//! `hpa.reconcile`.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{self, MapAccess, Visitor, value::MapAccessDeserializer};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use super::decode;
use super::metrics::held;
use super::operation::{Call, Operation, operation};
use super::sync::Sync;
use crate::error::{Error, Result};
use crate::go::duration::Duration;
use crate::hpa::{
    self, ApiAnswer, ControllerEvent, ControllerOptions, HpaDocument, ReconcileOutput, State, Step,
};
use crate::json::{self, Part, Tree};
use crate::kube::autoscaling::{HorizontalPodAutoscalerStatus, Scale, ScaleSpec, ScaleStatus};
use crate::kube::meta::null_as_default;
use crate::kube::{ApiResourceList, Document, ObjectMeta, PodList, Time};
use crate::limits::{self, reading};
use crate::rules::{Compat, window};

pub(super) const OPERATIONS: &[Operation] = &[operation!("hpa.reconcile" => reconcile)];

/// What one sync of the controller looks at.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
#[non_exhaustive]
pub struct Input {
    /// The HPA with the status of the sync before.
    pub hpa: HpaDocument,
    /// The scale of its target, or `{"error": "…"}`.
    pub scale: Document<ScaleAnswer>,
    /// The pods of the namespace.
    #[serde(default)]
    pub pods: Option<Document<PodList>>,
    /// What the metrics APIs answered, by request path.
    #[serde(default)]
    pub metrics: BTreeMap<String, Document<ApiAnswer>>,
    /// Other HPAs: the object, or `{"hpa": …, "selector": "…"}` with the selector of its target's scale. Without it an
    /// HPA of the same target has the same selector, and any other does not matter.
    #[serde(default, deserialize_with = "reading::list")]
    pub hpas: Vec<OtherDocument>,
    /// The controller's flags.
    #[serde(default)]
    pub controller: Controller,
    /// The state of the sync before.
    #[serde(default)]
    pub state: Option<State>,
    /// The instant of the sync.
    pub now: Time,
    /// The release whose behaviour is wanted; `1.37` where it is absent.
    #[serde(default)]
    pub profile: Option<String>,
    /// Whose behaviour is wanted where the release's is known to hurt.
    #[serde(default)]
    pub compat: Option<Compat>,
    /// The cluster's discovery, for described objects of custom kinds; Kubernetes' own resources by default.
    #[serde(default, deserialize_with = "reading::optional_list")]
    pub resources: Option<Vec<ApiResourceList>>,
}

impl Input {
    /// Reads the text of an input.
    ///
    /// # Errors
    /// `limit.size`, and the `request.*` codes for an input of the wrong form, without positions in the text.
    pub fn from_json(text: &str) -> Result<Self> {
        limits::check_size(text.as_bytes())?;
        decode::read(text).map(|(input, _)| input).map_err(Error::without_span)
    }
}

/// Another HPA as it is written, an object or a text that holds it: each is read for itself.
#[derive(Debug, Clone)]
pub struct OtherDocument(Part);

impl<'de> Deserialize<'de> for OtherDocument {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        Part::deserialize(deserializer).map(Self)
    }
}

impl OtherDocument {
    pub(super) fn read(self, path: &str) -> Result<Value> {
        let document: Document<Tree> = self.0.read().map_err(|error| error.in_path(path))?;
        document.read(path).map(|Tree(value)| value)
    }
}

/// A scale, or why it could not be read.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum ScaleAnswer {
    /// Reading it failed with this message.
    Error {
        /// The message.
        error: String,
    },
    /// The scale.
    Scale(Box<Scale>),
}

/// The fields of both, so that one that does not fit is told by its path.
#[derive(Default, Deserialize)]
#[serde(default)]
struct ScaleFields {
    error: Option<String>,
    #[serde(deserialize_with = "null_as_default")]
    metadata: ObjectMeta,
    #[serde(deserialize_with = "null_as_default")]
    spec: ScaleSpec,
    #[serde(deserialize_with = "null_as_default")]
    status: ScaleStatus,
}

impl<'de> Deserialize<'de> for ScaleAnswer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        struct ScaleVisitor;

        // An object and nothing else: a text that is empty is no scale.
        impl<'de> Visitor<'de> for ScaleVisitor {
            type Value = ScaleAnswer;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a Scale, or an object with `error`")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> std::result::Result<Self::Value, A::Error> {
                let fields = ScaleFields::deserialize(MapAccessDeserializer::new(map))?;
                let ScaleFields { error, metadata, spec, status } = fields;
                Ok(match error {
                    Some(error) => ScaleAnswer::Error { error },
                    None => ScaleAnswer::Scale(Box::new(Scale { metadata, spec, status })),
                })
            }
        }

        deserializer.deserialize_any(ScaleVisitor)
    }
}

/// The controller's flags; one that is absent has its default.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
#[non_exhaustive]
pub struct Controller {
    /// How long between two syncs.
    #[serde(deserialize_with = "duration")]
    pub sync_period: Option<Duration>,
    /// How far the ratio of usage to target may be from 1 without a change.
    pub tolerance: Option<f64>,
    /// For how long the highest recommendation holds.
    #[serde(deserialize_with = "duration")]
    pub downscale_stabilization: Option<Duration>,
    /// For how long after a pod's start its CPU samples count only once it is ready.
    #[serde(deserialize_with = "duration")]
    pub cpu_initialization_period: Option<Duration>,
    /// For how long after a pod's start a change to unready is its first readiness still to come.
    #[serde(deserialize_with = "duration")]
    pub initial_readiness_delay: Option<Duration>,
}

impl From<Controller> for ControllerOptions {
    fn from(given: Controller) -> Self {
        let default = Self::default();
        Self {
            sync_period: given.sync_period.unwrap_or(default.sync_period),
            tolerance: given.tolerance.unwrap_or(default.tolerance),
            downscale_stabilization: given.downscale_stabilization.unwrap_or(default.downscale_stabilization),
            cpu_initialization_period: given
                .cpu_initialization_period
                .unwrap_or(default.cpu_initialization_period),
            initial_readiness_delay: given.initial_readiness_delay.unwrap_or(default.initial_readiness_delay),
        }
    }
}

/// What the sync gives.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Output {
    /// Replicas that the target is asked to have after the sync.
    pub desired_replicas: i32,
    /// Whether the scale is to be written.
    pub rescale: bool,
    /// The HPA's status.
    pub status: HorizontalPodAutoscalerStatus,
    /// The events, in their order.
    pub events: Vec<ControllerEvent>,
    /// What to give back at the next sync.
    pub state: State,
    /// Why it came to this.
    pub steps: Vec<Step>,
}

/// One sync of the HPA controller.
///
/// # Errors
/// `hpa.*`, `yaml.*` for objects given as text, and `resources.*` for a described object of an unknown kind.
pub fn reconcile(input: Input) -> Result<Output> {
    Sync::read(input)?.with(|sync| hpa::reconcile(&sync)).map(Output::from)
}

/// As the operation on its input's text, which leaves `state` out: the caller holds it, and it is that of the next sync afterwards.
/// Where the sync fails it stays as it was. Gives the operation's output as text.
///
/// # Errors
/// As the operation.
pub fn with_state(input: &str, state: &mut State) -> Result<String> {
    limits::check_size(input.as_bytes())?;
    let mut next = None;
    let text = decode::on_text(Call { engine: None, input, seen: true }, |_, mut input: Input| {
        if input.state.is_some() {
            return Err(held("controller", "state"));
        }
        input.state = Some(state.clone());
        let output = reconcile(input)?;
        next = Some(output.state.clone());
        Ok(output)
    })?;
    if let Some(next) = next {
        *state = next;
    }
    Ok(text)
}

/// Reads the state of a sync before.
///
/// # Errors
/// `hpa.state` for one of another version, and the `request.*` codes for text of another form.
pub fn state(text: &str) -> Result<State> {
    limits::check_size(text.as_bytes())?;
    let state: State = json::object(text).map_err(|error| error.in_path("state"))?;
    state.check().map_err(|error| error.in_path("state"))?;
    Ok(state)
}

impl From<ReconcileOutput> for Output {
    fn from(output: ReconcileOutput) -> Self {
        let ReconcileOutput { desired_replicas, rescale, status, events, state, steps } = output;
        Self { desired_replicas, rescale, status, events, state, steps }
    }
}

/// A duration as Go writes it, or as Prometheus does.
fn duration<'de, D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Option<Duration>, D::Error> {
    let text = std::borrow::Cow::<'_, str>::deserialize(deserializer)?;
    Duration::parse(&text)
        .or_else(|| window::parse(&text))
        .map(Some)
        .ok_or_else(|| de::Error::custom(format_args!("{text:?} is not a duration such as 1m30s")))
}
