use super::input::ReconcileInput;
use super::metrics;
use crate::error::{Error, Result};
use crate::hpa::requests::{MetricRequest, request};
use crate::selector::Selector;

/// What a spec comes to for the selector of its target, whatever the time is: a loop makes it once.
#[derive(Debug)]
pub(super) struct Compiled {
    text: String,
    pub(super) selector: Selector,
    /// What is asked for each metric, or why it cannot be.
    pub(super) requests: Vec<Result<MetricRequest>>,
    /// How messages call each metric.
    pub(super) names: Vec<String>,
}

impl Compiled {
    /// That of the text of a selector: the one that is held, where it is of this text, else a new one that is held then.
    ///
    /// # Errors
    /// The `selector.*` codes.
    pub(super) fn of<'c>(
        held: &'c mut Option<Self>,
        text: &str,
        input: &ReconcileInput<'_>,
    ) -> Result<&'c Self, Error> {
        let same = held.take().filter(|compiled| compiled.text == text);
        let compiled = match same {
            Some(compiled) => compiled,
            None => Self::new(text, input)?,
        };
        Ok(held.insert(compiled))
    }

    fn new(text: &str, input: &ReconcileInput<'_>) -> Result<Self, Error> {
        let selector = Selector::parse(text)?;
        let metrics = &input.hpa.spec.metrics;
        let ask = |metric| request(metric, input.namespace(), &selector, input.mapper);
        let requests = metrics.iter().map(ask).collect();
        let names = metrics.iter().map(metrics::called).collect();
        Ok(Self { text: text.to_owned(), selector, requests, names })
    }
}
