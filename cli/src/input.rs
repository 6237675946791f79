//! Input files. A file is read once and kept, so that an error can show the line it is about.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use counterpoise::error::codes;
use counterpoise::limits;
use serde_json::{Map, Value};

use crate::clock;
use crate::commands::only_hpa;
use crate::document::Document;
use crate::failure::Failure;
use crate::files::Source;

/// An operation's input while it is put together.
#[derive(Default)]
pub(crate) struct Input {
    fields: Map<String, Value>,
    documents: Vec<Document>,
    has_read_stdin: bool,
}

impl Input {
    /// Adds a field with a plain value.
    pub(crate) fn field(&mut self, name: &str, value: impl Into<Value>) {
        self.fields.insert(name.to_owned(), value.into());
    }

    /// Adds a field that takes an object as text: the library reads it, and knows its lines.
    pub(crate) fn text(&mut self, field: &'static str, path: &Path) -> Result<(), Failure> {
        let document = self.read(field, path)?;
        self.add(Value::from(document.text.as_str()), document);
        Ok(())
    }

    /// Adds a field that takes JSON or YAML.
    pub(crate) fn data(&mut self, field: &'static str, path: &Path) -> Result<(), Failure> {
        let document = self.read(field, path)?;
        self.parsed(document)
    }

    fn parsed(&mut self, document: Document) -> Result<(), Failure> {
        let field = document.field;
        let value = match counterpoise::kube::from_str::<Value>(&document.text) {
            Ok(value @ (Value::Object(_) | Value::Array(_))) => value,
            Ok(_) => {
                return Err(Failure::usage(format!("{} holds neither an object nor a list", document.name)));
            }
            Err(error) => return Err(Failure::new(error.in_path(field), vec![document])),
        };
        self.add(value, document);
        Ok(())
    }

    /// Adds a field that takes JSON or YAML; text that is neither an object nor a list, such as a /metrics page, is
    /// passed on as text.
    pub(crate) fn data_or_text(&mut self, field: &'static str, path: &Path) -> Result<(), Failure> {
        let document = self.read(field, path)?;
        self.parsed_or_text(document);
        Ok(())
    }

    fn parsed_or_text(&mut self, document: Document) {
        let value = match counterpoise::kube::from_str::<Value>(&document.text) {
            Ok(value @ (Value::Object(_) | Value::Array(_))) => value,
            _ => Value::from(document.text.as_str()),
        };
        self.add(value, document);
    }

    fn add(&mut self, value: Value, document: Document) {
        self.fields.insert(document.field.to_owned(), value);
        self.documents.push(document);
    }

    /// Adds a field that takes an object as text, of a file that is read.
    pub(crate) fn given_text(&mut self, field: &'static str, source: Source) {
        self.add(Value::from(source.text.as_str()), document(field, source));
    }

    /// Adds a field that takes JSON or YAML, of a file that is read.
    pub(crate) fn given_data(&mut self, field: &'static str, source: Source) -> Result<(), Failure> {
        self.parsed(document(field, source))
    }

    /// As [`data_or_text`](Self::data_or_text), of a file that is read.
    pub(crate) fn given_data_or_text(&mut self, field: &'static str, source: Source) {
        self.parsed_or_text(document(field, source));
    }

    /// Adds the HPA of a file: its text, or the one of a list.
    pub(crate) fn hpa(&mut self, source: Source) -> Result<(), Failure> {
        match only_hpa(&source)? {
            Some(hpa) => self.add(hpa, document("hpa", source)),
            None => self.given_text("hpa", source),
        }
        Ok(())
    }

    /// Adds every field of an object that a file holds.
    pub(crate) fn given_fields(&mut self, source: Source) -> Result<(), Failure> {
        let document = document("scenario", source);
        match counterpoise::kube::from_str::<Map<String, Value>>(&document.text) {
            Ok(fields) => self.fields.extend(fields),
            Err(error) => return Err(Failure::new(error.in_path("scenario"), vec![document])),
        }
        Ok(())
    }

    /// The text of a file, or of standard input for `-`, which can be read once.
    fn read(&mut self, field: &'static str, path: &Path) -> Result<Document, Failure> {
        let name = path.display().to_string();
        if name == "-" {
            if std::mem::replace(&mut self.has_read_stdin, true) {
                return Err(Failure::usage(
                    "standard input, `-`, can be read once only: give the other as a file",
                ));
            }
            let text = text("<stdin>", Ok(io::stdin().lock()))?;
            return Ok(Document { field, name: "<stdin>".to_owned(), text });
        }
        let text = text(&name, File::open(path))?;
        Ok(Document { field, name, text })
    }

    /// As [`call`](Self::call), with the clock's time where an operation needs one that nothing given tells.
    pub(crate) fn call_now(mut self, operation: &str) -> Result<Value, Failure> {
        match counterpoise::ops::call_value(None, operation, Value::Object(self.fields.clone())) {
            Err(error) if error.is(codes::request::MISSING_FIELD) && error.path() == Some("now") => {
                self.field("now", clock::now());
                self.call(operation)
            }
            Err(error) => Err(Failure::new(error, self.documents)),
            Ok(result) => Ok(result),
        }
    }

    /// What was put together, and the documents that it came from.
    pub(crate) fn into_parts(self) -> (Value, Vec<Document>) {
        (Value::Object(self.fields), self.documents)
    }

    /// Runs an operation on what was put together.
    pub(crate) fn call(self, operation: &str) -> Result<Value, Failure> {
        counterpoise::ops::call_value(None, operation, Value::Object(self.fields))
            .map_err(|error| Failure::new(error, self.documents))
    }
}

/// A file that is read as the document of a field.
fn document(field: &'static str, source: Source) -> Document {
    Document { field, name: source.name, text: source.text }
}

/// All that a source has, up to the limit of one input: it may be a device or a pipe that never ends.
pub(crate) fn text(name: &str, source: io::Result<impl Read>) -> Result<String, Failure> {
    let most = u64::try_from(limits::INPUT_BYTES).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::new();
    let read = source.and_then(|source| source.take(most).read_to_end(&mut bytes));
    let cannot = |why: &dyn std::fmt::Display| Failure::usage(format!("cannot read {name}: {why}"));
    read.map_err(|error| cannot(&error))?;
    // First of all: where the limit cuts a text off, it may be in the middle of a character.
    limits::check_size(&bytes).map_err(|error| Failure::new(error.in_path(name), Vec::new()))?;
    String::from_utf8(bytes).map_err(|_| cannot(&"stream did not contain valid UTF-8"))
}
