//! From a metric of the HPA to its values: request, rule, PromQL, answer, conversion.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::annotated::Annotated;
use super::input::ExplainInput;
use super::layout::{Row, Section};
use super::responses::Asked;
use super::stations::StationKind as At;
use super::{advice, findings, values};
use crate::budget::Budget;
use crate::engine::{CpuAndMemory, Engine, Plan, unregistered_api};
use crate::error::{Error, Result};
use crate::hpa::{self, ApiAnswer, MetricRequest};
use crate::kube::autoscaling::{MetricSourceType, MetricSpec};
use crate::metrics::answer::{AnswerText, PrometheusAnswer, ResourceAnswers};
use crate::metrics::{Conversion, Request};
use crate::selector::Selector;

/// What is told of an answer that Prometheus did not give.
const EVALUATED: &str = "the query is evaluated over the samples that are given";

/// The rows of one metric, up to its values.
#[derive(Default)]
pub(super) struct Link {
    pub(super) rows: Vec<Row>,
    /// The rule that answers, as its owner wrote it.
    pub(super) rule: Option<String>,
    /// The rules that a cause may be looked for in: that one; where none answers those that could.
    pub(super) rules: Vec<String>,
    /// Whether an earlier metric asks the same.
    pub(super) is_same: bool,
    /// What to change where nothing comes of the answer, as far as that is known; `None` where nothing answered.
    pub(super) mend: Option<String>,
}

/// The requests answered so far.
pub(super) struct Chain<'a> {
    input: &'a ExplainInput<'a>,
    answers: BTreeMap<String, ApiAnswer>,
    objects: Vec<&'a str>,
    annotated: Option<Annotated>,
}

impl<'a> Chain<'a> {
    /// # Errors
    /// Those of [`crate::annotations::parse`].
    pub(super) fn new(input: &'a ExplainInput<'a>, requests: &[Result<MetricRequest>]) -> Result<Self> {
        let objects = match input.objects {
            Some(objects) => objects.iter().map(String::as_str).collect(),
            None => selected_pods(input),
        };
        let own = Budget::default();
        let budget = input.budget.unwrap_or(&own);
        let annotated = Annotated::of(&input.sync, requests, input.responses, budget)?;
        Ok(Self { input, answers: input.sync.metrics.clone(), objects, annotated })
    }

    /// What is to be said about the HPA's annotations.
    pub(super) fn findings(&self) -> Option<Section> {
        self.annotated.as_ref().and_then(Annotated::findings)
    }

    pub(super) fn answers(&self) -> &BTreeMap<String, ApiAnswer> {
        &self.answers
    }

    /// Follows the request of the metric at a place of the spec, and keeps its answer for the controller.
    pub(super) fn follow(&mut self, index: usize, request: &Result<MetricRequest>) -> Link {
        let mut link = Link::default();
        let request = match request {
            Ok(request) => request,
            Err(error) => {
                link.rows.push(not_asked(error));
                return link;
            }
        };
        link.rows.push(
            Row::new("asks", request.path.as_str()).because(why_asked(&request.source)).at(At::Request),
        );
        if let Some(given) = self.input.sync.metrics.get(&request.path) {
            link.rows.extend(values::given(given));
            link.mend = Some(match given {
                ApiAnswer::Error(message) => advice::known(message).join(" "),
                _ => String::new(),
            });
        } else if self.answers.contains_key(&request.path) {
            link.is_same = true;
            link.rows
                .push(Row::new("answer", "the same as above").because("one request serves both metrics"));
        } else if let Some((more, answer)) =
            self.annotated.as_ref().and_then(|annotated| annotated.follow(index, &request.path))
        {
            link.rows.extend(more);
            link.mend = of_answer(&answer);
            self.keep(&request.path, answer, &mut link.rows);
        } else if let Some(engine) = self.input.engine {
            let answer = self.ask(engine, (index, request), &mut link);
            link.mend = of_answer(&answer).filter(|_| link.rule.is_some());
            link.rules = match &link.rule {
                Some(rule) => vec![rule.clone()],
                None => could_give(engine, &request.path),
            };
            self.keep(&request.path, answer, &mut link.rows);
        } else {
            let row = Row::trouble("lost", "nothing answers the request").at(At::Rule).missing();
            link.rows.push(
                row.because("Give an adapter's configuration, or the answer itself by its path in metrics."),
            );
        }
        link
    }

