//! A trigger's metadata: texts that stand for values of many types. Mirrors `ScalerConfig.TypedConfig`.

use std::collections::BTreeMap;

use super::super::annotations::truth_value;
use super::super::object::ScaleTrigger;
use crate::error::{Error, Result, codes};
use crate::go::duration::Duration;
use crate::go::float;
use crate::go::quote::quote;
use crate::kube::autoscaling::SpelledQuantity;

/// The metadata of one trigger.
#[derive(Debug, Clone, Copy)]
pub(super) struct Parameters<'a> {
    given: &'a BTreeMap<String, String>,
    of: &'a str,
}

impl<'a> Parameters<'a> {
    pub(super) fn new(trigger: &'a ScaleTrigger) -> Self {
        Self { given: &trigger.metadata, of: &trigger.r#type }
    }

    /// The text of a parameter, without space around it; none where nothing else is there.
    pub(super) fn text(&self, name: &str) -> Option<&'a str> {
        self.given.get(name).map(|text| text.trim()).filter(|text| !text.is_empty())
    }

    /// The text of a parameter that the trigger must have.
    ///
    /// # Errors
    /// `keda.metadata`.
    pub(super) fn required(&self, name: &str) -> Result<&'a str> {
        self.text(name).ok_or_else(|| {
            let message = format!("a trigger of type {} has {name}, and this one does not", self.of);
            let error = refused(name, message);
            let spelled = |key: &&String| key.eq_ignore_ascii_case(name) && *key != name;
            match self.given.keys().find(spelled) {
                Some(key) => error.with_hint(format!("Write {name} in the place of {key}.")),
                None if self.given.contains_key(&format!("{name}FromEnv")) => error
                    .with_hint(format!("KEDA reads {name} from no environment variable: write it itself.")),
                None => error,
            }
        })
    }

    /// A number that is given.
    ///
    /// # Errors
    /// `keda.metadata` for a text that is no number of JSON.
    pub(super) fn float(&self, name: &str) -> Result<Option<f64>> {
        self.text(name).map(|text| of_number(name, text)).transpose()
    }

    /// A number that the trigger must have.
    ///
    /// # Errors
    /// `keda.metadata`.
    pub(super) fn required_float(&self, name: &str) -> Result<f64> {
        of_number(name, self.required(name)?)
    }

    /// A whole number that the trigger must have.
    ///
    /// # Errors
    /// `keda.metadata`.
    pub(super) fn required_integer(&self, name: &str) -> Result<i64> {
        let text = self.required(name)?;
        serde_json::from_str(text)
            .map_err(|_| refused(name, format!("{name} is {}, which is no whole number", quote(text))))
    }

    /// Checks a truth value, where one is given.
    ///
    /// # Errors
    /// `keda.metadata`.
    pub(super) fn check_truth_value(&self, name: &str) -> Result<()> {
        match self.text(name) {
            Some(text) if truth_value(text).is_none() => {
                Err(refused(name, format!("{name} is {}, which is neither true nor false", quote(text))))
            }
            _ => Ok(()),
        }
    }

    /// Checks a duration, where one is given: Go's, or a number of milliseconds.
    ///
    /// # Errors
    /// `keda.metadata`.
    pub(super) fn check_duration(&self, name: &str) -> Result<()> {
        let Some(text) = self.text(name) else { return Ok(()) };
        let nanos = Duration::parse(text).map(Duration::nanos).or_else(|| text.parse().ok());
        match nanos {
            None => {
                let message = format!(
                    "{name} is {}, which is neither a duration nor a number of milliseconds",
                    quote(text)
                );
                Err(refused(name, message))
            }
            Some(..0) => Err(refused(name, format!("{name} is {}, which is less than nothing", quote(text)))),
            Some(_) => Ok(()),
        }
    }

    /// Checks pairs, where some are given: `key=value`, parted by commas.
    ///
    /// # Errors
    /// `keda.metadata`.
    pub(super) fn check_pairs(&self, name: &str) -> Result<()> {
        let Some(text) = self.text(name) else { return Ok(()) };
        match text.split(',').map(str::trim).find(|pair| pair.split('=').count() != 2) {
            Some(pair) => Err(refused(name, format!("{name} has {}, which is no key=value", quote(pair)))),
            None => Ok(()),
        }
    }
}

/// A parameter that the trigger does not take.
pub(super) fn refused(name: &str, message: String) -> Error {
    Error::new(codes::keda::METADATA, message).in_path(format_args!("metadata.{name}"))
}

/// A number as JSON writes it, which a quantity such as `100m` is not.
fn of_number(name: &str, text: &str) -> Result<f64> {
    // JSON's reader says what a number is, and Go's which one: the nearest.
    let number = serde_json::from_str::<f64>(text).ok().and_then(|_| float::parse(text));
    number.ok_or_else(|| {
        let error = refused(name, format!("{name} is {}, which is no number", quote(text)));
        match SpelledQuantity::parse(text) {
            Ok(quantity) => error.with_hint(format!("Write the number itself: {}.", quantity.as_f64())),
            Err(_) => error,
        }
    })
}

/// A target to a thousandth; what is below nothing is nothing. Mirrors `quantityFromFloat64`.
///
/// # Errors
/// Those of a quantity, which no finite number has.
pub(super) fn quantity(value: f64) -> Result<SpelledQuantity> {
    if !value.is_finite() || value < 0.0 {
        return SpelledQuantity::parse("0");
    }
    SpelledQuantity::parse(&float::format_float(value, 'f', Some(3)))
}
