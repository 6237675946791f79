//! Templates whose actions are names in double braces, `{{ namespace }}` or `{{ variables.team }}`, as Flagger's queries
//! use them.

#[cfg(test)]
mod tests;

use std::ops::Range;

use serde_json::{Map, Value};

use crate::error::{Error, Result, Span, codes};
use crate::{go, limits};

/// How white space beside a name is trimmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Trim {
    /// `{{~ name ~}}`, as handlebars has it.
    Tilde,
    /// `{{- name -}}`, as Go has it.
    Dash,
}

/// Words that mean something else than a name.
const WORDS: [&str; 6] = ["as", "else", "false", "null", "this", "true"];
/// Renders a template with names and their values; a path's steps are joined by dots.
///
/// # Errors
/// `template.syntax` for an action that is no name, `template.field` for a name that is not there or has no text, both with
/// their position; `limit.output` for more than 1 MiB.
pub fn render(template: &str, names: &Map<String, Value>, trim: Trim) -> Result<String> {
    render_advised(template, names, trim, &|_| None)
}

/// Renders a template as [`render`] does; `advice` says what to write for a name that is not there.
pub(crate) fn render_advised(
    template: &str,
    names: &Map<String, Value>,
    trim: Trim,
    advice: &dyn Fn(&str) -> Option<&'static str>,
) -> Result<String> {
    let mut printed = Printed { names, text: String::new() };
    walk(template, names, trim, advice, &mut printed)?;
    Ok(printed.text)
}

/// Where the parts of a template go.
pub(super) trait Output {
    /// Text as it is.
    fn text(&mut self, text: &str);
    /// What a name stands for, which has a text.
    fn name(&mut self, name: &str) -> Result<()>;
}

/// Hands on the parts of a template, one after the other.
pub(super) fn walk(
    template: &str,
    names: &Map<String, Value>,
    trim: Trim,
    advice: &dyn Fn(&str) -> Option<&'static str>,
    output: &mut dyn Output,
) -> Result<()> {
    if template.len() > limits::TEMPLATE_OUTPUT_BYTES {
        return Err(too_long());
    }
    let mut printed = template.len();
    let mut rest = 0;
    let mut trims = false;
    while let Some(action) = next_action(template, rest, trim)? {
        output.text(trimmed(template.get(rest..action.range.start), (trims, action.trims.0)));
        printed = printed.saturating_add(length(action.name, names).map_err(|(code, message)| {
            let known: Vec<_> = names.keys().map(String::as_str).collect();
            let hint = advice(action.name).map_or_else(
                || {
                    format!(
                        "There are {}.",
                        if known.is_empty() { "none".to_owned() } else { known.join(", ") }
                    )
                },
                str::to_owned,
            );
            Error::new(code, message).with_hint(hint).at(Span::of(template, action.range.clone()))
        })?);
        if printed > limits::TEMPLATE_OUTPUT_BYTES {
            return Err(too_long());
        }
        output.name(action.name)?;
        (rest, trims) = (action.range.end, action.trims.1);
    }
    output.text(trimmed(template.get(rest..), (trims, false)));
    Ok(())
}

/// Text without the white space that an action before or behind it trims.
fn trimmed(text: Option<&str>, (before, behind): (bool, bool)) -> &str {
    let text = text.unwrap_or_default();
    let text = if before { text.trim_start() } else { text };
    if behind { text.trim_end() } else { text }
}

/// What a template prints.
struct Printed<'n> {
    names: &'n Map<String, Value>,
    text: String,
}

impl Output for Printed<'_> {
    fn text(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn name(&mut self, name: &str) -> Result<()> {
        match value(name, self.names) {
            Some(Value::String(text)) => self.text.push_str(text),
            other => self.text.extend(other.map(go::json::of_tree)),
        }
        Ok(())
    }
}

/// A name in double braces.
struct Action<'t> {
    name: &'t str,
    /// Whether white space before and after it goes.
    trims: (bool, bool),
    range: Range<usize>,
}

fn next_action(template: &str, from: usize, trim: Trim) -> Result<Option<Action<'_>>> {
    let after = |at: usize| template.get(at..).unwrap_or_default();
    let Some(start) = after(from).find("{{").map(|at| from.saturating_add(at)) else { return Ok(None) };
    let refuse = |end: usize, message: String| {
        Err(Error::new(codes::template::SYNTAX, message)
            .with_hint(
                "An action is a name in double braces, such as {{ namespace }} or {{ variables.team }}.",
            )
            .at(Span::of(template, start..end)))
    };
    let Some(len) = after(start).find("}}") else {
        return refuse(template.len(), "the action is not closed".to_owned());
    };
    let end = start.saturating_add(len).saturating_add(2);
    let inside = template.get(start.saturating_add(2)..start.saturating_add(len)).unwrap_or_default();
    let (inside, before) = match trim {
        Trim::Tilde => inside.strip_prefix('~').map_or((inside, false), |inside| (inside, true)),
        Trim::Dash => marked(inside.strip_prefix('-'), inside, |rest| rest.starts_with(WHITE)),
    };
    let (inside, behind) = match trim {
        Trim::Tilde => inside.strip_suffix('~').map_or((inside, false), |inside| (inside, true)),
        Trim::Dash => marked(inside.strip_suffix('-'), inside, |rest| rest.ends_with(WHITE)),
    };
    let name = inside.trim_matches(WHITE);
    let is_step = |step: &str| {
        step.starts_with(|c: char| c == '_' || c.is_alphabetic())
            && step.chars().all(|c| c == '_' || c.is_alphanumeric())
    };
    if !name.split('.').all(is_step) || name.split('.').any(|step| WORDS.contains(&step)) {
        return refuse(end, format!("{name:?} is no name"));
    }
    Ok(Some(Action { name, trims: (before, behind), range: start..end }))
}

const WHITE: [char; 4] = [' ', '\t', '\r', '\n'];

/// Go takes a dash for a mark only beside white space.
fn marked<'t>(stripped: Option<&'t str>, text: &'t str, fits: impl Fn(&str) -> bool) -> (&'t str, bool) {
    stripped.filter(|rest| fits(rest)).map_or((text, false), |rest| (rest, true))
}

/// What a name stands for.
fn value<'n>(name: &str, names: &'n Map<String, Value>) -> Option<&'n Value> {
    let mut steps = name.split('.');
    let first = steps.next().and_then(|step| names.get(step));
    steps.try_fold(first, |value, step| Some(value?.as_object()?.get(step))).flatten()
}

/// The length of what a name prints.
fn length(name: &str, names: &Map<String, Value>) -> Result<usize, (&'static crate::error::Code, String)> {
    match value(name, names) {
        Some(Value::String(text)) => Ok(text.len()),
        Some(number @ Value::Number(_)) => Ok(go::json::of_tree(number).len()),
        Some(Value::Bool(_)) => Ok(5),
        Some(_) => Err((codes::template::FIELD, format!("{name} has no text to print"))),
        None => Err((codes::template::FIELD, format!("there is no {name}"))),
    }
}

fn too_long() -> Error {
    let message = format!("the template prints more than {} bytes", limits::TEMPLATE_OUTPUT_BYTES);
    Error::new(codes::limit::OUTPUT, message)
}
