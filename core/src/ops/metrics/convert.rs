//! `metrics.convert`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::source::{Source, source};
use super::texts;
use crate::engine::{CpuAndMemory, Engine, Plan};
use crate::error::{Error, Result, codes};
use crate::json;
use crate::kube::{ApiResourceList, Time};
use crate::limits::reading;
use crate::metrics::answer::{AnswerText, PrometheusAnswer, QueryResult};
use crate::metrics::request::{CustomRequest, Objects, Request, ResourceRequest};
use crate::metrics::series::SeriesInput;
use crate::metrics::{Conversion, FlatValue, MetricList, ResourceName, SampleFate, SampleOutcome};
use crate::ops::context::Context;
use crate::ops::reply;
use crate::rules::Compat;

source!(ConvertInput);

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
