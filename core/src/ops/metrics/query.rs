//! `metrics.query`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::source::{Source, source};
use super::texts;
use crate::engine::{CpuAndMemory, Origin, Plan};
use crate::error::{Diagnostic, Result, Severity};
use crate::json;
use crate::kube::ApiResourceList;
use crate::limits::reading;
use crate::lint;
use crate::metrics::request::Request;
use crate::metrics::series::SeriesInput;
use crate::ops::context::Context;
use crate::promql;
use crate::rules::Compat;

source!(QueryInput);

/// Input of `metrics.query`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
#[non_exhaustive]
pub struct QueryInput {
    /// The configuration; left out with an engine, as are the next three.
    #[serde(default, deserialize_with = "json::tree_or_none")]
    pub config: Option<Value>,
    /// The series that Prometheus has.
    pub series: Option<SeriesInput>,
    /// The cluster's resources.
    #[serde(default, deserialize_with = "reading::optional_list")]
    pub resources: Option<Vec<ApiResourceList>>,
    /// Whose behaviour is wanted.
    pub compat: Option<Compat>,
    /// The API path with its query.
    pub request: String,
    /// What the host's listing returned for a `*` or a list.
    #[serde(default, deserialize_with = "reading::optional_list")]
    pub objects: Option<Vec<String>>,
    /// Whether to say what is wrong with the query.
    #[serde(default)]
    pub diagnose: bool,
    /// Whether to say where each piece of the query comes from.
    #[serde(default)]
    pub origins: bool,
}

/// Output of `metrics.query`: `promql` with its rule, or `queries` for resource metrics.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct QueryOutput {
    /// The query.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub promql: Option<String>,
    /// The queries of CPU and memory.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub queries: Option<Queries>,
    /// The path of the rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// The series that the rule makes the metric of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub series: Option<String>,
    /// The resource that the metric describes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource: Option<String>,
    /// The namespace that is asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub namespace: Option<String>,
    /// The labels that the query matches, with their values; several values are joined by bars.
    pub labels: BTreeMap<String, String>,
    /// Where each piece of the query comes from, where that is asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origins: Option<Vec<Origin>>,
    /// That upstream does not read a selector to its end. With `diagnose` also that a query is no PromQL, in Prometheus' words and
    /// with its place in the query: upstream sends it nevertheless, and Prometheus refuses it; and, where the series are given,
    /// which selector matches none of them, and why; an engine keeps no series.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub diagnostics: Vec<Diagnostic>,
}

/// The queries of CPU and memory.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct Queries {
    /// Cores by object.
    pub cpu: String,
    /// Bytes by object.
    pub memory: String,
}

/// The query for a request of a metrics API.
///
/// # Errors
/// Those of [`Engine::new`](crate::engine::Engine::new), [`Request::parse`] and [`Engine::plan`](crate::engine::Engine::plan).
pub fn query(context: &Context<'_>, mut input: QueryInput) -> Result<QueryOutput> {
    let source = input.source();
    let objects = texts(input.objects.as_deref());
    let series = match (input.diagnose, &source.series) {
        (true, Some(series)) => Some(series.clone().list()?),
        _ => None,
    };
    source.with(context, |engine| {
        let request = Request::parse(&input.request).map_err(|error| error.in_path("request"))?;
        let plan = engine.plan_within(&request, &objects, &context.budget)?;
        let mut output = QueryOutput {
            labels: plan.label_values().into_iter().collect(),
            origins: input.origins.then(|| plan.origins_within(&context.budget)).transpose()?,
            diagnostics: engine.check_read(&request),
            ..QueryOutput::default()
        };
        if let Some(series) = &series {
            let misses = lint::of_plan(&plan, metric_of(&request), engine, series, &context.budget);
            output
                .diagnostics
                .extend(misses.into_iter().map(|error| Diagnostic::new(Severity::Warning, error)));
        }
        match plan {
            Plan::Custom(plan) => {
                output.asks(plan.promql(), plan.rule(), plan.series(), plan.namespace());
                output.resource = Some(plan.resource().to_owned());
            }
            Plan::External(plan) => {
                output.asks(plan.promql(), plan.rule(), plan.series(), Some(plan.namespace()));
            }
            Plan::Resource(plan) => {
                let CpuAndMemory { cpu, memory } = plan.promql();
                output.queries = Some(Queries { cpu: cpu.to_owned(), memory: memory.to_owned() });
                output.resource = Some(plan.resource().to_owned());
                output.namespace = plan.namespace().map(str::to_owned);
            }
        }
        if input.diagnose {
            let refused = output.refused();
            output.diagnostics.extend(refused);
        }
        Ok(output)
    })
}

fn metric_of<'a>(request: &'a Request<'_>) -> &'a str {
    match request {
        Request::Custom(request) => &request.metric,
        Request::External(request) => &request.metric,
        Request::Resource(request) => request.kind.resource(),
    }
}

impl QueryOutput {
    /// Fills in the one query of a rule.
    fn asks(&mut self, promql: &str, rule: &str, series: &str, namespace: Option<&str>) {
        self.promql = Some(promql.to_owned());
        self.rule = Some(rule.to_owned());
        self.series = Some(series.to_owned());
        self.namespace = namespace.map(str::to_owned);
    }

    /// What Prometheus refuses of the queries, by the fields that hold them.
    fn refused(&self) -> Vec<Diagnostic> {
        let several = self.queries.iter();
        let several = several.flat_map(|held| [("queries.cpu", &held.cpu), ("queries.memory", &held.memory)]);
        let queries = self.promql.iter().map(|promql| ("promql", promql)).chain(several);
        let refused = |(field, query): (&str, &String)| {
            let error = promql::syntax::check(query).err()?;
            Some(Diagnostic::new(Severity::Warning, error.in_path(field)))
        };
        queries.filter_map(refused).collect()
    }
}
