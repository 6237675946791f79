//! Whose each piece of a query is: rendered once more, with a note of every text as it lands.

use std::ops::Range;

use super::QueryParts;
use super::matchers::Matchers;
use super::placed::{self, Landing};
use crate::error::Result;
use crate::go::inserted::Inserted;
use crate::template::{Data, QueryData, Sink, Template};

/// Pieces that are told of one query; a template with loops may print any number.
const PIECES: usize = 10_000;

/// A piece of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    /// Where it is in the query, in bytes.
    pub(crate) at: Range<usize>,
    /// Where the template has it or prints it, in bytes.
    pub(crate) by: Range<usize>,
    /// What gave it.
    pub(crate) from: From,
}

/// What gave a piece of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum From {
    /// The template's own text, or something that it makes itself.
    Template,
    /// The series' name.
    Series,
    /// The labels that are grouped by.
    GroupBy,
    /// What is matched for a label.
    Label(MatchedBy, Box<str>),
    /// A function of the template, out of such texts.
    Function,
}

/// Why a label is matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MatchedBy {
    /// The request's metric selector requires it.
    Selector,
    /// It names the request's namespace.
    Namespace,
    /// It names the request's objects.
    Objects,
}

/// The pieces of the query that [`render`](super::render) writes, in its order and without gaps.
pub(crate) fn trace(
    template: &Template,
    series: &str,
    parts: &QueryParts<'_>,
    group_by: &str,
    group_by_slice: &[&str],
) -> Result<Vec<Piece>> {
    parts.with_matchers(|matchers| {
        let label_matchers = matchers.text();
        let data = QueryData { series, label_matchers, label_values_by_name: &[], group_by, group_by_slice };
        placed::with_forms(parts, &matchers, data, |data| {
            let landing = placed::landing(parts.compat);
            let mut tracer = Tracer { landing, template, parts, matchers: &matchers, pieces: Vec::new() };
            template.render_to(&Data::Placed(data), &mut tracer, Some(parts.budget))?;
            Ok(tracer.pieces)
        })
    })
}

struct Tracer<'t> {
    landing: Landing,
    template: &'t Template,
    parts: &'t QueryParts<'t>,
    matchers: &'t Matchers<'t>,
    pieces: Vec<Piece>,
}

impl Tracer<'_> {
    fn note(&mut self, start: usize, by: Range<usize>, from: From) {
        let at = start..self.landing.len();
        if !at.is_empty() && self.pieces.len() < PIECES {
            self.pieces.push(Piece { at, by, from });
        }
    }

    /// Whether a text that began there is the label matchers as they are.
    fn is_all_matchers(&self, start: usize, text: &Inserted<'_>) -> bool {
        *text.text == *self.matchers.text().as_bytes() && self.landing.len() - start == text.text.len()
    }

    /// Each matcher; a comma between two is nobody's but the template's that prints them.
    fn note_matchers(&mut self, start: usize, by: &Range<usize>) {
        let mut begins = start;
        for ((label, len), reason) in self.matchers.lengths().zip(self.parts.reasons()) {
            let from = From::Label(reason, label.into());
            if self.pieces.len() + 1 < PIECES {
                let comma = begins > start;
                if comma {
                    self.pieces.push(Piece { at: begins..begins + 1, by: by.clone(), from: From::Template });
                    begins += 1;
                }
                self.pieces.push(Piece { at: begins..begins + len, by: by.clone(), from });
            }
            begins += len;
        }
    }
}

impl Sink for Tracer<'_> {
    fn taken(&self) -> usize {
        self.landing.taken()
    }

    fn write(&mut self, text: &[u8], at: Range<usize>) {
        let start = self.landing.len();
        self.landing.write(text);
        let action = self.template.source().get(at.clone()).unwrap_or_default();
        // A text of the template stands there as it is.
        let groups = action.as_bytes() != text && action.contains(".GroupBy");
        self.note(start, at, if groups { From::GroupBy } else { From::Template });
    }

    fn insert(&mut self, text: &Inserted<'_>, at: Range<usize>) {
        let start = self.landing.len();
        self.landing.insert(text, at.clone());
        let from = match text.name {
            ".LabelMatchers" if self.is_all_matchers(start, text) => return self.note_matchers(start, &at),
            _ if !text.given => From::Function,
            ".Series" => From::Series,
            label => From::Label(self.parts.matched_by(label), label.into()),
        };
        self.note(start, at, from);
    }
}
