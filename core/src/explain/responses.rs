use std::collections::BTreeMap;

use crate::error::Result;
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

    pub(super) fn of(&self, path: &str) -> Option<&AnswerText> {
        self.one.as_ref().or_else(|| self.by_path.get(path))
    }
}
