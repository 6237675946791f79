//! What stands in a file of tests itself, or in a file beside it that it names.

use std::path::Path;

use counterpoise::error::codes;
use counterpoise::{Error, kube};
use serde_json::Value;

use super::source::{self, Source};
use crate::commands::only_hpa;
use crate::failure::Failure;
use crate::files;
use crate::places::Place;

/// An input of an operation, and where it was read from.
pub(super) struct Given {
    pub(super) value: Value,
    origin: Origin,
}

enum Origin {
    /// A path in the file of tests.
    Inline(String),
    File(files::Source),
}

/// What kind of input it is, for how it is read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Read {
    /// As text, which the library reads and knows the lines of.
    Text,
    /// As an object or a list.
    Data,
    /// An HPA, or a list with no other.
    Hpa,
}

/// How names of files end; a text that does not is the value itself.
const ENDINGS: [&str; 4] = [".yaml", ".yml", ".json", ".txt"];

impl Given {
    /// The value at a path of the file of tests.
    pub(super) fn of(source: &Source, path: &str, value: &Value, read: Read) -> Result<Self, Failure> {
        match value {
            Value::String(text) if is_name(text) => Self::file(source, path, text, read),
            Value::String(text) if read != Read::Text => {
                let value = kube::from_str(text).map_err(|error| source.refuse_in(path, error))?;
                Ok(Self { value, origin: Origin::Inline(path.to_owned()) })
            }
            value => Ok(Self { value: value.clone(), origin: Origin::Inline(path.to_owned()) }),
        }
    }

    fn file(source: &Source, path: &str, name: &str, read: Read) -> Result<Self, Failure> {
        let folder = Path::new(&source.name).parent().unwrap_or_else(|| Path::new(""));
        let file = folder.join(name);
        if !file.is_file() {
            let message = format!("there is no file {}", file.display());
            return Err(source.refuse(Error::new(codes::test::FILE, message).in_path(path)));
        }
        let [file] = files::named(&[file])?.try_into().map_err(|_| Failure::usage("one file is several"))?;
        let value = match read {
            Read::Text => Value::from(file.text.as_str()),
            Read::Hpa => match only_hpa(&file)? {
                Some(hpa) => hpa,
                None => data(&file)?,
            },
            Read::Data => data(&file)?,
        };
        Ok(Self { value, origin: Origin::File(file) })
    }

    /// An error of the library about it; its path begins with the field of the operation's input.
    pub(super) fn refuse(&self, source: &Source, field: &str, error: Error) -> Failure {
        let inner = inner(&error, field);
        match &self.origin {
            Origin::Inline(path) => match (&self.value, error.span()) {
                (Value::String(_), Some(_)) => source.refuse_in(path, error),
                _ => source.refuse(repathed(&error, &format!("{path}{inner}"))),
            },
            Origin::File(file) => {
                let place = if error.span().is_none() { Place::of(&file.text) } else { None };
                let span = place.map(|place| place.nearest(&inner).span);
                let error = error.clone().placed(error.span().or(span));
                source::refuse(error, &file.name, &file.text, None)
            }
        }
    }

    /// What it is called where something is told of it: the file, or the path.
    pub(super) fn name(&self) -> &str {
        match &self.origin {
            Origin::Inline(path) => path,
            Origin::File(file) => &file.name,
        }
    }
}

fn is_name(text: &str) -> bool {
    !text.contains(['\n', '{']) && ENDINGS.iter().any(|ending| text.ends_with(ending))
}

fn data(file: &files::Source) -> Result<Value, Failure> {
    kube::from_str(&file.text).map_err(|error| source::refuse(error, &file.name, &file.text, None))
}

/// The path of an error within a field of the input, with what joins it to another.
fn inner(error: &Error, field: &str) -> String {
    let path = error.path().unwrap_or_default();
    let inner = path.strip_prefix(field).unwrap_or(path);
    match inner {
        "" => String::new(),
        inner if inner.starts_with(['.', '[']) => inner.to_owned(),
        inner => format!(".{inner}"),
    }
}

/// An error at another path, without the position that it had.
fn repathed(error: &Error, path: &str) -> Error {
    let code = counterpoise::error::codes::all().find(|code| error.is(code));
    let made = Error::new(code.unwrap_or(codes::test::MISSING), error.message());
    made.with_hint(error.hint()).in_path(path)
}
