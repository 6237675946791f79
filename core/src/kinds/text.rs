//! What a text is.

use std::collections::BTreeMap;

use serde_json::value::RawValue;

use super::{Kind, of_node};
use crate::go::decimal;
use crate::json;
use crate::yaml;

/// What a text is, by its first document; `None` for one that is no YAML, nor anything else that is known.
#[must_use]
pub fn of_text(text: &str) -> Option<Kind> {
    if let Some(kind) = at_a_glance(text) {
        return Some(kind);
    }
    let (documents, error) = yaml::parse_all(text);
    match (documents.first(), error) {
        (Some(first), _) => Some(of_node(first)),
        (None, Some(_)) => None,
        (None, None) => Some(Kind::Empty),
    }
}

/// What a text is, where it is no longer than so many bytes.
pub(crate) fn of_text_within(text: &str, most: usize) -> Option<Kind> {
    if text.len() > most { at_a_glance(text) } else { of_text(text) }
}

/// What is told without reading all of a text, such as an answer of a million series.
pub(crate) fn at_a_glance(text: &str) -> Option<Kind> {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    if start.starts_with('<') {
        return Some(Kind::Html);
    }
    if is_metrics_page(start) {
        return Some(Kind::MetricsPage);
    }
    if start.lines().all(|line| matches!(line.trim(), "" | "---") || line.trim_start().starts_with('#')) {
        return Some(Kind::Empty);
    }
    if start.starts_with('[') {
        let items = json::read::<Vec<&RawValue>>(start, json::OURS).ok()?;
        let first = items.first().map(|item| item.get());
        return match first {
            None => Some(Kind::Series),
            Some(first) => is_label_set(first).then_some(Kind::Series),
        };
    }
    of_json(start)
}

/// What an object of JSON is, where it is data that may be large.
fn of_json(text: &str) -> Option<Kind> {
    if !text.starts_with('{') {
        return None;
    }
    let fields: BTreeMap<String, &RawValue> = json::read(text, json::OURS).ok()?;
    let field = |name: &str| fields.get(name).map(|value| value.get().trim_start());
    if field("kind").is_some() {
        return None;
    }
    if field("__name__").is_some_and(|value| value.starts_with('"')) {
        return Some(Kind::Series);
    }
    match field("data") {
        Some(data) if field("status").is_some() && data.starts_with('[') => Some(Kind::Series),
        Some(data) if data.contains("\"resultType\"") => Some(Kind::QueryAnswer),
        _ if field("status").is_some() && field("error").is_some_and(|error| error.starts_with('"')) => {
            Some(Kind::QueryAnswer)
        }
        _ => None,
    }
}

/// Whether an item of a list is one series.
fn is_label_set(text: &str) -> bool {
    let labels = json::read::<BTreeMap<String, &RawValue>>(text, json::OURS);
    labels.is_ok_and(|labels| {
        labels.values().all(|value| value.get().starts_with('"')) && !labels.contains_key("groupVersion")
    })
}

/// Whether the first line that is no comment is a sample, or there is a comment as exporters write them.
fn is_metrics_page(text: &str) -> bool {
    const LINES: usize = 50;
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()).take(LINES) {
        if line.starts_with("# HELP ") || line.starts_with("# TYPE ") {
            return true;
        }
        if !line.starts_with('#') {
            return is_sample(line);
        }
    }
    false
}

/// `name{label="value"} 1.5 1700000000`.
fn is_sample(line: &str) -> bool {
    let name = line.split(['{', ' ']).next().unwrap_or_default();
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '_' | ':'))
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | ':'))
        // `rules: 1` is YAML.
        && !name.ends_with(':');
    let rest = line.get(name.len()..).unwrap_or_default();
    let values = match rest.strip_prefix('{') {
        Some(labels) => labels.rsplit_once('}').map(|(_, values)| values),
        None => Some(rest),
    };
    let mut values = values.unwrap_or_default().split_ascii_whitespace();
    let is_number = |text: &str| decimal::parse(text).is_some() || matches!(text, "NaN" | "+Inf" | "-Inf");
    is_name && values.next().is_some_and(is_number) && values.all(is_number)
}
