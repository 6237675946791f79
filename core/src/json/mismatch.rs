use std::fmt::{self, Write};

use serde::de;

use crate::error::{Code, Error, codes};

/// Why a value does not fit, and where: serde tells the cases apart, and so do the codes.
#[derive(Debug)]
pub(super) struct Mismatch {
    code: &'static Code,
    message: String,
    /// From the inside out.
    path: Vec<Step>,
}

/// A step on the way to a value.
#[derive(Debug)]
enum Step {
    Field(String),
    Item(usize),
}

impl Mismatch {
    fn new(code: &'static Code, message: String) -> Self {
        Self { code, message, path: Vec::new() }
    }

    /// The same one level further out, under a field.
    pub(super) fn under(mut self, field: &str) -> Self {
        self.path.push(Step::Field(field.to_owned()));
        self
    }

    /// The same one level further out, in a list.
    pub(super) fn at(mut self, index: usize) -> Self {
        self.path.push(Step::Item(index));
        self
    }

    /// The error with the path of the value; `exceeded` tells that what does not fit is too much.
    pub(super) fn into_error(self, exceeded: bool) -> Error {
        let mut path = String::new();
        for step in self.path.iter().rev() {
            // Writing to a String cannot fail.
            let _ = match step {
                Step::Field(name) if path.is_empty() => write!(path, "{name}"),
                Step::Field(name) => write!(path, ".{name}"),
                Step::Item(index) => write!(path, "[{index}]"),
            };
        }
        let code = if exceeded { codes::limit::SIZE } else { self.code };
        let error = Error::new(code, self.message);
        if path.is_empty() { error } else { error.in_path(path) }
    }
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Mismatch {}

impl de::Error for Mismatch {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new(codes::request::TYPE, message.to_string())
    }

    fn unknown_field(field: &str, expected: &'static [&'static str]) -> Self {
        let message = format!("unknown field {field:?}, {}", known(expected));
        Self::new(codes::request::UNKNOWN_FIELD, message)
    }

    fn missing_field(field: &'static str) -> Self {
        Self::new(codes::request::MISSING_FIELD, format!("missing field {field:?}"))
    }

    fn duplicate_field(field: &'static str) -> Self {
        let message = format!("the object repeats the field {field:?}");
        Self::new(codes::request::DUPLICATE_FIELD, message).under(field)
    }
}

fn known(fields: &[&str]) -> String {
    if fields.is_empty() { "there are none".to_owned() } else { format!("known are {}", fields.join(", ")) }
}
