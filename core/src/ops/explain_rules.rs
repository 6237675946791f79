//! `rules.explain`.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::context::Context;
use super::operation::{Operation, operation};
use crate::engine::Engine;
use crate::error::Result;
use crate::explain::{self, Section};
use crate::json;
use crate::kube::ApiResourceList;
use crate::limits::reading;
use crate::lint::{self, Inputs};
use crate::metrics::series::SeriesInput;
use crate::resources::Mapper;
use crate::rules::{self, Compat, Config};

pub(super) const OPERATIONS: &[Operation] = &[operation!(context "rules.explain" => explain)];

/// A configuration to explain, and the series that it is about.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Input {
    /// The configuration.
    #[serde(deserialize_with = "json::tree")]
    pub config: Value,
    /// The series that Prometheus has.
    #[serde(default)]
    pub series: Option<SeriesInput>,
    /// The cluster's resources.
    #[serde(default, deserialize_with = "reading::optional_list")]
    pub resources: Option<Vec<ApiResourceList>>,
    /// Whose behaviour is wanted.
    #[serde(default)]
    pub compat: Compat,
}

/// What the rules make of the series.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct Output {
    /// A part a rule, then what was found.
    pub sections: Vec<Section>,
    /// The sections laid out as text.
    pub text: String,
}

/// What each rule makes of the series: its metrics, how they are listed and asked for, and the query.
///
/// # Errors
/// What reading the configuration gives; `limit.*`. What is wrong with a rule is told with the findings.
pub fn explain(context: &Context<'_>, input: Input) -> Result<Output> {
    let budget = &context.budget;
    let mapper = Mapper::of(input.resources.as_deref())?;
    let series = input.series.map(SeriesInput::list).transpose()?;
    let config = Config::from_value(&input.config)?;
    let compiled = rules::compile_sound(&config, &mapper, input.compat, budget);
    let of_rules = series.clone().unwrap_or_default();
    let engine = Engine::for_check(compiled, &of_rules, mapper, input.compat, budget)?;
    let mut sections = explain::rules(&engine, &of_rules, budget)?;
    let inputs = Inputs { config: Some(config), series, resources: input.resources, ..Inputs::default() };
    let options = lint::Options { compat: input.compat, budget: Some(budget), ..lint::Options::default() };
    sections.extend(explain::findings(&lint::merged(lint::check_inputs(inputs, &options)?)));
    let text = explain::layout(&sections, |_, text| text.to_owned());
    Ok(Output { sections, text })
}
