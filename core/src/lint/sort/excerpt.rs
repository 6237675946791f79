//! The text of one object out of a list, as somebody would write it alone.

use crate::error::Result;
use crate::lint::source::Source;
use crate::yaml::{self, Json, Node, Value};

/// A part of a text, its lines moved to the left; as JSON where it would say something else then, such as for an alias.
pub(super) fn of(source: &Source<'_>, node: &Node) -> Result<String> {
    let json = Json::of(node)?.text;
    let cut = cut(source, node).filter(|text| says(text, &json));
    Ok(cut.unwrap_or_else(|| indented(&json)))
}

/// The objects of a text that is a list of them, or the text itself.
pub(super) fn objects(text: &str) -> Vec<String> {
    let alone = || vec![text.to_owned()];
    let Ok(node) = yaml::parse(text) else { return alone() };
    let items = match &node.value {
        Value::Sequence(items) => items,
        _ => match node.get("items").map(|items| &items.value) {
            Some(Value::Sequence(items)) => items,
            _ => return alone(),
        },
    };
    let source = Source::new(text);
    items.iter().filter_map(|item| of(&source, item).ok()).collect()
}

/// Whether a text is what this JSON is.
pub(super) fn says(text: &str, json: &str) -> bool {
    yaml::parse(text).and_then(|node| Json::of(&node)).is_ok_and(|read| read.text == json)
}

fn cut(source: &Source<'_>, node: &Node) -> Option<String> {
    let span = node.span?;
    let indent = usize::try_from(span.column).ok()?.checked_sub(1)?;
    if span.line == span.end_line && span.end_column == span.column.saturating_add(1) {
        // What is in block style is known by where it begins.
        return Some(block(source, span.line, indent));
    }
    let mut text = String::new();
    for number in span.line..=span.end_line {
        let line = source.line(number)?;
        let from = if number == span.line { indent } else { blank(line).min(indent) };
        let to = match number == span.end_line {
            true => usize::try_from(span.end_column).ok()?.checked_sub(1)?,
            false => usize::MAX,
        };
        text.push_str(source.characters(number, from, to)?);
        text.push('\n');
    }
    Some(text)
}

/// The lines that are at least as far to the right as the first, and the comments among them.
fn block(source: &Source<'_>, first: u32, indent: usize) -> String {
    let mut text = String::new();
    let mut whole = 0;
    for number in first.. {
        let Some(line) = source.line(number) else { break };
        let is_aside = line.trim().is_empty() || line.trim_start().starts_with('#');
        if number > first && !is_aside && blank(line) < indent {
            break;
        }
        let from = if number == first { indent } else { blank(line).min(indent) };
        text.extend(line.chars().skip(from));
        text.push('\n');
        if !is_aside {
            whole = text.len();
        }
    }
    text.truncate(whole);
    text
}

/// How many blanks a line begins with.
fn blank(line: &str) -> usize {
    line.chars().take_while(|c| *c == ' ').count()
}

/// JSON laid out for reading.
fn indented(json: &str) -> String {
    let value: Result<serde_json::Value, _> = serde_json::from_str(json);
    value.and_then(|value| serde_json::to_string_pretty(&value)).unwrap_or_else(|_| json.to_owned())
}
