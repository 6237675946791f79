//! What is left of a check for questions about one request or one metric.

use crate::budget::Budget;
use crate::engine::{CpuAndMemory, Engine, Plan};
use crate::error::{Error, Result};
use crate::kube::Pod;
use crate::metrics::Request;

/// Stands for pods that are not known.
const SOME_POD: &str = "POD";
/// Names of pods that one query shows.
const PODS: usize = 10;

/// The configurations compiled, and the pods.
#[derive(Debug)]
pub(crate) struct Kept {
    engines: Vec<Engine>,
    pods: Vec<Pod>,
}

/// What a request becomes.
#[derive(Debug)]
pub(crate) struct Planned {
    /// Where the rule stands in its file.
    pub(crate) rule: String,
    pub(crate) promql: Vec<String>,
}

impl Kept {
    pub(super) fn of(engines: Vec<Engine>, pods: Vec<Pod>) -> Self {
        Self { engines, pods }
    }

    /// Plans a request by the first configuration that serves it, else the refusal of the first; `None` without a
    /// configuration.
    pub(crate) fn plan(&self, request: &Request<'_>, budget: &Budget) -> Option<Result<Planned>> {
        let namespace = match request {
            Request::Custom(request) => request.namespace.as_deref(),
            Request::Resource(request) => request.namespace.as_deref(),
            Request::External(_) => None,
        };
        let there = |pod: &&Pod| namespace.is_none_or(|namespace| pod.metadata.namespace == namespace);
        let mut pods: Vec<&str> =
            self.pods.iter().filter(there).map(|pod| &*pod.metadata.name).take(PODS).collect();
        if pods.is_empty() {
            pods.push(SOME_POD);
        }
        let mut refused: Option<Error> = None;
        for engine in &self.engines {
            match engine.plan_within(request, &pods, budget) {
                Ok(plan) => return Some(Ok(planned(engine, &plan))),
                Err(error) => drop(refused.get_or_insert(error)),
            }
        }
        refused.map(Err)
    }

    /// Where the rules stand that give a metric.
    pub(crate) fn rules_of(&self, metric: &str) -> Vec<&str> {
        let mut rules: Vec<&str> = Vec::new();
        for engine in &self.engines {
            let compiled = engine.compiled();
            let custom = engine.registry().all_custom().filter(|(entry, _)| entry.metric == metric);
            rules.extend(custom.filter_map(|(entry, _)| Some(&*compiled.custom.get(entry.rule)?.place)));
            let external = engine.registry().all_external().filter(|entry| entry.metric == metric);
            rules.extend(external.filter_map(|entry| Some(&*compiled.external.get(entry.rule)?.place)));
        }
        rules.sort_unstable();
        rules.dedup();
        rules
    }
}

fn planned(engine: &Engine, plan: &Plan<'_>) -> Planned {
    let of = |rule: &str, promql: &[&str]| Planned {
        rule: engine.place_of(rule).to_owned(),
        promql: promql.iter().map(|promql| (*promql).to_owned()).collect(),
    };
    match plan {
        Plan::Custom(plan) => of(plan.rule(), &[plan.promql()]),
        Plan::External(plan) => of(plan.rule(), &[plan.promql()]),
        Plan::Resource(plan) => {
            let CpuAndMemory { cpu, memory } = plan.promql();
            of("resourceRules", &[cpu, memory])
        }
    }
}
