use super::Engine;
use super::plan::with_names;
use crate::budget::Budget;
use crate::error::{Error, Result, codes};
use crate::kube::Time;
use crate::metrics::ResourceName;
use crate::metrics::answer::{PrometheusAnswer, QueryResult};
use crate::metrics::convert::{self, Conversion, CustomTarget, ResourceTarget};
use crate::metrics::request::{CustomRequest, Objects, Request, ResourceKind, ResourceRequest};
use crate::resources::GroupResource;

/// What Prometheus answered to the query or the queries of a request.
#[derive(Debug, Clone, Copy)]
pub enum Answers<'a> {
    /// To the one query of a custom or external metric.
    Metric(&'a PrometheusAnswer<'a>),
    /// To the queries of CPU and of memory.
    Resource {
        /// To that of CPU.
        cpu: &'a PrometheusAnswer<'a>,
        /// To that of memory.
        memory: &'a PrometheusAnswer<'a>,
    },
}

impl Engine {
    /// Makes the API's answer to a request of Prometheus' answer. `objects` are those that the query was asked for with;
    /// `now` is the timestamp of custom values, which upstream gives them in place of the sample's, and the creation
    /// time of usages.
    ///
    /// # Errors
    /// Those of [`Engine::query`]; `metrics.answer` and `metrics.result-type` for an answer without values,
    /// `metrics.no-value` where one object was asked for and has none, `metrics.selector-form`; in safe mode
    /// `metrics.several-samples`. A list of usage has no errors: it is empty.
    pub fn convert(
        &self,
        request: &Request<'_>,
        objects: &[&str],
        answers: Answers<'_>,
        now: Time,
    ) -> Result<Conversion> {
        self.convert_within(request, objects, answers, now, &Budget::new(self.limits))
    }

    /// As [`Engine::convert`], within what a budget has left.
    pub(crate) fn convert_within(
        &self,
        request: &Request<'_>,
        objects: &[&str],
        answers: Answers<'_>,
        now: Time,
        budget: &Budget,
    ) -> Result<Conversion> {
        match (request, answers) {
            (Request::Custom(custom), Answers::Metric(answer)) => {
                self.convert_custom(custom, objects, answer, now, budget)
            }
            (Request::External(external), Answers::Metric(answer)) => {
                let plan = self.plan_external(external)?;
                self.text(&plan, &[], budget)?;
                convert::external(external, &answer.result()?, self.compat)
            }
            (Request::Resource(resource), Answers::Resource { cpu, memory }) => {
                self.convert_resource(resource, objects, [cpu, memory], now, budget)
            }
            (Request::Resource(_), Answers::Metric(_)) => Err(Error::new(
                codes::request::TYPE,
                "a request of metrics.k8s.io has two answers, {\"cpu\": …, \"memory\": …}",
            )
            .in_path("response")),
            (_, Answers::Resource { .. }) => {
                Err(Error::new(codes::request::TYPE, "the request has one answer").in_path("response"))
            }
        }
    }

    fn convert_custom(
        &self,
        request: &CustomRequest<'_>,
        objects: &[&str],
        answer: &PrometheusAnswer<'_>,
        now: Time,
        budget: &Budget,
    ) -> Result<Conversion> {
        let plan = self.plan_custom(request, objects)?;
        with_names(&request.objects, objects, |names| self.text(&plan, names, budget))?;
        let target = CustomTarget {
            request,
            objects,
            described: self.mapper.resource_for(&GroupResource::parse(&request.resource))?,
            label: &plan.object_label,
            selector: &plan.selector,
            now,
            compat: self.compat,
        };
        convert::custom(&target, &answer.result()?)
    }

    fn convert_resource(
        &self,
        request: &ResourceRequest<'_>,
        objects: &[&str],
        answers: [&PrometheusAnswer<'_>; 2],
        now: Time,
        budget: &Budget,
    ) -> Result<Conversion> {
        let rules = self.compiled.resource.as_ref().ok_or_else(super::lost::no_resource_rules)?;
        let make = |labels: [&str; 2], results: [&QueryResult<'_>; 2]| {
            let target = ResourceTarget {
                request,
                objects,
                labels,
                container_labels: [&rules.cpu.container_label, &rules.memory.container_label],
                window: rules.window,
                now,
                compat: self.compat,
            };
            match request.kind {
                ResourceKind::Pods => convert::pods(&target, results),
                ResourceKind::Nodes => convert::nodes(&target, results),
            }
        };
        let found = self.resource_queries(request, objects, budget).and_then(|_| {
            let cpu_plan = self.plan_resource(request, ResourceName::Cpu)?;
            let memory_plan = self.plan_resource(request, ResourceName::Memory)?;
            let [cpu, memory] = answers;
            make([&cpu_plan.object_label, &memory_plan.object_label], [&cpu.result()?, &memory.result()?])
        });
        match (found, &request.objects) {
            (Err(failure), Objects::All) => {
                let nothing = QueryResult::Vector(None);
                let empty = make(["", ""], [&nothing, &nothing])?;
                Ok(Conversion { failure: Some(failure), ..empty })
            }
            (found, _) => found,
        }
    }
}
