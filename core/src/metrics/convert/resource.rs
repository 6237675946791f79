use std::collections::BTreeMap;

use super::{
    Conversion, HISTOGRAM, LATER_SAMPLE, MetricList, NAN_IS_ZERO, NEGATIVE_IS_ZERO, NO_LABEL, NOT_ASKED_FOR,
    NULL_SAMPLE, ResourceName, SampleFate, SampleOutcome, value,
};
use crate::error::{Error, Result, codes};
use crate::go::duration::Duration;
use crate::kube::{
    ContainerMetrics, ListMeta, MetricsMeta, NodeMetrics, NodeMetricsList, PodMetrics, PodMetricsList, Time,
    Usage,
};
use crate::metrics::answer::{QueryResult, ResultSample, ResultSamples};
use crate::metrics::request::{Objects, RESOURCE_GROUP_VERSION, ResourceRequest};
use crate::quantity::{Format, Quantity};
use crate::rules::{Compat, Switch};

/// What usage is made of, besides the samples.
pub(crate) struct ResourceTarget<'a> {
    /// The request.
    pub(crate) request: &'a ResourceRequest<'a>,
    /// The names that the host's listing gave for a request of all objects.
    pub(crate) objects: &'a [&'a str],
    /// The labels that name an object in the samples of CPU and of memory.
    pub(crate) labels: [&'a str; 2],
    /// The labels that name a container in them.
    pub(crate) container_labels: [&'a str; 2],
    /// How long usage is measured over.
    pub(crate) window: Duration,
    /// When the objects are said to be made.
    pub(crate) now: Time,
    /// How values are read.
    pub(crate) compat: Compat,
}

impl<'a> ResourceTarget<'a> {
    /// The names asked for, in the order of the API's answer.
    fn names(&'a self) -> Vec<&'a str> {
        match &self.request.objects {
            Objects::Named(name) => vec![name],
            Objects::All => {
                let mut names = self.objects.to_vec();
                names.sort_unstable();
                names
            }
        }
    }

    fn meta(&self, name: &str) -> MetricsMeta {
        MetricsMeta {
            name: name.into(),
            namespace: self.request.namespace.as_deref().unwrap_or_default().into(),
            creation_timestamp: Some(self.now),
        }
    }
}

const RESOURCES: [(ResourceName, &str, Format); 2] =
    [(ResourceName::Cpu, "cpu", Format::DecimalSi), (ResourceName::Memory, "memory", Format::BinarySi)];

/// The samples of an answer that belong to an object, and the first fate of the answer.
struct Usages<'b> {
    by_object: BTreeMap<&'b str, Vec<(usize, ResultSample<'b>)>>,
    first_fate: usize,
}

/// Makes the usage of pods: those that have both CPU and memory, container by container. Mirrors
/// `resourceProvider.GetPodMetrics` and metrics-server's storage.
pub(crate) fn pods(target: &ResourceTarget<'_>, results: [&QueryResult<'_>; 2]) -> Result<Conversion> {
    let mut fates = Vec::new();
    let usages = both(target, results, &mut fates)?;
    let items: Vec<PodMetrics> =
        target.names().into_iter().filter_map(|name| pod(target, name, &usages, &mut fates)).collect();
    let list = match &target.request.objects {
        Objects::All => MetricList::Pods(PodMetricsList {
            kind: "PodMetricsList".to_owned(),
            api_version: RESOURCE_GROUP_VERSION.to_owned(),
            metadata: ListMeta {},
            items,
        }),
        Objects::Named(name) => {
            let namespace = target.request.namespace.as_deref().unwrap_or_default();
            let pod = items.into_iter().next();
            let pod = pod.ok_or_else(|| not_found(target, "pod", &format!("{namespace}/{name}")))?;
            MetricList::Pod(PodMetrics {
                kind: "PodMetrics".into(),
                api_version: RESOURCE_GROUP_VERSION.into(),
                ..pod
            })
        }
    };
    Ok(Conversion { list, fates, failure: None })
}

/// Makes the usage of nodes: those that have both CPU and memory. Mirrors `resourceProvider.GetNodeMetrics` and
/// metrics-server's storage.
pub(crate) fn nodes(target: &ResourceTarget<'_>, results: [&QueryResult<'_>; 2]) -> Result<Conversion> {
    let mut fates = Vec::new();
    let usages = both(target, results, &mut fates)?;
    let items: Vec<NodeMetrics> =
        target.names().into_iter().filter_map(|name| node(target, name, &usages, &mut fates)).collect();
    let list = match &target.request.objects {
        Objects::All => MetricList::Nodes(NodeMetricsList {
            kind: "NodeMetricsList".to_owned(),
            api_version: RESOURCE_GROUP_VERSION.to_owned(),
            metadata: ListMeta {},
            items,
        }),
        Objects::Named(name) => {
            let node = items.into_iter().next().ok_or_else(|| not_found(target, "node", name))?;
            MetricList::Node(NodeMetrics {
                kind: "NodeMetrics".to_owned(),
                api_version: RESOURCE_GROUP_VERSION.to_owned(),
                ..node
            })
        }
    };
    Ok(Conversion { list, fates, failure: None })
}

fn not_found(target: &ResourceTarget<'_>, kind: &str, name: &str) -> Error {
    Error::new(codes::metrics::NO_VALUE, format!("{kind}metrics.metrics.k8s.io {name:?} not found"))
        .with_hint(format!(
            "A {kind} needs a sample of CPU with the label {:?} and one of memory with the label {:?}.",
            target.labels[0], target.labels[1]
        ))
}

