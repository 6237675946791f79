use std::fmt::{self, Write as _};

use serde::Deserialize;

use crate::kube::Time;
use crate::kube::meta::null_as_default;

/// `Event` of the core group, the fields that are printed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename(deserialize = "Kubernetes"), rename_all = "camelCase", default)]
#[non_exhaustive]
pub struct CoreV1Event {
    /// `Normal` or `Warning`.
    #[serde(deserialize_with = "null_as_default")]
    pub r#type: String,
    /// Why, in one word.
    #[serde(deserialize_with = "null_as_default")]
    pub reason: String,
    /// Why, in a sentence.
    #[serde(deserialize_with = "null_as_default")]
    pub message: String,
    /// How often it happened.
    #[serde(deserialize_with = "null_as_default")]
    pub count: i32,
    /// When it happened first.
    pub first_timestamp: Option<Time>,
    /// When it happened last.
    pub last_timestamp: Option<Time>,
    /// When it happened first, in the newer form of events.
    pub event_time: Option<Time>,
    /// Its repetitions, in the newer form of events.
    pub series: Option<EventSeries>,
    /// Who tells of it.
    #[serde(deserialize_with = "null_as_default")]
    pub source: EventSource,
    /// Who tells of it, in the newer form of events.
    #[serde(deserialize_with = "null_as_default")]
    pub reporting_component: String,
    /// What it is about.
    #[serde(deserialize_with = "null_as_default")]
    pub involved_object: InvolvedObject,
}

/// Repetitions of an event.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[non_exhaustive]
pub struct EventSeries {
    /// How often it happened.
    #[serde(deserialize_with = "null_as_default")]
    pub count: i32,
    /// When it happened last.
    pub last_observed_time: Option<Time>,
}

/// Who tells of an event.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct EventSource {
    /// Such as `horizontal-pod-autoscaler`.
    #[serde(deserialize_with = "null_as_default")]
    pub component: String,
}

/// What an event is about.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[non_exhaustive]
pub struct InvolvedObject {
    /// A part of the object.
    #[serde(deserialize_with = "null_as_default")]
    pub field_path: String,
}

/// The events, the oldest first. Mirrors `describe.DescribeEvents`.
pub(super) fn write(
    out: &mut String,
    events: &[CoreV1Event],
    since: impl Fn(Option<Time>) -> String,
) -> fmt::Result {
    if events.is_empty() {
        return out.write_str("Events:\t<none>\n");
    }
    out.write_str("Events:\n  Type\tReason\tAge\tFrom\tMessage\n  ----\t------\t----\t----\t-------\n")?;
    let mut sorted: Vec<&CoreV1Event> = events.iter().collect();
    sorted.sort_by_key(|event| event.last_timestamp);
    for event in sorted {
        let first = since(event.event_time.or(event.first_timestamp));
        let age = match &event.series {
            Some(series) => format!("{} (x{} over {first})", since(series.last_observed_time), series.count),
            None if event.count > 1 => {
                format!("{} (x{} over {first})", since(event.last_timestamp), event.count)
            }
            None => first,
        };
        let source = if event.source.component.is_empty() {
            &event.reporting_component
        } else {
            &event.source.component
        };
        write!(out, "  {}\t{}\t{age}\t{source}\t", event.r#type, event.reason)?;
        if !event.involved_object.field_path.is_empty() {
            write!(out, "{}: ", event.involved_object.field_path)?;
        }
        writeln!(out, "{}", event.message.trim())?;
    }
    Ok(())
}
