//! `rules.check`; `rules.requests`; `rules.name`, what a rule calls the metric of a series.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;

use super::context::Context;
use super::metrics::{Source, held};
use super::operation::{Operation, operation};
use super::reply;
use crate::budget::Budget;
use crate::engine::{Engine, EngineBuilder};
use crate::error::{Diagnostic, Error, Result, Severity, codes};
use crate::go;
use crate::go::duration::Duration;
use crate::hpa::{AnyHorizontalPodAutoscaler, HpaDocument};
use crate::json;
use crate::kube::{ApiResourceList, Time};
use crate::limits::reading;
use crate::lint::{self, HpaInput, Inputs};
use crate::metrics::series::{self, SeriesInput, SeriesList};
use crate::resources::Mapper;
use crate::rules::{self, Compat, Compiled, Config, MetricNamer, NameMapping, window};
use crate::yaml::Text;

pub(super) const OPERATIONS: &[Operation] = &[
    operation!(context "rules.check" => check),
    operation!(context "rules.name" => name),
    operation!(context "rules.requests" => requests),
];

/// A configuration to check, and what sharpens the check.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct CheckInput {
    /// The adapter's file, a ConfigMap that holds it, or Helm values; text or object.
    #[serde(deserialize_with = "json::tree")]
    pub config: Value,
    /// The series that Prometheus has: shows rules that give no metric, and metrics given twice.
    #[serde(default)]
    pub series: Option<SeriesInput>,
    /// The cluster's resources as its discovery lists them; without them Kubernetes' own serve.
    #[serde(default, deserialize_with = "reading::optional_list")]
    pub resources: Option<Vec<ApiResourceList>>,
    /// HPAs whose metrics the rules shall give; needs `series`.
    #[serde(default, deserialize_with = "reading::list")]
    pub hpas: Vec<HpaDocument>,
    /// Whose behaviour is wanted where upstream's is known to hurt.
    #[serde(default)]
    pub compat: Compat,
}

/// The findings.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct CheckOutput {
    /// What upstream refuses, what works otherwise than its author is likely to expect, what is worth knowing; of the
    /// configuration first and then of the series and the HPAs.
    pub diagnostics: Vec<Diagnostic>,
    /// One line: the findings by severity, and what the rules give.
    pub summary: String,
}

/// What a configuration says of itself, and of the series and HPAs that are given with it.
///
/// # Errors
/// `hpa.invalid` and `yaml.*` for an HPA that cannot be read. What is wrong with the configuration is a finding.
/// `limit.*` for more rules and series than are worth comparing.
pub fn check(context: &Context<'_>, input: CheckInput) -> Result<CheckOutput> {
    let budget = &context.budget;
    let mapper = Mapper::of(input.resources.as_deref())?;
    let series = input.series.map(SeriesInput::list).transpose()?;
    let config = match Config::from_value(&input.config) {
        Ok(config) => config,
        Err(error) => return Ok(output(vec![Diagnostic::new(Severity::Error, error)], None)),
    };
    let mut hpas = Vec::with_capacity(input.hpas.len());
    for (index, hpa) in input.hpas.iter().enumerate() {
        let path = format!("hpas[{index}]");
        AnyHorizontalPodAutoscaler::read_at(hpa, &path)?;
        let (text, is_seen) = hpa.text()?;
        hpas.push(HpaInput { path, text, is_seen });
    }
    let gives =
        series.as_ref().map(|series| gives(&config, series, mapper, input.compat, budget)).transpose()?;
    let inputs =
        Inputs { config: Some(config), hpas, series, resources: input.resources, ..Inputs::default() };
    let options = lint::Options { compat: input.compat, budget: Some(budget), ..lint::Options::default() };
    let found = lint::check_inputs(inputs, &options)?;
    let found = found.into_iter().map(|finding| match finding.file.strip_prefix("hpas") {
        Some(_) => {
            let Diagnostic { severity, error } = finding.diagnostic;
            Diagnostic::new(severity, error.in_path(finding.file))
        }
        None => finding.diagnostic,
    });
    Ok(output(found.collect(), gives))
}

/// How many metrics the rules make of the series.
fn gives(
    config: &Config,
    series: &SeriesList,
    mapper: Mapper,
    compat: Compat,
    budget: &Budget,
) -> Result<String> {
    // A rule that fails is left aside here, so that the others are told about.
    let compiled = rules::compile_sound(config, &mapper, compat, budget);
    let engine = Engine::for_check(compiled, series, mapper, compat, budget)?;
    let (custom, external) = engine.registry().counts();
    Ok(format!("; {custom} custom and {external} external metrics from {} series", series.0.len()))
}

fn output(diagnostics: Vec<Diagnostic>, gives: Option<String>) -> CheckOutput {
    let count = |severity| diagnostics.iter().filter(|finding| finding.severity == severity).count();
    let summary = format!("{}{}", super::files::summary(count), gives.unwrap_or_default());
    CheckOutput { diagnostics, summary }
}

