//! One requirement of a selector.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::label::Label;
use super::validate::{label_key_errors, label_value_errors};
use crate::error::{Code, codes};
use crate::go;
use crate::go::quote::quote;

/// How a requirement relates a label to its values. Serialized in the words of upstream's `selection.Operator`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Operator {
    /// `key=value`.
    #[serde(rename = "=")]
    Equals,
    /// `key==value`, which means the same.
    #[serde(rename = "==")]
    DoubleEquals,
    /// `key!=value`: another value or no such label.
    #[serde(rename = "!=")]
    NotEquals,
    /// `key in (a,b)`.
    #[serde(rename = "in")]
    In,
    /// `key notin (a,b)`: another value or no such label.
    #[serde(rename = "notin")]
    NotIn,
    /// `key`.
    #[serde(rename = "exists")]
    Exists,
    /// `!key`.
    #[serde(rename = "!")]
    DoesNotExist,
    /// `key>5`.
    #[serde(rename = "gt")]
    GreaterThan,
    /// `key<5`.
    #[serde(rename = "lt")]
    LessThan,
}

impl Operator {
    /// Upstream's word for it: `=`, `in`, `exists`, `gt` …
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Equals => "=",
            Self::DoubleEquals => "==",
            Self::NotEquals => "!=",
            Self::In => "in",
            Self::NotIn => "notin",
            Self::Exists => "exists",
            Self::DoesNotExist => "!",
            Self::GreaterThan => "gt",
            Self::LessThan => "lt",
        }
    }
}

impl fmt::Display for Operator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One requirement: a label's key, an operator, and the values it takes. Mirrors `labels.Requirement`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Requirement {
    operator: Operator,
    /// The key, and behind it the values in order, so that all of them take one allocation.
    text: Box<str>,
    key_len: usize,
    /// Where a value ends that another one follows.
    ends: Box<[usize]>,
}

/// Why upstream refuses a requirement.
#[derive(Debug)]
pub(super) struct Invalid {
    pub(super) code: &'static Code,
    pub(super) message: String,
    pub(super) place: Place,
}

/// The first part of a requirement that is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Key,
    Values,
    Value(usize),
}

impl Requirement {
    /// Mirrors `labels.NewRequirement`, with its messages.
    pub(super) fn new(key: &str, operator: Operator, values: &[&str]) -> Result<Self, Invalid> {
        let mut problems = Problems::default();
        if let Some(message) = key_problem(key) {
            problems.add(Place::Key, codes::selector::KEY, format!("key: {message}"));
        }
        Self::checked(key, operator, values, problems)
    }

    /// Makes a requirement on a key that is known to be one.
    pub(super) fn of_key(key: &str, operator: Operator, values: &[&str]) -> Result<Self, Invalid> {
        Self::checked(key, operator, values, Problems::default())
    }

    fn checked(
        key: &str,
        operator: Operator,
        values: &[&str],
        mut problems: Problems,
    ) -> Result<Self, Invalid> {
        check_values(key, operator, values, &mut problems);
        problems.into_result()?;
        if values.is_sorted() {
            return Ok(Self::of(key, operator, values));
        }
        let mut sorted = values.to_vec();
        sorted.sort_unstable();
        Ok(Self::of(key, operator, &sorted))
    }

    /// Of values in order, those that an object repeats among them, since they are printed.
    fn of(key: &str, operator: Operator, values: &[&str]) -> Self {
        let len = values.iter().fold(key.len(), |len, value| len.saturating_add(value.len()));
        let mut text = String::with_capacity(len);
        text.push_str(key);
        let (last, others) = match values.split_last() {
            Some((last, others)) => (*last, others),
            None => ("", values),
        };
        let ends = others.iter().map(|value| {
            text.push_str(value);
            text.len()
        });
        let ends = ends.collect();
        text.push_str(last);
        Self { operator, text: text.into_boxed_str(), key_len: key.len(), ends }
    }

    /// The label's name.
    #[must_use]
    pub fn key(&self) -> &str {
        self.text.get(..self.key_len).unwrap_or_default()
    }

    /// How the label relates to the values.
    #[must_use]
    pub fn operator(&self) -> Operator {
        self.operator
    }

