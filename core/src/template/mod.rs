//! Go's `text/template` as the rules of prometheus-adapter use it: parse, compile, render.

mod data;

use crate::error::{Error, Result, Span, codes};
use crate::limits;

use data::TextField;
pub use data::{Data, GroupResource, QueryData};

/// A compiled template. Immutable, and may be rendered by any number of threads at once.
#[derive(Debug, Clone)]
pub struct Template {
    text: Box<str>,
    pieces: Box<[Piece]>,
}

#[derive(Debug, Clone)]
enum Piece {
    Text(Box<str>),
    Field(TextField, std::ops::Range<usize>),
}

impl Template {
    /// Parses a template with the delimiters of prometheus-adapter, `<<` and `>>`.
    ///
    /// # Errors
    /// `template.syntax` with its position.
    pub fn parse(text: &str) -> Result<Self> {
        Self::parse_with(text, "<<", ">>")
    }

    /// Parses a template with other delimiters; an empty one stands for Go's `{{` or `}}`.
    ///
    /// # Errors
    /// As [`parse`](Self::parse).
    pub fn parse_with(text: &str, left: &str, right: &str) -> Result<Self> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once(left) {
            let at = text.len() - after.len();
            if !before.is_empty() {
                pieces.push(Piece::Text(before.into()));
            }
            let fail = |message: &str| {
                Error::new(codes::template::SYNTAX, message).at(Span::of(text, at..text.len()))
            };
            let (action, after) = after.split_once(right).ok_or_else(|| fail("unclosed action"))?;
            let name = action.trim().trim_start_matches("$.").trim_start_matches('.');
            let field = TextField::named(name).ok_or_else(|| fail("unknown action"))?;
            pieces.push(Piece::Field(field, at..at + action.len()));
            rest = after;
        }
        if !rest.is_empty() {
            pieces.push(Piece::Text(rest.into()));
        }
        Ok(Self { text: text.into(), pieces: pieces.into() })
    }

    /// Renders into `out`, after what it holds. On an error `out` is as it was.
    ///
    /// # Errors
    /// `template.exec` and `template.field` with their position in the template, `limit.output`.
    pub fn render(&self, data: &Data<'_>, out: &mut String) -> Result<()> {
        let start = out.len();
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Field(field, at) => match data.text(*field) {
                    Some(text) => out.push_str(text),
                    None => {
                        out.truncate(start);
                        return Err(Error::new(
                            codes::template::FIELD,
                            format!("can't evaluate field {field:?}"),
                        )
                        .at(Span::of(&self.text, at.clone())));
                    }
                },
            }
        }
        if out.len() - start > limits::TEMPLATE_OUTPUT_BYTES {
            out.truncate(start);
            return Err(Error::new(codes::limit::OUTPUT, "the template printed more than 1 MiB"));
        }
        Ok(())
    }
}
