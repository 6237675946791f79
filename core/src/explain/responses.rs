use std::collections::BTreeMap;

use crate::error::Result;
use crate::json;
use crate::limits;
use crate::metrics::answer::AnswerText;

/// What Prometheus answered: one answer for every request, with `cpu` and `memory` for resource metrics, or an object
/// that has such answers by request path.
#[derive(Debug, Clone, Default)]
pub struct Responses {
    one: Option<AnswerText>,
    by_path: BTreeMap<String, AnswerText>,
}

impl Responses {
    /// Tells the two apart.
    ///
    /// # Errors
    /// `limit.size` for an object with very many paths.
    pub fn new(response: AnswerText) -> Result<Self> {
        if response.is_null() {
            return Ok(Self::default());
        }
        let by_path = response.by_path().map_err(|error| error.in_path("response"))?;
        Ok(match by_path {
            Some(by_path) => Self { one: None, by_path },
            None => Self { one: Some(response), by_path: BTreeMap::new() },
        })
    }

    /// No answer.
    pub(super) const fn none() -> Self {
        Self { one: None, by_path: BTreeMap::new() }
    }

    /// Reads them from JSON text.
    ///
    /// # Errors
    /// `limit.size`, the `request.*` codes for what is no JSON, and those of [`new`](Self::new).
    pub fn parse(text: &str) -> Result<Self> {
        limits::check_size(text.as_bytes())?;
        Self::new(json::read(text, json::OURS)?)
    }

    /// The paths of the requests that are answered.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &str> {
        self.by_path.keys().map(String::as_str)
    }

    /// Every answer as text, those of resource metrics each for itself.
    pub(super) fn texts(&self) -> impl Iterator<Item = String> {
        let all = self.one.iter().chain(self.by_path.values());
        all.flat_map(|answer| {
            let resources = answer.of_resources();
            let parts = [resources.cpu, resources.memory].into_iter().flatten();
            let parts: Vec<_> = parts.map(|part| part.text().into_owned()).collect();
            if parts.is_empty() { vec![answer.text().into_owned()] } else { parts }
        })
    }

    pub(super) fn of(&self, path: &str) -> Option<&AnswerText> {
        self.one.as_ref().or_else(|| self.by_path.get(path))
    }
}
