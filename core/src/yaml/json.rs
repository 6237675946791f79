//! A YAML document as JSON text, as Kubernetes' tools read one, and which byte of it stands where in the source.

use std::collections::btree_map::{BTreeMap, Entry};
use std::fmt::Write;
use std::ops::Range;
use std::rc::Rc;

use super::number::Number;
use super::{Node, Scalar, Value};
use crate::error::{Error, Result, Span, codes};
use crate::go::json;
use crate::limits;

/// The JSON text of a document.
#[derive(Debug, Default)]
pub(crate) struct Json {
    pub(crate) text: String,
    /// Where each value and each name of a field begins in the text, and where it stands in the source.
    places: Vec<(usize, Option<Span>)>,
    /// How many values there are.
    values: usize,
}

impl Json {
    /// Writes a document. Mirrors `yaml.YAMLToJSON` of sigs.k8s.io/yaml.
    ///
    /// # Errors
    /// `yaml.duplicate-key`; `yaml.type` for a key or a number that JSON has no form for; `limit.*` where aliases multiply
    /// what is there.
    pub(crate) fn of(document: &Node) -> Result<Self> {
        let mut json = Self::default();
        json.value(document, 0)?;
        Ok(json)
    }

    /// Where in the source the bytes of the text stand.
    pub(crate) fn span(&self, bytes: Range<usize>) -> Option<Span> {
        let next = self.places.partition_point(|(start, _)| *start <= bytes.start);
        self.places.get(next.checked_sub(1)?)?.1
    }

    fn value(&mut self, node: &Node, depth: usize) -> Result<()> {
        self.places.push((self.text.len(), node.span));
        self.values = self.values.saturating_add(1);
        limits::check_nodes(self.values).map_err(|error| error.placed(node.span))?;
        limits::check_size(self.text.as_bytes()).map_err(|error| error.placed(node.span))?;
        if depth > limits::DEPTH {
            let message = format!("nested more than {} deep", limits::DEPTH);
            return Err(Error::new(codes::limit::DEPTH, message).placed(node.span));
        }
        match &node.value {
            Value::Scalar(scalar) => self.scalar(scalar).map_err(|error| error.placed(node.span))?,
            Value::Sequence(items) => {
                self.text.push('[');
                for (place, item) in items.iter().enumerate() {
                    self.comma(place);
                    self.value(item, depth.saturating_add(1))?;
                }
                self.text.push(']');
            }
            Value::Mapping(entries) => {
                self.text.push('{');
                for (place, (key, (span, value))) in fields(entries)?.iter().enumerate() {
                    self.comma(place);
                    self.places.push((self.text.len(), *span));
                    self.string(key);
                    self.text.push(':');
                    self.value(value, depth.saturating_add(1))?;
                }
                self.text.push('}');
            }
        }
        Ok(())
    }

    fn comma(&mut self, place: usize) {
        if place > 0 {
            self.text.push(',');
        }
    }

    fn string(&mut self, text: &str) {
        // A text has a form in JSON, whatever it holds.
        self.text.push_str(&json::write(&text, usize::MAX).unwrap_or_default());
    }

    fn scalar(&mut self, scalar: &Scalar) -> Result<()> {
        if scalar.is_null() {
            self.text.push_str("null");
        } else if let Some(value) = scalar.as_bool() {
            self.text.push_str(if value { "true" } else { "false" });
        } else if let Some(number) = scalar.as_number() {
            let number = written(number).ok_or_else(|| {
                let message = format!("the number {} has no form in JSON", scalar.text.as_str());
                Error::new(codes::yaml::TYPE, message)
            })?;
            self.text.push_str(&number);
        } else {
            let text = scalar.as_text().ok_or_else(|| {
                let message = format!("{:?} is not what its tag promises", scalar.text.as_str());
                Error::new(codes::yaml::TYPE, message)
            })?;
            self.string(text.as_str());
        }
        Ok(())
    }
}

/// A number as Go's JSON encoder writes it: a float without a fraction is a whole number.
fn written(number: Number) -> Option<String> {
    match number {
        Number::Int(value) => Some(value.to_string()),
        Number::Uint(value) => Some(value.to_string()),
        Number::Float(value) if !value.is_finite() => None,
        Number::Float(value) => {
            let plain = value == 0.0 || (1e-6..1e21).contains(&value.abs());
            let mut text = String::new();
            // Writing to a String cannot fail.
            let _ = if plain { write!(text, "{value}") } else { write!(text, "{value:e}") };
            Some(text)
        }
    }
}

/// The fields of a mapping by their names: where the name stands, and the value.
type Fields<'n> = BTreeMap<String, (Option<Span>, &'n Node)>;

/// The fields of a mapping: those that it merges, and its own.
fn fields(entries: &[(Rc<Node>, Rc<Node>)]) -> Result<Fields<'_>> {
    let mut own = BTreeMap::new();
    let mut fields = BTreeMap::new();
    for (key, value) in entries {
        if key.scalar().is_some_and(Scalar::is_merge) {
            merge(value, &mut fields, 0)?;
            continue;
        }
        let name = name(key)?;
        if let Entry::Vacant(first) = own.entry(name.clone()) {
            first.insert(());
        } else {
            let message = format!("duplicate mapping key: {name}");
            return Err(Error::new(codes::yaml::DUPLICATE_KEY, message).placed(key.span));
        }
        fields.insert(name, (key.span, &**value));
    }
    Ok(fields)
}

/// Adds the fields of a mapping, or of a list of mappings of which the first counts most.
fn merge<'n>(merged: &'n Node, fields: &mut Fields<'n>, depth: usize) -> Result<()> {
    let no_mapping = || {
        let message = "only a mapping, or a list of mappings, can be merged";
        Error::new(codes::yaml::SYNTAX, message).placed(merged.span)
    };
    if depth > limits::DEPTH {
        return Err(no_mapping());
    }
    match &merged.value {
        Value::Mapping(entries) => {
            for (key, value) in entries {
                if key.scalar().is_some_and(Scalar::is_merge) {
                    merge(value, fields, depth.saturating_add(1))?;
                } else {
                    fields.insert(name(key)?, (key.span, value));
                }
            }
            Ok(())
        }
        Value::Sequence(items) if depth == 0 => {
            items.iter().rev().try_for_each(|item| merge(item, fields, depth.saturating_add(1)))
        }
        _ => Err(no_mapping()),
    }
}

fn name(key: &Node) -> Result<String> {
    let scalar = key.scalar().filter(|scalar| !scalar.is_null());
    let name = scalar.and_then(|scalar| match (scalar.as_bool(), scalar.as_number()) {
        (Some(value), _) => Some(value.to_string()),
        (_, Some(number)) => written(number),
        _ => scalar.as_text().map(|text| text.as_str().to_owned()),
    });
    name.ok_or_else(|| {
        let message = format!("{} cannot be the name of a field", key.kind());
        Error::new(codes::yaml::TYPE, message).placed(key.span)
    })
}
