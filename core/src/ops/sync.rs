//! The objects that a sync looks at, read once, also where later syncs go on with them.

use std::collections::BTreeMap;

use serde_json::Value;

#[cfg(feature = "explain")]
use super::explain::{Given, Later};
#[cfg(feature = "explain")]
use super::reconcile::Output;
use super::reconcile::{Input, OtherDocument, ScaleAnswer};
#[cfg(feature = "explain")]
use crate::error::codes;
use crate::error::{Error, Result};
#[cfg(feature = "explain")]
use crate::explain::{self, Assumed, Responses};
use crate::go;
#[cfg(feature = "explain")]
use crate::hpa::defaults;
use crate::hpa::versions::read_v2;
use crate::hpa::{
    AnyHorizontalPodAutoscaler, ApiAnswer, ControllerOptions, OtherHpa, Profile, ReconcileInput, State,
};
use crate::kinds::Wanted;
use crate::kube::autoscaling::{CrossVersionObjectReference, Scale};
use crate::kube::{Document, HorizontalPodAutoscaler, PodList, Time};
use crate::resources::Mapper;
use crate::rules::{Compat, Switch};

/// What a sync looks at.
pub(super) struct Sync {
    profile: Profile,
    hpa: HorizontalPodAutoscaler,
    scale: ScaleAnswer,
    pods: PodList,
    metrics: BTreeMap<String, ApiAnswer>,
    others: Vec<Other>,
    options: ControllerOptions,
    state: State,
    now: Time,
    mapper: Mapper,
}

/// Another HPA, and the selector of its target's scale where it is given.
pub(super) struct Other {
    namespace: String,
    name: String,
    target: CrossVersionObjectReference,
    selector: Option<String>,
}

impl Sync {
    /// Reads the objects.
    ///
    /// # Errors
    /// Those of [`reconcile`](super::reconcile::reconcile) for what cannot be read.
    pub(super) fn read(input: Input) -> Result<Self> {
        let profile = profile(input.profile.as_deref(), input.compat)?;
        let hpa = read_v2(&input.hpa)?;
        let scale = input.scale.read_as("scale", Wanted::SCALE)?;
        let pods = input.pods.map(|pods| pods.read_as("pods", Wanted::PODS)).transpose()?.unwrap_or_default();
        let metrics = answers(input.metrics)?;
        let mut others = Vec::with_capacity(input.hpas.len());
        for (index, other) in input.hpas.into_iter().enumerate() {
            others.push(Other::of(other, &format!("hpas[{index}]"))?);
        }
        Ok(Self {
            profile,
            hpa,
            scale,
            pods,
            metrics,
            others,
            options: input.controller.into(),
            state: input.state.unwrap_or_default(),
            now: input.now,
            mapper: Mapper::of(input.resources.as_deref())?,
        })
    }

