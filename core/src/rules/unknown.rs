//! Fields that the configuration does not have, and which may have been meant.

use crate::error::similar::meant;
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

/// The error of a field that is not known where it stands.
pub(super) fn field(name: &str, what: &str, known: &[&str]) -> Error {
    let shown: String = name.chars().take(60).collect();
    let message = format!("field {shown} is not known in {what}");
    if what == "the configuration" && OBJECT.contains(&name) {
        return Error::new(codes::rules::UNKNOWN_FIELD, message).with_hint(
            "This is an object of Kubernetes that holds no rules, and of several documents the first is read: give the \
             ConfigMap, or the file in it.",
        );
    }
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
