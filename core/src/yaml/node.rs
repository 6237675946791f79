use std::rc::Rc;

use super::{Scalar, Text};
use crate::error::Span;
use crate::go::json;

/// A node of a YAML document, with its place in the source. An alias is the node that it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Node {
    /// What it is.
    pub value: Value,
    /// Where it stands; `None` for a value that was not read from a text.
    pub span: Option<Span>,
}

/// What a node is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    /// A scalar.
    Scalar(Scalar),
    /// A sequence.
    Sequence(Vec<Rc<Node>>),
    /// A mapping in source order; keys may come twice.
    Mapping(Vec<(Rc<Node>, Rc<Node>)>),
}

impl Node {
    /// The scalar that it is.
    #[must_use]
    pub(crate) fn scalar(&self) -> Option<&Scalar> {
        match &self.value {
            Value::Scalar(scalar) => Some(scalar),
            _ => None,
        }
    }

    /// Whether it is null.
    #[must_use]
    pub(crate) fn is_null(&self) -> bool {
        self.scalar().is_some_and(Scalar::is_null)
    }

    /// What a mapping holds under a key.
    #[must_use]
    pub(crate) fn get(&self, key: &str) -> Option<&Rc<Self>> {
        let Value::Mapping(entries) = &self.value else { return None };
        let is_key = |node: &Self| node.scalar().is_some_and(|scalar| scalar.text.as_str() == key);
        entries.iter().find(|(held, _)| is_key(held)).map(|(_, value)| value)
    }

    /// What stands at a path such as `spec.metrics[0].name`, or as near to it as there is something.
    #[must_use]
    pub(crate) fn nearest(&self, path: &str) -> &Self {
        let mut node = self;
        for step in path.split(['.', '[']).map(|step| step.trim_end_matches(']').trim_matches('"')) {
            let inner = match &node.value {
                Value::Sequence(items) => step.parse().ok().and_then(|index: usize| items.get(index)),
                _ => node.get(step),
            };
            match inner {
                Some(inner) => node = inner,
                None => break,
            }
        }
        node
    }

    /// What kind of value it is, for messages.
    #[must_use]
    pub(crate) fn kind(&self) -> &'static str {
        match &self.value {
            Value::Scalar(scalar) if scalar.is_null() => "null",
            Value::Scalar(scalar) if scalar.as_bool().is_some() => "a boolean",
            Value::Scalar(_) => "a scalar",
            Value::Sequence(_) => "a sequence",
            Value::Mapping(_) => "a mapping",
        }
    }

    /// A JSON value as the node that its text would be.
    #[must_use]
    pub(crate) fn from_json(value: &serde_json::Value) -> Self {
        let scalar = |text: String, plain| Value::Scalar(Scalar { text: Text::new(text), plain, tag: None });
        let value = match value {
            serde_json::Value::Null => scalar("null".to_owned(), true),
            serde_json::Value::Bool(value) => scalar(value.to_string(), true),
            serde_json::Value::Number(value) => {
                scalar(json::write(value, usize::MAX).unwrap_or_default(), true)
            }
            serde_json::Value::String(value) => scalar(value.clone(), false),
            serde_json::Value::Array(values) => {
                Value::Sequence(values.iter().map(|value| Rc::new(Self::from_json(value))).collect())
            }
            serde_json::Value::Object(fields) => Value::Mapping(
                fields
                    .iter()
                    .map(|(key, value)| {
                        let key = Self { value: scalar(key.clone(), false), span: None };
                        (Rc::new(key), Rc::new(Self::from_json(value)))
                    })
                    .collect(),
            ),
        };
        Self { value, span: None }
    }
}
