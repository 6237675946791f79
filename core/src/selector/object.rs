//! The object form of a selector.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize};

use super::requirement::{Operator, Place, Requirement};
use super::{Selector, parse};
use crate::error::{Error, Result, codes};
use crate::go::quote::quote;
use crate::limits::{self, reading};

/// `metav1.LabelSelector`: the object form.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct LabelSelector {
    /// Labels that must have these values.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "null_as_empty")]
    pub match_labels: BTreeMap<String, String>,
    /// Further requirements; all must hold.
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "reading::list_or_null")]
    pub match_expressions: Vec<LabelSelectorRequirement>,
}

/// `metav1.LabelSelectorRequirement`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct LabelSelectorRequirement {
    /// The label's name.
    #[serde(deserialize_with = "null_as_empty")]
    pub key: String,
    /// `In`, `NotIn`, `Exists` or `DoesNotExist`.
    #[serde(deserialize_with = "null_as_empty")]
    pub operator: String,
    /// The values of `In` and `NotIn`.
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "reading::list_or_null")]
    pub values: Vec<String>,
}

impl LabelSelector {
    /// Reads a selector's text into the object form: `=` and `==` become `matchLabels`, where a later one of the same
    /// key wins, the others `matchExpressions` in key order. Mirrors `metav1.ParseToLabelSelector`, with its messages.
    ///
    /// # Errors
    /// As [`Selector::parse`], and `selector.operator` for `!=`, `>` and `<`, which the object form does not know.
    pub fn parse(text: &str) -> Result<Self> {
        limits::check_length("a selector", text.len(), limits::SELECTOR_BYTES)?;
        let requirements = parse::requirements(text).map_err(|refusal| {
            refusal.after(&format!("couldn't parse the selector string \"{text}\": ")).into_error(text)
        })?;
        let mut object = Self::default();
        for requirement in Selector::of(requirements).requirements() {
            let operator = match requirement.operator() {
                Operator::Equals | Operator::DoubleEquals => {
                    let value = requirement.values().next().unwrap_or_default();
                    object.match_labels.insert(requirement.key().to_owned(), value.to_owned());
                    continue;
                }
                Operator::In => "In",
                Operator::NotIn => "NotIn",
                Operator::Exists => "Exists",
                Operator::DoesNotExist => "DoesNotExist",
                other @ (Operator::GreaterThan | Operator::LessThan) => {
                    return Err(unknown_operator(other.as_str(), "isn't supported in label selectors"));
                }
                other @ Operator::NotEquals => {
                    return Err(unknown_operator(other.as_str(), "is not a valid label selector operator"));
                }
            };
            object.match_expressions.push(LabelSelectorRequirement {
                key: requirement.key().to_owned(),
                operator: operator.to_owned(),
                values: requirement.values().map(str::to_owned).collect(),
            });
        }
        Ok(object)
    }
}

/// Mirrors `metav1.LabelSelectorAsSelector` of an object that is there; [`Selector::of_object`] takes an absent one too.
/// Upstream looks at `matchLabels` in random order, which shows in errors; here it is key order.
impl TryFrom<&LabelSelector> for Selector {
    type Error = Error;

    fn try_from(object: &LabelSelector) -> Result<Self> {
        let count = object.match_labels.len().saturating_add(object.match_expressions.len());
        if count > limits::REQUIREMENTS {
            let message = format!("{count} requirements are more than {}", limits::REQUIREMENTS);
            return Err(Error::new(codes::limit::SIZE, message));
        }
        let mut requirements = Vec::with_capacity(count);
        for (key, value) in &object.match_labels {
            let requirement = Requirement::new(key, Operator::Equals, &[value]);
            requirements.push(requirement.map_err(|invalid| {
                Error::new(invalid.code, invalid.message).in_path(format!("matchLabels[{}]", quote(key)))
            })?);
        }
        for (index, expression) in object.match_expressions.iter().enumerate() {
            let path = format_args!("matchExpressions[{index}]");
            requirements.push(expression.requirement().map_err(|error| error.in_path(path))?);
        }
        Ok(Self::of(requirements))
    }
}

impl Selector {
    /// The selector that an object means: one that is absent selects nothing, one that is empty everything.
    /// Mirrors `metav1.LabelSelectorAsSelector`, with its messages.
    ///
    /// # Errors
    /// `selector.operator`, `selector.key`, `selector.value`, with the path in the object.
    pub fn of_object(object: Option<&LabelSelector>) -> Result<Self> {
        object.map_or_else(|| Ok(Self::nothing()), Self::try_from)
    }
}

impl LabelSelectorRequirement {
    fn requirement(&self) -> Result<Requirement> {
        let operator = match self.operator.as_str() {
            "In" => Operator::In,
            "NotIn" => Operator::NotIn,
            "Exists" => Operator::Exists,
            "DoesNotExist" => Operator::DoesNotExist,
            other => {
                let error = unknown_operator(other, "is not a valid label selector operator");
                return Err(error.in_path("operator"));
            }
        };
        let values: Vec<&str> = self.values.iter().map(String::as_str).collect();
        Requirement::new(&self.key, operator, &values).map_err(|invalid| {
            let error = Error::new(invalid.code, invalid.message);
            match invalid.place {
                Place::Key => error.in_path("key"),
                Place::Values => error.in_path("values"),
                Place::Value(index) => error.in_path(format_args!("values[{index}]")),
            }
        })
    }
}

fn unknown_operator(operator: &str, complaint: &str) -> Error {
    Error::new(codes::selector::OPERATOR, format!("{} {complaint}", quote(operator)))
}

/// Go reads null as the zero value.
fn null_as_empty<'de, D: Deserializer<'de>, T: Default + Deserialize<'de>>(
    deserializer: D,
) -> std::result::Result<T, D::Error> {
    Option::deserialize(deserializer).map(Option::unwrap_or_default)
}
