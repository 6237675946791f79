use std::borrow::Cow;
use std::collections::BTreeMap;

use super::recorded::Recorded;
use crate::budget::Budget;
use crate::error::Result;
use crate::json;
use crate::kube::Time;
use crate::limits;
use crate::metrics::answer::AnswerText;

/// What Prometheus answered: one answer for every request, with `cpu` and `memory` for resource metrics, or an object
/// that has such answers by request path. What it did not answer is evaluated, where series are given with their samples.
#[derive(Debug, Clone, Default)]
pub struct Responses {
    one: Option<AnswerText>,
    by_path: BTreeMap<String, AnswerText>,
    recorded: Recorded,
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
            Some(by_path) => Self { by_path, ..Self::default() },
            None => Self { one: Some(response), ..Self::default() },
        })
    }

    /// No answer.
    pub(super) const fn none() -> Self {
        Self { one: None, by_path: BTreeMap::new(), recorded: Recorded::none() }
    }

    /// With series over which queries are evaluated that are not answered.
    #[must_use]
    pub fn recorded(self, recorded: Recorded) -> Self {
        Self { recorded, ..self }
    }

    /// The series over which queries are evaluated.
    pub(crate) fn into_recorded(self) -> Recorded {
        self.recorded
    }

    /// When the newest sample of the series was taken.
    pub(super) fn newest(&self) -> Option<Time> {
        self.recorded.newest()
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

    /// The answer to the query of a request: the given one, or what the series evaluate to.
    ///
    /// # Errors
    /// `limit.*`.
    pub(super) fn answer(
        &self,
        path: &str,
        query: &str,
        asked: &Asked<'_>,
    ) -> Result<Option<Cow<'_, AnswerText>>> {
        if let Some(given) = self.of(path) {
            return Ok(Some(Cow::Borrowed(given)));
        }
        self.evaluated(query, asked).map(|answer| answer.map(Cow::Owned))
    }

    /// What the series evaluate to; `None` where there are none.
    ///
    /// # Errors
    /// `limit.*`.
    pub(super) fn evaluated(&self, query: &str, asked: &Asked<'_>) -> Result<Option<AnswerText>> {
        if self.recorded.is_empty() {
            return Ok(None);
        }
        self.recorded.answer(query, asked.now, asked.budget).map(Some)
    }
}

/// When queries are evaluated, and what that may cost.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) now: Time,
    pub(super) budget: &'a Budget,
}
