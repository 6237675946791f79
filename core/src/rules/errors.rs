use std::fmt::Display;

use crate::error::{Error, Result};

/// Errors that are kept of one rule; more say nothing new.
pub(super) const KEPT: usize = 16;

/// Errors that are gathered on the way through something, so that all of them are told.
#[derive(Debug, Default)]
pub(super) struct Errors(Vec<Error>);

impl Errors {
    /// The value, or none and its error kept, in the path of `field`.
    pub(super) fn take<T>(&mut self, field: impl Display, result: Result<T>) -> Option<T> {
        result.map_err(|error| self.keep(error.in_path(field))).ok()
    }

    /// The value, or none and its errors kept, in the path of `field`.
    pub(super) fn take_all<T>(&mut self, field: impl Display, result: Result<T, Vec<Error>>) -> Option<T> {
        result.map_err(|errors| errors.into_iter().for_each(|error| self.keep(error.in_path(&field)))).ok()
    }

    pub(super) fn keep(&mut self, error: Error) {
        if self.0.len() < KEPT {
            self.0.push(error);
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The errors, in the path of `outer`.
    pub(super) fn under(self, outer: &str) -> Vec<Error> {
        self.0.into_iter().map(|error| error.in_path(outer)).collect()
    }

    /// That there were none, or the errors.
    pub(super) fn finish(self) -> Result<(), Vec<Error>> {
        if self.0.is_empty() { Ok(()) } else { Err(self.0) }
    }
}

impl From<Errors> for Vec<Error> {
    fn from(errors: Errors) -> Self {
        errors.0
    }
}
