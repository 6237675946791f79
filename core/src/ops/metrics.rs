//! `metrics.list`, `metrics.query`, `metrics.convert`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::context::Context;
use super::operation::{Operation, operation};
use super::reply;
use crate::engine::{CpuAndMemory, Engine, EngineInput, Origin, Plan};
use crate::error::{Diagnostic, Error, Result, Severity, codes};
use crate::json;
use crate::kube::{ApiResourceList, Time};
use crate::limits::reading;
use crate::lint;
use crate::metrics::answer::{AnswerText, PrometheusAnswer, QueryResult};
use crate::metrics::request::{CustomRequest, Objects, Request, ResourceRequest};
use crate::metrics::series::SeriesInput;
use crate::metrics::{Conversion, FlatValue, MetricList, ResourceName, SampleFate, SampleOutcome};
use crate::promql;
use crate::rules::Compat;

pub(super) const OPERATIONS: &[Operation] = &[
    operation!(context "metrics.list" => list),
    operation!(context "metrics.query" => query),
    operation!(context "metrics.convert" => convert),
];

/// What an engine is made of, where the caller holds none; with one every field is left out.
#[derive(Debug, Default)]
pub(super) struct Source {
    pub(super) config: Option<Value>,
    pub(super) series: Option<SeriesInput>,
    pub(super) resources: Option<Vec<ApiResourceList>>,
    pub(super) compat: Option<Compat>,
}

impl Source {
    /// Calls with the engine held, or with one of these fields.
    pub(super) fn with<T>(
        self,
        context: &Context<'_>,
        use_it: impl FnOnce(&Engine) -> Result<T>,
    ) -> Result<T> {
        let given = [
            ("config", self.config.is_some()),
            ("series", self.series.is_some()),
            ("resources", self.resources.is_some()),
            ("compat", self.compat.is_some()),
        ];
        match (context.engine, given.into_iter().find(|(_, given)| *given)) {
            (Some(engine), None) => use_it(engine),
            (Some(_), Some((field, _))) => Err(held("engine", field)),
            (None, _) => {
                let config = self
                    .config
                    .ok_or_else(|| Error::new(codes::request::MISSING_FIELD, "missing field \"config\""))?;
                let input = EngineInput {
                    config: config.into(),
                    series: self.series.unwrap_or_default().list()?,
                    resources: self.resources,
                    compat: self.compat.unwrap_or_default(),
                    limits: Some(context.budget.limits()),
                };
                use_it(&Engine::new_within(&input, &context.budget)?)
            }
        }
    }
}

/// That a field is given which the caller's handle holds.
pub(super) fn held(handle: &str, field: &str) -> Error {
    let message = format!("the {handle} holds its {field} already: leave the field out");
    Error::new(codes::request::UNKNOWN_FIELD, message).in_path(field)
}

/// Implements taking the fields of an engine out of an input.
macro_rules! source {
    ($($input:ident),*) => {$(
        impl $input {
            fn source(&mut self) -> Source {
                Source {
                    config: self.config.take(),
                    series: self.series.take(),
                    resources: self.resources.take(),
                    compat: self.compat.take(),
                }
            }
        }
    )*};
}

source!(ListInput, QueryInput, ConvertInput);

/// Input of `metrics.list`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
#[non_exhaustive]
pub struct ListInput {
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
    /// `custom.metrics.k8s.io`, as where it is absent, or `external.metrics.k8s.io`.
    #[serde(default)]
    pub group: Option<String>,
    /// The version; where it is absent `v1beta2` for custom and `v1beta1` for external metrics.
    #[serde(default)]
    pub version: Option<String>,
}

/// Output of `metrics.list`.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct ListOutput {
    /// The metrics as discovery lists them.
    pub list: ApiResourceList,
}

/// The metrics that the rules make of the series.
///
/// # Errors
/// Those of [`Engine::new`] and `metrics.group`.
pub fn list(context: &Context<'_>, mut input: ListInput) -> Result<ListOutput> {
    input.source().with(context, |engine| {
        let group = input.group.as_deref().unwrap_or("custom.metrics.k8s.io");
        let newest = if group == "custom.metrics.k8s.io" { "v1beta2" } else { "v1beta1" };
        Ok(ListOutput { list: engine.list(group, input.version.as_deref().unwrap_or(newest))? })
    })
}

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
/// Those of [`Engine::new`], [`Request::parse`] and [`Engine::plan`].
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

fn texts(names: Option<&[String]>) -> Vec<&str> {
    names.into_iter().flatten().map(String::as_str).collect()
}

/// Input of `metrics.convert`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
#[non_exhaustive]
pub struct ConvertInput {
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
    /// Prometheus' answer, as an object or as text; for resource metrics an object with those of `cpu` and `memory`.
    pub response: AnswerText,
    /// The timestamp of custom values and the creation time of usages; external values do without.
    #[serde(default)]
    pub now: Option<Time>,
}

/// Output of `metrics.convert`.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct ConvertOutput {
    /// The API's answer.
    pub list: MetricList,
    /// What became of each sample.
    pub fates: Vec<FateOutput>,
    /// Why a list of usage is empty, which upstream only logs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failure: Option<Error>,
}

/// What became of one sample.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct FateOutput {
    /// Of resource metrics, the answer that has the sample.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource: Option<ResourceName>,
    /// The sample's labels.
    pub labels: BTreeMap<String, String>,
    /// `used`, `overwritten`, `ignored` or `refused`.
    pub fate: SampleOutcome,
    /// Why, where it was not used as it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<&'static str>,
}

