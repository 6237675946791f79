//! An explanation as one page, for a ticket: Markdown or HTML, by a template that a user may replace.

mod picture;

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::commands::{list, text};
use crate::failure::Failure;
use crate::templates;

/// The form of a page.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Form {
    /// Markdown, with tables in the place of pictures, which code hosts take out
    Markdown,
    /// HTML that stands alone
    Html,
}

const MARKDOWN: &str = include_str!("../../templates/report.md.hbs");
const HTML: &str = include_str!("../../templates/report.html.hbs");

/// The page of what `hpa.explain` gives with `thresholds`.
pub(crate) fn page(explained: &Value, form: Form, template: Option<&Path>) -> Result<String, Failure> {
    let (ours, escape): (&str, fn(&str) -> String) = match form {
        Form::Markdown => (MARKDOWN, in_markdown),
        Form::Html => (HTML, in_html),
    };
    let theirs = template.map(|path| {
        fs::read_to_string(path)
            .map_err(|error| Failure::usage(format!("cannot read {}: {error}", path.display())))
    });
    let theirs = theirs.transpose()?;
    let rendered =
        templates::registry(escape).render_template(theirs.as_deref().unwrap_or(ours), &facts(explained));
    rendered.map_err(|error| Failure::usage(format!("the page cannot be rendered: {error}")))
}

/// What a template may name.
fn facts(explained: &Value) -> Value {
    let sections = list(explained, "sections");
    let functions: Vec<Value> = list(explained, "steps").iter().map(function).collect();
    json!({
        "title": sections.first().map_or("An HPA", |section| text(section, "title")),
        "sections": sections.iter().map(section).collect::<Vec<_>>(),
        "causes": list(explained, "causes").iter().map(cause).collect::<Vec<_>>(),
        "functions": functions,
        "proposals": picture::proposals(list(explained, "steps")),
    })
}

/// A section with every field that a template may ask for.
fn section(section: &Value) -> Value {
    let row = |row: &Value| {
        json!({
            "label": text(row, "label"), "text": text(row, "text"), "why": list(row, "why"),
            "trouble": row.get("trouble") == Some(&Value::Bool(true)),
        })
    };
    json!({ "title": text(section, "title"), "rows": list(section, "rows").iter().map(row).collect::<Vec<_>>() })
}

fn cause(cause: &Value) -> Value {
    json!({ "severity": text(cause, "severity"), "code": text(cause, "code"), "message": text(cause, "message"), "hint": text(cause, "hint") })
}

/// A metric's counts over its values, as a table and a picture.
fn function(function: &Value) -> Value {
    let segments: Vec<Value> = picture::segments(function)
        .iter()
        .map(|segment| json!({ "from": picture::number(segment.from), "to": segment.to.map(picture::number), "replicas": segment.replicas }))
        .collect();
    let present = function
        .pointer("/present/value")
        .and_then(Value::as_str)
        .and_then(|milli| milli.parse::<f64>().ok());
    json!({
        "metric": text(function, "metric"),
        "varies": text(function, "varies"),
        "present": present.map(|milli| picture::number(milli / 1000.0)),
        "error": text(function, "error"),
        "segments": segments,
        "picture": picture::steps(function),
    })
}

fn in_html(text: &str) -> String {
    handlebars::html_escape(text)
}

/// What a cell of a table and a line of Markdown would take for its own.
fn in_markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' => out.extend(['\\', character]),
            '\n' => out.push(' '),
            other => out.push(other),
        }
    }
    out
}
