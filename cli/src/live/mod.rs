//! A live cluster: what one HPA's next sync looks at, gathered through the user's `kubectl`, and only read.

mod adapter;
mod arguments;
mod ask;
mod capture;
mod captured_test;
mod flapping;
mod gather;
mod kept;
mod kubectl;
mod names;
mod prometheus;
mod redact;
mod said;
mod scan;
mod standing;
mod watch;
mod web;

pub(crate) use arguments::{CaptureArguments, ClusterArguments, Timeout, address, hpa_name, timeout};
pub(crate) use ask::Missing;
pub(crate) use capture::capture;
pub(crate) use gather::gather;
pub(crate) use kubectl::Refusal;
pub(crate) use redact::redact;
pub(crate) use said::sections;
pub(crate) use scan::scan;
pub(crate) use watch::watch;
pub(crate) use web::Web;

use serde_json::Value;

use crate::files::Source;
use ask::Ask;
use kubectl::Kubectl;

/// What was gathered: a scenario, and what stands beside it.
pub(crate) struct Gathered {
    /// The files of the scenario, named as in a folder.
    pub(crate) files: Vec<Source>,
    /// The HPA as the API server gave it.
    pub(crate) hpa: Value,
    /// Its events, the newest first.
    pub(crate) events: Vec<Value>,
    /// What could not be asked.
    pub(crate) missing: Vec<Missing>,
}

/// What is under way: the cluster, and what it did not tell.
pub(crate) struct Gathering<'a> {
    kubectl: &'a Kubectl,
    missing: Vec<Missing>,
}

impl Gathering<'_> {
    /// The JSON at a path; what is missing is told.
    fn one(&mut self, ask: &Ask) -> Option<Value> {
        match self.kubectl.raw(&ask.path) {
            Ok(answer) => self.read(ask, &answer),
            Err(refusal) => {
                self.missing.push(ask.missing(&refusal));
                None
            }
        }
    }

    /// The JSON at a path; one that is not there is not told.
    fn try_one(&mut self, ask: &Ask) -> Option<Value> {
        match self.kubectl.raw(&ask.path) {
            Ok(answer) => self.read(ask, &answer),
            Err(Refusal::NotFound(_)) => None,
            Err(refusal) => {
                self.missing.push(ask.missing(&refusal));
                None
            }
        }
    }

    fn read(&mut self, ask: &Ask, answer: &str) -> Option<Value> {
        match serde_json::from_str(answer) {
            Ok(value) => Some(value),
            Err(error) => {
                self.miss(&ask.what, &format!("the answer is no JSON: {error}"));
                None
            }
        }
    }

    fn miss(&mut self, what: &str, why: &str) {
        self.missing.push(Missing { what: what.to_owned(), why: vec![why.to_owned()] });
    }
}