/// The samples of both answers by object.
fn both<'b>(
    target: &ResourceTarget<'_>,
    results: [&'b QueryResult<'b>; 2],
    fates: &mut Vec<SampleFate>,
) -> Result<[Usages<'b>; 2]> {
    let [cpu, memory] = results;
    let [cpu_label, memory_label] = target.labels;
    Ok([
        usages(cpu, cpu_label, ResourceName::Cpu, fates)?,
        usages(memory, memory_label, ResourceName::Memory, fates)?,
    ])
}

fn usages<'b>(
    result: &'b QueryResult<'b>,
    label: &str,
    resource: ResourceName,
    fates: &mut Vec<SampleFate>,
) -> Result<Usages<'b>> {
    let QueryResult::Vector(samples) = result else { return Err(super::unfit(result)) };
    let mut found = Usages { by_object: BTreeMap::new(), first_fate: fates.len() };
    for (index, sample) in samples.map(ResultSamples::iter).into_iter().flatten().enumerate() {
        let reason = match sample {
            None => NULL_SAMPLE,
            Some(sample) if sample.labels.get(label).is_empty() => NO_LABEL,
            Some(_) => NOT_ASKED_FOR,
        };
        let fate = SampleFate::new(index, SampleOutcome::Ignored, Some(reason));
        fates.push(SampleFate { resource: Some(resource), ..fate });
        if let Some(sample) = sample {
            found.by_object.entry(sample.labels.get(label)).or_default().push((index, sample));
        }
    }
    Ok(found)
}

fn pod(
    target: &ResourceTarget<'_>,
    name: &str,
    usages: &[Usages<'_>; 2],
    fates: &mut [SampleFate],
) -> Option<PodMetrics> {
    let [cpu, memory] = usages;
    let found = [cpu.by_object.get(name)?, memory.by_object.get(name)?];
    let mut containers: BTreeMap<&str, Usage> = BTreeMap::new();
    let mut earliest = i64::MAX;
    for (index, samples) in found.into_iter().enumerate() {
        let (Some((_, resource, format)), Some(usages)) = (RESOURCES.get(index), usages.get(index)) else {
            continue;
        };
        let label = target.container_labels.get(index)?;
        let mut last: BTreeMap<&str, usize> = BTreeMap::new();
        for (place, sample) in samples {
            let Some(fate) = fates.get_mut(usages.first_fate + place) else { continue };
            let Some(quantity) = usage(*sample, *format, target.compat, fate) else { continue };
            let container = sample.labels.get(label);
            containers.entry(container).or_default().insert(resource, quantity);
            earliest = earliest.min(sample.point.millis);
            if let Some(earlier) = last.insert(container, *place) {
                overwrite(fates.get_mut(usages.first_fate + earlier), LATER_SAMPLE);
            }
        }
    }
    let containers: Vec<_> = containers
        .into_iter()
        .map(|(name, mut usage)| {
            for (_, resource, _) in RESOURCES {
                if usage.get(resource).is_none() {
                    usage.insert(resource, Quantity::from_milli(0, Format::BinarySi));
                }
            }
            ContainerMetrics { name: name.into(), usage }
        })
        .collect();
    (!containers.is_empty()).then(|| PodMetrics {
        metadata: target.meta(name),
        timestamp: value::instant(earliest),
        window: target.window.to_string().into(),
        containers,
        ..PodMetrics::default()
    })
}

fn node(
    target: &ResourceTarget<'_>,
    name: &str,
    usages: &[Usages<'_>; 2],
    fates: &mut [SampleFate],
) -> Option<NodeMetrics> {
    let [cpu, memory] = usages;
    let found = [cpu.by_object.get(name)?, memory.by_object.get(name)?];
    let mut usage_of_node = Usage::default();
    let mut earliest = i64::MAX;
    for (index, samples) in found.into_iter().enumerate() {
        let (Some((_, resource, format)), Some(usages)) = (RESOURCES.get(index), usages.get(index)) else {
            continue;
        };
        let (first, rest) = samples.split_first()?;
        let (place, sample) = first;
        let quantity = usage(*sample, *format, target.compat, fates.get_mut(usages.first_fate + place)?)?;
        usage_of_node.insert(resource, quantity);
        earliest = earliest.min(sample.point.millis);
        for (place, _) in rest {
            overwrite(fates.get_mut(usages.first_fate + place), "an earlier sample of the same node is used");
        }
    }
    Some(NodeMetrics {
        metadata: target.meta(name),
        timestamp: value::instant(earliest),
        window: target.window.to_string().into(),
        usage: usage_of_node,
        ..NodeMetrics::default()
    })
}

fn overwrite(fate: Option<&mut SampleFate>, reason: &'static str) {
    if let Some(fate) = fate {
        (fate.outcome, fate.reason) = (SampleOutcome::Overwritten, Some(reason));
    }
}

/// A sample's usage, with NaN and negative values as 0.
fn usage(
    sample: ResultSample<'_>,
    format: Format,
    compat: Compat,
    fate: &mut SampleFate,
) -> Option<Quantity> {
    (fate.outcome, fate.reason) = (SampleOutcome::Used, sample.histogram.then_some(HISTOGRAM));
    if sample.histogram && compat.mends(Switch::Histograms) {
        fate.outcome = SampleOutcome::Refused;
        return None;
    }
    let mut value = sample.point.value;
    if value.is_nan() || value < 0.0 {
        fate.reason = Some(if value.is_nan() { NAN_IS_ZERO } else { NEGATIVE_IS_ZERO });
        value = 0.0;
    }
    match value::quantity(value, format, compat) {
        Ok(quantity) => Some(quantity),
        Err(reason) => {
            (fate.outcome, fate.reason) = (SampleOutcome::Refused, Some(reason));
            None
        }
    }
}