    fn keep(&mut self, path: &str, answer: Result<ApiAnswer>, rows: &mut Vec<Row>) {
        let answer = answer.unwrap_or_else(|error| {
            let reached = rows.iter().filter_map(|row| row.at).max().unwrap_or(At::Request);
            let row = Row::trouble("lost", error.message()).at(reached.next());
            let row = if error == advice::no_response() { row.missing() } else { row };
            rows.push(error.hint().lines().fold(row, Row::because));
            ApiAnswer::Error(error.message().to_owned())
        });
        self.answers.insert(path.to_owned(), answer);
    }

    /// Asks the engine, and the engine Prometheus.
    fn ask(
        &self,
        engine: &Engine,
        (index, asked): (usize, &MetricRequest),
        Link { rows, rule: of_rule, .. }: &mut Link,
    ) -> Result<ApiAnswer> {
        let path = asked.path.as_str();
        let request = Request::parse(path)?;
        if let Some(error) = unregistered_api(engine, &request, &asked.metric) {
            return Err(error);
        }
        let own = Budget::new(engine.limits());
        let budget = self.input.budget.unwrap_or(&own);
        let plan = engine.plan_within(&request, &self.objects, budget)?;
        rows.extend(plan_rows(engine, &plan));
        let rule = match &plan {
            Plan::Custom(plan) => engine.place_of(plan.rule()),
            Plan::External(plan) => engine.place_of(plan.rule()),
            Plan::Resource(_) => "resourceRules",
        };
        *of_rule = Some(rule.to_owned());
        let cause = findings::of_empty_answer(self.input.findings, index, rule);
        let (responses, now) = (self.input.responses, self.input.sync.now);
        let asked = Asked { now, budget };
        let one = |rows: &mut Vec<Row>,
                   query: &str,
                   convert: &dyn Fn(&PrometheusAnswer<'_>) -> Result<Conversion>| {
            let response = responses.answer(path, query, &asked)?.ok_or_else(advice::no_response)?;
            let text = response.text();
            let answer = PrometheusAnswer::unseen(&text);
            let row = values::answer("answer", "", &answer, cause);
            rows.push(if matches!(response, Cow::Owned(_)) { row.because(EVALUATED) } else { row });
            convert(&answer)
        };
        let made = match &plan {
            Plan::Custom(plan) => one(rows, plan.promql(), &|answer| plan.convert(answer, now))?,
            Plan::External(plan) => one(rows, plan.promql(), &|answer| plan.convert(answer))?,
            Plan::Resource(plan) => {
                let answers = match responses.of(path) {
                    Some(response) => response.of_resources(),
                    None => {
                        let CpuAndMemory { cpu, memory } = plan.promql();
                        let evaluated = |query| {
                            responses.evaluated(query, &asked)?.ok_or_else(advice::no_response).map(Some)
                        };
                        ResourceAnswers { cpu: evaluated(cpu)?, memory: evaluated(memory)? }
                    }
                };
                let [cpu, memory] =
                    [&answers.cpu, &answers.memory].map(|answer| answer.as_ref().map(AnswerText::text));
                let [cpu, memory] = [&cpu, &memory]
                    .map(|text| text.as_deref().map(PrometheusAnswer::unseen).unwrap_or_default());
                let row = values::answer("answer", "CPU", &cpu, cause);
                rows.push(if responses.of(path).is_none() { row.because(EVALUATED) } else { row });
                rows.push(values::answer("", "memory", &memory, cause));
                plan.convert(CpuAndMemory { cpu: &cpu, memory: &memory }, now)?
            }
        };
        rows.push(values::list(&made.list, &made.fates));
        if let Some(failure) = &made.failure {
            rows.push(Row::trouble("lost", failure.message()).because(failure.hint()).at(At::Values));
        }
        Ok(made.list.into())
    }
}

/// The rules that could give what a path asks for, of other series.
fn could_give(engine: &Engine, path: &str) -> Vec<String> {
    let Ok(request) = Request::parse(path) else { return Vec::new() };
    let rules = engine.could_give(&request, &Budget::new(engine.limits()));
    rules.into_iter().map(str::to_owned).collect()
}

