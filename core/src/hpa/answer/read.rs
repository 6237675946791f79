use std::fmt;

use serde::de::{DeserializeOwned, Error, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

use super::ApiAnswer;
use crate::go;
use crate::json::{Part, Text, Tree};
use crate::kube::{
    ExternalMetricValue, ExternalMetricValueList, MetricValue, MetricValueList, PodMetrics, PodMetricsList,
};
use crate::limits::reading::List;

/// The lists of the metrics APIs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    PodMetrics,
    Values,
    ExternalValues,
}

/// The items of a list whose kind was known before they came.
enum Items {
    PodMetrics(Vec<PodMetrics>),
    Values(Vec<MetricValue>),
    ExternalValues(Vec<ExternalMetricValue>),
}

/// Reads `{"error": "…"}`, a `Status`, or a list by its `kind`, else by its `apiVersion`. Where `kind` comes first, as API
/// servers write it, the items are read straight into their type, else a second time once it is known.
impl<'de> Deserialize<'de> for ApiAnswer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(AnswerVisitor)
    }
}

struct AnswerVisitor;

impl<'de> Visitor<'de> for AnswerVisitor {
    type Value = ApiAnswer;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of a metrics API, or an object with `error`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<ApiAnswer, A::Error> {
        let mut fields = Map::new();
        let (mut items, mut unread) = (None, None);
        while let Some(Text(name)) = map.next_key()? {
            match &*name {
                "items" if fields.contains_key("error") => drop(map.next_value::<IgnoredAny>()?),
                // The last of several counts.
                "items" => match Kind::of_word(text(&fields, "kind")) {
                    Some(kind) => (items, unread) = (Some(kind.items(&mut map)?), None),
                    None => (items, unread) = (None, Some(map.next_value::<Part>()?)),
                },
                "kind" | "apiVersion" | "metadata" | "error" | "message" => {
                    let Tree(value) = map.next_value()?;
                    fields.insert(name.into_owned(), value);
                }
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        answer(fields, items, unread.as_ref())
    }
}

fn answer<E: Error>(
    fields: Map<String, Value>,
    items: Option<Items>,
    unread: Option<&Part>,
) -> Result<ApiAnswer, E> {
    if fields.contains_key("error") {
        return Ok(ApiAnswer::Error(text(&fields, "error").to_owned()));
    }
    let (kind, api_version) = (text(&fields, "kind"), text(&fields, "apiVersion"));
    if kind == "Status" {
        return Ok(ApiAnswer::Error(text(&fields, "message").to_owned()));
    }
    let of_group = || if kind.is_empty() { Kind::of_group(api_version) } else { None };
    let Some(kind) = Kind::of_word(kind).or_else(of_group) else {
        let message = format_args!("{kind:?} is not a kind of a metrics API's list, and there is no `error`");
        return Err(E::custom(message));
    };
    match (kind, items) {
        (Kind::PodMetrics, None) => {
            Ok(ApiAnswer::PodMetrics(PodMetricsList { items: late(unread)?, ..list(fields)? }))
        }
        (Kind::PodMetrics, Some(Items::PodMetrics(items))) => {
            Ok(ApiAnswer::PodMetrics(PodMetricsList { items, ..list(fields)? }))
        }
        (Kind::Values, None) => {
            Ok(ApiAnswer::Values(MetricValueList { items: late(unread)?, ..list(fields)? }))
        }
        (Kind::Values, Some(Items::Values(items))) => {
            Ok(ApiAnswer::Values(MetricValueList { items, ..list(fields)? }))
        }
        (Kind::ExternalValues, None) => {
            Ok(ApiAnswer::ExternalValues(ExternalMetricValueList { items: late(unread)?, ..list(fields)? }))
        }
        (Kind::ExternalValues, Some(Items::ExternalValues(items))) => {
            Ok(ApiAnswer::ExternalValues(ExternalMetricValueList { items, ..list(fields)? }))
        }
        // Only where a second one came behind them.
        (_, Some(_)) => Err(E::duplicate_field("kind")),
    }
}

/// Items that came before their kind.
fn late<T: DeserializeOwned, E: Error>(items: Option<&Part>) -> Result<Vec<T>, E> {
    let items: Option<Option<List<T>>> =
        items.map(Part::read).transpose().map_err(|error| E::custom(error.message()))?;
    Ok(items.flatten().map(|List(items)| items).unwrap_or_default())
}

impl Kind {
    fn of_word(kind: &str) -> Option<Self> {
        match kind {
            "PodMetricsList" => Some(Self::PodMetrics),
            "MetricValueList" => Some(Self::Values),
            "ExternalMetricValueList" => Some(Self::ExternalValues),
            _ => None,
        }
    }

    fn of_group(api_version: &str) -> Option<Self> {
        match api_version.split('/').next() {
            Some("metrics.k8s.io") => Some(Self::PodMetrics),
            Some("custom.metrics.k8s.io") => Some(Self::Values),
            Some("external.metrics.k8s.io") => Some(Self::ExternalValues),
            _ => None,
        }
    }

    fn items<'de, A: MapAccess<'de>>(self, map: &mut A) -> Result<Items, A::Error> {
        Ok(match self {
            Self::PodMetrics => Items::PodMetrics(or_null(map)?),
            Self::Values => Items::Values(or_null(map)?),
            Self::ExternalValues => Items::ExternalValues(or_null(map)?),
        })
    }
}

fn or_null<'de, A: MapAccess<'de>, T: Deserialize<'de>>(map: &mut A) -> Result<Vec<T>, A::Error> {
    map.next_value::<Option<List<T>>>().map(|list| list.map(|List(items)| items).unwrap_or_default())
}

/// A list from the fields that are JSON values.
fn list<T: DeserializeOwned, E: Error>(fields: Map<String, Value>) -> Result<T, E> {
    let text = Part(go::json::of_tree(&Value::Object(fields)));
    text.read().map_err(|error| E::custom(error.message()))
}

/// The text of a field; empty where there is none.
fn text<'a>(fields: &'a Map<String, Value>, name: &str) -> &'a str {
    fields.get(name).and_then(Value::as_str).unwrap_or_default()
}
