//! `template.render`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::operation::{Operation, operation};
use crate::error::Result;
use crate::rules::Compat;
use crate::template::{Data, QueryData, Template};

pub(super) const OPERATIONS: &[Operation] = &[operation!("template.render" => render)];

/// What `template.render` takes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct RenderInput {
    /// The template.
    pub template: String,
    /// What it is rendered with; absent fields are zero values.
    #[serde(default)]
    pub data: RenderData,
    /// The delimiters, `<<` and `>>` where they are absent.
    pub delimiters: Option<(String, String)>,
    /// Which oddities are mended; templates have none.
    #[serde(default)]
    pub compat: Compat,
}

/// The data of a query, with the names that templates use.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "PascalCase", default)]
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
pub struct RenderOutput {
    /// What the template prints.
    pub text: String,
}

/// Renders a template with the data of a query.
///
/// # Errors
/// Those of [`Template::parse`] and [`Template::render`].
pub fn render(input: RenderInput) -> Result<RenderOutput> {
    let RenderInput { template, data, delimiters, compat: _ } = input;
    let template = match &delimiters {
        Some((left, right)) => Template::parse_with(&template, left, right),
        None => Template::parse(&template),
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
    template.render(&data, &mut text).map_err(|error| error.in_path("template"))?;
    Ok(RenderOutput { text })
}
