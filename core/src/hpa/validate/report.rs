use std::collections::BTreeSet;
use std::fmt::Display;

use serde::Serialize;

use super::field_error::ErrorType;
use super::{FieldError, ValidationRules};
use crate::error::{Error, Result, codes};
use crate::go::json;
use crate::go::quote::quote;
use crate::kube::autoscaling::SpelledQuantity;
use crate::limits;
use crate::quantity::Format;

/// The errors found so far.
pub(super) struct Report {
    pub(super) rules: ValidationRules,
    errors: Vec<FieldError>,
    /// Bytes of the errors' messages.
    bytes: usize,
}

impl Report {
    pub(super) fn new(rules: ValidationRules) -> Self {
        Self { rules, errors: Vec::new(), bytes: 0 }
    }

    pub(super) fn required(&mut self, field: impl Display, detail: &str) {
        self.add(ErrorType::Required, field, None, detail);
    }

    pub(super) fn forbidden(&mut self, field: impl Display, detail: &str) {
        self.add(ErrorType::Forbidden, field, None, detail);
    }

    pub(super) fn too_long(&mut self, field: impl Display, bytes: usize) {
        self.add(ErrorType::TooLong, field, None, &format!("may not be more than {bytes} bytes"));
    }

    /// A number, or a value that is printed already.
    pub(super) fn invalid(&mut self, field: impl Display, value: impl Display, detail: &str) {
        self.add(ErrorType::Invalid, field, Some(&value.to_string()), detail);
    }

    /// A value of Go's type `string`.
    pub(super) fn invalid_text(&mut self, field: impl Display, value: &str, detail: &str) {
        self.invalid(field, quote(value), detail);
    }

    /// A value of a type of its own whose values are strings.
    pub(super) fn invalid_word(&mut self, field: impl Display, value: &str, detail: &str) {
        self.invalid(field, self.word(value), detail);
    }

    /// A value of no simple type: as JSON, or in Go's own syntax.
    pub(super) fn invalid_value(
        &mut self,
        field: impl Display,
        value: &impl Serialize,
        go_syntax: impl FnOnce() -> String,
        detail: &str,
    ) {
        if check(self.bytes).is_err() {
            return;
        }
        let printed = if self.rules.json_values { in_json(value) } else { go_syntax() };
        self.invalid(field, printed, detail);
    }

    pub(super) fn invalid_quantity(&mut self, field: impl Display, value: &SpelledQuantity, detail: &str) {
        self.invalid_value(field, value, || go_quantity(value), detail);
    }

    /// A word that is none of those known, which are given in alphabetical order.
    pub(super) fn not_supported(&mut self, field: impl Display, value: &str, known: &[&str]) {
        let known: Vec<_> = known.iter().map(|word| quote(word)).collect();
        let detail = format!("supported values: {}", known.join(", "));
        self.add(ErrorType::NotSupported, field, Some(&self.word(value)), &detail);
    }

    /// Keeps the first of equal errors.
    pub(super) fn drop_repeated(&mut self) {
        let mut seen = BTreeSet::new();
        self.errors.retain(|error| seen.insert((error.field.clone(), error.message.clone())));
    }

    /// The errors.
    pub(super) fn finish(self) -> Result<Vec<FieldError>> {
        check(self.bytes)?;
        Ok(self.errors)
    }

    fn word(&self, value: &str) -> String {
        if self.rules.json_values { in_json(&value) } else { quote(value) }
    }

    fn add(&mut self, r#type: ErrorType, field: impl Display, value: Option<&str>, detail: &str) {
        if check(self.bytes).is_err() {
            return;
        }
        let mut message = r#type.words().to_owned();
        for part in [value, Some(detail).filter(|detail| !detail.is_empty())].into_iter().flatten() {
            message.push_str(": ");
            message.push_str(part);
        }
        self.bytes = self.bytes.saturating_add(message.len());
        self.errors.push(FieldError { r#type, field: field.to_string(), message });
    }
}

fn in_json(value: &impl Serialize) -> String {
    json::to_string(value).unwrap_or_default()
}

/// A quantity as Go's `%#v` prints the struct.
fn go_quantity(quantity: &SpelledQuantity) -> String {
    let (amount, decimal) = match quantity.int64_amount() {
        Some(amount) => (amount, "nil"),
        // Upstream prints a pointer here, different in each run.
        None => ((0, 0), "0x0"),
    };
    let (value, scale) = amount;
    let format = match quantity.format() {
        _ if !quantity.is_set() => "",
        Format::DecimalExponent => "DecimalExponent",
        Format::BinarySi => "BinarySI",
        Format::DecimalSi => "DecimalSI",
    };
    format!(
        "resource.Quantity{{i:resource.int64Amount{{value:{value}, scale:{scale}}}, \
         d:resource.infDecAmount{{Dec:(*inf.Dec)({decimal})}}, s:{}, Format:{}}}",
        quote(&quantity.kept().unwrap_or_default()),
        quote(format)
    )
}

fn check(bytes: usize) -> Result<()> {
    if bytes > limits::VALIDATION_BYTES {
        let message = format!("errors of more than {} bytes", limits::VALIDATION_BYTES);
        return Err(Error::new(codes::limit::OUTPUT, message));
    }
    Ok(())
}
