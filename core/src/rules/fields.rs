//! Typed values out of nodes, as strict as yaml.v2's `UnmarshalStrict`, but that every value which does not fit is told.

use std::fmt::Display;

use super::errors::KEPT;
use super::unknown;
use crate::error::{Error, Fix, Span, codes};
use crate::yaml::{Node, Scalar, Text, Value};

/// Values that one document may make, and bytes of their texts: aliases and merge keys multiply.
const VALUES: usize = 1_000_000;
const BYTES: usize = 64 << 20;

/// What is common to the whole document: the way to the value that is read, and what did not fit.
#[derive(Debug, Default)]
pub(super) struct Reader {
    way: Vec<(String, Option<Span>)>,
    errors: Vec<Error>,
    exhausted: Option<Error>,
    values: usize,
    bytes: usize,
}

/// The keys of a mapping that were set, to refuse the second of two.
type Seen = Vec<String>;

impl Reader {
    /// Calls `set` for each known field of a mapping, those that a merge key brings included, in source order: a merge
    /// overwrites what stands before it. Null is an empty mapping.
    pub(super) fn fields(
        &mut self,
        node: &Node,
        what: &str,
        known: &[&str],
        set: &mut dyn FnMut(&mut Self, &str, &Node),
    ) {
        self.fields_or(node, what, known, unknown::field, set);
    }

    /// Calls `set` as [`fields`](Self::fields) does; `refuse` makes the error of a field that is not known.
    pub(super) fn fields_or(
        &mut self,
        node: &Node,
        what: &str,
        known: &[&str],
        refuse: unknown::Refusal,
        set: &mut dyn FnMut(&mut Self, &str, &Node),
    ) {
        self.each(node, what, &mut |reader, key, value, seen| {
            let name = key.text.as_str();
            if seen.iter().any(|held| held == name) {
                let message = format!("field {name} is already set in {what}");
                reader.fail(Error::new(codes::rules::DUPLICATE_KEY, message));
            } else if known.contains(&name) {
                reader.under(name, None, |reader| set(reader, name, value));
                seen.push(name.to_owned());
            } else if reader.errors.len() < KEPT {
                // Not where the field that is meant is there already.
                let meant = unknown::renamed(name, known).filter(|meant| node.get(meant).is_none());
                let span = key.text.span_of(0..name.len());
                let fix = meant.zip(span).map(|(meant, span)| Fix { span, text: meant.to_owned() });
                reader.fail(refuse(name, what, known).with_fix(fix));
            }
        });
    }

    /// Calls `add` for each entry of a mapping from text, those that a merge key brings included. Null has none.
    pub(super) fn entries(
        &mut self,
        node: &Node,
        what: &str,
        add: &mut dyn FnMut(&mut Self, &Scalar, &Node),
    ) {
        self.each(node, what, &mut |reader, key, value, _| add(reader, key, value));
    }

    fn each(&mut self, node: &Node, what: &str, visit: &mut dyn FnMut(&mut Self, &Scalar, &Node, &mut Seen)) {
        let Value::Mapping(entries) = &node.value else {
            if !node.is_null() {
                self.mismatch(node, what);
            }
            return;
        };
        let mut seen = Seen::new();
        for (key, value) in entries {
            if !self.afford(value) {
                return;
            }
            let Some(name) = key.scalar() else {
                self.mismatch(key, "the name of a field");
                continue;
            };
            if name.plain && name.text.is_empty() {
                let message = "the name of a field is missing before the colon";
                self.fail_at(value, Error::new(codes::yaml::SYNTAX, message));
            } else if name.is_merge() {
                self.merge(value, what, visit);
            } else {
                self.placed(key.span, |reader| visit(reader, name, value, &mut seen));
            }
        }
    }

    /// The value of a merge key: a mapping, or several of which the first wins.
    fn merge(
        &mut self,
        value: &Node,
        what: &str,
        visit: &mut dyn FnMut(&mut Self, &Scalar, &Node, &mut Seen),
    ) {
        match &value.value {
            Value::Mapping(_) => self.each(value, what, visit),
            Value::Sequence(items) if items.iter().all(|item| matches!(item.value, Value::Mapping(_))) => {
                for item in items.iter().rev() {
                    if self.afford(item) {
                        self.each(item, what, visit);
                    }
                }
            }
            _ => self.mismatch(value, "what a merge key takes, which is a mapping or a sequence of them"),
        }
    }

