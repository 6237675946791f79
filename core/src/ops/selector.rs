//! `selector.*`: label selectors as text or object.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::operation::{Operation, operation};
use crate::error::{Error, Result, codes};
use crate::kube::Document;
use crate::selector::{LabelSelector, Operator, Selector};

pub(super) const OPERATIONS: &[Operation] =
    &[operation!("selector.parse" => parse), operation!("selector.matches" => matches)];

/// A selector in one of its two forms.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
#[non_exhaustive]
pub struct ParseInput {
    /// The text form.
    pub text: Option<String>,
    /// The object form; null is an absent selector, which matches nothing.
    pub label_selector: Option<Document<LabelSelector>>,
}

/// A selector, requirement by requirement.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct ParseOutput {
    /// The text as `labels.Selector.String()` gives it.
    pub canonical: String,
    /// In key order.
    pub requirements: Vec<RequirementOutput>,
}

/// One requirement.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct RequirementOutput {
    /// The label's name.
    pub key: String,
    /// `=`, `==`, `!=`, `in`, `notin`, `exists`, `!`, `gt` or `lt`.
    pub operator: Operator,
    /// Sorted, each once.
    pub values: Vec<String>,
}

/// Reads a selector.
///
/// # Errors
/// `selector.*`; `request.type` where both forms are given.
pub fn parse(input: ParseInput) -> Result<ParseOutput> {
    let selector = read(input.text, input.label_selector)?;
    let requirements = selector.requirements().iter().map(|requirement| RequirementOutput {
        key: requirement.key().to_owned(),
        operator: requirement.operator(),
        values: requirement.values().map(str::to_owned).collect(),
    });
    Ok(ParseOutput { canonical: selector.to_string(), requirements: requirements.collect() })
}

/// A selector and the labels to try it on.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
#[non_exhaustive]
pub struct MatchesInput {
    /// The text form.
    pub text: Option<String>,
    /// The object form; null is an absent selector, which matches nothing.
    pub label_selector: Option<Document<LabelSelector>>,
    /// The labels.
    pub labels: BTreeMap<String, String>,
}

/// Whether the labels satisfy the selector.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct MatchesOutput {
    /// Whether they do.
    pub matches: bool,
}

/// Tries a selector on labels.
///
/// # Errors
/// As [`parse`].
pub fn matches(input: MatchesInput) -> Result<MatchesOutput> {
    let selector = read(input.text, input.label_selector)?;
    Ok(MatchesOutput { matches: selector.matches(&input.labels) })
}

fn read(text: Option<String>, object: Option<Document<LabelSelector>>) -> Result<Selector> {
    match (text, object) {
        (Some(text), None) => Selector::parse(&text).map_err(|error| error.in_path("text")),
        (None, object) => {
            let object = object.map(|object| object.read("labelSelector")).transpose()?;
            Selector::of_object(object.as_ref()).map_err(|error| error.in_path("labelSelector"))
        }
        (Some(_), Some(_)) => Err(Error::new(codes::request::TYPE, "text and labelSelector are both given")
            .with_hint("Give the selector in one form.")),
    }
}
