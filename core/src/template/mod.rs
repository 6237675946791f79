//! Go's `text/template` as the rules of prometheus-adapter use it: parse, compile, render.
//!
//! A template is read once into a [`Template`], an immutable list of instructions, and rendered any number of times into
//! a buffer of the caller. One that is only text and string fields, as nearly all are, is a run of copies.

pub mod braces;
mod compare;
mod compile;
mod data;
mod escape;
mod eval;
mod exec;
mod forms;
mod functions;
#[cfg(feature = "handlebars")]
pub mod handlebars;
mod lex;
mod node;
mod number;
mod parse;
mod place;
mod result;
mod schema;
#[cfg(test)]
mod tests;
mod token;

use std::sync::{Arc, OnceLock};

use compile::{Piece, Program};
use data::TextField;
pub use data::{Data, GroupResource, PlacedData, QueryData};
pub use forms::Sink;

use crate::budget::Budget;
use crate::error::{Error, Result, codes};
use crate::go::runes;
use crate::limits;

/// A compiled template. Immutable and cheap to clone; any number of threads may render it at once.
#[derive(Debug, Clone)]
pub struct Template(Arc<Compiled>);

#[derive(Debug)]
struct Compiled {
    text: Box<str>,
    program: Program,
    /// What the program prints in pieces, where it is only text and string fields.
    pieces: Option<Box<[Piece]>>,
    /// What [`Template::copies_stand`] found.
    stand: OnceLock<bool>,
}

/// One part of a template that is only text and fields that hold text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part<'a> {
    /// Text of its author.
    Text(&'a str),
    /// `.LabelMatchers`.
    Matchers,
    /// Another field: words.
    Word,
}

impl Template {
    /// Parses a template with the delimiters of prometheus-adapter, `<<` and `>>`.
    ///
    /// # Errors
    /// `template.syntax` and `limit.depth` with their position, `limit.size`.
    pub fn parse(text: &str) -> Result<Self> {
        Self::parse_with(text, "<<", ">>")
    }

    /// Parses a template with other delimiters; an empty one stands for Go's `{{` or `}}`.
    ///
    /// # Errors
    /// As [`parse`](Self::parse).
    pub fn parse_with(text: &str, left: &str, right: &str) -> Result<Self> {
        // The name that the adapter gives to a rule's query; a template can call itself by it.
        const NAME: &str = "metrics-query";
        limits::check_length("a template", text.len(), limits::TEMPLATE_BYTES)?;
        let definitions = parse::parse(NAME, text, left, right)?;
        let pieces = definitions.get(NAME).and_then(|list| compile::pieces(list));
        let program = compile::compile(definitions, NAME);
        Ok(Self(Arc::new(Compiled { text: text.into(), program, pieces, stand: OnceLock::new() })))
    }

    /// The text that it was parsed from.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.0.text
    }

    /// Whether it is only text and fields that hold text, and so reads neither a list nor a map.
    pub(crate) fn is_copies(&self) -> bool {
        self.0.pieces.is_some()
    }

    /// Renders into `out`, after what it holds. On an error `out` is as it was. Bytes that are not UTF-8, which only
    /// escapes and slices of a template can make, become U+FFFD.
    ///
    /// # Errors
    /// `template.field` and `template.exec` with their position in the template, where Go's execution fails;
    /// `template.work` and `limit.output` for a template that does not end or prints more than 1 MiB.
    pub fn render(&self, data: &Data<'_>, out: &mut String) -> Result<()> {
        self.render_within(data, out, None)
    }

    /// Renders as [`render`](Self::render) does, with no more steps than a budget has left, and takes those off that it
    /// needed.
    pub(crate) fn render_within(
        &self,
        data: &Data<'_>,
        out: &mut String,
        budget: Option<&Budget>,
    ) -> Result<()> {
        let Compiled { text, program, pieces, .. } = &*self.0;
        // Without a length the data lacks a field, and the program says which.
        if let Some((pieces, len)) =
            pieces.as_deref().and_then(|pieces| Some((pieces, length(pieces, data)?)))
        {
            if len > limits::TEMPLATE_OUTPUT_BYTES {
                let message =
                    format!("the template prints more than {} bytes", limits::TEMPLATE_OUTPUT_BYTES);
                return Err(Error::new(codes::limit::OUTPUT, message));
            }
            out.reserve(len);
            out.extend(pieces.iter().filter_map(|piece| shown(piece, data)));
            return Ok(());
        }
        runes::push_text(&exec::run(text, program, data, None, budget)?, out);
        Ok(())
    }

    /// Renders into a sink, which is told the texts of [`Data::Placed`] that are not the template's own.
    ///
    /// # Errors
    /// As [`render`](Self::render).
    pub(crate) fn render_to(
        &self,
        data: &Data<'_>,
        sink: &mut dyn Sink,
        budget: Option<&Budget>,
    ) -> Result<()> {
        exec::run(&self.0.text, &self.0.program, data, Some(sink), budget).map(drop)
    }

    /// Whether it is only text and fields that hold text, and these stand where `check`, which is called once, is content
    /// with them.
    pub(crate) fn copies_stand(
        &self,
        check: impl FnOnce(&mut dyn Iterator<Item = Part<'_>>) -> bool,
    ) -> bool {
        let Some(pieces) = &self.0.pieces else { return false };
        *self.0.stand.get_or_init(|| {
            check(&mut pieces.iter().map(|piece| match piece {
                Piece::Text(text) => Part::Text(text),
                Piece::Field(TextField::LabelMatchers) => Part::Matchers,
                Piece::Field(_) => Part::Word,
            }))
        })
    }
}

fn shown<'a>(piece: &'a Piece, data: &Data<'a>) -> Option<&'a str> {
    match piece {
        Piece::Text(text) => Some(text),
        Piece::Field(field) => data.text(*field),
    }
}

/// How much the pieces print; `None` where the data has not all their fields.
fn length(pieces: &[Piece], data: &Data<'_>) -> Option<usize> {
    pieces.iter().try_fold(0usize, |len, piece| Some(len.saturating_add(shown(piece, data)?.len())))
}