/// Input of `rules.requests`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
#[non_exhaustive]
pub struct RequestsInput {
    /// The configuration; left out with an engine, as are the next two.
    #[serde(default, deserialize_with = "json::tree_or_none")]
    pub config: Option<Value>,
    /// The cluster's resources.
    #[serde(default, deserialize_with = "reading::optional_list")]
    pub resources: Option<Vec<ApiResourceList>>,
    /// Whose behaviour is wanted.
    pub compat: Option<Compat>,
    /// The time of the requests; without it they have no start.
    pub now: Option<Time>,
    /// How old a series may be, the adapter's `--metrics-max-age`; `10m` where it is absent, as upstream.
    pub max_age: Option<String>,
}

/// Output of `rules.requests`: a list of [`series::SeriesRequest`].
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct RequestsOutput {
    /// What to ask Prometheus for; the answers, one after the other, are the `series` of other operations.
    pub requests: Box<RawValue>,
}

/// What a host that asks Prometheus itself has to ask for, to learn which series there are for the rules.
///
/// # Errors
/// Those of [`Engine::new`]; `request.type` for a `maxAge` that is no duration.
pub fn requests(context: &Context<'_>, input: RequestsInput) -> Result<RequestsOutput> {
    let start = oldest(&input)?;
    let source =
        Source { config: input.config, series: None, resources: input.resources, compat: input.compat };
    source.with(context, |engine| requests_of(engine.compiled(), start))
}

/// As [`requests`], of a builder that has no series yet: the input leaves out what the builder holds. Gives the output as text.
///
/// # Errors
/// As [`requests`].
pub fn builder_requests(builder: &mut EngineBuilder, input: &str) -> Result<String> {
    let input: RequestsInput = json::object(input)?;
    let given = [
        ("config", input.config.is_some()),
        ("resources", input.resources.is_some()),
        ("compat", input.compat.is_some()),
    ];
    if let Some((field, _)) = given.into_iter().find(|(_, given)| *given) {
        return Err(held("builder", field));
    }
    let start = oldest(&input)?;
    reply::to_text(&requests_of(builder.compiled()?, start)?)
}

/// The age of the oldest series that counts.
fn oldest(input: &RequestsInput) -> Result<Option<Time>> {
    const MAX_AGE: Duration = Duration::from_secs(600);
    let age = match input.max_age.as_deref() {
        None => MAX_AGE,
        Some(text) => Duration::parse(text).or_else(|| window::parse(text)).ok_or_else(|| {
            Error::new(codes::request::TYPE, format!("{text:?} is not a duration such as 10m"))
                .in_path("maxAge")
        })?,
    };
    Ok(input.now.map(|now| {
        let start = now.unix_nanos() - i128::from(age.nanos());
        Time::from_unix_nanos(start).unwrap_or(Time::MIN)
    }))
}

fn requests_of(compiled: &Compiled, start: Option<Time>) -> Result<RequestsOutput> {
    let requests = series::requests(compiled, start);
    let text = go::json::write(&requests, usize::MAX)
        .map_err(|error| Error::new(codes::request::TYPE, error.to_string()))?;
    Ok(RequestsOutput { requests: json::read(&text, json::OURS)? })
}

/// A rule's `name`, and the name of a series.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct NameInput {
    /// `name.matches`: a regular expression of Go. Empty or absent, it is `.*`.
    #[serde(default)]
    pub matches: String,
    /// `name.as`: what the match becomes. Empty or absent, it is `$0`, or `$1` where one group captures.
    #[serde(default, rename = "as")]
    pub metric_name: String,
    /// The name of the series.
    pub series: String,
    /// Which oddities are mended; names have none.
    #[serde(default)]
    pub compat: Compat,
}

/// What the series' metric is called.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct NameOutput {
    /// The metric's name, which may be empty; absent where the series does not match, so that the rule leaves it out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What the groups captured, the whole match first; none where the series does not match.
    pub groups: Vec<GroupOutput>,
}

/// One group of the pattern.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct GroupOutput {
    /// Its name, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What it captured; absent where it took no part in the match.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// What a rule's `name` makes of the name of a series.
///
/// # Errors
/// `rules.regex` with its position in `matches`, `rules.no-metric-name`, `limit.output`, `limit.regexp`, `limit.work`.
pub fn name(context: &Context<'_>, input: NameInput) -> Result<NameOutput> {
    let NameInput { matches, metric_name, series, compat: _ } = input;
    let matches = Text::verbatim(matches);
    let mapping = NameMapping { matches, metric_name: Text::new(metric_name), ..NameMapping::default() };
    let namer = MetricNamer::compile(&mapping, &context.budget)?;
    let groups = namer.groups(&series, &context.budget)?.unwrap_or_default().into_iter().map(|group| {
        GroupOutput { name: group.name.map(str::to_owned), text: group.text.map(str::to_owned) }
    });
    Ok(NameOutput { groups: groups.collect(), name: namer.name(&series, &context.budget)? })
}
