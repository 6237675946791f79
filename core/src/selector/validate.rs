//! What Kubernetes accepts as a label's key and value, in its own words.

/// Bytes of a label's name and of its value.
const NAME_BYTES: usize = 63;
/// Bytes of a key's prefix.
const PREFIX_BYTES: usize = 253;

const NAME_RULE: &str = "must consist of alphanumeric characters, '-', '_' or '.', \
     and must start and end with an alphanumeric character";
const NAME_EXAMPLES: &str = "(e.g. 'MyName',  or 'my.name',  or '123-abc', \
     regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const PREFIX_RULE: &str = "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', \
     and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is \
     '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const VALUE_RULE: &str = "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', \
     and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', \
     regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

/// What is wrong with a label's key: `name` or `prefix/name`. Empty when nothing is.
/// Mirrors `content.IsLabelKey`, also known as `validation.IsQualifiedName`.
#[must_use]
pub fn label_key_errors(key: &str) -> Vec<String> {
    let mut errors = Vec::new();
    // The usual key is a name alone.
    if key.len() <= NAME_BYTES && is_name(key) {
        return errors;
    }
    let (prefix, name) = match key.split_once('/') {
        None => (None, key),
        Some((_, name)) if name.contains('/') => {
            errors.push(format!(
                "a valid label key {NAME_RULE} {NAME_EXAMPLES} with an optional DNS subdomain prefix and '/' \
                 (e.g. 'example.com/MyName')"
            ));
            return errors;
        }
        Some((prefix, name)) => (Some(prefix), name),
    };
    match prefix {
        Some("") => errors.push("prefix part must be non-empty".to_owned()),
        Some(prefix) => {
            errors.extend(subdomain_errors(prefix).into_iter().map(|error| format!("prefix part {error}")));
        }
        None => {}
    }
    if name.is_empty() {
        errors.push("name part must be non-empty".to_owned());
    } else if name.len() > NAME_BYTES {
        errors.push(format!("name part {}", too_long(NAME_BYTES)));
    }
    if !is_name(name) {
        errors.push(format!("name part {NAME_RULE} {NAME_EXAMPLES}"));
    }
    errors
}

/// What is wrong with a label's value. Empty when nothing is. Mirrors `content.IsLabelValue`, also known as
/// `validation.IsValidLabelValue`.
#[must_use]
pub fn label_value_errors(value: &str) -> Vec<String> {
    let mut errors = Vec::new();
    if value.len() > NAME_BYTES {
        errors.push(too_long(NAME_BYTES));
    }
    if !value.is_empty() && !is_name(value) {
        errors.push(VALUE_RULE.to_owned());
    }
    errors
}

/// Mirrors `content.IsDNS1123Subdomain`.
pub(crate) fn subdomain_errors(domain: &str) -> Vec<String> {
    let mut errors = Vec::new();
    if domain.len() > PREFIX_BYTES {
        errors.push(too_long(PREFIX_BYTES));
    }
    if !domain.split('.').all(is_dns_label) {
        errors.push(PREFIX_RULE.to_owned());
    }
    errors
}

fn too_long(bytes: usize) -> String {
    format!("must be no more than {bytes} bytes")
}

#[inline]
fn is_name(text: &str) -> bool {
    both_ends(text, |byte| byte.is_ascii_alphanumeric())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
}

pub(crate) fn is_dns_label(text: &str) -> bool {
    let letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    text.bytes().all(|byte| letter(byte) || byte == b'-') && both_ends(text, letter)
}

fn both_ends(text: &str, fits: impl Fn(u8) -> bool) -> bool {
    match text.as_bytes() {
        [one] => fits(*one),
        [first, .., last] => fits(*first) && fits(*last),
        [] => false,
    }
}
