use super::input::{Metrics, Nodes, Period, Pods, Rollout, Workload};
use crate::hpa::{ControllerOptions, OtherHpa, Profile};
use crate::kube::{ApiResourceList, HorizontalPodAutoscaler, Time};
use crate::resources::Mapper;
use crate::rules::Compat;

/// The controller, and what is told of its syncs.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Setup<'a> {
    /// The HPA as the API server stores it, with its defaults filled in.
    pub hpa: HorizontalPodAutoscaler,
    /// The controller's flags.
    pub options: ControllerOptions,
    /// The release whose behaviour is wanted.
    pub profile: Profile,
    /// The cluster's resources, for the described objects of metrics.
    pub mapper: &'a Mapper,
    /// Other HPAs, whose selectors may meet this one's.
    pub others: Vec<OtherHpa>,
    /// The instant of the start, in whole seconds; of recorded syncs the first has it.
    pub start: Time,
    /// How far the points of the timeline are apart.
    pub every: Option<Period>,
    /// Whether to give the input of every sync.
    pub trace: bool,
    /// What a trace repeats as it was given: whose behaviour is wanted, and the cluster's discovery.
    pub compat: Option<Compat>,
    /// See [`compat`](Self::compat).
    pub resources: Option<&'a [ApiResourceList]>,
}

impl Setup<'_> {
    /// A controller of Kubernetes' newest release with its default flags, which starts with the year 2000.
    #[must_use]
    pub fn new(hpa: HorizontalPodAutoscaler) -> Self {
        Self {
            hpa,
            options: ControllerOptions::default(),
            profile: Profile::default(),
            mapper: Mapper::builtin_ref(),
            others: Vec::new(),
            start: Time::from_unix(946_684_800, 0).unwrap_or_default(),
            every: None,
            trace: false,
            compat: None,
            resources: None,
        }
    }
}

/// A workload, its pods, and the way of its metrics.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Model {
    /// What is asked of the pods.
    pub workload: Workload,
    /// How long it goes on.
    pub duration: Period,
    /// The pods.
    pub pods: Pods,
    /// The way from the pods to the controller.
    pub metrics: Metrics,
    /// Rollouts.
    pub rollouts: Vec<Rollout>,
    /// Room for pods.
    pub nodes: Option<Nodes>,
    /// Pods at the start; the HPA's minimum where it is absent.
    pub replicas: Option<i32>,
    /// When the first sync is, since the start.
    pub sync_phase: Period,
    /// What random parts come of.
    pub seed: u64,
}

impl Model {
    /// A workload that goes on so long, with all else by default.
    #[must_use]
    pub fn new(workload: Workload, duration: Period) -> Self {
        Self {
            workload,
            duration,
            pods: Pods::default(),
            metrics: Metrics::default(),
            rollouts: Vec::new(),
            nodes: None,
            replicas: None,
            sync_phase: Period::default(),
            seed: 0,
        }
    }
}

/// The name of the HPA's target, by which its pods are called and labelled.
pub(super) fn target_of(hpa: &HorizontalPodAutoscaler) -> &str {
    let name = &hpa.spec.scale_target_ref.name;
    if name.is_empty() { "target" } else { name }
}
