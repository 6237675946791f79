//! Fields that the configuration does not have, and which may have been meant.

use crate::error::similar::{distance, meant};
use crate::error::{Error, codes};

/// The fields that stand under another one, which an indentation lost or gained puts elsewhere.
const NESTED: [(&str, &str); 12] = [
    ("is", "seriesFilters"),
    ("isNot", "seriesFilters"),
    ("template", "resources"),
    ("overrides", "resources"),
    ("namespaced", "resources"),
    ("matches", "name"),
    ("as", "name"),
    ("group", "overrides"),
    ("resource", "overrides"),
    ("containerQuery", "cpu and memory"),
    ("nodeQuery", "cpu and memory"),
    ("containerLabel", "cpu and memory"),
];

/// The fields of Kubernetes' objects.
const OBJECT: [&str; 4] = ["apiVersion", "kind", "metadata", "spec"];

/// Makes the error of a field from its name, what it stands in, and the fields that are known there.
pub(super) type Refusal = fn(&str, &str, &[&str]) -> Error;

/// The error of a field that is not known in a document, which may be another one than is meant.
pub(super) fn field_of_document(name: &str, what: &str, known: &[&str]) -> Error {
    if !OBJECT.contains(&name) {
        return field(name, what, known);
    }
    Error::new(codes::rules::UNKNOWN_FIELD, described(name, what).1).with_hint(
        "This is an object of Kubernetes that holds no rules, and of several documents the first is read: give the \
         ConfigMap, or the file in it.",
    )
}

/// The name as far as it is shown, and the message.
fn described(name: &str, what: &str) -> (String, String) {
    let shown: String = name.chars().take(60).collect();
    let message = format!("field {shown} is not known in {what}");
    (shown, message)
}

/// The error of a field that is not known where it stands.
pub(super) fn field(name: &str, what: &str, known: &[&str]) -> Error {
    let (shown, message) = described(name, what);
    let nested = NESTED.iter().find(|(field, _)| *field == name);
    if let Some((_, parent)) = nested {
        return Error::new(codes::rules::UNKNOWN_FIELD, message)
            .with_hint(format!("{name} belongs under {parent}: mend the indentation."));
    }
    match meant(&shown, known) {
        Some(other) => Error::new(codes::rules::UNKNOWN_FIELD, format!("{message}, did you mean {other}?"))
            .with_hint(format!("Did you mean {other}? Mend the field's name, or leave it out.")),
        None => Error::new(codes::rules::UNKNOWN_FIELD, message)
            .with_hint(format!("Known are {}. Mend the field's name or its indentation.", known.join(", "))),
    }
}

/// The field that was meant beyond doubt: it differs in one letter, or in case alone.
pub(super) fn renamed<'k>(name: &str, known: &[&'k str]) -> Option<&'k str> {
    const SHORT: usize = 4;
    if NESTED.iter().any(|(field, _)| *field == name) {
        return None;
    }
    let mut near = known.iter().filter(|field| {
        field.len() >= SHORT && distance(&name.to_ascii_lowercase(), &field.to_ascii_lowercase()) <= 1
    });
    near.next().copied().filter(|_| near.next().is_none())
}
