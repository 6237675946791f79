//! Answers of Prometheus' HTTP API, borrowed from their text or JSON value where nothing is escaped.

mod number;
mod read;
mod sample;
mod text;

#[cfg(test)]
mod tests;

use std::borrow::Cow;

use crate::error::{Error, Result, codes};
use crate::go::float;
use crate::json::{self, Text};
use crate::kinds::{self, Kind};
use crate::limits;

pub use sample::{Labels, Point, ResultSample, ResultSamples};
pub use text::{AnswerText, ResourceAnswers};

use sample::{Item, Items};

/// An answer of `/api/v1/query`, read as prometheus-adapter's client reads it: only the status `error` is an error,
/// fields that it does not know are ignored.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct PrometheusAnswer<'a> {
    status: Cow<'a, str>,
    error_type: Cow<'a, str>,
    error: Cow<'a, str>,
    warnings: Vec<Cow<'a, str>>,
    data: Option<Data<'a>>,
    /// Why the answer could not be read.
    unread: Option<Error>,
}

/// The `data` of an answer: what type the result says it is of, and the result, which comes first in some answers.
#[derive(Debug, Clone, PartialEq, Default)]
struct Data<'a> {
    result_type: Cow<'a, str>,
    result: Option<Raw<'a>>,
}

/// A result before its type is known.
#[derive(Debug, Clone, PartialEq)]
enum Raw<'a> {
    Null,
    List(Items<'a>),
}

/// The result of a query.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum QueryResult<'b> {
    /// A value for each of some label sets; `None` is the result `null`, which upstream tells apart from none at all.
    Vector(Option<ResultSamples<'b>>),
    /// One value without labels.
    Scalar(Point),
    /// Values over time for each of some label sets; `None` is the result `null`.
    Matrix(Option<ResultSamples<'b>>),
}

/// Bytes of a text that are looked at to tell what it is, where it is no answer.
const SEEN: usize = 1 << 20;

impl<'a> PrometheusAnswer<'a> {
    /// Reads the text of an answer.
    ///
    /// # Errors
    /// `limit.size`, and `metrics.answer` for text that is no answer.
    pub fn parse(text: &'a str) -> Result<Self> {
        limits::check_size(text.as_bytes())?;
        json::read(text, json::OURS).map_err(|error| match error.is(codes::limit::SIZE) {
            true => error,
            false => match kinds::of_text_within(text, SEEN) {
                Some(kind) if kind != Kind::QueryAnswer && (kind.is_told() || kind == Kind::MetricsPage) => {
                    let other = refused(format!("this is {kind}, no answer of Prometheus' HTTP API"));
                    match kinds::page::hint(text).filter(|_| kind.is_no_data()) {
                        Some(hint) => other.with_hint(hint),
                        None => other,
                    }
                }
                Some(Kind::Empty) => refused("unexpected end of JSON input"),
                _ => refused(message_at(&error)),
            },
        })
    }

    /// Reads an answer that is a JSON value already, or a text within one. What is no answer fails once its result is
    /// asked for, as upstream fails after it has built the query.
    #[must_use]
    pub fn of_value(value: &'a serde_json::Value) -> Self {
        let read = match value {
            serde_json::Value::String(text) => Self::parse(text),
            value => serde::Deserialize::deserialize(value)
                .map_err(|error: serde_json::Error| refused(error.to_string())),
        };
        read.unwrap_or_else(|error| Self { unread: Some(error), ..Self::default() })
    }

    /// What Prometheus warns of.
    #[must_use]
    pub fn warnings(&self) -> &[Cow<'a, str>] {
        &self.warnings
    }

    /// The result, checked against its type.
    ///
    /// # Errors
    /// `metrics.answer` where Prometheus answered an error, or a result that does not fit its type or is of none.
    pub fn result(&self) -> Result<QueryResult<'_>> {
        if let Some(error) = &self.unread {
            return Err(error.clone());
        }
        if self.status == "error" {
            return Err(refused(format!("{}: {}", self.error_type, self.error))
                .with_hint("Prometheus refused the query; ask it the same query to see what it says."));
        }
        let data = self.data.as_ref().ok_or_else(|| refused("unexpected end of JSON input"))?;
        let result = || data.result.as_ref().ok_or_else(|| refused("unexpected end of JSON input"));
        match &*data.result_type {
            "vector" => Ok(QueryResult::Vector(match result()? {
                Raw::Null => None,
                Raw::List(items) => Some(all_samples(items)?),
            })),
            "matrix" => Ok(QueryResult::Matrix(match result()? {
                Raw::Null => None,
                Raw::List(items) => Some(all_samples(items)?),
            })),
            "scalar" => scalar(result()?).map(QueryResult::Scalar),
            "" | "string" => Err(refused(format!("unexpected value type {:?}", &*data.result_type))),
            other => Err(refused(format!("unknown value type {other:?}"))),
        }
    }
}

fn all_samples<'b>(items: &'b Items<'b>) -> Result<ResultSamples<'b>> {
    match items.items.iter().all(|item| matches!(item, Item::Sample { .. } | Item::Null)) {
        true => Ok(ResultSamples(items)),
        false => Err(refused("a vector or matrix has an element that is not an object")),
    }
}

/// A scalar is a time and a value in quotes; what is missing or `null` is zero, what is more is ignored.
fn scalar(result: &Raw<'_>) -> Result<Point> {
    let items = match result {
        Raw::Null => &[],
        Raw::List(list) => list.items.as_slice(),
    };
    let mut items = items.iter();
    let millis = match items.next() {
        None | Some(Item::Null) => 0,
        Some(Item::Time(millis)) => *millis,
        Some(_) => return Err(refused("the time of a scalar is not a number")),
    };
    match items.next() {
        Some(Item::Text(Text(text))) => match float::parse(text) {
            Some(value) => Ok(Point { millis, value }),
            None => Err(refused(format!("error parsing sample value: strconv.ParseFloat: parsing {text:?}"))),
        },
        _ => Err(refused("a scalar has no value in quotes")),
    }
}

fn refused(message: impl Into<String>) -> Error {
    Error::new(codes::metrics::ANSWER, message)
}

/// The message of an error with its position, as serde_json has it.
fn message_at(error: &Error) -> String {
    match error.span() {
        Some(span) if error.is(codes::request::TYPE) => {
            let column = span.end_column.saturating_sub(1);
            format!("{} at line {} column {column}", error.message(), span.end_line)
        }
        _ => error.message().to_owned(),
    }
}
