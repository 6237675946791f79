//! What stops a command: shown as rustc shows its errors, with the file, the line and a caret.

use std::process::ExitCode;

use counterpoise::Error;
use counterpoise::error::Severity;

use crate::document::Document;
use crate::report::{Shown, render};
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

    /// What it says, in a line.
    pub(crate) fn message(&self) -> String {
        match &self.0 {
            Kind::Refused { error, .. } => error.message().to_owned(),
            Kind::Usage(message) => message.clone(),
        }
    }

    /// As an error of the library; what is no error of it is about the kinds of what was given.
    #[cfg(feature = "mcp")]
    pub(crate) fn into_error(self) -> Error {
        match self.0 {
            Kind::Refused { error, .. } => error,
            Kind::Usage(message) => Error::new(counterpoise::error::codes::request::KIND, message),
        }
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
                    also: Vec::new(),
                };
                let document = document_of(shown.path, documents);
                let source = document.map(|document| (&*document.name, &*document.text));
                eprint!("{}", render(&shown, source, colour));
            }
            Kind::Usage(message) => eprintln!("{}: {message}", colour.paint("1;31", "error")),
        }
        ExitCode::from(2)
    }
}

/// The document that an error is about: the one its path names; a path inside the configuration names none.
fn document_of<'a>(path: Option<&str>, documents: &'a [Document]) -> Option<&'a Document> {
    // Of two simulations each has documents of its own.
    let side = path.and_then(|path| path.strip_prefix("a.").or_else(|| path.strip_prefix("b.")));
    let path = side.or(path);
    let first = path.and_then(|path| path.split(['.', '[']).next()).unwrap_or("config");
    documents
        .iter()
        .find(|document| document.field == first)
        .or_else(|| documents.iter().find(|document| document.field == "config"))
}
