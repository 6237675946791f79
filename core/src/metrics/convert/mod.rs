//! From Prometheus' answers to the objects of the metrics APIs.

mod by_name;
mod custom;
mod external;
mod flat;
mod resource;
mod value;
mod values;

use serde::Serialize;

use crate::error::{Error, codes};
use crate::kube::{ExternalMetricValueList, NodeMetrics, NodeMetricsList, PodMetrics, PodMetricsList};
use crate::metrics::answer::QueryResult;

pub use flat::FlatValue;
pub use values::MetricValues;

pub(crate) use custom::{CustomTarget, custom};
pub(crate) use external::external;
pub(crate) use resource::{ResourceTarget, nodes, pods};

/// What a metrics API answers.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum MetricList {
    /// Values of `custom.metrics.k8s.io`.
    Custom(MetricValues),
    /// Values of `external.metrics.k8s.io`.
    External(ExternalMetricValueList),
    /// Usage of pods.
    Pods(PodMetricsList),
    /// Usage of one pod that was asked for by name.
    Pod(PodMetrics),
    /// Usage of nodes.
    Nodes(NodeMetricsList),
    /// Usage of one node that was asked for by name.
    Node(NodeMetrics),
}

/// An API's answer, and what became of the samples that it was made from.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Conversion {
    /// The API's answer.
    pub list: MetricList,
    /// For each sample what became of it, in the order of the samples; of the resource metrics first CPU's.
    pub fates: Vec<SampleFate>,
    /// Why a list of usage is empty, which upstream only logs.
    pub failure: Option<Error>,
}

impl ResourceName {
    /// The name as usages have it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Cpu => "cpu",
            Self::Memory => "memory",
        }
    }
}

/// Which of the two answers of a resource-metrics request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ResourceName {
    /// `cpu`, in cores.
    Cpu,
    /// `memory`, in bytes.
    Memory,
}

/// What became of one sample.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct SampleFate {
    /// Of a resource-metrics request, the answer that has the sample.
    pub resource: Option<ResourceName>,
    /// The sample's place in its answer, from 0.
    pub sample: usize,
    /// What became of it.
    pub outcome: SampleOutcome,
    /// Why, where it was not used as it is.
    pub reason: Option<&'static str>,
}

/// The outcomes of a sample.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum SampleOutcome {
    /// Its value is in the answer.
    Used,
    /// Another sample of the same object came in its place.
    Overwritten,
    /// It belongs to no object that was asked for.
    Ignored,
    /// Its value has no place in the API; safe mode only.
    Refused,
}

impl SampleFate {
    fn new(sample: usize, outcome: SampleOutcome, reason: Option<&'static str>) -> Self {
        Self { resource: None, sample, outcome, reason }
    }
}

const NULL_SAMPLE: &str = "the sample is null";
const HISTOGRAM: &str = "a native histogram has no value of its own and counts as 0";
const NAN_IS_ZERO: &str = "NaN counts as 0";
const NEGATIVE_IS_ZERO: &str = "a negative value counts as 0";
const NOT_ASKED_FOR: &str = "its object was not asked for";
const NO_LABEL: &str = "it lacks the label that names its object";
const LATER_SAMPLE: &str = "a later sample of the same object overwrote it";

/// The error of a result of a type that the API has no values for.
fn unfit(result: &QueryResult<'_>) -> Error {
    let found = match result {
        QueryResult::Vector(_) => "vector",
        QueryResult::Scalar(_) => "scalar",
        QueryResult::Matrix(_) => "matrix",
    };
    Error::new(
        codes::metrics::RESULT_TYPE,
        format!("Internal error occurred: unable to fetch metrics: expected vector, got {found}"),
    )
}