    /// The items of a sequence, each read by `read` with its index in the path. Null has none.
    pub(super) fn items<T>(
        &mut self,
        node: &Node,
        what: &str,
        mut read: impl FnMut(&mut Self, &Node) -> T,
    ) -> Vec<T> {
        let Value::Sequence(items) = &node.value else {
            if !node.is_null() {
                self.mismatch(node, what);
            }
            return Vec::new();
        };
        let mut out = Vec::new();
        for (index, item) in items.iter().enumerate() {
            if !self.afford(item) {
                break;
            }
            out.push(self.under(format_args!("[{index}]"), item.span, |reader| read(reader, item)));
        }
        out
    }

    /// A text field: any scalar, verbatim; null is the empty text.
    pub(super) fn text(&mut self, node: &Node) -> Text {
        node.scalar().and_then(Scalar::as_text).unwrap_or_else(|| {
            self.mismatch(node, "text");
            Text::default()
        })
    }

    /// An optional boolean in one of YAML 1.1's spellings.
    pub(super) fn boolean(&mut self, node: &Node) -> Option<bool> {
        match node.scalar() {
            Some(scalar) if scalar.is_absent() => None,
            Some(scalar) if scalar.is_null() => Some(false),
            scalar => {
                let value = scalar.and_then(Scalar::as_bool);
                if value.is_none() {
                    self.mismatch(node, "a boolean");
                }
                value
            }
        }
    }

    /// Tells of a value that is of another type than its field.
    pub(super) fn mismatch(&mut self, node: &Node, what: impl Display) {
        self.fail_at(node, Error::new(codes::rules::TYPE, format!("{} is not {what}", node.kind())));
    }

    /// Tells of an error at a node.
    pub(super) fn fail_at(&mut self, node: &Node, error: Error) {
        self.placed(node.span, |reader| reader.fail(error));
    }

    /// Tells of an error at the place that is read.
    pub(super) fn fail(&mut self, mut error: Error) {
        if self.errors.len() >= KEPT {
            return;
        }
        if error.span().is_none() {
            error = error.placed(self.way.iter().rev().find_map(|(_, span)| *span));
        }
        for (step, _) in self.way.iter().rev().filter(|(step, _)| !step.is_empty()) {
            error = error.in_path(step);
        }
        self.errors.push(error);
    }

    /// Reads what is under a step of the path.
    pub(super) fn under<T>(
        &mut self,
        step: impl Display,
        span: Option<Span>,
        read: impl FnOnce(&mut Self) -> T,
    ) -> T {
        self.way.push((step.to_string(), span));
        let value = read(self);
        self.way.pop();
        value
    }

    fn placed(&mut self, span: Option<Span>, read: impl FnOnce(&mut Self)) {
        self.under("", span, read);
    }

    /// The path of what is read.
    pub(super) fn path(&self) -> String {
        let mut path = String::new();
        for (step, _) in self.way.iter().filter(|(step, _)| !step.is_empty()) {
            if !path.is_empty() && !step.starts_with('[') {
                path.push('.');
            }
            path.push_str(step);
        }
        path
    }

    /// Reads with errors of its own, and gives them beside the value.
    pub(super) fn with_errors<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> (T, Vec<Error>) {
        let outer = std::mem::take(&mut self.errors);
        let value = read(self);
        (value, std::mem::replace(&mut self.errors, outer))
    }

    /// Counts values that are gone through again.
    pub(super) fn charge(&mut self, values: usize) {
        self.values = self.values.saturating_add(values);
    }

    /// Whether the document may make one more value.
    fn afford(&mut self, node: &Node) -> bool {
        self.charge(1);
        self.bytes = self.bytes.saturating_add(node.scalar().map_or(0, |scalar| scalar.text.as_str().len()));
        if self.exhausted.is_none() && (self.values > VALUES || self.bytes > BYTES) {
            let message = format!("the document makes more than {VALUES} values or {BYTES} bytes of text");
            let error = Error::new(codes::limit::SIZE, message);
            self.exhausted = Some(error.placed(node.span));
        }
        self.exhausted.is_none()
    }

    /// That the document is too large to be read, where it is, and otherwise the errors outside of rules.
    pub(super) fn finish(self) -> Result<Vec<Error>, Error> {
        match self.exhausted {
            Some(error) => Err(error),
            None => Ok(self.errors),
        }
    }
}
