//! `flagger.render`, `flagger.check`.

use serde::{Deserialize, Serialize};

use super::operation::{Operation, operation};
use crate::error::{Error, Result, codes};
use crate::flagger::{self, Canary, CanaryMetric, MetricTemplate, Model};
use crate::kube::Document;
use crate::metrics::answer::{AnswerText, PrometheusAnswer};

pub(super) const OPERATIONS: &[Operation] =
    &[operation!("flagger.render" => render), operation!("flagger.check" => check)];

/// A query to render: of a MetricTemplate, or of the canary's metric itself.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
#[non_exhaustive]
pub struct RenderInput {
    /// The MetricTemplate that the metric's templateRef names; absent for a metric with a query of its own.
    #[serde(default)]
    pub metric_template: Option<Document<MetricTemplate>>,
    /// The names and their values, where there is no canary.
    #[serde(default)]
    pub model: Option<Model>,
    /// The Canary whose metric it is.
    #[serde(default)]
    pub canary: Option<Document<Canary>>,
    /// The metric of its analysis; the first with a templateRef of this template's name where it is absent.
    #[serde(default)]
    pub metric: Option<String>,
}

/// A rendered query.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct RenderOutput {
    /// The query.
    pub text: String,
    /// The query as Flagger sends it to Prometheus.
    pub sent: String,
}

/// The query of a metric, with its names filled in.
///
/// # Errors
/// `flagger.*`, those of [`Model::render`], and `yaml.*` for text.
pub fn render(input: RenderInput) -> Result<RenderOutput> {
    let template = input.metric_template.map(|template| template.read("metricTemplate")).transpose()?;
    if let Some(template) = &template {
        of_prometheus(template)?;
    }
    let canary = input.canary.map(|canary| canary.read("canary")).transpose()?;
    let (model, query, path) = match (input.model, &canary) {
        (Some(_), Some(_)) => {
            let message = "the names come from the canary: leave the model out";
            return Err(Error::new(codes::request::UNKNOWN_FIELD, message).in_path("model"));
        }
        (None, Some(canary)) => {
            let metric = metric_of(canary, input.metric.as_deref(), template.as_ref())?;
            let (query, path) = query_of(metric, template.as_ref())?;
            (Model::of(canary, metric), query, path)
        }
        (model, None) => {
            let missing = || Error::new(codes::request::MISSING_FIELD, "missing field \"metricTemplate\"");
            let template = template.as_ref().ok_or_else(missing)?;
            (model.unwrap_or_default(), template.spec.query.as_str(), TEMPLATE_QUERY)
        }
    };
    let text = model.render(query).map_err(|error| error.in_path(path))?;
    Ok(RenderOutput { sent: flagger::sent(&text), text })
}

/// A canary's metric and Prometheus' answer to its query.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
#[non_exhaustive]
pub struct CheckInput {
    /// The Canary.
    pub canary: Document<Canary>,
    /// The metric of its analysis; the first where it is absent.
    #[serde(default)]
    pub metric: Option<String>,
    /// The MetricTemplate that the metric's templateRef names; with it the query is given back, too.
    #[serde(default)]
    pub metric_template: Option<Document<MetricTemplate>>,
    /// Prometheus' answer, as an object or as text.
    pub response: AnswerText,
}

/// Whether the metric lets the canary advance.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct CheckOutput {
    /// Whether it does.
    pub passed: bool,
    /// The value that was compared; absent where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<f64>,
    /// Why: where it failed the message of Flagger's event.
    pub reason: String,
    /// The query, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub query: Option<String>,
}

/// Compares a metric of a canary with its range.
///
/// # Errors
/// `flagger.*`, those of [`Model::render`], and `yaml.*` for text. That there is no value is no error: the check fails.
pub fn check(input: CheckInput) -> Result<CheckOutput> {
    let canary = input.canary.read("canary")?;
    let template = input.metric_template.map(|template| template.read("metricTemplate")).transpose()?;
    let metric = metric_of(&canary, input.metric.as_deref(), template.as_ref())?;
    if let Some(template) = &template {
        of_prometheus(template)?;
    }
    let query = match (&template, metric.query.as_str()) {
        (None, "") => None,
        _ => {
            let (query, path) = query_of(metric, template.as_ref())?;
            Some(Model::of(&canary, metric).render(query).map_err(|error| error.in_path(path))?)
        }
    };
    let flagger::Check { passed, value, reason } =
        flagger::check(&canary, metric, &PrometheusAnswer::deferred(&input.response.text()));
    // JSON has no infinities.
    Ok(CheckOutput { passed, value: value.filter(|value| value.is_finite()), reason, query })
}

const TEMPLATE_QUERY: &str = "metricTemplate.spec.query";

fn of_prometheus(template: &MetricTemplate) -> Result<()> {
    let provider = &template.spec.provider.r#type;
    if provider == "prometheus" {
        return Ok(());
    }
    let message = format!("the provider is {provider:?}");
    Err(Error::new(codes::flagger::PROVIDER, message).in_path("metricTemplate.spec.provider.type"))
}

/// The metric of a name; without one the first that refers to the template, or the first of all.
fn metric_of<'a>(
    canary: &'a Canary,
    name: Option<&str>,
    template: Option<&MetricTemplate>,
) -> Result<&'a CanaryMetric> {
    let template = template.map(|template| template.metadata.name.as_str());
    let fits = |metric: &&CanaryMetric| match (name, template) {
        (Some(name), _) => metric.name == name,
        (None, Some(template)) => {
            metric.template_ref.as_ref().is_some_and(|reference| reference.name == template)
        }
        (None, None) => true,
    };
    canary.metrics().iter().find(fits).ok_or_else(|| {
        let message = match (name, template) {
            (Some(name), _) => format!("the canary's analysis has no metric {name:?}"),
            (None, Some(template)) => {
                format!("no metric of the canary's analysis refers to the template {template:?}")
            }
            (None, None) => "the canary's analysis has no metric".to_owned(),
        };
        Error::new(codes::flagger::METRIC, message).in_path("canary.spec.analysis.metrics")
    })
}

/// The query of a metric, and its path in the input.
fn query_of<'a>(
    metric: &'a CanaryMetric,
    template: Option<&'a MetricTemplate>,
) -> Result<(&'a str, &'static str)> {
    match (&metric.template_ref, template) {
        (Some(_), Some(template)) => Ok((&template.spec.query, TEMPLATE_QUERY)),
        (None, None) if !metric.query.is_empty() => Ok((&metric.query, "canary.spec.analysis.metrics")),
        (reference, _) => {
            let message = match reference {
                Some(reference) => format!("the metric's template {:?} is not given", reference.name),
                None => "the metric has no templateRef".to_owned(),
            };
            Err(Error::new(codes::flagger::METRIC, message).in_path("metricTemplate"))
        }
    }
}
