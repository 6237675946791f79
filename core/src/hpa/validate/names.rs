//! The names that Kubernetes accepts, with its own words for what is wrong.

use super::ValidationRules;
use crate::selector::{is_dns_label, label_key_errors, label_value_errors, subdomain_errors};

/// Bytes of a DNS label.
const LABEL_BYTES: usize = 63;

const LABEL_RULE: &str = "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', \
     and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', \
     regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";

/// Mirrors `validation.IsQualifiedName`.
pub(super) fn qualified_name(name: &str, rules: ValidationRules) -> Vec<String> {
    let errors = label_key_errors(name);
    if rules.label_keys {
        return errors;
    }
    let older = |error: String| in_characters(&error).replacen("a valid label key ", "a qualified name ", 1);
    errors.into_iter().map(older).collect()
}

/// Mirrors `validation.IsValidLabelValue`.
pub(super) fn label_value(value: &str, rules: ValidationRules) -> Vec<String> {
    let errors = label_value_errors(value);
    if rules.label_keys { errors } else { errors.iter().map(|error| in_characters(error)).collect() }
}

/// Mirrors `validation.IsDNS1123Subdomain`.
pub(super) fn dns_subdomain(name: &str) -> Vec<String> {
    subdomain_errors(name).iter().map(|error| in_characters(error)).collect()
}

/// Mirrors `validation.IsDNS1123Label`.
pub(super) fn dns_label(name: &str) -> Vec<String> {
    let mut errors = Vec::new();
    if name.len() > LABEL_BYTES {
        errors.push(format!("must be no more than {LABEL_BYTES} characters"));
    }
    if !is_dns_label(name) {
        let subdomain = name.split('.').all(is_dns_label);
        errors.push(if subdomain { "must not contain dots" } else { LABEL_RULE }.to_owned());
    }
    errors
}

/// Mirrors `content.IsPathSegmentName`.
pub(super) fn path_segment(name: &str) -> Vec<String> {
    if matches!(name, "." | "..") {
        return vec![format!("may not be '{name}'")];
    }
    let found = ['/', '%'].into_iter().filter(|forbidden| name.contains(*forbidden));
    found.map(|forbidden| format!("may not contain '{forbidden}'")).collect()
}

/// A name's beginning, to be checked like a whole name. Mirrors `validation.maskTrailingDash`.
pub(super) fn mask_trailing_dash(prefix: &str) -> String {
    // Upstream takes the letter before the dash away as well.
    match prefix
        .strip_suffix('-')
        .and_then(|rest| rest.char_indices().next_back().map(|(at, _)| rest.split_at(at)))
    {
        Some((rest, _)) => format!("{rest}a"),
        None => prefix.to_owned(),
    }
}

fn in_characters(error: &str) -> String {
    error.strip_suffix(" bytes").map_or_else(|| error.to_owned(), |rest| format!("{rest} characters"))
}
