//! Names of objects and namespaces and values of labels, and what stands in for each.

use std::collections::{BTreeMap, BTreeSet};
use std::iter;

use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};

/// Labels whose values the evaluation of a query reads.
const READ: [&str; 3] = ["__name__", "le", "quantile"];

/// What stands in for names and values, by these.
pub(super) struct Names(BTreeMap<String, String>);

impl Names {
    /// Those of these documents. Pseudonyms are ordered as what they stand in for, so that lists stay in their order; one of a pod
    /// begins as that of its owner does.
    pub(super) fn of<'v>(documents: impl Iterator<Item = &'v Value>) -> Self {
        let mut found = BTreeSet::new();
        for document in documents {
            collect(document, &mut found);
        }
        let mut names: BTreeMap<String, String> = BTreeMap::new();
        for name in found {
            let longest = names.iter().rev().find(|(known, _)| {
                name.strip_prefix(known.as_str()).is_some_and(|rest| rest.starts_with('-'))
            });
            let stands = match longest {
                Some((known, stands)) => format!("{stands}{}", &name[known.len()..]),
                None => format!("name{:04}", names.len() + 1),
            };
            names.insert(name, stands);
        }
        Self(names)
    }

    /// A document with its names and values of labels replaced.
    pub(super) fn redacted(&self, document: &Value) -> Value {
        let mut document = document.clone();
        self.replace(&mut document);
        document
    }

    /// A text with every whole word replaced that is one of them.
    pub(super) fn in_text(&self, text: &str) -> String {
        words(text, |word| self.0.get(word).map(String::as_str))
    }

    /// A text with all of them alike, by which two explanations are compared.
    pub(super) fn alike(&self, text: &str) -> String {
        let text = percent_decode_str(text).decode_utf8_lossy();
        let stands: BTreeSet<&str> = self.0.values().map(String::as_str).collect();
        words(&text, |word| (self.0.contains_key(word) || stands.contains(word)).then_some("·"))
    }

    fn replace(&self, value: &mut Value) {
        places(value, &mut |place, text| {
            let replaced = match place {
                Place::Name => self.0.get(text.as_str()).cloned(),
                Place::Said => Some(self.in_text(text)),
            };
            if let Some(replaced) = replaced {
                *text = replaced;
            }
        });
    }
}

/// What a text of a document is.
enum Place {
    /// A name or the value of a label, whole.
    Name,
    /// A sentence or a selector that may hold some.
    Said,
}

fn collect(document: &Value, found: &mut BTreeSet<String>) {
    // The walk is the one that replaces.
    let mut document = document.clone();
    places(&mut document, &mut |place, text| {
        // A number says nothing of whom it is, and a rule may compute with it.
        if matches!(place, Place::Name) && !text.is_empty() && text.parse::<f64>().is_err() {
            found.insert(text.clone());
        }
    });
}

/// Calls with each text that is a name, the value of a label, or may hold one.
fn places(value: &mut Value, call: &mut impl FnMut(Place, &mut String)) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| places(item, call)),
        Value::Object(fields) => {
            let is_sample = (fields.contains_key("value") || fields.contains_key("values"))
                && !fields.contains_key("describedObject");
            let is_series = fields.get("__name__").is_some_and(Value::is_string);
            if is_series {
                return labels(fields, call);
            }
            for (field, value) in fields {
                match (field.as_str(), value) {
                    ("metadata" | "scaleTargetRef" | "describedObject", Value::Object(object)) => {
                        for named in ["name", "namespace"] {
                            if let Some(Value::String(name)) = object.get_mut(named) {
                                call(Place::Name, name);
                            }
                        }
                        // Queries stand in annotations.
                        if let Some(Value::Object(all)) = object.get_mut("annotations") {
                            for value in all.values_mut() {
                                if let Value::String(text) = value {
                                    call(Place::Said, text);
                                }
                            }
                        }
                        if let Some(Value::Object(all)) = object.get_mut("labels") {
                            labels(all, call);
                        }
                    }
                    ("containers" | "initContainers", Value::Array(all)) => {
                        for container in all {
                            if let Some(Value::String(name)) = container.get_mut("name") {
                                call(Place::Name, name);
                            }
                        }
                    }
                    ("container", Value::String(container)) => call(Place::Name, container),
                    ("matchLabels" | "metricLabels", Value::Object(all)) => labels(all, call),
                    ("metric", Value::Object(all)) if is_sample => labels(all, call),
                    ("matchExpressions", Value::Array(all)) => {
                        for one in all {
                            if let Some(Value::Array(values)) = one.get_mut("values") {
                                values.iter_mut().for_each(|value| name(value, call));
                            }
                        }
                    }
                    ("selector" | "message" | "error", Value::String(text)) => call(Place::Said, text),
                    (_, value) => places(value, call),
                }
            }
        }
        _ => {}
    }
}

fn labels(all: &mut Map<String, Value>, call: &mut impl FnMut(Place, &mut String)) {
    for (label, value) in all {
        if !READ.contains(&label.as_str()) {
            name(value, call);
        }
    }
}

fn name(value: &mut Value, call: &mut impl FnMut(Place, &mut String)) {
    if let Value::String(text) = value {
        call(Place::Name, text);
    }
}

/// A text, its words as another gives them. A word is what a name may be made of.
fn words<'w>(text: &str, stands: impl Fn(&str) -> Option<&'w str>) -> String {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        let (word, behind) = rest.split_at(end);
        // The whole word, or what it begins with: a point ends a sentence, and what is behind a hyphen tells one of several apart.
        let ends = word.char_indices().rev().filter(|(_, c)| matches!(c, '-' | '.')).map(|(at, _)| at);
        let known =
            iter::once(word.len()).chain(ends).find_map(|end| Some((stands(&word[..end])?, &word[end..])));
        match known {
            Some((other, left)) => out.extend([other, left]),
            None => out.push_str(word),
        }
        let mut others = behind.chars();
        out.extend(others.next());
        rest = others.as_str();
    }
    out
}