    /// The values, sorted, each once. Mirrors `labels.Requirement.Values`.
    pub fn values(&self) -> impl Iterator<Item = &str> {
        let mut last = None;
        self.all_values().filter(move |value| last.replace(*value) != Some(*value))
    }

    /// The only value, empty for an operator that takes none; `None` where there are several.
    pub(crate) fn single_value(&self) -> Option<&str> {
        if self.ends.is_empty() {
            return self.text.get(self.key_len..);
        }
        let mut values = self.values();
        values.next().filter(|_| values.next().is_none())
    }

    /// Bytes that are enough for the key once and the values twice, with five more for each.
    pub(crate) fn room(&self) -> usize {
        2 * self.text.len() + 5 * (self.ends.len() + 1)
    }

    /// The label that is all it asks for.
    pub(super) fn only_label(&self) -> Option<Label<'_>> {
        let asks = matches!(self.operator, Operator::In | Operator::Equals | Operator::DoubleEquals);
        (asks && self.ends.is_empty()).then_some(Label { text: &self.text, key_len: self.key_len })
    }

    /// The values, sorted, with those that an object repeats.
    pub(super) fn all_values(&self) -> impl Iterator<Item = &str> {
        let has_values = !matches!(self.operator, Operator::Exists | Operator::DoesNotExist);
        let ends = self.ends.iter().copied().chain(has_values.then_some(self.text.len()));
        ends.scan(self.key_len, |start, end| self.text.get(std::mem::replace(start, end)..end))
    }
}

fn check_values(key: &str, operator: Operator, values: &[&str], problems: &mut Problems) {
    let about_values = match operator {
        Operator::In | Operator::NotIn if values.is_empty() => {
            Some("for 'in', 'notin' operators, values set can't be empty")
        }
        Operator::Equals | Operator::DoubleEquals | Operator::NotEquals if values.len() != 1 => {
            Some("exact-match compatibility requires one single value")
        }
        Operator::Exists | Operator::DoesNotExist if !values.is_empty() => {
            Some("values set must be empty for exists and does not exist")
        }
        _ => None,
    };
    if let Some(message) = about_values {
        problems.add(
            Place::Values,
            codes::selector::VALUE,
            format!("values: Invalid value: {}: {message}", json(values)),
        );
    }
    if matches!(operator, Operator::GreaterThan | Operator::LessThan) {
        for (index, value) in values.iter().enumerate().filter(|(_, value)| value.parse::<i64>().is_err()) {
            let message = "for 'Gt', 'Lt' operators, the value must be an integer";
            problems.add(
                Place::Value(index),
                codes::selector::VALUE,
                format!("values[{index}]: Invalid value: {}: {message}", quote(value)),
            );
        }
    }
    for (index, value) in values.iter().enumerate() {
        let errors = label_value_errors(value);
        if !errors.is_empty() {
            problems.add(
                Place::Value(index),
                codes::selector::VALUE,
                format!("values[{index}][{key}]: Invalid value: {}: {}", quote(value), errors.join("; ")),
            );
        }
    }
}

/// `Invalid value: …`, where a key is none.
pub(super) fn key_problem(key: &str) -> Option<String> {
    let errors = label_key_errors(key);
    (!errors.is_empty()).then(|| format!("Invalid value: {}: {}", quote(key), errors.join("; ")))
}

/// The values as Go's JSON encoder writes them, `null` for none.
fn json(values: &[&str]) -> String {
    if values.is_empty() {
        return "null".to_owned();
    }
    go::json::to_string(&values).unwrap_or_default()
}

/// Errors on their way to one message. Mirrors `field.ErrorList.ToAggregate`, whose messages are all different here.
#[derive(Default)]
struct Problems {
    first: Option<(Place, &'static Code)>,
    messages: Vec<String>,
}

impl Problems {
    fn add(&mut self, place: Place, code: &'static Code, message: String) {
        self.first.get_or_insert((place, code));
        self.messages.push(message);
    }

    fn into_result(self) -> Result<(), Invalid> {
        let Some((place, code)) = self.first else { return Ok(()) };
        let joined = self.messages.join(", ");
        let message = if self.messages.len() == 1 { joined } else { format!("[{joined}]") };
        Err(Invalid { code, message, place })
    }
}
