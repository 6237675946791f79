//! YAML and JSON text into typed values, with the position of whatever does not fit.
//!
//! Kubernetes' objects are read by serde. The adapter's configuration is read as a tree of [`Node`]s, since upstream
//! reads it as YAML 1.1 and every value's place in the source matters.

mod align;
mod load;
mod node;
mod scalar;
mod tabs;
mod text;

#[cfg(test)]
mod tests;

use serde::de::DeserializeOwned;
use serde_saphyr::{DuplicateKeyPolicy, Options, options};

use crate::error::{Error, Result, Span, codes};
use crate::limits::{self, reading};

pub use load::{parse, parse_within};
pub use node::{Node, Value};
pub use scalar::Scalar;
pub use text::Text;

/// Reads the first document of a YAML (so also JSON) text, as Kubernetes' tools do: duplicate keys are refused.
///
/// # Errors
/// `limit.size`, and the `yaml.*` codes with line and column.
pub fn from_str<T: DeserializeOwned>(text: &str) -> Result<T> {
    limits::check_size(text.as_bytes())?;
    let (read, exceeded) =
        reading::within(text.len(), || serde_saphyr::from_str_with_options(text, options()));
    read.map_err(|error| describe(&error, exceeded))
}

fn options() -> Options {
    options! { duplicate_keys: DuplicateKeyPolicy::Error, with_snippet: false }
}

fn describe(error: &serde_saphyr::Error, exceeded: bool) -> Error {
    use serde_saphyr::Error as Yaml;
    let plain = error.without_snippet();
    let code = match plain {
        _ if exceeded => codes::limit::SIZE,
        Yaml::DuplicateMappingKey { .. } => codes::yaml::DUPLICATE_KEY,
        Yaml::SerdeUnknownField { .. } => codes::yaml::UNKNOWN_FIELD,
        Yaml::SerdeInvalidType { .. }
        | Yaml::SerdeInvalidValue { .. }
        | Yaml::SerdeMissingField { .. }
        | Yaml::InvalidScalar { .. }
        | Yaml::InvalidBooleanStrict { .. }
        | Yaml::NullIntoString { .. }
        | Yaml::TaggedScalarCannotDeserializeIntoString { .. }
        | Yaml::Unexpected { .. } => codes::yaml::TYPE,
        _ => codes::yaml::SYNTAX,
    };
    // The message ends with the position, which the error carries itself.
    let message = plain.to_string();
    let message = message.split(" at line ").next().unwrap_or(&message);
    let described = Error::new(code, message);
    match plain.location() {
        Some(at) => described.at(Span::point(narrow(at.line()), narrow(at.column()))),
        None => described,
    }
}

fn narrow(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
