//! The expectations of one entry, field by field.

use counterpoise::error::codes;
use counterpoise::{Error, Quantity};
use serde_json::{Map, Value};

use super::setup::{At, Setup};
use super::time;
use super::verdict::Outcome;
use crate::failure::Failure;

/// An entry of a test at a time.
pub(super) struct Entry<'s> {
    setup: &'s Setup<'s>,
    /// `tests[0].hpa_test[1]`.
    pub(super) path: String,
    about: String,
    outcomes: Vec<Outcome>,
}

impl<'s> Entry<'s> {
    /// The entry of a list; it must expect something.
    pub(super) fn of(
        setup: &'s Setup<'s>,
        list: &str,
        index: usize,
        at: &At,
        expected: &[&Option<Value>],
    ) -> Result<Self, Failure> {
        let path = format!("{}.{list}[{index}]", setup.path);
        if expected.iter().all(|field| field.is_none()) {
            let error =
                Error::new(codes::test::EXPECTATION, "nothing is expected here: no field begins with exp_");
            return Err(setup.source().refuse(error.in_path(&path)));
        }
        let about = format!("{list} at {}", time::shown(at.time));
        Ok(Self { setup, path, about, outcomes: Vec::new() })
    }

    /// Holds a field to what came out, where it is there; `came` spells what came out as it is expected, where it is that.
    pub(super) fn expect(
        &mut self,
        field: &str,
        expected: &Option<Value>,
        came: impl FnOnce(&Value) -> Result<Value, Error>,
    ) -> Result<(), Failure> {
        self.expect_because(field, expected, None, came)
    }

    /// As [`expect`](Self::expect), with why it came to that.
    pub(super) fn expect_because(
        &mut self,
        field: &str,
        expected: &Option<Value>,
        why: Option<&str>,
        came: impl FnOnce(&Value) -> Result<Value, Error>,
    ) -> Result<(), Failure> {
        let Some(expected) = expected else { return Ok(()) };
        let path = format!("{}.{field}", self.path);
        let source = self.setup.source();
        let came = came(expected).map_err(|error| source.refuse(error.without_span().in_path(&path)))?;
        self.outcomes.push(Outcome {
            span: source.span(&path),
            about: format!("{}, {field}", self.about),
            expected: expected.clone(),
            came,
            why: why.map(str::to_owned),
            path,
        });
        Ok(())
    }

    pub(super) fn done(self) -> Vec<Outcome> {
        self.outcomes
    }
}

/// Quantities, alone or in lists and mappings: those that are equal are spelled as they are expected.
pub(super) fn quantities(expected: &Value, came: &Value) -> Value {
    match (expected, came) {
        (Value::Object(expected), Value::Object(came)) => {
            let field = |(name, came): (&String, &Value)| {
                let expected = expected.get(name).unwrap_or(&Value::Null);
                (name.clone(), quantities(expected, came))
            };
            came.iter().map(field).collect::<Map<_, _>>().into()
        }
        (Value::Array(expected), Value::Array(came)) => {
            let item = |(index, came): (usize, &Value)| {
                quantities(expected.get(index).unwrap_or(&Value::Null), came)
            };
            came.iter().enumerate().map(item).collect()
        }
        (Value::String(_) | Value::Number(_), Value::String(came_text)) => {
            let text = expected.as_str().map_or_else(|| expected.to_string(), str::to_owned);
            let is_same = match (text.parse::<Quantity>(), came_text.parse::<Quantity>()) {
                (Ok(expected), Ok(came)) => expected == came,
                _ => false,
            };
            if is_same { expected.clone() } else { came.clone() }
        }
        _ => came.clone(),
    }
}

/// Of what came out the fields that are expected; all that `fields` names where nothing is.
pub(super) fn fields_of(expected: &Value, came: &Value, fields: &[&str]) -> Value {
    let mut out = Map::new();
    let names: Vec<&str> = match expected.as_object() {
        Some(expected) => expected.keys().map(String::as_str).collect(),
        None => fields.to_vec(),
    };
    for name in names {
        if let Some(value) = came.get(name) {
            out.insert(name.to_owned(), value.clone());
        }
    }
    Value::Object(out)
}
