use super::origins::Origin;
use super::query::{GroupBy, Query, Source, unlabelled, with_names};
use crate::budget::Budget;
use crate::engine::{Engine, lost};
use crate::error::{Error, Result};
use crate::kube::Time;
use crate::metrics::ResourceName;
use crate::metrics::answer::{PrometheusAnswer, QueryResult};
use crate::metrics::convert::{self, Conversion, ResourceTarget};
use crate::metrics::request::{Objects, ResourceKind, ResourceRequest};
use crate::rules::ResourceRules;

/// One of CPU and one of memory: queries, or Prometheus' answers to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CpuAndMemory<T> {
    /// That of CPU, in cores by object.
    pub cpu: T,
    /// That of memory, in bytes by object.
    pub memory: T,
}

/// The plan of a request of `metrics.k8s.io`.
#[derive(Debug, Clone)]
pub struct ResourcePlan<'a> {
    pub(super) engine: &'a Engine,
    rules: &'a ResourceRules,
    request: &'a ResourceRequest<'a>,
    objects: &'a [&'a str],
    query: Query<'a>,
    memory: Box<Query<'a>>,
    promql: CpuAndMemory<String>,
}

impl<'a> ResourcePlan<'a> {
    /// What to ask Prometheus.
    #[must_use]
    pub fn promql(&self) -> CpuAndMemory<&str> {
        CpuAndMemory { cpu: &self.promql.cpu, memory: &self.promql.memory }
    }

    /// `pods` or `nodes`.
    #[must_use]
    pub fn resource(&self) -> &'static str {
        self.request.kind.resource()
    }

    /// The namespace that is asked for; none for nodes, and for the pods of all namespaces.
    #[must_use]
    pub fn namespace(&self) -> Option<&'a str> {
        self.request.namespace.as_deref()
    }

    /// The label that the namespace is matched by, where it is.
    pub(crate) fn namespace_label(&self) -> Option<&str> {
        self.query.namespace_label.as_deref()
    }

    /// The label that objects are matched by.
    pub(crate) fn object_label(&self) -> &str {
        &self.query.object_label
    }

    /// The values that the query of CPU is matched by, sorted by label, as a template's `.LabelValuesByName` has them.
    #[must_use]
    pub fn label_values(&self) -> Vec<(String, String)> {
        with_names(&self.request.objects, self.objects, |names| self.query.label_values(self.engine, names))
    }

    /// Where the pieces of the queries come from, those of CPU first, each in the order of its query and without gaps; of more
    /// than 10,000 the first.
    ///
    /// # Errors
    /// `limit.work`.
    pub(crate) fn origins(&self, budget: &Budget) -> Result<Vec<Origin>> {
        let objects = &self.request.objects;
        let mut origins = Vec::new();
        let CpuAndMemory { cpu, memory } = self.promql();
        for (name, query, promql) in [("cpu", &self.query, cpu), ("memory", &*self.memory, memory)] {
            let of_one = with_names(objects, self.objects, |names| {
                query.origins(self.engine, objects, names, promql, budget)
            })?;
            origins.extend(of_one.into_iter().map(|origin| Origin { query: Some(name), ..origin }));
        }
        Ok(origins)
    }

    /// Makes the API's answer of Prometheus' answers to the two queries; `now` is the creation time of usages. A list has
    /// no errors: it is empty, with the failure beside it. Mirrors `resourceProvider.GetPodMetrics` and `GetNodeMetrics`.
    ///
    /// # Errors
    /// Where one object was asked for, `metrics.answer` and `metrics.result-type` for an answer without values, and
    /// `metrics.no-value` where the object has none.
    pub fn convert(&self, answers: CpuAndMemory<&PrometheusAnswer<'_>>, now: Time) -> Result<Conversion> {
        let made = || {
            let target = ResourceTarget {
                objects: self.objects,
                labels: [&self.query.object_label, &self.memory.object_label],
                now,
                ..self.engine.nothing_of(self.request, self.rules)
            };
            usage(&target, [&answers.cpu.result()?, &answers.memory.result()?])
        };
        made().or_else(|failure| self.engine.empty_usage(self.request, failure))
    }
}

