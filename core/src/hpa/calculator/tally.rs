use std::cell::{Cell, OnceCell};

use super::groups::ready_pods;
use super::memory::Memory;
use super::plain::Average;
use super::sums::Sums;
use super::utilization::Utilization;
use super::whole::{external_average_of, object_average_of, value, value_at};
use super::{Bands, Failure, PodSamples, Proposal, Roster, Scope, UtilizationTarget, Varied};
use crate::go::number;
use crate::kube::{ExternalMetricValueList, MetricValueList, PodMetricsList};

/// The metrics of one sync: what several of them look at is counted once, whatever their targets are.
pub(in crate::hpa) struct Tally<'a> {
    scope: &'a Scope<'a>,
    roster: Option<&'a Roster>,
    bands: Bands,
    varied: Cell<Option<Varied>>,
    beyond: Cell<bool>,
    usages: Memory<Part<'a>, Result<Utilization, Failure>>,
    averages: Memory<Part<'a>, Result<Average, Failure>>,
    values: Memory<Place, Result<Average, Failure>>,
    sums: Memory<Place, [i64; 2]>,
    ready: OnceCell<usize>,
}

/// A list of an answer, by where it is held as long as the sync goes on.
type Place = *const ();

/// The samples of a resource, and of a container or of whole pods.
type Part<'a> = (Place, &'a str, Option<&'a str>);

fn place<T>(list: &T) -> Place {
    std::ptr::from_ref(list).cast()
}

impl<'a> Tally<'a> {
    /// `told` says whether the ends of dead bands are wanted; the roster is that of the scope's pods.
    pub(in crate::hpa) fn new(scope: &'a Scope<'a>, roster: Option<&'a Roster>, told: bool) -> Self {
        Self {
            scope,
            roster,
            bands: if told { Bands::Wanted } else { Bands::Unwanted },
            varied: Cell::new(None),
            beyond: Cell::new(false),
            usages: Memory::default(),
            averages: Memory::default(),
            values: Memory::default(),
            sums: Memory::default(),
            ready: OnceCell::new(),
        }
    }

    pub(in crate::hpa) fn scope(&self) -> &'a Scope<'a> {
        self.scope
    }

    /// The value that the next metrics have, in the place of their samples'; `None` for the samples' own.
    pub(in crate::hpa) fn vary(&self, varied: Option<Varied>) {
        self.varied.set(varied);
        self.beyond.set(false);
    }

    /// Whether that value is too large to be computed with.
    pub(in crate::hpa) fn is_beyond(&self) -> bool {
        self.beyond.get()
    }

    /// What a value gave, which may be too large.
    fn reached(&self, proposal: Option<Proposal>) -> Result<Proposal, Failure> {
        self.beyond.set(proposal.is_none());
        proposal.ok_or(Failure::NoSamples)
    }

    /// See [`utilization`](super::utilization()).
    pub(in crate::hpa) fn utilization(
        &self,
        list: &'a PodMetricsList,
        target: UtilizationTarget<'a>,
    ) -> Result<Proposal, Failure> {
        let UtilizationTarget { resource, container, .. } = target;
        let samples = || self.samples(list, resource, container);
        let make = || match self.known(list, resource, container) {
            Some(sums) => Ok(Utilization::of_ready(sums)),
            None => Utilization::of(self.scope, &samples(), resource, container),
        };
        self.usages.with((place(list), resource, container), make, |counted| {
            let counted = counted.as_ref().map_err(Failure::clone)?;
            match self.varied.get() {
                Some(varied) => self.reached(counted.at(self.scope, target.percent, varied)?),
                None => counted.proposal(self.scope, samples, target, self.bands),
            }
        })
    }

    /// See [`plain`](super::plain()), for a resource.
    pub(in crate::hpa) fn usage(
        &self,
        list: &'a PodMetricsList,
        resource: &'a str,
        container: Option<&'a str>,
        target: i64,
    ) -> Result<Proposal, Failure> {
        let make = || Average::of(self.scope, &self.samples(list, resource, container), Some(resource));
        self.averages.with((place(list), resource, container), make, |average| self.average(average, target))
    }

