//! The input of `hpa.reconcile` that a sync was, as JSON.

use std::collections::BTreeMap;

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::value::RawValue;

use crate::error::{Error, Result, codes};
use crate::go;
use crate::hpa::{ApiAnswer, ControllerOptions, OtherHpa, Seen, State, Syncs};
use crate::kube::autoscaling::Scale;
use crate::kube::{ApiResourceList, Container, HorizontalPodAutoscaler, Pod, ResourceList, Time};
use crate::limits;
use crate::rules::Compat;

/// The input of a sync.
///
/// # Errors
/// `limit.output`.
pub(super) fn input(
    syncs: &Syncs<'_>,
    seen: &Seen<'_>,
    compat: Option<Compat>,
    resources: Option<&[ApiResourceList]>,
) -> Result<Box<RawValue>> {
    let input = Input {
        hpa: syncs.hpa(),
        scale: match seen.scale {
            Ok(scale) => Either::One(scale),
            Err(error) => Either::Other(Failed { error }),
        },
        pods: Items { items: Each(seen.pods.iter().map(APod)) },
        metrics: Answers(seen.metrics),
        hpas: Each(seen.others.iter().map(Other)),
        controller: Flags::of(syncs.options),
        state: syncs.state(),
        now: seen.now.precise().to_string(),
        profile: syncs.profile.release,
        compat,
        resources,
    };
    let text = go::json::write(&input, limits::OUTPUT_BYTES);
    let too_long = |_| Error::new(codes::limit::OUTPUT, "the input of a sync is too long to be traced");
    RawValue::from_string(text.map_err(too_long)?).map_err(too_long)
}

#[derive(serde::Serialize)]
struct Input<'a, P: Serialize, O: Serialize> {
    hpa: &'a HorizontalPodAutoscaler,
    scale: Either<&'a Scale, Failed<'a>>,
    pods: Items<P>,
    metrics: Answers<'a>,
    hpas: O,
    controller: Flags,
    state: &'a State,
    now: String,
    profile: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    compat: Option<Compat>,
    #[serde(skip_serializing_if = "Option::is_none")]
    resources: Option<&'a [ApiResourceList]>,
}

#[derive(serde::Serialize)]
#[serde(untagged)]
enum Either<A, B> {
    One(A),
    Other(B),
}

#[derive(serde::Serialize)]
struct Failed<'a> {
    error: &'a str,
}

#[derive(serde::Serialize)]
struct Items<T> {
    items: T,
}

#[derive(serde::Serialize)]
#[serde(rename_all = "camelCase")]
struct Flags {
    sync_period: String,
    tolerance: f64,
    downscale_stabilization: String,
    cpu_initialization_period: String,
    initial_readiness_delay: String,
}

impl Flags {
    fn of(options: ControllerOptions) -> Self {
        Self {
            sync_period: options.sync_period.to_string(),
            tolerance: options.tolerance,
            downscale_stabilization: options.downscale_stabilization.to_string(),
            cpu_initialization_period: options.cpu_initialization_period.to_string(),
            initial_readiness_delay: options.initial_readiness_delay.to_string(),
        }
    }
}

/// A list of what an iterator gives.
struct Each<I>(I);

impl<I: Iterator<Item: Serialize> + Clone> Serialize for Each<I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        for item in self.0.clone() {
            list.serialize_element(&item)?;
        }
        list.end()
    }
}

/// Answers by path.
struct Answers<'a>(&'a BTreeMap<String, ApiAnswer>);

impl Serialize for Answers<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (path, answer) in self.0 {
            match answer {
                ApiAnswer::PodMetrics(list) => map.serialize_entry(path, list)?,
                ApiAnswer::Values(list) => map.serialize_entry(path, list)?,
                ApiAnswer::ExternalValues(list) => map.serialize_entry(path, list)?,
                ApiAnswer::Error(error) => map.serialize_entry(path, &Failed { error })?,
            }
        }
        map.end()
    }
}

/// An HPA of which no more is known than where it is and what its target's selector is.
struct Other<'a>(&'a OtherHpa);

impl Serialize for Other<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let mut hpa = HorizontalPodAutoscaler {
            kind: "HorizontalPodAutoscaler".to_owned(),
            api_version: "autoscaling/v2".to_owned(),
            ..HorizontalPodAutoscaler::default()
        };
        hpa.metadata.namespace.clone_from(&self.0.namespace);
        hpa.metadata.name.clone_from(&self.0.name);
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("hpa", &hpa)?;
        map.serialize_entry("selector", &self.0.selector)?;
        map.end()
    }
}

/// A pod, as far as the controller reads it.
struct APod<'a>(&'a Pod);

impl Serialize for APod<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let Pod { metadata, spec, status } = self.0;
        let labels: BTreeMap<_, _> = metadata.labels.iter().collect();
        let condition = status.ready.as_ref().map(|ready| Condition {
            r#type: "Ready",
            status: ready.status.as_str(),
            last_transition_time: instant(ready.last_transition_time),
        });
        PodFields {
            metadata: MetaFields {
                name: &metadata.name,
                namespace: &metadata.namespace,
                labels,
                deletion_timestamp: instant(metadata.deletion_timestamp),
            },
            spec: SpecFields {
                containers: spec.containers.iter().map(ContainerFields::of).collect(),
                init_containers: spec.init_containers.iter().map(ContainerFields::of).collect(),
                resources: spec.resources.as_ref().map(|own| Requests { requests: &own.requests }),
                overhead: spec.overhead.as_deref(),
            },
            status: StatusFields {
                phase: status.phase.as_str(),
                start_time: instant(status.start_time),
                conditions: condition.into_iter().collect(),
            },
        }
        .serialize(serializer)
    }
}

fn instant(time: Option<Time>) -> Option<String> {
    time.map(|time| time.precise().to_string())
}

#[derive(serde::Serialize)]
struct PodFields<'a> {
    metadata: MetaFields<'a>,
    spec: SpecFields<'a>,
    status: StatusFields<'a>,
}

#[derive(serde::Serialize)]
#[serde(rename_all = "camelCase")]
struct MetaFields<'a> {
    name: &'a str,
    namespace: &'a str,
    labels: BTreeMap<&'a str, &'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    deletion_timestamp: Option<String>,
}

#[derive(serde::Serialize)]
#[serde(rename_all = "camelCase")]
struct SpecFields<'a> {
    containers: Vec<ContainerFields<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    init_containers: Vec<ContainerFields<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    resources: Option<Requests<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    overhead: Option<&'a ResourceList>,
}

#[derive(serde::Serialize)]
#[serde(rename_all = "camelCase")]
struct ContainerFields<'a> {
    name: &'a str,
    resources: Requests<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    restart_policy: Option<&'a str>,
}

impl<'a> ContainerFields<'a> {
    fn of(container: &'a Container) -> Self {
        Self {
            name: &container.name,
            resources: Requests { requests: &container.resources.requests },
            restart_policy: container.restart_policy.as_deref(),
        }
    }
}

#[derive(serde::Serialize)]
struct Requests<'a> {
    requests: &'a ResourceList,
}

#[derive(serde::Serialize)]
#[serde(rename_all = "camelCase")]
struct StatusFields<'a> {
    phase: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_time: Option<String>,
    conditions: Vec<Condition<'a>>,
}

#[derive(serde::Serialize)]
#[serde(rename_all = "camelCase")]
struct Condition<'a> {
    r#type: &'a str,
    status: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_transition_time: Option<String>,
}