/// What to change where nothing comes of an answer of Prometheus; `None` where it gave none.
fn of_answer(answer: &Result<ApiAnswer>) -> Option<String> {
    match answer {
        Ok(_) => Some(String::new()),
        Err(error) => (!advice::is_no_response(error)).then(|| error.hint().to_owned()),
    }
}

/// A metric that nothing is asked for: what of the HPA is wrong, and where.
fn not_asked(error: &Error) -> Row {
    let row = Row::trouble("asks", "nothing").because(error.message()).at(At::Request);
    let row = match error.path() {
        Some(path) if error.code().starts_with("selector.") => {
            row.because(format!("the selector is invalid at {path}"))
        }
        Some(path) => row.because(format!("at {path}")),
        None => row,
    };
    match error.hint() {
        "" => row,
        hint => row.because(hint),
    }
}

/// The names of the pods that the scale selects: what the cluster lists for a `*`.
fn selected_pods<'a>(input: &'a ExplainInput<'a>) -> Vec<&'a str> {
    let Ok(scale) = input.sync.scale else { return Vec::new() };
    let Ok(selector) = Selector::parse(&scale.status.selector) else { return Vec::new() };
    hpa::selected_pods(&input.sync.hpa.metadata.namespace, &selector, input.sync.pods)
}

/// The rule that answers, its series and its PromQL.
fn plan_rows(engine: &Engine, plan: &Plan<'_>) -> Vec<Row> {
    let of_rule = |path: &str, series: &str, of: String, promql: &str| {
        let compiled = engine.compiled();
        let rule = compiled.custom.iter().chain(&compiled.external).find(|rule| rule.path == path);
        let mut row = Row::new("rule", format!("{path}: series {series}{of}")).at(At::Rule);
        if let Some(rule) = rule {
            row = row.because(format!("its seriesQuery {} selects the series", rule.series_query.as_str()));
        }
        vec![row, Row::new("PromQL", promql).at(At::Query)]
    };
    match plan {
        Plan::Custom(plan) => {
            of_rule(plan.rule(), plan.series(), format!(" of {}", plan.resource()), plan.promql())
        }
        Plan::External(plan) => of_rule(plan.rule(), plan.series(), String::new(), plan.promql()),
        Plan::Resource(plan) => {
            let CpuAndMemory { cpu, memory } = plan.promql();
            vec![
                Row::new("rule", "resourceRules.cpu and resourceRules.memory")
                    .because("one request for usage becomes a query for each resource")
                    .at(At::Rule),
                Row::new("PromQL", cpu).at(At::Query),
                Row::new("", memory).at(At::Query),
            ]
        }
    }
}

fn why_asked(source: &MetricSourceType) -> &'static str {
    match source {
        MetricSourceType::Object => "an Object metric asks for its described object by name",
        MetricSourceType::Pods => "a Pods metric asks for all pods that the scale's selector selects",
        MetricSourceType::External => {
            "an External metric describes no object, so only labels select its series"
        }
        MetricSourceType::Resource => {
            "a Resource metric asks for the usage of all pods that the scale's selector selects"
        }
        MetricSourceType::ContainerResource => {
            "a ContainerResource metric asks for the usage of whole pods, and reads one container of each"
        }
        _ => "the metric's source is not known",
    }
}

/// `Object metric http_requests of Service/web`.
pub(super) fn title(metric: &MetricSpec) -> String {
    let MetricSpec { object, pods, resource, container_resource, external, .. } = metric;
    let source = &metric.r#type;
    if let Some(object) = object {
        let (name, object) = (&object.metric.name, &object.described_object);
        return format!("{source} metric {name} of {}/{}", object.kind, object.name);
    }
    if let Some(resource) = container_resource {
        return format!("{source} metric {} of container {}", resource.name, resource.container);
    }
    let name = None
        .or(pods.as_ref().map(|pods| &pods.metric.name))
        .or(resource.as_ref().map(|resource| &resource.name))
        .or(external.as_ref().map(|external| &external.metric.name));
    match name {
        Some(name) => format!("{source} metric {name}"),
        None => format!("{source} metric"),
    }
}