impl Engine {
    /// What is served for a list of usage that cannot be asked for, as one without objects: an empty list with the failure
    /// beside it, which upstream only logs.
    ///
    /// # Errors
    /// The failure itself where one object was asked for, and `metrics.no-resource-rules`.
    pub fn empty_usage(&self, request: &ResourceRequest<'_>, failure: Error) -> Result<Conversion> {
        let rules = self.compiled.resource.as_ref().ok_or_else(lost::no_resource_rules)?;
        match request.objects {
            Objects::Named(_) => Err(failure),
            Objects::All => {
                let nothing = QueryResult::Vector(None);
                let empty = usage(&self.nothing_of(request, rules), [&nothing, &nothing])?;
                Ok(Conversion { failure: Some(failure), ..empty })
            }
        }
    }

    /// What usage is made of, without any object.
    fn nothing_of<'a>(
        &self,
        request: &'a ResourceRequest<'a>,
        rules: &'a ResourceRules,
    ) -> ResourceTarget<'a> {
        ResourceTarget {
            request,
            objects: &[],
            labels: ["", ""],
            container_labels: [&rules.cpu.container_label, &rules.memory.container_label],
            window: rules.window,
            now: Time::default(),
            compat: self.compat,
        }
    }

    pub(super) fn plan_resource<'a>(
        &'a self,
        request: &'a ResourceRequest<'a>,
        objects: &'a [&'a str],
        budget: &Budget,
    ) -> Result<ResourcePlan<'a>> {
        if request.objects == Objects::All && objects.is_empty() {
            return Err(lost::no_listed(request));
        }
        let rules = self.compiled.resource.as_ref().ok_or_else(lost::no_resource_rules)?;
        self.check_objects(&request.label_selector)?;
        let asked = |name| {
            let query = self.resource_query(rules, request, name)?;
            let text = |names: &[&str]| query.text(self, names, budget);
            let promql = with_names(&request.objects, objects, text)?;
            Ok((query, promql))
        };
        let (query, cpu) = asked(ResourceName::Cpu)?;
        let (of_memory, memory) = asked(ResourceName::Memory)?;
        let promql = CpuAndMemory { cpu, memory };
        Ok(ResourcePlan { engine: self, rules, request, objects, query, memory: Box::new(of_memory), promql })
    }

    /// Mirrors the look-ups of `resourceProvider.runQuery`.
    fn resource_query<'a>(
        &'a self,
        rules: &'a ResourceRules,
        request: &'a ResourceRequest<'a>,
        name: ResourceName,
    ) -> Result<Query<'a>> {
        let (rule, joined) = match (name, &self.container_groups) {
            (ResourceName::Cpu, [cpu, _]) => (&rules.cpu, cpu),
            (ResourceName::Memory, [_, memory]) => (&rules.memory, memory),
        };
        let (object, field, template, group_by) = match request.kind {
            ResourceKind::Pods => {
                let group_by = GroupBy::Container { label: &rule.container_label, joined };
                (&self.pods, "containerQuery", &rule.container_query, group_by)
            }
            ResourceKind::Nodes => (&self.nodes, "nodeQuery", &rule.node_query, GroupBy::Object),
        };
        let label =
            |resource| rule.resources.label_for(resource).map_err(|error| unlabelled(error, &rule.path));
        Ok(Query {
            rule: &rule.path,
            series: "",
            resource: Some(request.kind.resource()),
            namespace: request.namespace.as_deref(),
            selector: &self.everything,
            namespace_label: request.namespace.is_some().then(|| label(&self.namespaces)).transpose()?,
            object_label: label(object)?,
            source: Source { field, template, resources: &rule.resources, series_query: None, group_by },
        })
    }
}

fn usage(target: &ResourceTarget<'_>, results: [&QueryResult<'_>; 2]) -> Result<Conversion> {
    match target.request.kind {
        ResourceKind::Pods => convert::pods(target, results),
        ResourceKind::Nodes => convert::nodes(target, results),
    }
}
