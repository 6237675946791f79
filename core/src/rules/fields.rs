//! Typed values out of nodes, as strict as yaml.v2's `UnmarshalStrict`.

use std::cell::Cell;
use std::fmt::Display;
use std::rc::Rc;

use crate::error::{Error, Result, codes};
use crate::yaml::{Node, Scalar, Text, Value};

/// Merges that one document may make: nested aliases multiply.
const MERGES: usize = 10_000;

/// What is common to the whole document.
#[derive(Debug, Default)]
pub(super) struct Reader {
    merges: Cell<usize>,
}

/// The keys of a mapping that were set, to refuse the second of two.
type Seen = Vec<String>;

impl Reader {
    /// Calls `set` for each field of a mapping, those that a merge key brings included, in source order: a merge
    /// overwrites what stands before it. `set` says false for a field it does not know. Null is an empty mapping.
    pub(super) fn fields(
        &self,
        node: &Node,
        what: &str,
        set: &mut dyn FnMut(&str, &Node) -> Result<bool>,
    ) -> Result<()> {
        self.each(node, what, &mut |key, value, seen| {
            let name = key.text.as_str();
            if seen.iter().any(|held| held == name) {
                return Err(Error::new(
                    codes::rules::DUPLICATE_KEY,
                    format!("field {name} is already set in {what}"),
                ));
            }
            if !set(name, value).map_err(|error| error.in_path(name))? {
                let message = format!("field {name} is not known in {what}");
                return Err(Error::new(codes::rules::UNKNOWN_FIELD, message));
            }
            seen.push(name.to_owned());
            Ok(())
        })
    }

    /// Calls `add` for each entry of a mapping from text, those that a merge key brings included. Null has none.
    pub(super) fn entries(
        &self,
        node: &Node,
        what: &str,
        add: &mut dyn FnMut(&Scalar, &Node) -> Result<()>,
    ) -> Result<()> {
        self.each(node, what, &mut |key, value, _| add(key, value))
    }

    fn each(
        &self,
        node: &Node,
        what: &str,
        visit: &mut dyn FnMut(&Scalar, &Node, &mut Seen) -> Result<()>,
    ) -> Result<()> {
        let Value::Mapping(entries) = &node.value else {
            return if node.is_null() { Ok(()) } else { Err(mismatch(node, what)) };
        };
        let mut seen = Seen::new();
        for (key, value) in entries {
            let Some(name) = key.scalar() else {
                return Err(mismatch(key, "the name of a field"));
            };
            if name.plain && name.text.is_empty() {
                let error =
                    Error::new(codes::yaml::SYNTAX, "the name of a field is missing before the colon");
                return Err(at(value, error));
            }
            if name.is_merge() {
                self.merge(value, what, visit)?;
            } else {
                visit(name, value, &mut seen).map_err(|error| at(key, error))?;
            }
        }
        Ok(())
    }

    /// The value of a merge key: a mapping, or several of which the first wins.
    fn merge(
        &self,
        value: &Rc<Node>,
        what: &str,
        visit: &mut dyn FnMut(&Scalar, &Node, &mut Seen) -> Result<()>,
    ) -> Result<()> {
        self.merges.set(self.merges.get() + 1);
        if self.merges.get() > MERGES {
            return Err(at(value, Error::new(codes::limit::SIZE, format!("more than {MERGES} merge keys"))));
        }
        match &value.value {
            Value::Mapping(_) => self.each(value, what, visit),
            Value::Sequence(items) if items.iter().all(|item| matches!(item.value, Value::Mapping(_))) => {
                items.iter().rev().try_for_each(|item| self.merge(item, what, visit))
            }
            _ => Err(mismatch(value, "what a merge key takes, which is a mapping or a sequence of them")),
        }
    }

    /// The items of a sequence, each read by `read` with its index in the error's path. Null has none.
    pub(super) fn items<T>(
        &self,
        node: &Node,
        what: &str,
        mut read: impl FnMut(&Node) -> Result<T>,
    ) -> Result<Vec<T>> {
        match &node.value {
            Value::Sequence(items) => items
                .iter()
                .enumerate()
                .map(|(index, item)| read(item).map_err(|error| error.in_path(format_args!("[{index}]"))))
                .collect(),
            _ if node.is_null() => Ok(Vec::new()),
            _ => Err(mismatch(node, what)),
        }
    }
}

/// A text field: any scalar, verbatim; null is the empty text.
pub(super) fn text(node: &Node) -> Result<Text> {
    node.scalar().and_then(Scalar::as_text).ok_or_else(|| mismatch(node, "text"))
}

/// An optional boolean in one of YAML 1.1's spellings.
pub(super) fn boolean(node: &Node) -> Result<Option<bool>> {
    match node.scalar() {
        Some(scalar) if scalar.is_absent() => Ok(None),
        Some(scalar) if scalar.is_null() => Ok(Some(false)),
        Some(scalar) => scalar.as_bool().map(Some).ok_or_else(|| mismatch(node, "a boolean")),
        None => Err(mismatch(node, "a boolean")),
    }
}

/// The error of a value that is of another type than its field.
pub(super) fn mismatch(node: &Node, what: impl Display) -> Error {
    at(node, Error::new(codes::rules::TYPE, format!("{} is not {what}", node.kind())))
}

/// An error at a node, unless it has a closer position already.
pub(super) fn at(node: &Node, error: Error) -> Error {
    match (error.span(), node.span) {
        (None, Some(span)) => error.at(span),
        _ => error,
    }
}
