//! From a message that people have in hand to the step that is at fault: a table of symptoms, a file for each place that
//! the words come from.

mod adapter;
mod apiserver;
mod causes;
mod clients;
mod held;
mod hpa;
mod kubectl;
mod matching;
mod named;
mod prometheus;

#[cfg(test)]
mod tests;

use std::fmt;

use crate::error::Code;
pub(crate) use matching::{find, nearest};
pub(crate) use named::{metric, path};

/// A step of the chain from an HPA to its replica count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// The HPA, and what it asks for.
    Asks,
    /// The API, and who answers for it.
    Registered,
    /// The adapter's configuration, and the series that it finds.
    Rule,
    /// The query that is made.
    PromQl,
    /// Prometheus, and the way to it.
    Answers,
    /// From the answer to values.
    Conversion,
    /// From the values to a count.
    Decides,
    /// The count on its way to the target.
    Written,
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Asks => "the HPA asks",
            Self::Registered => "the API is registered",
            Self::Rule => "rule and series",
            Self::PromQl => "PromQL",
            Self::Answers => "Prometheus answers",
            Self::Conversion => "conversion",
            Self::Decides => "the controller decides",
            Self::Written => "the scale is written",
        })
    }
}

/// How much a symptom says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Weight {
    /// Something is broken.
    Fault,
    /// Nothing is broken: a count is held.
    Held,
    /// What is wrong stands elsewhere, mostly behind it; told where nothing else is known.
    Around,
}

/// A message that is known.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Symptom {
    /// Its stable name.
    pub(crate) name: &'static str,
    /// What identifies it, each alone: in lower case, `*` for what differs.
    pub(crate) words: &'static [&'static str],
    pub(crate) weight: Weight,
    /// Where the message comes up.
    pub(crate) step: Step,
    pub(crate) meaning: &'static str,
    /// In order of likelihood.
    pub(crate) causes: &'static [&'static Cause],
}

/// What can be at fault.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Cause {
    /// Where it lies, which need not be where it shows.
    pub(crate) step: Step,
    pub(crate) cause: &'static str,
    /// What to look at.
    pub(crate) look: &'static str,
    /// The findings of files that prove it.
    pub(crate) codes: &'static [&'static Code],
}

/// A cause that no finding proves.
const fn cause(step: Step, cause: &'static str, look: &'static str) -> Cause {
    Cause { step, cause, look, codes: &[] }
}

impl Cause {
    const fn proven_by(self, codes: &'static [&'static Code]) -> Self {
        Self { codes, ..self }
    }
}

const fn symptom(
    name: &'static str,
    words: &'static [&'static str],
    step: Step,
    meaning: &'static str,
    causes: &'static [&'static Cause],
) -> Symptom {
    Symptom { name, words, weight: Weight::Fault, step, meaning, causes }
}

impl Symptom {
    const fn weighing(self, weight: Weight) -> Self {
        Self { weight, ..self }
    }
}

/// Every symptom.
pub(crate) fn all() -> impl Iterator<Item = &'static Symptom> {
    [hpa::ALL, held::ALL, clients::ALL, kubectl::ALL, apiserver::ALL, adapter::ALL, prometheus::ALL]
        .into_iter()
        .flatten()
}

/// The symptom of a name.
pub(crate) fn named(name: &str) -> Option<&'static Symptom> {
    all().find(|symptom| symptom.name == name)
}
