//! What stops a command: shown as rustc shows its errors, with the file, the line and a caret.

use std::fmt::Write;
use std::process::ExitCode;

use counterpoise::Error;
use counterpoise::error::{Severity, Span};

use crate::document::Document;
use crate::style::Colour;

/// A command that cannot go on: exit status 2.
pub(crate) struct Failure(Kind);

enum Kind {
    /// The library refused an input.
    Refused { error: Error, documents: Vec<Document> },
    /// A file cannot be read, or arguments do not fit together.
    Usage(String),
}

impl Failure {
    /// An error of the library about one of the documents.
    pub(crate) fn new(error: Error, documents: Vec<Document>) -> Self {
        Self(Kind::Refused { error, documents })
    }

    /// Anything else, in a sentence.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self(Kind::Usage(message.into()))
    }

    /// Prints it on standard error.
    pub(crate) fn report(&self) -> ExitCode {
        let colour = Colour::stderr();
        match &self.0 {
            Kind::Refused { error, documents } => {
                let shown = Shown {
                    severity: Severity::Error,
                    code: error.code(),
                    message: error.message(),
                    path: error.path(),
                    span: error.span(),
                    hint: error.hint(),
                };
                eprint!("{}", render(&shown, documents, colour));
            }
            Kind::Usage(message) => eprintln!("{}: {message}", colour.paint("1;31", "error")),
        }
        ExitCode::from(2)
    }
}

/// An error or a finding, whether it came as a value or as JSON.
pub(crate) struct Shown<'a> {
    pub(crate) severity: Severity,
    pub(crate) code: &'a str,
    pub(crate) message: &'a str,
    pub(crate) path: Option<&'a str>,
    pub(crate) span: Option<Span>,
    pub(crate) hint: &'a str,
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
pub(crate) fn render(finding: &Shown<'_>, documents: &[Document], colour: Colour) -> String {
    let (word, style) = match finding.severity {
        Severity::Error => ("error", "1;31"),
        Severity::Warning => ("warning", "1;33"),
        Severity::Info => ("info", "1;36"),
    };
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ =
        writeln!(out, "{}: {}", colour.paint(style, &format!("{word}[{}]", finding.code)), finding.message);
    let document = finding.span.and_then(|span| Some((document_of(finding.path, documents)?, span)));
    let gutter = document.map_or(1, |(_, span)| span.line.to_string().len());
    if let Some((document, span)) = document {
        let _ = snippet(&mut out, document, span, gutter, style, colour);
    }
    let bar = colour.paint("1;34", "=");
    if let Some(path) = finding.path {
        let _ = writeln!(out, " {:gutter$} {bar} at {path}", "");
    }
    let _ = writeln!(out, " {:gutter$} {bar} hint: {}", "", finding.hint);
    out
}

fn snippet(
    out: &mut String,
    document: &Document,
    span: Span,
    gutter: usize,
    style: &str,
    colour: Colour,
) -> std::fmt::Result {
    let arrow = colour.paint("1;34", "-->");
    let bar = colour.paint("1;34", "|");
    writeln!(out, " {:gutter$}{arrow} {}:{}:{}", "", document.name, span.line, span.column)?;
    let index = usize::try_from(span.line).unwrap_or(usize::MAX).saturating_sub(1);
    let Some(line) = document.text.lines().nth(index) else { return Ok(()) };
    let start = usize::try_from(span.column).unwrap_or(usize::MAX).saturating_sub(1);
    let end = if span.end_line == span.line {
        usize::try_from(span.end_column).unwrap_or(usize::MAX).saturating_sub(1)
    } else {
        line.chars().count()
    };
    // Tabs stay tabs, so that the caret stands where the terminal shows the character.
    let indent: String = line.chars().take(start).map(|c| if c == '\t' { '\t' } else { ' ' }).collect();
    let carets = "^".repeat(end.saturating_sub(start).max(1));
    writeln!(out, " {:gutter$} {bar}", "")?;
    writeln!(out, " {:>gutter$} {bar} {line}", span.line)?;
    writeln!(out, " {:gutter$} {bar} {indent}{}", "", colour.paint(style, &carets))
}

/// The document that an error is about: the one its path names; a path inside the configuration names none.
fn document_of<'a>(path: Option<&str>, documents: &'a [Document]) -> Option<&'a Document> {
    let first = path.and_then(|path| path.split(['.', '[']).next()).unwrap_or("config");
    documents
        .iter()
        .find(|document| document.field == first)
        .or_else(|| documents.iter().find(|document| document.field == "config"))
}
