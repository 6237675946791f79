use std::fmt::{self, Write};
use std::ops::Range;

use serde::de::{self, Expected, Unexpected};

use crate::error::{Code, Error, codes};

/// Why a value does not fit, and where: serde tells the cases apart, and so do the codes.
#[derive(Debug)]
pub(super) struct Mismatch(Box<Told>);

#[derive(Debug)]
struct Told {
    code: &'static Code,
    message: String,
    /// From the inside out.
    path: Vec<Step>,
    /// The bytes of the value.
    bytes: Option<Range<usize>>,
}

/// A step on the way to a value.
#[derive(Debug)]
enum Step {
    Field(String),
    Item(usize),
}

impl Mismatch {
    fn new(code: &'static Code, message: String) -> Self {
        Self(Box::new(Told { code, message, path: Vec::new(), bytes: None }))
    }

    /// Of what stands where something else is expected.
    pub(super) fn of(unexpected: Unexpected<'_>, expected: &dyn Expected) -> Self {
        de::Error::invalid_type(unexpected, expected)
    }

    /// Goes one level further out, under a field.
    #[cold]
    pub(super) fn under(&mut self, field: &str) {
        self.0.path.push(Step::Field(field.to_owned()));
    }

    /// Goes one level further out, in a list.
    #[cold]
    pub(super) fn at(&mut self, index: usize) {
        self.0.path.push(Step::Item(index));
    }

    /// Takes its place, where it has none yet.
    #[cold]
    pub(super) fn place(&mut self, start: usize, end: usize) {
        self.0.bytes.get_or_insert(start..end.max(start));
    }

    /// The error, and the bytes that it is about; `exceeded` tells that what does not fit is too much.
    pub(super) fn into_error(self, exceeded: bool) -> (Error, Range<usize>) {
        let Told { code, message, path: steps, bytes } = *self.0;
        let mut path = String::new();
        for step in steps.iter().rev() {
            // Writing to a String cannot fail.
            let _ = match step {
                Step::Field(name) if path.is_empty() => write!(path, "{name}"),
                Step::Field(name) => write!(path, ".{name}"),
                Step::Item(index) => write!(path, "[{index}]"),
            };
        }
        let code = if exceeded { codes::limit::SIZE } else { code };
        let error = Error::new(code, message);
        let error = if path.is_empty() { error } else { error.in_path(path) };
        (error, bytes.unwrap_or_default())
    }
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)
    }
}

impl std::error::Error for Mismatch {}

impl de::Error for Mismatch {
    #[cold]
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new(codes::request::TYPE, message.to_string())
    }

    #[cold]
    fn invalid_type(unexpected: Unexpected<'_>, expected: &dyn Expected) -> Self {
        let message = match unexpected {
            // JSON's word for it.
            Unexpected::Unit => format!("invalid type: null, expected {expected}"),
            other => format!("invalid type: {other}, expected {expected}"),
        };
        Self::new(codes::request::TYPE, message)
    }

    #[cold]
    fn unknown_field(field: &str, expected: &'static [&'static str]) -> Self {
        let message = format!("unknown field {field:?}, {}", known(expected));
        Self::new(codes::request::UNKNOWN_FIELD, message)
    }

    #[cold]
    fn missing_field(field: &'static str) -> Self {
        Self::new(codes::request::MISSING_FIELD, format!("missing field {field:?}"))
    }

    #[cold]
    fn duplicate_field(field: &'static str) -> Self {
        let message = format!("the object repeats the field {field:?}");
        let mut mismatch = Self::new(codes::request::DUPLICATE_FIELD, message);
        mismatch.under(field);
        mismatch
    }
}

fn known(fields: &[&str]) -> String {
    if fields.is_empty() { "there are none".to_owned() } else { format!("known are {}", fields.join(", ")) }
}
