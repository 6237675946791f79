//! An error or a finding for people, as rustc shows its errors: with the file, the line and a caret.

use std::fmt::Write;

use counterpoise::error::{Severity, Span};
use serde_json::Value;

use crate::style::Colour;

/// An error or a finding, whether it came as a value or as JSON.
pub(crate) struct Shown<'a> {
    pub(crate) severity: Severity,
    pub(crate) code: &'a str,
    pub(crate) message: &'a str,
    pub(crate) path: Option<&'a str>,
    pub(crate) span: Option<Span>,
    pub(crate) hint: &'a str,
    /// Where else the same shows.
    pub(crate) also: Vec<String>,
}

impl<'a> Shown<'a> {
    /// A finding as the library's JSON has it.
    pub(crate) fn of(finding: &'a Value) -> Self {
        let text = |field: &str| finding.get(field).and_then(Value::as_str);
        let place = |place: &Value| {
            let line = place.pointer("/span/line").map(|line| format!("line {line}"));
            let path = place.get("path").and_then(Value::as_str).map(str::to_owned);
            [path, line].into_iter().flatten().collect::<Vec<_>>().join(", ")
        };
        let also = finding.get("also").and_then(Value::as_array);
        Self {
            severity: match text("severity") {
                Some("error") => Severity::Error,
                Some("warning") => Severity::Warning,
                _ => Severity::Info,
            },
            code: text("code").unwrap_or_default(),
            message: text("message").unwrap_or_default(),
            path: text("path"),
            span: finding.get("span").and_then(|span| serde_json::from_value(span.clone()).ok()),
            hint: text("hint").unwrap_or_default(),
            also: also.into_iter().flatten().map(place).collect(),
        }
    }
}

/// A finding with the line that it is about:
///
/// ```text
/// error[rules.regex]: …
///   --> config.yaml:7:19
///    |
///  7 |     matches: "a++"
///    |              ^^^^^
///    = at rules[0].name.matches
///    = hint: …
/// ```
pub(crate) fn render(finding: &Shown<'_>, source: Option<(&str, &str)>, colour: Colour) -> String {
    let (word, style) = match finding.severity {
        Severity::Error => ("error", "1;31"),
        Severity::Warning => ("warning", "1;33"),
        Severity::Info => ("note", "1;36"),
    };
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ =
        writeln!(out, "{}: {}", colour.paint(style, &format!("{word}[{}]", finding.code)), finding.message);
    let gutter = finding.span.map_or(1, |span| span.line.to_string().len());
    match (source, finding.span) {
        (Some(source), Some(span)) => drop(snippet(&mut out, source, span, gutter, (style, colour))),
        (Some((name, _)), None) => {
            let _ = writeln!(out, " {:gutter$}{} {name}", "", colour.paint("1;34", "-->"));
        }
        _ => {}
    }
    let bar = colour.paint("1;34", "=");
    if let Some(path) = finding.path {
        let _ = writeln!(out, " {:gutter$} {bar} at {path}", "");
    }
    for place in finding.also.iter().take(PLACES) {
        let _ = writeln!(out, " {:gutter$} {bar} also at {place}", "");
    }
    if let Some(more) = finding.also.len().checked_sub(PLACES).filter(|more| *more > 0) {
        let _ = writeln!(out, " {:gutter$} {bar} and in {more} more places", "");
    }
    let _ = writeln!(out, " {:gutter$} {bar} hint: {}", "", finding.hint);
    out
}

/// Places of one finding that are shown.
const PLACES: usize = 5;
/// Characters of a line that are shown, so that it fits a terminal with what stands before it.
const WIDTH: usize = 110;
/// Of these so many before the place that a finding is about.
const BEFORE: usize = 40;

fn snippet(
    out: &mut String,
    (name, text): (&str, &str),
    span: Span,
    gutter: usize,
    (style, colour): (&str, Colour),
) -> std::fmt::Result {
    let arrow = colour.paint("1;34", "-->");
    let bar = colour.paint("1;34", "|");
    writeln!(out, " {:gutter$}{arrow} {name}:{}:{}", "", span.line, span.column)?;
    let index = usize::try_from(span.line).unwrap_or(usize::MAX).saturating_sub(1);
    let Some(line) = text.lines().nth(index) else { return Ok(()) };
    let start = usize::try_from(span.column).unwrap_or(usize::MAX).saturating_sub(1);
    let end = if span.end_line == span.line {
        usize::try_from(span.end_column).unwrap_or(usize::MAX).saturating_sub(1)
    } else {
        line.chars().count()
    };
    let length = line.chars().count();
    let (line, start, end) = match length > WIDTH {
        true => cut(line, length, start, end),
        false => (line.to_owned(), start, end),
    };
    // Tabs stay tabs, so that the caret stands where the terminal shows the character.
    let indent: String = line.chars().take(start).map(|c| if c == '\t' { '\t' } else { ' ' }).collect();
    let carets = "^".repeat(end.saturating_sub(start).max(1));
    writeln!(out, " {:gutter$} {bar}", "")?;
    writeln!(out, " {:>gutter$} {bar} {line}", span.line)?;
    writeln!(out, " {:gutter$} {bar} {indent}{}", "", colour.paint(style, &carets))
}

/// A long line around the place that a finding is about, and where that stands in it.
fn cut(line: &str, length: usize, start: usize, end: usize) -> (String, usize, usize) {
    let first = start.saturating_sub(BEFORE).min(length.saturating_sub(WIDTH));
    let last = (first + WIDTH).min(length);
    let shown: String = line.chars().skip(first).take(last - first).collect();
    let (left, right) = (if first > 0 { "…" } else { "" }, if last < length { "…" } else { "" });
    let place = |at: usize| at.clamp(first, last) - first + left.chars().count();
    (format!("{left}{shown}{right}"), place(start), place(end))
}
