//! `template.render`.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize, de};
use serde_json::{Map, Value};

use super::context::Context;
use super::operation::{Operation, operation};
use crate::error::{Error, Result, codes};
use crate::json::{self, Part};
use crate::rules::Compat;
#[cfg(not(feature = "handlebars"))]
use crate::template::braces;
#[cfg(feature = "handlebars")]
use crate::template::handlebars;
use crate::template::{Data, QueryData, Template};

pub(super) const OPERATIONS: &[Operation] = &[operation!(context "template.render" => render)];

/// What `template.render` takes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
#[non_exhaustive]
pub struct RenderInput {
    /// The template.
    pub template: String,
    /// What it is rendered with: of the dialect `go` [`RenderData`], of `handlebars` any names with their values.
    #[serde(default)]
    pub data: RenderedWith,
    /// The language that it is written in.
    #[serde(default)]
    pub dialect: Dialect,
    /// The delimiters of the dialect `go`, `<<` and `>>` where they are absent.
    pub delimiters: Option<(String, String)>,
    /// Which oddities are mended; templates have none.
    #[serde(default)]
    pub compat: Compat,
}

/// Data as it is written, until the dialect says what it is.
#[derive(Debug)]
pub struct RenderedWith(Part);

impl Default for RenderedWith {
    fn default() -> Self {
        Self(Part("{}".to_owned()))
    }
}

impl From<Value> for RenderedWith {
    fn from(data: Value) -> Self {
        Self(Part(data.to_string()))
    }
}

impl<'de> Deserialize<'de> for RenderedWith {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        Part::deserialize(deserializer).map(Self)
    }
}

/// The names of a template in double braces.
struct Names(Map<String, Value>);

impl<'de> Deserialize<'de> for Names {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        match json::tree(deserializer)? {
            Value::Object(names) => Ok(Self(names)),
            _ => Err(de::Error::custom("the names are not an object")),
        }
    }
}

/// The languages of templates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Dialect {
    /// Go's `text/template`, as the rules of prometheus-adapter use it.
    #[default]
    Go,
    /// Names in double braces, as Flagger's metric templates use them.
    Handlebars,
}

/// The data of a query, with the names that templates use; absent fields are zero values.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "PascalCase", default)]
#[non_exhaustive]
pub struct RenderData {
    /// The name of the series.
    pub series: String,
    /// The label matchers, joined by commas.
    pub label_matchers: String,
    /// The value that is matched for each label; absent is Go's nil map.
    pub label_values_by_name: Option<BTreeMap<String, String>>,
    /// The labels to group by, joined by commas.
    pub group_by: String,
    /// The labels to group by; absent is Go's nil slice.
    pub group_by_slice: Option<Vec<String>>,
}

/// What `template.render` gives.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct RenderOutput {
    /// What the template prints.
    pub text: String,
}

/// Renders a template.
///
/// # Errors
/// Those of [`Template::parse`] and [`Template::render`], or of [`render`](crate::template::braces::render) of names in braces; `request.*` for data of another form.
pub fn render(context: &Context<'_>, input: RenderInput) -> Result<RenderOutput> {
    let RenderInput { template, data, dialect, delimiters, compat: _ } = input;
    match dialect {
        Dialect::Go => {
            let data = data.0.object().map_err(|error| error.in_path("data"))?;
            go(context, &template, &data, delimiters.as_ref())
        }
        Dialect::Handlebars if delimiters.is_some() => {
            let message = "the dialect handlebars has delimiters of its own";
            Err(Error::new(codes::request::UNKNOWN_FIELD, message).in_path("delimiters"))
        }
        Dialect::Handlebars => {
            let names: Names = data.0.object().map_err(|error| error.in_path("data"))?;
            let text = names_in_braces(&template, &names.0);
            Ok(RenderOutput { text: text.map_err(|error| error.in_path("template"))? })
        }
    }
}

#[cfg(feature = "handlebars")]
fn names_in_braces(template: &str, names: &Map<String, Value>) -> Result<String> {
    handlebars::render(template, names)
}

/// What handlebars gives: its language is not larger than names here.
#[cfg(not(feature = "handlebars"))]
fn names_in_braces(template: &str, names: &Map<String, Value>) -> Result<String> {
    braces::render(template, names, braces::Trim::Tilde)
}

fn go(
    context: &Context<'_>,
    template: &str,
    data: &RenderData,
    delimiters: Option<&(String, String)>,
) -> Result<RenderOutput> {
    let template = match delimiters {
        Some((left, right)) => Template::parse_with(template, left, right),
        None => Template::parse(template),
    }
    .map_err(|error| error.in_path("template"))?;
    let values = data.label_values_by_name.iter().flatten();
    let values: Vec<_> = values.map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let group_by: Vec<_> = data.group_by_slice.iter().flatten().map(String::as_str).collect();
    let query = QueryData {
        series: &data.series,
        label_matchers: &data.label_matchers,
        label_values_by_name: &values,
        group_by: &data.group_by,
        group_by_slice: &group_by,
    };
    let data = Data::Partial {
        query: &query,
        nil_map: data.label_values_by_name.is_none(),
        nil_slice: data.group_by_slice.is_none(),
    };
    let mut text = String::new();
    template
        .render_within(&data, &mut text, Some(&context.budget))
        .map_err(|error| error.in_path("template"))?;
    Ok(RenderOutput { text })
}