    /// See [`plain`](super::plain()), for a custom metric.
    pub(in crate::hpa) fn pods(&self, list: &'a MetricValueList, target: i64) -> Result<Proposal, Failure> {
        let make = || Average::of(self.scope, &PodSamples::of_metric(list), None);
        self.values.with(place(list), make, |average| self.average(average, target))
    }

    fn average(&self, average: &Result<Average, Failure>, target: i64) -> Result<Proposal, Failure> {
        let average = average.as_ref().map_err(Failure::clone)?;
        match self.varied.get() {
            Some(varied) => self.reached(average.at(self.scope, target, varied)),
            None => Ok(average.proposal(self.scope, target, self.bands)),
        }
    }

    /// See [`object_value`](super::object_value()).
    pub(in crate::hpa) fn object_value(&self, usage: i64, target: i64) -> Result<Proposal, Failure> {
        self.value(usage, target)
    }

    fn value(&self, sum: i64, target: i64) -> Result<Proposal, Failure> {
        let Some(Varied { value: other, all_ready }) = self.varied.get() else {
            return value(self.scope, sum, target, || self.ready(), self.bands);
        };
        let ready = || if all_ready { self.scope.pods.len() } else { self.ready() };
        self.reached(value_at(self.scope, target, other, ready)?)
    }

    /// See [`object_average`](super::object_average()).
    pub(in crate::hpa) fn object_average(&self, usage: i64, target: i64) -> Result<Proposal, Failure> {
        self.spread(usage, target, |usage, bands| object_average_of(self.scope, usage, target, bands))
    }

    /// A value spread over the replicas, whether or not their pods are ready.
    fn spread(
        &self,
        sum: i64,
        target: i64,
        of: impl Fn(i64, Bands) -> Proposal,
    ) -> Result<Proposal, Failure> {
        let Some(Varied { value, .. }) = self.varied.get() else { return Ok(of(sum, self.bands)) };
        // The ratio is one over the replicas; the count is what remains to be divided by the target.
        let count = number::float64(value) / number::float64(target);
        let countable = count.abs() <= f64::from(i32::MAX);
        self.reached(countable.then(|| of(value, Bands::Unwanted)))
    }

    /// See [`external_value`](super::external_value()).
    pub(in crate::hpa) fn external_value(
        &self,
        list: &'a ExternalMetricValueList,
        target: i64,
    ) -> Result<Proposal, Failure> {
        let [sum, _] = self.sums(list);
        self.value(sum, target)
    }

    /// See [`external_average`](super::external_average()).
    pub(in crate::hpa) fn external_average(
        &self,
        list: &'a ExternalMetricValueList,
        target: i64,
    ) -> Result<Proposal, Failure> {
        let [_, sum] = self.sums(list);
        self.spread(sum, target, |sum, bands| external_average_of(self.scope, sum, target, bands))
    }

    /// What all pods use and request, where each has a sample that counts and is known to.
    fn known(&self, list: &PodMetricsList, resource: &str, container: Option<&str>) -> Option<Sums> {
        self.roster?.sums(self.scope, list, resource, container)
    }

    fn samples(&self, list: &'a PodMetricsList, resource: &str, container: Option<&str>) -> PodSamples<'a> {
        PodSamples::of_resource(list, resource, container, self.scope.profile)
    }

    /// The sums for a value and for an average.
    fn sums(&self, list: &'a ExternalMetricValueList) -> [i64; 2] {
        let values = || list.items.iter().map(|item| item.value.milli_value());
        let profile = self.scope.profile;
        let make = || [profile.value_sum(values()), profile.average_sum(values())];
        self.sums.with(place(list), make, |sums| *sums)
    }

    fn ready(&self) -> usize {
        *self.ready.get_or_init(|| ready_pods(self.scope.pods))
    }
}
