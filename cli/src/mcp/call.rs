//! What a tool does when it is called.

use counterpoise::error::{Error, Result, codes};
use counterpoise::{limits, ops};
use serde::Deserialize;
use serde_json::Value;

use super::tools::Arguments;
use crate::commands;
use crate::failure::Failure;
use crate::files::Source;

/// What a tool stands for.
#[derive(Clone, Copy)]
pub(super) enum Call {
    /// An operation, by its name.
    Operation(&'static str),
    /// What `counterpoise explain` tells of files.
    Explain,
}

impl Call {
    /// Gives the result, or what is wrong with the arguments.
    ///
    /// # Errors
    /// Those of the operation; `limit.size` for arguments that are larger than any input.
    pub(super) fn run(self, arguments: Arguments) -> Result<Value> {
        let text = Value::Object(arguments).to_string();
        match self {
            Self::Operation(name) => {
                let ok = ops::call_made_text(None, name, &text)?;
                serde_json::from_str(&ok).map_err(|error| not_read(&error))
            }
            Self::Explain => {
                limits::check_size(text.as_bytes())?;
                let given: Given = serde_json::from_str(&text).map_err(|error| not_read(&error))?;
                commands::told(given.files.into_iter().map(Source::from).collect(), false)
                    .map_err(Failure::into_error)
            }
        }
    }
}

/// What `explain` takes: the files of `files.check`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Given {
    files: Vec<GivenFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GivenFile {
    name: String,
    text: String,
}

impl From<GivenFile> for Source {
    fn from(GivenFile { name, text }: GivenFile) -> Self {
        Self { name, text, is_file: false }
    }
}

fn not_read(error: &serde_json::Error) -> Error {
    // The position is one in a text that we made.
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or_default();
    Error::new(codes::request::TYPE, message)
}