    /// Calls with the objects as the controller has them.
    pub(super) fn with<T>(&self, use_them: impl FnOnce(ReconcileInput<'_>) -> T) -> T {
        let scale = match &self.scale {
            ScaleAnswer::Scale(scale) => Ok(&**scale),
            ScaleAnswer::Error { error } => Err(error.as_str()),
        };
        let target = &self.hpa.spec.scale_target_ref;
        let others: Vec<_> =
            self.others.iter().filter_map(|other| other.selecting(target, scale.ok())).collect();
        use_them(ReconcileInput {
            hpa: &self.hpa,
            scale,
            pods: &self.pods.items,
            metrics: &self.metrics,
            others: &others,
            options: self.options,
            state: &self.state,
            now: self.now,
            profile: self.profile,
            mapper: &self.mapper,
            varied: None,
        })
    }

    /// Takes what is not given from the objects, and says so in sentences.
    ///
    /// # Errors
    /// `request.missing-field` where nothing tells an instant.
    #[cfg(feature = "explain")]
    pub(super) fn assume(
        &mut self,
        given: Given,
        responses: &Responses,
        told: &mut Vec<String>,
    ) -> Result<()> {
        if !given.scale {
            let paths = self.metrics.keys().map(String::as_str).chain(responses.paths());
            let Assumed { scale, why } = Assumed::of(&self.hpa, &self.pods.items, paths);
            self.scale = ScaleAnswer::Scale(Box::new(scale));
            told.extend(why);
        }
        if !given.now {
            let newest = explain::newest(&self.hpa.status, &self.metrics, responses);
            let now = newest.ok_or_else(|| {
                Error::new(
                    codes::request::MISSING_FIELD,
                    "the field now is missing, and no answer tells an instant",
                )
                .in_path("now")
            })?;
            self.now = now;
            told.push(format!("at {now}, the newest instant that is given"));
        }
        Ok(())
    }

    /// Goes on to the sync after one that gave this output.
    ///
    /// # Errors
    /// `yaml.*` and `limit.*` for objects given as text.
    #[cfg(feature = "explain")]
    pub(super) fn follow(&mut self, before: &Output, later: Later) -> Result<()> {
        // As the API server does whenever it hands the object out; some versions leave rules out that this one has.
        defaults::set_defaults(&mut self.hpa.spec);
        self.hpa.status = before.status.clone();
        self.state = before.state.clone();
        self.now = later.now;
        match (later.scale, &mut self.scale) {
            (Some(scale), held) => *held = scale.read_as("scale", Wanted::SCALE)?,
            (None, ScaleAnswer::Scale(scale)) => {
                scale.spec.replicas = before.desired_replicas;
                scale.status.replicas = before.desired_replicas;
            }
            (None, ScaleAnswer::Error { .. }) => {}
        }
        if let Some(pods) = later.pods {
            self.pods = pods.read_as("pods", Wanted::PODS)?;
        }
        if let Some(metrics) = later.metrics {
            self.metrics = answers(metrics)?;
        }
        Ok(())
    }
}

/// The release that is wanted, the newest where none is named, with what is mended of it.
///
/// # Errors
/// `hpa.profile`.
pub(super) fn profile(name: Option<&str>, compat: Option<Compat>) -> Result<Profile> {
    let profile = name.map(Profile::of).transpose().map_err(|error| error.in_path("profile"))?;
    let profile = profile.unwrap_or_default();
    let saturates = compat.is_some_and(|compat| compat.mends(Switch::Overflow));
    Ok(if saturates { profile.saturating() } else { profile })
}

/// What the metrics APIs answered, by request path.
pub(super) fn answers(given: BTreeMap<String, Document<ApiAnswer>>) -> Result<BTreeMap<String, ApiAnswer>> {
    let read = |(path, answer): (String, Document<ApiAnswer>)| {
        let answer = answer.read(&format!("metrics[{path:?}]"))?;
        Ok((path, answer))
    };
    given.into_iter().map(read).collect()
}

impl Other {
    /// Reads what stands at a path of the input.
    pub(super) fn of(given: OtherDocument, path: &str) -> Result<Self> {
        Self::read(&given.read(path)?).map_err(|error| error.in_path(path))
    }

    fn read(value: &Value) -> Result<Self> {
        let selector = value.get("selector").and_then(Value::as_str).map(str::to_owned);
        let read = |object: &Value| {
            let hpa =
                AnyHorizontalPodAutoscaler::parse(&go::json::of_tree(object)).map_err(Error::without_span)?;
            hpa.into_v2(&Profile::default())
        };
        let hpa = match value.get("hpa") {
            Some(object) => read(object).map_err(|error| error.in_path("hpa"))?,
            None => read(value)?,
        };
        let (namespace, name) = (hpa.metadata.namespace, hpa.metadata.name);
        Ok(Self { namespace, name, target: hpa.spec.scale_target_ref, selector })
    }

    /// The HPA with its selector: that of the scale, where none is given and it has the same target. Without one the HPA
    /// does not matter.
    pub(super) fn selecting(
        &self,
        target: &CrossVersionObjectReference,
        scale: Option<&Scale>,
    ) -> Option<OtherHpa> {
        let of_scale = || scale.filter(|_| self.target == *target).map(|scale| &scale.status.selector);
        let selector = self.selector.as_ref().or_else(of_scale)?.clone();
        Some(OtherHpa { namespace: self.namespace.clone(), name: self.name.clone(), selector })
    }
}