/// The API's answer to a request, made of Prometheus' answer.
///
/// # Errors
/// Those of [`Engine::new`], [`Request::parse`], [`Engine::plan`] and the plan's `convert`.
pub fn convert(context: &Context<'_>, mut input: ConvertInput) -> Result<ConvertOutput> {
    let source = input.source();
    let objects = texts(input.objects.as_deref());
    source.with(context, |engine| {
        let request = Request::parse(&input.request).map_err(|error| error.in_path("request"))?;
        let now = match (&request, input.now) {
            (_, Some(now)) => now,
            (Request::External(_), None) => Time::default(),
            (_, None) => {
                return Err(Error::new(codes::request::MISSING_FIELD, "missing field \"now\"").in_path("now"));
            }
        };
        let asked = Asked { request: &request, objects: &objects, now };
        if let Request::Resource(_) = &request {
            let answers = input.response.of_resources();
            let [cpu, memory] =
                [&answers.cpu, &answers.memory].map(|answer| answer.as_ref().map(AnswerText::text));
            asked.convert(
                engine,
                CpuAndMemory { cpu: cpu.as_deref(), memory: memory.as_deref() },
                context,
                output,
            )
        } else {
            let text = input.response.text();
            asked.convert(engine, CpuAndMemory { cpu: Some(&text), memory: None }, context, output)
        }
    })
}

/// Prometheus' answers as they came: one, or those of CPU and memory.
pub type AnswerTexts<'a> = CpuAndMemory<Option<&'a str>>;

/// As [`convert()`] with an engine, of texts that are in no JSON object: a request's path, the names of a listing, and the answers;
/// that of a custom or external metric is in the place of CPU's. Gives the operation's output as text.
///
/// # Errors
/// As [`convert()`].
pub fn convert_texts(
    engine: &Engine,
    path: &str,
    objects: &[&str],
    answers: AnswerTexts<'_>,
    now: Time,
) -> Result<String> {
    let request = Request::parse(path).map_err(|error| error.in_path("request"))?;
    let context = Context::new(Some(engine), engine.limits());
    let output = Asked { request: &request, objects, now }.convert(engine, answers, &context, output)?;
    reply::to_text(&output)
}

/// As [`convert_texts`], but for the values alone; `resource` says which usage is meant. What a list of usage fails with is an
/// error here, since there is no list beside which it could be told.
///
/// # Errors
/// As [`convert()`].
pub fn flat_values(
    engine: &Engine,
    request: &Request<'_>,
    objects: &[&str],
    answers: AnswerTexts<'_>,
    now: Time,
    resource: ResourceName,
) -> Result<Vec<FlatValue>> {
    let context = Context::new(Some(engine), engine.limits());
    let listed = match request {
        Request::Custom(CustomRequest { objects: Objects::Named(_), .. })
        | Request::Resource(ResourceRequest { objects: Objects::Named(_), .. }) => &[],
        _ => objects,
    };
    Asked { request, objects, now }.convert(engine, answers, &context, |made, _| match made.failure {
        Some(failure) => Err(failure),
        None => Ok(made.flat(listed, resource)),
    })?
}

fn read(text: Option<&str>) -> PrometheusAnswer<'_> {
    text.map(PrometheusAnswer::deferred).unwrap_or_default()
}

/// What an answer is converted for.
struct Asked<'a> {
    request: &'a Request<'a>,
    objects: &'a [&'a str],
    now: Time,
}

impl Asked<'_> {
    /// Converts, and calls with what came of it and the answers of CPU and memory, or twice that of another metric.
    fn convert<T>(
        &self,
        engine: &Engine,
        answers: AnswerTexts<'_>,
        context: &Context<'_>,
        use_it: impl FnOnce(Conversion, [&PrometheusAnswer<'_>; 2]) -> T,
    ) -> Result<T> {
        match (engine.plan_within(self.request, self.objects, &context.budget), self.request) {
            (Ok(Plan::Custom(plan)), _) => {
                let answer = read(answers.cpu);
                Ok(use_it(plan.convert(&answer, self.now)?, [&answer; 2]))
            }
            (Ok(Plan::External(plan)), _) => {
                let answer = read(answers.cpu);
                Ok(use_it(plan.convert(&answer)?, [&answer; 2]))
            }
            (Ok(Plan::Resource(plan)), _) => {
                let (cpu, memory) = (read(answers.cpu), read(answers.memory));
                let made = plan.convert(CpuAndMemory { cpu: &cpu, memory: &memory }, self.now)?;
                Ok(use_it(made, [&cpu, &memory]))
            }
            (Err(failure), Request::Resource(request)) => {
                let nothing = PrometheusAnswer::default();
                Ok(use_it(engine.empty_usage(request, failure)?, [&nothing; 2]))
            }
            (Err(failure), _) => Err(failure),
        }
    }
}

/// The output of a conversion; the answers are those of CPU and memory, or twice that of another metric.
fn output(made: Conversion, answers: [&PrometheusAnswer<'_>; 2]) -> ConvertOutput {
    let [cpu, memory] = answers.map(|answer| match answer.result() {
        Ok(QueryResult::Vector(samples)) => samples,
        _ => None,
    });
    let labels = |fate: &SampleFate| {
        let samples = if fate.resource == Some(ResourceName::Memory) { memory } else { cpu };
        samples?.get(fate.sample).map(|sample| sample.labels.to_map())
    };
    let fates = made.fates.iter().map(|fate| FateOutput {
        resource: fate.resource,
        labels: labels(fate).unwrap_or_default(),
        fate: fate.outcome,
        reason: fate.reason,
    });
    ConvertOutput { fates: fates.collect(), list: made.list, failure: made.failure }
}
